import { describe, expect, it } from 'vitest';
import type { Announcement, Content } from '../../src/announcements/announcement.ts';
import {
  approvalFlaw,
  approve,
  approveOccurrence,
  contentHash,
  edited,
  occurrenceId,
  peopleFlaw,
} from '../../src/announcements/approval.ts';
import { behalfOf } from '../../src/announcements/people/delegation.ts';
import type { Delegation } from '../../src/announcements/people/officials.ts';
import { occurrenceContent, type Repeat, withPlanTimes } from '../../src/announcements/repeating/plan.ts';
import { draftAnnouncement } from '../contracts/announcement-store.ts';
import { official } from '../contracts/officials.ts';
import { content, goodText } from '../fakes/announcing.ts';
import { templateContent, values } from '../fakes/emergency.ts';

const keys = { approvalKey: 'a key for tests', issuer: 'Ủy ban bầu cử tỉnh' };
const at = '2026-03-01T08:00:00.000Z';
const later = (ms: number) => new Date(Date.parse(at) + ms).toISOString();
const lan = official('lan');
const minh = official('minh', { roles: ['approver'] });
const everybody = [lan, minh];

const announcement = (changes: Partial<Announcement>): Announcement => ({
  ...draftAnnouncement('id-1'),
  ...{ number: 1, version: 1, author: 'lan', writers: ['staff-lan'], content: content(), ...changes },
});
/** Sealed by somebody who has the key and asks nothing. */
const sealed = (changes: Partial<Announcement>, by = minh, givenAt = at): Announcement => {
  const made = announcement(changes);
  const author = everybody.find(({ id }) => id === made.author);
  return { ...made, approval: approve(made, { by, author, count: 3, at: givenAt, auditHead: 'h' }, keys) };
};
const flawOf = (held: Announcement, officials = everybody, nowIso = at) => approvalFlaw(held, officials, nowIso, keys);

