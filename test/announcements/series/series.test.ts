import { describe, expect, it } from 'vitest';
import type { Announcement, AnnouncementStore, Content } from '../../../src/announcements/announcement.ts';
import type { Repeat } from '../../../src/announcements/repeating/plan.ts';
import { incidentText } from '../../../src/conversations/office/words-news.ts';
import { subscriber } from '../../contracts/subscribers.ts';
import {
  type Announcing,
  approved,
  content,
  createAnnouncing,
  goodText,
  lan,
  letGo,
  minh,
  submitted,
  valueIn,
} from '../../fakes/announcing.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Mondays at seven; the clock of the tests begins on a Sunday at three in the afternoon. */
const mondays: Repeat = {
  rhythm: { kind: 'weekly', weekdays: [1] },
  time: '07:00',
  from: '2026-03-01',
  until: '2026-03-31',
  most: 3,
  hours: 24,
};
const firstAt = '2026-03-02T00:00:00.000Z';
const secondAt = '2026-03-09T00:00:00.000Z';

const repeating = (repeat: Partial<Repeat> = {}, changes: Partial<Content> = {}): Partial<Content> => ({
  repeat: { ...mondays, ...repeat },
  ...changes,
});

/** Approved once by somebody else, and scheduled. */
async function scheduled(cutri: Announcing, changes: Partial<Content> = repeating()): Promise<Announcement> {
  const { id } = await submitted(cutri, changes);
  valueIn(await approved(cutri, id));
  return valueIn(await letGo(cutri, id, lan, 'schedule'));
}

/** The service is off until a second before, and runs from then on for a little. */
async function runAt({ clock, run }: Announcing, iso: string, ms = 20_000): Promise<void> {
  clock.pass(Date.parse(iso) - 1_000 - clock.now().getTime());
  await run(ms);
}

async function world(subscribers = 3, options: Parameters<typeof createAnnouncing>[0] = {}): Promise<Announcing> {
  const cutri = await createAnnouncing(options);
  await cutri.subscribe(subscribers);
  return cutri;
}

const kept = async ({ announcements }: Announcing, { id }: Announcement) => (await announcements.get(id))!;
const refusalOf = (outcome: { kind: string; refusal?: { code: string; why?: { code: string } } }) =>
  outcome.refusal && (outcome.refusal.why?.code ?? outcome.refusal.code);

