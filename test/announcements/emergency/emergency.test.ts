import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/announcements/acting.ts';
import { type BlankFlaw, type BlankType, blankFlaws, isWithin, termsFlaws } from '../../../src/announcements/templates/blank.ts';
import { entriesOf, someRecord } from '../../contracts/announcement-store.ts';
import { subscriber } from '../../contracts/subscribers.ts';
import {
  type Announcing,
  approved,
  createAnnouncing,
  lan,
  letGo,
  minh,
  sent,
  submitted,
  valueIn,
} from '../../fakes/announcing.ts';
import {
  approvedTemplate,
  approveTemplate,
  sendEmergency,
  submittedTemplate,
  templateContent,
  templateText,
  values,
} from '../../fakes/emergency.ts';

const both: Actor = { official: 'both', from: 'console' };
const codeIn = (outcome: { kind: string; refusal?: { code: string; flaw?: string } }) =>
  outcome.kind === 'refused' ? (outcome.refusal?.flaw ?? outcome.refusal?.code) : 'done';

async function opened(count = 3, options: Parameters<typeof createAnnouncing>[0] = {}): Promise<Announcing> {
  const cutri = await createAnnouncing(options);
  await cutri.subscribe(count);
  return cutri;
}

describe('an emergency', () => {
  it('G-27: goes to everybody at once by one approver: neither the first few nor a hold come before', async () => {
    const cutri = await opened(150, { canary: 5, holdMs: 600_000 });
    const { id } = await approvedTemplate(cutri);
    const made = valueIn(await sendEmergency(cutri, { template: id }));
    expect(made).toMatchObject({ kind: 'emergency', state: 'sending', number: 2, author: 'minh' });
    await cutri.run(20_000);
    expect(cutri.accepted).toHaveLength(150);
    expect(cutri.accepted[0]?.text).toContain('THÔNG BÁO KHẨN');
    expect(cutri.accepted[0]?.text).toContain('chuyển đến Nhà văn hóa thôn Kim Thành 2 từ 09:30.');
    expect(cutri.accepted[0]?.text).toContain('/kiemtra 2');
    expect(await cutri.announcements.find(2)).toMatchObject({ state: 'finished', total: 150 });
  });

  it('is byte for byte what the sender saw, with the number it gets', async () => {
    const cutri = await opened(1);
    const { id } = await approvedTemplate(cutri);
    const look = valueIn(await cutri.emergency.look(minh, { template: id, values }));
    valueIn(await sendEmergency(cutri, { template: id }));
    await cutri.run(5_000);
    expect(cutri.accepted.map(({ text }) => text)).toEqual([look.message.text]);
    expect(look.count.total).toBe(1);
  });

  it('goes before what is being sent', async () => {
    const cutri = await opened(400, { canary: 1_000 });
    const { id } = await approvedTemplate(cutri);
    await sent(cutri);
    await cutri.run(2_000);
    const before = cutri.accepted.length;
    valueIn(await sendEmergency(cutri, { template: id }));
    await cutri.run(8_000);
    const since = cutri.accepted.slice(before + 40).map(({ text }) => text.includes('KHẨN'));
    expect(since.slice(0, 100)).toEqual(Array.from({ length: 100 }, () => true));
  });

  it('G-27: tells every official at once, whoever they are', async () => {
    const cutri = await opened(2);
    const { id } = await approvedTemplate(cutri);
    const made = valueIn(await sendEmergency(cutri, { template: id }));
    await cutri.run(1_000);
    expect(cutri.incidents[0]).toMatchObject({ what: 'emergency', announcement: { id: made.id } });
  });

  it('can be used again and again without another approval, and stands in the log each time', async () => {
    const cutri = await opened(2);
    const { id } = await approvedTemplate(cutri);
    await cutri.clock.advance(20 * 86_400_000);
    for (const place of ['Trường tiểu học số 1', 'Trường tiểu học số 2']) {
      valueIn(await sendEmergency(cutri, { template: id, values: { ...values, 'nơi mới': place } }));
      await cutri.run(5_000);
      await cutri.clock.advance(30_000);
    }
    expect(cutri.accepted).toHaveLength(4);
    const log = (await entriesOf(cutri.audit)).filter(({ outcome }) => outcome === 'done');
    const ofTemplate = log.filter(({ subject }) => subject === id).map(({ who, action }) => `${who} ${action}`);
    expect(ofTemplate).toEqual(['lan draft', 'lan submit', 'minh approve', 'minh emergency', 'minh emergency']);
    const [used] = log.filter(({ action }) => action === 'emergency');
    const made = used?.detail?.split(' ')[1];
    expect(log.filter(({ subject, from }) => subject === made && from !== 'service').map(({ action }) => action)).toEqual([
      'approve',
      'send',
    ]);
  });

  it('is stopped by one official, and corrected by two', async () => {
    const cutri = await opened(200, { canary: 5 });
    const { id } = await approvedTemplate(cutri);
    const made = valueIn(await sendEmergency(cutri, { template: id }));
    await cutri.run(2_000);
    const correction = valueIn(
      await cutri.publishing.followUp(lan, made.id, 'correction', { text: 'Từ 10 giờ, không phải 9 giờ.' }),
    );
    expect(await cutri.announcements.get(made.id)).toMatchObject({ state: 'paused' });
    valueIn(await cutri.publishing.stop(lan, made.id, 'sai giờ'));
    const before = cutri.accepted.length;
    await cutri.run(10_000);
    expect(cutri.accepted).toHaveLength(before);
    expect(codeIn(await letGo(cutri, correction.id))).toBe('wrong-state');
  });

  it('is not made from a template that was withdrawn and put back as it was, however many refused tries the log holds since', async () => {
    const cutri = await opened(1);
    const { id } = await approvedTemplate(cutri);
    const kept = (await cutri.announcements.get(id))!;
    const { version } = valueIn(await cutri.publishing.stop(minh, id, 'cũ'));
    await cutri.announcements.save({ ...kept, version }, someRecord(id, 'put-back'));
    for (const action of ['stop', 'edit'])
      for (let i = 0; i < 300; i += 1) await cutri.audit.append({ ...someRecord(id, action), outcome: 'not-permitted' });
    expect(codeIn(await sendEmergency(cutri, { template: id }))).toBe('not-as-logged');
  });

  it('goes to newcomers as long as it is in force, and not a minute longer than the template says', async () => {
    const cutri = await opened(1);
    const { id } = await approvedTemplate(cutri);
    const made = valueIn(await sendEmergency(cutri, { template: id }));
    expect(Date.parse(made.content.expiresAt!) - Date.parse(made.startedAt!)).toBe(12 * 3_600_000);
  });

  it('a drill of it reaches officials with a linked chat and nobody else, marked as a drill', async () => {
    const cutri = await opened(50);
    await cutri.officialsNow((held) => held.map((one) => (one.id === 'thu' ? { ...one, chat: 'telegram:77' } : one)));
    const { id } = await approvedTemplate(cutri);
    const made = valueIn(await sendEmergency(cutri, { template: id, drill: true }));
    expect(made).toMatchObject({ kind: 'drill', content: { audience: { kind: 'officials' } } });
    await cutri.run(10_000);
    expect(cutri.accepted.map(({ chat }) => chat)).toEqual(['telegram:77']);
    expect(cutri.accepted[0]?.text).toContain('DIỄN TẬP');
    expect(cutri.accepted[0]?.text).not.toContain('THÔNG BÁO KHẨN');
    expect(cutri.incidents.map(({ what }) => what)).not.toContain('emergency');
  });

  it('fills the template of a platform for who has been silent for too long', async () => {
    const parameters = [
      { name: 'so', field: 'number' as const, most: 10 },
      { name: 'tieu_de', field: 'title' as const, most: 200 },
    ];
    const cutri = await opened(1, { template: { id: '99', parameters, priceVnd: 300 } });
    const { id } = await approvedTemplate(cutri);
    const made = valueIn(await sendEmergency(cutri, { template: id }));
    expect(made.template).toMatchObject({ id: '99', parameters: { so: '2' } });
    expect(made.template?.parameters.tieu_de).toContain('Kim Thành 2');
  });
});