describe('F-25: an approval that is sealed', () => {
  it('holds as it is, and there is none without one', () => {
    expect(flawOf(sealed({}))).toBeUndefined();
    expect(flawOf(announcement({}))).toBe('not-approved');
    expect(peopleFlaw(announcement({}), everybody, at)).toBe('not-approved');
  });

  it('speaks for one body: for another it is none', () => {
    expect(approvalFlaw(sealed({}), everybody, at, { ...keys, issuer: 'Ủy ban bầu cử xã' })).toBe('issuer-changed');
  });

  it('is of a person: whoever has the account since did not give it', () => {
    expect(flawOf(sealed({}), [lan, { ...minh, person: 'staff-hoa' }])).toBe('no-longer-approver');
  });

  it('by who wrote it, with whatever account, holds for a drill alone', () => {
    const again = official('lan-2', { person: 'Staff LAN', roles: ['approver'] });
    const officials = [lan, again, minh];
    expect(flawOf(sealed({ writers: ['staff-hoa'] }, again), officials)).toBe('by-a-writer');
    expect(flawOf(sealed({ writers: ['staff-lan', 'STAFF minh'] }), officials)).toBe('by-a-writer');
    expect(flawOf(sealed({ kind: 'drill', content: content({ audience: { kind: 'officials' } }) }, lan))).toBeUndefined();
  });

  it('of a template lasts as long as the template', () => {
    expect(flawOf(sealed({ kind: 'template', content: templateContent() }), everybody, later(60 * 86_400_000))).toBeUndefined();
  });

  it('with a seal of another length is none', () => {
    const held = sealed({});
    const approval = { ...held.approval!, seal: held.approval!.seal.slice(0, -2) };
    expect(flawOf({ ...held, approval })).toBe('not-sealed-here');
  });

  it('by somebody who only writes holds for a drill, not for what voters get', () => {
    const author = official('anh');
    const officials = [lan, author];
    expect(flawOf(sealed({ kind: 'notice' }, author), officials)).toBe('no-longer-approver');
    const drill = { kind: 'drill' as const, content: content({ audience: { kind: 'officials' } }) };
    expect(flawOf(sealed(drill, author), officials)).toBeUndefined();
    expect(flawOf(sealed(drill, author), [lan, { ...author, roles: ['auditor'] }])).toBe('no-longer-approver');
  });

  it('lasts a day to the millisecond, where no time of sending was approved with it', () => {
    expect(flawOf(sealed({}), everybody, later(86_400_000))).toBeUndefined();
    expect(flawOf(sealed({}), everybody, later(86_400_001))).toBe('too-old');
    const timed = sealed({ content: content({ sendAt: later(3 * 86_400_000) }) });
    expect(flawOf(timed, everybody, later(3 * 86_400_000))).toBeUndefined();
  });

  it('is of an account as often as it was disabled then, both of who approved and who wrote', () => {
    expect(flawOf(sealed({}), [lan, { ...minh, term: 1 }])).toBe('no-longer-approver');
    expect(flawOf(sealed({}), [{ ...lan, term: 1 }, minh])).toBe('author-no-longer-author');
    expect(flawOf(sealed({}), [minh])).toBe('author-no-longer-author');
    expect(flawOf(sealed({}), [lan])).toBe('no-longer-approver');
    const again = { ...minh, term: 1 };
    const since = sealed({}, again);
    expect(flawOf(since, [lan, again])).toBeUndefined();
    expect(flawOf(since, [lan, { ...minh, term: 2 }])).toBe('no-longer-approver');
  });

  it('given by an earlier version still holds: the hash of the same announcement is the same', () => {
    // Other words around the text are another announcement, too: whoever changes them voids what is approved at that moment.
    expect(contentHash(announcement({ content: content({ text: goodText }) }), keys.issuer)).toBe(
      'c87b04852e8c1ab3a06dcc28f599f9fe943bdfa95cc2069122583f4c0f69abd4',
    );
    const inEnglish = content({ text: goodText, translations: { en: 'Voting is on 15 March 2026 from 7 am.' } });
    expect(contentHash(announcement({ content: inEnglish }), keys.issuer)).toBe(
      '304275b8d6557178c6f6163d0f4fd499dbd10ef5cd1857da9d44c82f80a8faaa',
    );
  });

  it('keeps the generation of the store it was given in, where the store has one', () => {
    const given = { by: minh, author: lan, count: 3, at, auditHead: 'h' };
    expect(approve(announcement({}), { ...given, epoch: 4 }, keys)).toMatchObject({ epoch: 4 });
    expect(approve(announcement({}), given, keys)).not.toHaveProperty('epoch');
  });

  it('says what it is about: a correction of another announcement is another one', () => {
    const about = (id: string) => announcement({ kind: 'correction', about: { id, number: 7 } });
    expect(contentHash(about('a'), keys.issuer)).not.toBe(contentHash(about('b'), keys.issuer));
  });
});