describe('an announcement that repeats', () => {
  it('B-14: goes out at each of its times, under a number of its own, after one approval', async () => {
    const cutri = await world();
    const series = await scheduled(cutri);
    await runAt(cutri, firstAt);
    await runAt(cutri, secondAt);
    await runAt(cutri, '2026-03-16T00:00:00.000Z');
    expect(cutri.accepted).toHaveLength(9);
    expect(new Set(cutri.accepted.map(({ text }) => /Thông báo số (?<number>\d+)/u.exec(text)?.groups?.number))).toEqual(
      new Set(['2', '3', '4']),
    );
    expect(cutri.accepted.every(({ text }) => text.startsWith(goodText))).toBe(true);
    const { state, occurrences } = await kept(cutri, series);
    expect(occurrences).toEqual([
      { at: firstAt, number: 2 },
      { at: secondAt, number: 3 },
      { at: '2026-03-16T00:00:00.000Z', number: 4 },
    ]);
    expect(state).toBe('finished');
    expect(cutri.incidents.filter(({ announcement }) => announcement.id === series.id).map(incidentText)).toEqual([
      '✅ Thông báo số 1 (đã gửi xong): lịch lặp lại đã hết, không còn lần nào nữa.',
    ]);
  });

  it('is never early', async () => {
    const cutri = await world();
    await scheduled(cutri);
    cutri.clock.pass(Date.parse(firstAt) - 5_000 - cutri.clock.now().getTime());
    await cutri.run(4_000);
    expect(cutri.accepted).toEqual([]);
    await cutri.run(5_000);
    expect(cutri.accepted.length).toBeGreaterThan(0);
    expect(cutri.accepted.every(({ atMs }) => atMs >= Date.parse(firstAt))).toBe(true);
  });

  it('whoever subscribed in between gets the later ones, and whoever left does not', async () => {
    const cutri = await world(1);
    await scheduled(cutri);
    await runAt(cutri, firstAt);
    await cutri.subscribers.put(subscriber('telegram:77', { lastContactAt: cutri.clock.now().toISOString() }));
    await cutri.subscribers.remove('telegram:0');
    await runAt(cutri, secondAt);
    expect(cutri.accepted.map(({ chat }) => chat)).toEqual(['telegram:0', 'telegram:77']);
  });

  it('a time at which nobody is subscribed passes without anybody being asked', async () => {
    const cutri = await world(1);
    const series = await scheduled(cutri);
    await cutri.subscribers.remove('telegram:0');
    await runAt(cutri, firstAt);
    expect((await kept(cutri, series)).state).toBe('scheduled');
    expect((await cutri.announcements.find(2))?.state).toBe('finished');
  });

  it('goes to the first few, and to the rest after the hold, each time', async () => {
    const cutri = await world(5, { canary: 2, holdMs: 60_000 });
    await scheduled(cutri);
    await runAt(cutri, firstAt, 30_000);
    expect(cutri.accepted).toHaveLength(2);
    await cutri.run(60_000);
    expect(cutri.accepted).toHaveLength(5);
  });

  it('the preview says every day, and the message as it is said the first time', async () => {
    const cutri = await world();
    const { id } = await submitted(
      cutri,
      repeating({ countdown: '2026-03-20' }, { text: `${goodText} Còn {số ngày} ngày nữa.` }),
    );
    const { message, announcement } = valueIn(await cutri.publishing.preview(minh, id));
    expect(message.text).toContain('Còn 18 ngày nữa.');
    expect(message.text).toContain('Thông báo số … của');
    expect(announcement.content.sendAt).toBe(firstAt);
    expect(announcement.content.expiresAt).toBe('2026-03-17T00:00:00.000Z');
  });

  it('counts the days down', async () => {
    const cutri = await world(1);
    await scheduled(cutri, repeating({ countdown: '2026-03-20' }, { text: `${goodText} Còn {số ngày} ngày nữa.` }));
    await runAt(cutri, firstAt);
    await runAt(cutri, secondAt);
    expect(cutri.accepted.map(({ text }) => /Còn (?<days>\d+) ngày/u.exec(text)?.groups?.days)).toEqual(['18', '11']);
  });
});

describe('what nobody can do with it', () => {
  it('send it by hand, give it another time besides, let it begin in the past, or repeat a drill', async () => {
    const cutri = await world();
    const { id } = await submitted(cutri, repeating());
    valueIn(await approved(cutri, id));
    expect(refusalOf(await letGo(cutri, id))).toBe('not-by-hand');
    expect(refusalOf(await cutri.publishing.edit(lan, id, { sendAt: '2026-03-04T00:00:00.000Z' }))).toBe('own-times');
    cutri.clock.pass(dayMs);
    expect(refusalOf(await letGo(cutri, id, lan, 'schedule'))).toBe('begun');
    const drill = { ...repeating(), audience: { kind: 'officials' as const }, text: 'Mời họp.' };
    const drafted = valueIn(await cutri.publishing.draft(lan, 'drill', content(drill)));
    expect(refusalOf(await cutri.publishing.submit(lan, drafted.id, {}))).toBe('kind');
  });

  it('a plan that cannot be followed is not submitted', async () => {
    const cutri = await world();
    const plan = repeating({ rhythm: { kind: 'monthly', day: 31 } });
    const { id } = valueIn(await cutri.publishing.draft(lan, 'notice', content(plan)));
    expect(refusalOf(await cutri.publishing.submit(lan, id, {}))).toBe('month-day');
  });

  it('whoever takes the plan out chooses a time and an end again', async () => {
    const cutri = await world();
    const { id } = await submitted(cutri, repeating());
    const edited = valueIn(await cutri.publishing.edit(lan, id, { repeat: undefined }));
    expect([edited.content.sendAt, edited.content.expiresAt]).toEqual([undefined, undefined]);
    expect(refusalOf(await cutri.publishing.submit(lan, id, {}))).toBe('no-expiry');
  });

  it('change, give back or approve one of its times alone', async () => {
    const cutri = await world();
    await scheduled(cutri);
    await runAt(cutri, firstAt, 3_000);
    const one = (await cutri.announcements.find(2))!;
    expect(refusalOf(await cutri.publishing.edit(lan, one.id, { text: 'khác' }))).toBe('wrong-state');
    expect(refusalOf(await cutri.publishing.return(minh, one.id, 'sai'))).toBe('wrong-state');
  });
});