describe('whom an emergency may go to', () => {
  const communes = { kind: 'communes' as const, communes: ['02671', '02683'] };
  const audiences = [
    [{ kind: 'everyone' }, communes, false],
    [communes, { kind: 'everyone' }, true],
    [{ kind: 'communes', communes: ['02671'] }, communes, true],
    [{ kind: 'communes', communes: ['02671', '02701'] }, communes, false],
    [{ kind: 'communes', communes: [] }, communes, false],
    [{ kind: 'topics', topics: ['reform'] }, communes, false],
    [{ kind: 'topics', topics: ['reform'] }, { kind: 'topics', topics: ['reform', 'milestones'] }, true],
    [{ kind: 'topics', topics: ['reform', 'milestones'] }, { kind: 'topics', topics: ['reform'] }, false],
    [{ kind: 'communes-and-topics', communes: ['02671'], topics: ['reform'] }, communes, true],
    [{ kind: 'communes-and-topics', communes: ['02671'], topics: ['reform'] }, { kind: 'topics', topics: ['reform'] }, true],
    [{ kind: 'communes-and-topics', communes: ['02671'], topics: [] }, communes, false],
    [{ kind: 'communes-and-topics', communes: ['02701'], topics: ['reform'] }, communes, false],
    [communes, { kind: 'communes-and-topics', communes: ['02671', '02683'], topics: ['reform'] }, false],
    [{ kind: 'topics', topics: ['reform'] }, { kind: 'communes-and-topics', communes: ['02671'], topics: ['reform'] }, false],
    [{ kind: 'officials' }, { kind: 'everyone' }, false],
    [{ kind: 'reached', by: 'x', rest: true }, { kind: 'everyone' }, false],
  ] as const;
  it.each(audiences)('%j of a template for %j: %s', (audience, allowed, isAllowed) => {
    expect(isWithin(audience, allowed)).toBe(isAllowed);
  });

  it('is the audience of the template or a part of it, and only those get it', async () => {
    const cutri = await opened(5);
    await cutri.subscribers.put(subscriber('telegram:90', { topics: [], communes: ['02671'] }));
    await cutri.subscribers.put(subscriber('telegram:91', { topics: [], communes: ['02683'] }));
    const { id } = await approvedTemplate(cutri, { audience: communes });
    const part = { kind: 'communes' as const, communes: ['02683'] };
    expect(codeIn(await sendEmergency(cutri, { template: id, audience: { kind: 'everyone' } }))).toBe('beyond-template');
    valueIn(await sendEmergency(cutri, { template: id, audience: part }));
    await cutri.run(5_000);
    expect(cutri.accepted.map(({ chat }) => chat)).toEqual(['telegram:91']);
  });

  it('a template may wait for people who subscribe later; what would reach nobody now is not sent', async () => {
    const cutri = await createAnnouncing();
    const { id } = await approvedTemplate(cutri);
    expect(codeIn(await sendEmergency(cutri, { template: id }))).toBe('nobody');
  });
});