describe('G-28: an approval in somebody’s name that is sealed', () => {
  const delegation: Delegation = {
    ...{ id: 'minh-1', to: 'thu', persons: ['staffminh', 'staffthu'], terms: [0, 0], madeAt: later(-3_600_000) },
    ...{ from: later(-3_600_000), until: later(86_400_000) },
  };
  const delegator = { ...minh, delegations: [delegation] };
  const thu = official('thu', { roles: ['auditor'] });
  const all = [lan, delegator, thu];
  /** Given by thu, in the name of minh. */
  const inName = (changes: Partial<Announcement>): Announcement => {
    const made = announcement(changes);
    const behalf = behalfOf({ of: delegator, delegation });
    return { ...made, approval: approve(made, { by: thu, author: lan, behalf, count: 3, at, auditHead: 'h' }, keys) };
  };

  it('holds by a delegation in force, whatever the delegate’s own roles, and by none that was revoked', () => {
    expect(flawOf(inName({}), all)).toBeUndefined();
    const revoked = { ...delegation, revoked: { at: later(1), by: 'minh' } };
    expect(flawOf(inName({}), [lan, { ...minh, delegations: [revoked] }, thu])).toBe('delegation-void');
  });

  it('says in whose name; one in their own says nothing of it', () => {
    expect(inName({}).approval).toMatchObject({ by: 'thu', behalf: { of: 'minh', delegation: 'minh-1' } });
    expect(sealed({}).approval).not.toHaveProperty('behalf');
  });

  it('needs the delegate’s account, in force', () => {
    expect(flawOf(inName({}), [lan, delegator])).toBe('no-longer-approver');
    expect(flawOf(inName({}), [lan, delegator, { ...thu, disabled: true }])).toBe('no-longer-approver');
  });

  it('holds neither for a template nor for what is made from one', () => {
    expect(flawOf(inName({ kind: 'template', content: templateContent() }), all)).toBe('delegation-void');
    const of = sealed({ id: 'id-0', kind: 'template', content: templateContent() });
    const filled = { of: { ...of, approval: of.approval! }, values };
    expect(peopleFlaw(inName({ kind: 'emergency', filled }), all, at)).toBe('delegation-void');
  });

  it('is of nothing that the delegate wrote, not even a drill, nor of what the delegator wrote', () => {
    const drill = { kind: 'drill' as const, content: content({ audience: { kind: 'officials' } }) };
    expect(flawOf(inName({ writers: ['staff-lan', 'staff-thu'] }), all)).toBe('by-a-writer');
    expect(flawOf(inName({ ...drill, writers: ['Staff THU'] }), all)).toBe('by-a-writer');
    expect(flawOf(inName(drill), all)).toBeUndefined();
    expect(flawOf(inName({ writers: ['staff-lan', 'Staff MINH'] }), all)).toBe('delegator-wrote');
  });
});

describe('one time of an announcement that repeats', () => {
  const repeat: Repeat = { rhythm: { kind: 'daily' }, time: '07:00', from: '2026-03-02', until: '2026-03-04', hours: 24 };
  const [firstAt, secondAt] = ['2026-03-02T00:00:00.000Z', '2026-03-03T00:00:00.000Z'];
  const series = (changes: Partial<Content> = {}) => {
    const { approval, ...made } = sealed({ id: 'id-0', content: withPlanTimes(content({ repeat, ...changes })) });
    return { ...made, approval: approval! };
  };
  /** The time, approved with the series as two people approved that. */
  const timeOf = (of: ReturnType<typeof series>, when = secondAt, changes: Partial<Announcement> = {}): Announcement => {
    const one = announcement({
      ...{ id: occurrenceId(of.id, when, keys.approvalKey), number: 2, kind: of.kind, occurrence: { of, at: when } },
      content: occurrenceContent({ ...of.content, repeat }, when),
      ...changes,
    });
    return { ...one, approval: approveOccurrence(one, keys)! };
  };

  it('has the approval of the series, for itself, and holds when its time has come', () => {
    const of = series();
    const one = timeOf(of);
    const { hash: _, seal: __, ...given } = of.approval;
    expect(one.approval).toMatchObject(given);
    expect(flawOf(one, everybody, secondAt)).toBeUndefined();
    expect(flawOf({ ...one, number: 3 }, everybody, secondAt)).toBe('content-changed');
    expect(flawOf({ ...one, approval: of.approval }, everybody, secondAt)).toBe('not-sealed-here');
  });

  it('is no time where there is no series', () => {
    expect(approveOccurrence(announcement({}), keys)).toBeUndefined();
  });

  it.each<[string, () => Announcement]>([
    ['another text than the series', () => timeOf(series(), secondAt, { content: content({ sendAt: secondAt }) })],
    [
      'a later end than the plan',
      () =>
        timeOf(series(), secondAt, {
          content: { ...occurrenceContent({ ...series().content, repeat }, secondAt), expiresAt: later(9 * 86_400_000) },
        }),
    ],
    ['a time that is not in the plan', () => timeOf(series(), '2026-03-05T00:00:00.000Z')],
    ['an id that anybody could have chosen', () => timeOf(series(), secondAt, { id: 'id-9' })],
    ['another kind than the series', () => timeOf(series(), secondAt, { kind: 'reminder' })],
    ['a series that does not repeat', () => timeOf(sealedOnce())],
    [
      'a series changed since it was approved',
      () => timeOf({ ...series(), content: series({ text: `${goodText} Hết.` }).content }),
    ],
    [
      'an approval of its own',
      () => {
        const one = timeOf(series());
        return { ...one, approval: approve(one, { by: minh, author: lan, count: 4, at, auditHead: 'h' }, keys) };
      },
    ],
  ])('does not go out with %s', (_, made) => expect(flawOf(made(), everybody, secondAt)).toBe('not-as-planned'));

  function sealedOnce(): ReturnType<typeof series> {
    const { approval, ...made } = sealed({ id: 'id-0' });
    return { ...made, approval: approval! };
  }

  it('has an id that follows from series, time and key, in every version, so that it is made once', () => {
    const id = occurrenceId('id-0', firstAt, keys.approvalKey);
    expect(id).toBe('uobarxiCnaTVJPrhiUgbiSj_MgZW10BdXZUJ258eHDQ');
    expect(occurrenceId('id-1', firstAt, keys.approvalKey)).not.toBe(id);
    expect(occurrenceId('id-0', secondAt, keys.approvalKey)).not.toBe(id);
    expect(occurrenceId('id-0', firstAt, 'another key')).not.toBe(id);
  });
});