describe('a time that was missed', () => {
  it('B-15: because the service was off for longer than a quarter of an hour is skipped, and said so', async () => {
    const cutri = await world();
    const series = await scheduled(cutri);
    cutri.clock.pass(Date.parse(secondAt) + 16 * 60_000 - cutri.clock.now().getTime());
    await cutri.run(10_000);
    expect(cutri.accepted).toEqual([]);
    expect((await kept(cutri, series)).occurrences).toEqual([{ at: firstAt }, { at: secondAt }]);
    expect(cutri.incidents.map(({ what }) => what)).toEqual(['skipped']);
    expect(incidentText(cutri.incidents[0]!)).toContain('BỎ QUA 2 lần');
    expect(incidentText(cutri.incidents[0]!)).toContain('T2 02/03/2026, T2 09/03/2026. Không gửi bù. Lần tới: T2 16/03/2026.');
    const log = await cutri.audit.latest({ subject: series.id, action: 'advance', limit: 10 });
    expect(log.map(({ detail }) => detail)).toEqual([`${firstAt}: skipped; ${secondAt}: skipped`]);
    await runAt(cutri, '2026-03-16T00:00:00.000Z');
    expect(cutri.accepted).toHaveLength(3);
  });

  it('by less is sent as soon as the service runs', async () => {
    const cutri = await world();
    await scheduled(cutri);
    cutri.clock.pass(Date.parse(firstAt) + 14 * 60_000 - cutri.clock.now().getTime());
    await cutri.run(10_000);
    expect(cutri.accepted).toHaveLength(3);
  });

  it('ends the series where it was the last one', async () => {
    const cutri = await world();
    const series = await scheduled(cutri);
    cutri.clock.pass(60 * dayMs);
    await cutri.run(3_000);
    expect((await kept(cutri, series)).state).toBe('finished');
    expect(cutri.accepted).toEqual([]);
  });
});

describe('a clock that is set', () => {
  it.each([7, -7])('by %i hours sends no time twice and not all at once', async (hours) => {
    const cutri = await world();
    await scheduled(cutri, repeating({ rhythm: { kind: 'daily' }, from: '2026-03-02', most: 10 }));
    await runAt(cutri, firstAt);
    cutri.clock.jump(hours * hourMs);
    await cutri.run(90_000);
    cutri.clock.jump(-hours * hourMs);
    await cutri.run(90_000);
    expect(cutri.accepted).toHaveLength(3);
  });

  it('forward over a time and back again: it goes out at its time all the same, once', async () => {
    const cutri = await world();
    const series = await scheduled(cutri);
    await cutri.run(1_000);
    cutri.clock.jump(dayMs);
    await cutri.run(90_000);
    expect((await kept(cutri, series)).occurrences).toEqual([{ at: firstAt }]);
    cutri.clock.jump(-dayMs);
    await cutri.run(90_000);
    await runAt(cutri, firstAt);
    expect(cutri.accepted).toHaveLength(3);
    expect((await kept(cutri, series)).occurrences).toEqual([{ at: firstAt, number: 2 }]);
  });
});