describe('an emergency template', () => {
  it('is never sent itself', async () => {
    const cutri = await opened();
    const { id } = await approvedTemplate(cutri);
    for (const go of ['send', 'schedule'] as const) expect(codeIn(await letGo(cutri, id, minh, go))).toBe('wrong-state');
    await cutri.run(300_000);
    expect(cutri.accepted).toEqual([]);
  });

  it.each([
    ['no hours', { terms: { ...templateContent().terms!, hours: 0 } }],
    ['a blank that is not declared', { text: `${templateText} {khác}` }],
    ['a blank that is not in the text', { text: 'Chuyển đến {nơi mới} tại xã.' }],
    ['the words of a drill', { text: `${templateText} Đây là diễn tập.` }],
  ])('with %s is not submitted', async (_, changes) => {
    const cutri = await opened();
    const { id } = valueIn(await cutri.publishing.draft(lan, 'template', templateContent(changes)));
    expect(codeIn(await cutri.publishing.submit(lan, id, {}))).toBe('text');
  });

  it('that would be too long for a channel with its blanks filled to the limit is not submitted', async () => {
    const cutri = await opened();
    const text = `${'x'.repeat(1_700)} {a} {b}`;
    const blanks = ['a', 'b'].map((name) => ({ name, type: 'text' as const, most: 60 }));
    const draft = async (most: number) => {
      const terms = { blanks: blanks.map((blank) => ({ ...blank, most })), hours: 1 };
      const { id } = valueIn(await cutri.publishing.draft(lan, 'template', templateContent({ text, terms })));
      return codeIn(await cutri.publishing.submit(lan, id, {}));
    };
    expect([await draft(40), await draft(200)]).toEqual(['done', 'text']);
  });

  it('without terms, or a notice with them, is not submitted', async () => {
    const cutri = await opened();
    const { terms, ...bare } = templateContent();
    const template = valueIn(await cutri.publishing.draft(lan, 'template', bare));
    const notice = valueIn(await cutri.publishing.draft(lan, 'notice', { ...templateContent(), terms: terms! }));
    for (const { id } of [template, notice]) expect(codeIn(await cutri.publishing.submit(lan, id, {}))).toBe('not-a-template');
  });

  it('waits, is returned with a reason, approved, withdrawn: and is listed until then, with why it cannot be used', async () => {
    const cutri = await opened();
    const { id } = await submittedTemplate(cutri);
    const listed = async () =>
      valueIn(await cutri.emergency.templates(minh)).map(
        ({ template, unusable }) => `${template.state} ${unusable?.code ?? 'usable'}`,
      );
    expect(await listed()).toEqual(['submitted wrong-state']);
    valueIn(await cutri.publishing.return(minh, id, 'thiếu giờ'));
    valueIn(await cutri.publishing.submit(lan, id, {}));
    valueIn(await approveTemplate(cutri, id));
    expect(await listed()).toEqual(['approved usable']);
    await cutri.officialsNow((held) => held.map((one) => (one.id === 'lan' ? { ...one, disabled: true, term: 1 } : one)));
    expect(await listed()).toEqual(['approved approval']);
    valueIn(await cutri.publishing.stop(minh, id, 'không dùng nữa'));
    expect(await listed()).toEqual([]);
  });

  it('ends on the day it was approved until', async () => {
    const cutri = await opened();
    const { id } = await approvedTemplate(cutri);
    await cutri.clock.advance(100 * 86_400_000);
    expect(codeIn(await sendEmergency(cutri, { template: id }))).toBe('time-past');
    await cutri.run(2_000);
    expect(await cutri.announcements.get(id)).toMatchObject({ state: 'expired' });
  });

  it('used so often that its approval is far down the log is still in force', async () => {
    const cutri = await opened();
    const { id } = await approvedTemplate(cutri);
    for (let i = 0; i < 210; i += 1) await sendEmergency(cutri, { template: id }, { hash: 'x' });
    expect(codeIn(await sendEmergency(cutri, { template: id }, { by: both }))).toBe('done');
  });
});