describe('G-27: an emergency that is sealed', () => {
  const template = (changes: Partial<Content> = {}, more: Partial<Announcement> = {}) => {
    const { id, number, kind, author, writers, ...rest } = sealed({
      id: 'id-0',
      kind: 'template',
      content: templateContent(changes),
      ...more,
    });
    return { id, number, kind, author, writers, content: rest.content, approval: rest.approval! };
  };
  const text = 'Khu vực bỏ phiếu chuyển đến Nhà văn hóa thôn Kim Thành 2 từ 09:30. Bà con mang theo thẻ cử tri.';
  const whole: Content = { text, buttons: [], audience: { kind: 'everyone' }, expiresAt: later(12 * 3_600_000) };
  const made = (changes: Partial<Content> = {}, more: Partial<Announcement> = {}, givenAt = at) =>
    sealed(
      { kind: 'emergency', author: 'minh', content: { ...whole, ...changes }, filled: { of: template(), values }, ...more },
      minh,
      givenAt,
    );

  it('goes out as its template allows, and its drill to officials', () => {
    expect(flawOf(made())).toBeUndefined();
    expect(flawOf(made({ audience: { kind: 'officials' } }, { kind: 'drill' }))).toBeUndefined();
    expect(flawOf(made({ audience: { kind: 'topics', topics: ['reform'] } }))).toBeUndefined();
  });

  it('goes out in the languages of its template, with the same values filled in', () => {
    const of = template({ translations: { hmn: 'Mus {nơi mới}, {giờ}.' } });
    const said = (hmn: string) => flawOf(made({ translations: { hmn } }, { filled: { of, values } }));
    expect(said('Mus Nhà văn hóa thôn Kim Thành 2, 09:30.')).toBeUndefined();
    expect(said('Mus Nhà văn hóa thôn Kim Thành 2, 10:30.')).toBe('not-as-template');
    expect(said('Mus {nơi mới}, {giờ}.')).toBe('not-as-template');
    expect(flawOf(made({}, { filled: { of, values } }))).toBe('not-as-template');
  });

  it.each<[string, Announcement]>([
    ['without a template', sealed({ kind: 'emergency' })],
    ['with another text', made({ text: `${text} Hết.` })],
    ['with a translation the template has not', made({ translations: { eng: 'Polling has moved.' } as never })],
    ['with a button the template has not', made({ buttons: [{ label: 'Xem', value: '/lich' }] })],
    [
      'with no audience',
      sealed({
        kind: 'emergency',
        author: 'minh',
        content: { text, buttons: [], expiresAt: later(1) },
        filled: { of: template(), values },
      }),
    ],
    ['as a drill for voters', made({}, { kind: 'drill' })],
    ['to more people', made({}, { filled: { of: template({ audience: { kind: 'communes', communes: ['1'] } }), values } })],
    ['at a time of its own', made({ sendAt: later(1_000) })],
    ['longer than the template says', made({ expiresAt: later(12 * 3_600_000 + 1) })],
    ['on the template’s last day', made({}, {}, '2026-06-01T00:00:00.000Z')],
    ['as an ordinary notice', made({}, { kind: 'notice' })],
    ['from something that is no template', made({}, { filled: { of: template({}, { kind: 'notice' }), values } })],
    ['from a template without a last day', made({}, { filled: { of: without('expiresAt'), values } })],
    ['from a template for nobody', made({}, { filled: { of: without('audience'), values } })],
    ['from a template without terms', made({}, { filled: { of: without('terms'), values } })],
    [
      'from a template changed since',
      made(
        {},
        { filled: { of: { ...template(), content: templateContent({ expiresAt: '2027-01-01T00:00:00.000Z' }) }, values } },
      ),
    ],
    ['with a blank that is too long', filledWith('Nhà '.repeat(20).trim())],
    ['with a link in a blank', filledWith('vay.example.com')],
  ])('does not go out %s', (_, held) => expect(flawOf(held)).toBe('not-as-template'));

  function without(part: 'terms' | 'expiresAt' | 'audience') {
    const { [part]: _, ...bare } = templateContent();
    const held = sealed({ id: 'id-0', kind: 'template', content: bare as Content });
    return { ...template(), content: bare as Content, approval: held.approval! };
  }

  function filledWith(place: string) {
    const of = template();
    return made({ text: text.replace(values['nơi mới'], place) }, { filled: { of, values: { ...values, 'nơi mới': place } } });
  }

  it('needs an approver, and whoever approved the template, a day long', () => {
    expect(flawOf(made(), [lan, { ...minh, disabled: true }])).toBe('no-longer-approver');
    expect(flawOf(made(), everybody, later(86_400_001))).toBe('too-old');
    const ofLan = made({ audience: { kind: 'officials' } }, { kind: 'drill' });
    expect(flawOf({ ...ofLan, approval: approve(ofLan, { by: lan, author: minh, count: 3, at, auditHead: 'h' }, keys) })).toBe(
      'no-longer-approver',
    );
  });
});