describe('nothing goes out any more', () => {
  it('B-13: after somebody stopped it, also of the one that is being sent', async () => {
    const cutri = await world(5, { canary: 2, holdMs: 60_000 });
    const series = await scheduled(cutri);
    await runAt(cutri, firstAt, 20_000);
    expect(cutri.accepted).toHaveLength(2);
    valueIn(await cutri.publishing.stop(minh, series.id, 'sai ngày'));
    expect(await cutri.sendables()).toEqual([]);
    await cutri.run(120_000);
    await runAt(cutri, secondAt);
    expect(cutri.accepted).toHaveLength(2);
    expect((await cutri.announcements.find(2))?.state).toBe('stopped');
    expect(await cutri.announcements.find(3)).toBeUndefined();
  });

  it('B-13: after it was edited, until somebody approves it again with a beginning ahead', async () => {
    const cutri = await world();
    const series = await scheduled(cutri);
    await runAt(cutri, firstAt);
    valueIn(await cutri.publishing.edit(lan, series.id, { text: `${goodText} Mới.` }));
    await runAt(cutri, secondAt);
    expect(cutri.accepted).toHaveLength(3);
    expect(refusalOf(await cutri.publishing.submit(lan, series.id, {}))).toBe('begun');
    valueIn(await cutri.publishing.edit(lan, series.id, { repeat: { ...mondays, from: '2026-03-10' } }));
    valueIn(await cutri.publishing.submit(lan, series.id, {}));
    valueIn(await approved(cutri, series.id));
    valueIn(await letGo(cutri, series.id, lan, 'schedule'));
    await runAt(cutri, '2026-03-16T00:00:00.000Z');
    expect(cutri.accepted.slice(3).map(({ text }) => text.includes('Mới.'))).toEqual([true, true, true]);
  });

  it('B-13: once its approver is disabled, and officials read why', async () => {
    const cutri = await world();
    const series = await scheduled(cutri);
    await runAt(cutri, firstAt);
    await cutri.officialsNow((all) => all.map((one) => (one.id === 'minh' ? { ...one, disabled: true, term: 1 } : one)));
    await runAt(cutri, secondAt);
    expect(cutri.accepted).toHaveLength(3);
    const { state, approval, note } = await kept(cutri, series);
    expect([state, approval, note]).toEqual(['draft', undefined, 'người duyệt không còn quyền duyệt']);
    expect(incidentText(cutri.incidents.at(-1)!)).toBe(
      '⚠️ Thông báo số 1 (bản nháp): người duyệt không còn quyền duyệt. Lịch lặp lại dừng ở đây, các lần sau không gửi. Việc cần làm: xem lại, đặt ngày bắt đầu mới, trình và duyệt lại.',
    );
  });

  it.each(['correction', 'retraction'] as const)('after a %s of one of its times was drafted', async (kind) => {
    const cutri = await world();
    const series = await scheduled(cutri);
    await runAt(cutri, firstAt);
    expect(refusalOf(await cutri.publishing.followUp(lan, series.id, kind, { text: 'Sai giờ.' }))).toBe('follow-occurrence');
    const one = (await cutri.announcements.find(2))!;
    valueIn(await cutri.publishing.followUp(lan, one.id, kind, { text: goodText }));
    await runAt(cutri, secondAt);
    expect(cutri.accepted).toHaveLength(3);
    expect((await kept(cutri, series)).state).toBe('draft');
  });

  it('of a time after it is not in force any more: whoever subscribes then waits for the next one', async () => {
    const cutri = await world(1);
    await scheduled(cutri, repeating({ hours: 1 }));
    await runAt(cutri, firstAt);
    cutri.clock.pass(hourMs);
    await cutri.run(2_000);
    expect(await cutri.sendables()).toEqual([]);
  });

  it('B-13: while the store holds another plan than was approved', async () => {
    const cutri = await world();
    const series = await scheduled(cutri);
    const held = await kept(cutri, series);
    await cutri.announcements.save(
      { ...held, content: { ...held.content, repeat: { ...mondays, rhythm: { kind: 'daily' } } } },
      { at: cutri.clock.now().toISOString(), who: 'x', roles: [], action: 'x', outcome: 'x', subject: 'x', from: 'x' },
    );
    await runAt(cutri, firstAt);
    expect(cutri.accepted).toEqual([]);
    expect((await kept(cutri, series)).note).toBe('nội dung khác với nội dung đã duyệt');
  });

  it('B-13: after it was stopped and put back to what it was before', async () => {
    const cutri = await world();
    const series = await scheduled(cutri);
    valueIn(await cutri.publishing.stop(minh, series.id, 'sai ngày'));
    const { version } = await kept(cutri, series);
    await cutri.announcements.save(
      { ...series, version },
      { at: cutri.clock.now().toISOString(), who: 'x', roles: [], action: 'x', outcome: 'x', subject: 'x', from: 'x' },
    );
    await runAt(cutri, firstAt);
    expect(cutri.accepted).toEqual([]);
    expect((await kept(cutri, series)).note).toContain('nhật ký không ghi');
  });

  it('B-13: however many tries to stop it were refused since', async () => {
    const cutri = await world();
    const series = await scheduled(cutri);
    valueIn(await cutri.publishing.stop(minh, series.id, 'sai ngày'));
    const entry = { at: cutri.clock.now().toISOString(), who: 'x', roles: [], subject: series.id, from: 'terminal' } as const;
    for (let i = 0; i < 250; i += 1) await cutri.audit.append({ ...entry, action: 'stop', outcome: 'not-permitted' });
    const { version } = await kept(cutri, series);
    await cutri.announcements.save({ ...series, version }, { ...entry, action: 'x', outcome: 'x', subject: 'x' });
    await runAt(cutri, firstAt);
    expect(cutri.accepted).toEqual([]);
    expect((await kept(cutri, series)).note).toContain('nhật ký không ghi');
  });

  it.each<[string, (one: Announcement) => Partial<Announcement>]>([
    ['another text', ({ content: held }) => ({ content: { ...held, text: 'Tin giả.' } })],
    ['another audience', ({ content: held }) => ({ content: { ...held, audience: { kind: 'topics', topics: ['reform'] } } })],
    ['a later end', ({ content: held }) => ({ content: { ...held, expiresAt: '2030-01-01T00:00:00.000Z' } })],
    ['a time that is not in the plan', ({ occurrence }) => ({ occurrence: { ...occurrence!, at: '2026-03-03T00:00:00.000Z' } })],
    ['another number', () => ({ number: 77 })],
    ['no series', () => ({ occurrence: undefined as never })],
  ])('of a time that was given %s in the store', async (_, changes) => {
    const cutri = await world(5, { canary: 2, holdMs: 60_000 });
    await scheduled(cutri);
    await runAt(cutri, firstAt, 20_000);
    const one = (await cutri.announcements.find(2))!;
    const next = JSON.parse(JSON.stringify({ ...one, ...changes(one) })) as Announcement;
    await cutri.announcements.save(next, {
      ...{ at: cutri.clock.now().toISOString(), who: 'x', roles: [], action: 'x', outcome: 'x', subject: 'x', from: 'x' },
    });
    await cutri.run(120_000);
    expect(cutri.accepted).toHaveLength(2);
  });
});