describe('what may stand in a blank', () => {
  const flawOf = (type: BlankType, value: string, most = 60): BlankFlaw | undefined =>
    blankFlaws([{ name: 'ô', type, most }], { ô: value })[0]?.flaw;

  it.each<[BlankType, string]>([
    ['place', 'Nhà văn hóa tổ 5, P. Cam Đường (cổng sau)'],
    ['place', 'TP.HCM'],
    ['place', 'UBND xã Bát Xát'],
    ['time', '7:00'],
    ['time', '23:59'],
    ['date', '15/3/2026'],
    ['date', '29/2/2028'],
    ['number', '12'],
    ['text', 'nước lũ lên cao'],
  ])('%s: %s', (type, value) => expect(flawOf(type, value)).toBeUndefined());

  it.each<[BlankType, string, BlankFlaw]>([
    ['text', '', 'missing'],
    ['text', 'x'.repeat(61), 'too-long'],
    ['text', 'một\nhai', 'line-break'],
    ['text', 'một\u2028hai', 'line-break'],
    ['text', 'mộ\u200Bt', 'unseen'],
    ['text', 'mo\u0302t', 'unseen'],
    ['text', 'ngân hàng Аgribank', 'script'],
    ['text', 'xem bit.ly/abc', 'link'],
    ['text', 'xem https://laocai.gov.vn', 'link'],
    ['text', 'xem ｅｖｉｌ．ｃｏｍ', 'link'],
    ['text', 'tim site.shop', 'link'],
    ['text', 'nhắn @kegian', 'link'],
    ['text', '{giờ}', 'brace'],
    ['place', '!!!', 'place'],
    ['time', '24:00', 'time'],
    ['time', '9 giờ', 'time'],
    ['date', '31/2/2026', 'date'],
    ['date', '2026-03-15', 'date'],
    ['number', '1e9', 'number'],
  ])('%s: %j is refused (%s)', (type, value, flaw) => expect(flawOf(type, value)).toBe(flaw));

  it('is one of the blanks there are, under its own name, and never what every object has', () => {
    const blank = { name: 'toString', type: 'text' as const, most: 10 };
    expect(blankFlaws([blank], {})).toMatchObject([{ flaw: 'missing' }]);
    expect(blankFlaws([], { khác: 'x' })).toMatchObject([{ name: 'khác', flaw: 'unknown' }]);
    expect(termsFlaws('{toString}', { blanks: [blank], hours: 1 })).toEqual([]);
  });

  it('is not read as a blank again', async () => {
    const cutri = await opened(1);
    const { id } = await approvedTemplate(cutri);
    const outcome = await sendEmergency(cutri, { template: id, values: { ...values, 'nơi mới': '{giờ}' } });
    expect(codeIn(outcome)).toBe('blanks');
  });
});