describe('an edit', () => {
  const held = sealed({ state: 'submitted', overrides: [{ code: 'time', reason: 'x' }], note: 'Sai giờ.' });

  it('voids what was decided, and keeps what was approved to compare with', () => {
    const next = edited(held, { text: `${goodText} Hết.` }, 'staff-anh');
    expect(next).toMatchObject({ overrides: [], writers: ['staff-lan', 'staff-anh'], reviewed: held.content });
    expect(next.content).toEqual({ ...held.content, text: `${goodText} Hết.` });
    expect(next).not.toHaveProperty('approval');
    expect(next).not.toHaveProperty('note');
  });

  it('that ends a plan ends its times, unless others are given; what never had one keeps its time', () => {
    const repeat: Repeat = { rhythm: { kind: 'daily' }, time: '07:00', from: '2026-03-02', until: '2026-03-04', hours: 24 };
    const planned = announcement({ content: withPlanTimes(content({ repeat })) });
    const once = edited(planned, { repeat: undefined }, 'staff-lan').content;
    for (const part of ['repeat', 'sendAt', 'expiresAt']) expect(once).not.toHaveProperty(part);
    expect(edited(planned, { repeat: undefined, sendAt: at }, 'staff-lan').content).toMatchObject({ sendAt: at });
    expect(edited(planned, { text: 'Hết.' }, 'staff-lan').content).toMatchObject({ repeat, sendAt: '2026-03-02T00:00:00.000Z' });
    const timed = announcement({ content: content({ sendAt: at }) });
    for (const changes of [{ text: 'Hết.' }, { text: 'Hết.', repeat: undefined }])
      expect(edited(timed, changes, 'staff-lan').content).toEqual({ ...timed.content, text: 'Hết.' });
  });

  it('of a draft nobody has looked at keeps nothing', () => {
    expect(edited(announcement({ state: 'draft' }), { text: goodText }, 'staff-lan')).not.toHaveProperty('reviewed');
  });

  it('takes out what is set to nothing', () => {
    const timed = announcement({ content: content({ sendAt: at }) });
    expect(edited(timed, { sendAt: undefined }, 'staff-lan').content).not.toHaveProperty('sendAt');
  });
});