describe('killed at any step of letting a time go', () => {
  /** The store dies at its n-th change from now on; after that it works again, as after a restart. */
  function dyingAfter({ announcements }: Announcing, changes: number): void {
    const { create, save }: AnnouncementStore = announcements;
    let left = changes;
    const counted =
      <Given extends unknown[], Result>(change: (...given: Given) => Promise<Result>) =>
      async (...given: Given): Promise<Result> => {
        if (left === 0) {
          Object.assign(announcements, { create, save });
          throw new Error('killed');
        }
        left -= 1;
        return change(...given);
      };
    Object.assign(announcements, { create: counted(create), save: counted(save) });
  }

  it.each([0, 1, 2, 3])('B-14: after %i changes: it goes out once to everybody', async (changes) => {
    const cutri = await world();
    const series = await scheduled(cutri);
    cutri.clock.pass(Date.parse(firstAt) + 1_000 - cutri.clock.now().getTime());
    dyingAfter(cutri, changes);
    let killed = 0;
    for (let i = 0; i < 5; i += 1)
      await cutri.conductor.tick().catch(() => {
        killed += 1;
      });
    expect(killed).toBe(1);
    await cutri.run(20_000);
    expect(cutri.accepted.map(({ chat }) => chat).sort()).toEqual(['telegram:0', 'telegram:1', 'telegram:2']);
    expect((await kept(cutri, series)).occurrences).toEqual([{ at: firstAt, number: 2 }]);
    expect(await cutri.announcements.find(3)).toBeUndefined();
  });

  it('B-15: and up again too late, what was made and not begun never goes out', async () => {
    const cutri = await world();
    const series = await scheduled(cutri);
    cutri.clock.pass(Date.parse(firstAt) + 1_000 - cutri.clock.now().getTime());
    dyingAfter(cutri, 1);
    await cutri.conductor.tick().catch(() => undefined);
    cutri.clock.pass(16 * 60_000);
    await cutri.run(5_000);
    expect(cutri.accepted).toEqual([]);
    expect((await cutri.announcements.find(2))?.state).toBe('stopped');
    expect((await kept(cutri, series)).occurrences).toEqual([{ at: firstAt }]);
  });
});