describe('one official alone', () => {
  it.each([
    ['an author', lan, 'not-permitted'],
    ['an auditor', { official: 'thu', from: 'console' } as Actor, 'not-permitted'],
    ['nobody we know', { official: 'ai-do', from: 'console' } as Actor, 'unknown-official'],
    [
      'an approver at a terminal where they did not sign in',
      { official: 'minh', from: 'cli', terminal: 'tty1' } as Actor,
      'not-signed-in',
    ],
  ])('%s sends no emergency', async (_, by, code) => {
    const cutri = await opened();
    const { id } = await approvedTemplate(cutri);
    const look = valueIn(await cutri.emergency.look(minh, { template: id, values }));
    expect(codeIn(await cutri.emergency.send(by, { template: id, values }, { hash: look.hash, code: '123456' }))).toBe(code);
  });

  it('sends nothing that is no template: an approved notice stays one that is let go by the ordinary way', async () => {
    const cutri = await opened();
    const { id } = await submitted(cutri);
    valueIn(await approved(cutri, id));
    expect(codeIn(await sendEmergency(cutri, { template: id }))).toBe('not-a-template');
  });

  it('uses up no code for what could not be sent anyway', async () => {
    const cutri = await opened();
    const { id } = await approvedTemplate(cutri);
    const code = await cutri.code('minh');
    expect(codeIn(await sendEmergency(cutri, { template: id, values: {} }, { code }))).toBe('blanks');
    expect(codeIn(await sendEmergency(cutri, { template: id }, { code }))).toBe('done');
  });

  it('whose process died between approving and sending leaves one that an approver can still let go, with a code, or stop', async () => {
    const cutri = await opened(2);
    const { id } = await approvedTemplate(cutri);
    const made = valueIn(await sendEmergency(cutri, { template: id }));
    const { startedAt: _, phase: __, ...before } = (await cutri.announcements.get(made.id))!;
    await cutri.announcements.save(
      { ...before, state: 'approved' },
      { at: '', who: 'x', roles: [], action: 'x', outcome: 'done', subject: made.id, from: 'cli' },
    );
    expect(codeIn(await cutri.publishing.send(minh, made.id, {}))).toBe('code-needed');
    expect(codeIn(await cutri.publishing.edit(lan, made.id, { text: 'x' }))).toBe('wrong-state');
    await cutri.clock.advance(30_000);
    valueIn(await letGo(cutri, made.id, minh));
    await cutri.run(5_000);
    expect(cutri.accepted).toHaveLength(2);
  });
});
