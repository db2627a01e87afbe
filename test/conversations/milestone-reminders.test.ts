import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { milestoneReminders } from '../../src/conversations/milestone-reminders.ts';
import { daysBetween, vietnamDate } from '../../src/elections/tense.ts';
import { subscriber } from '../contracts/subscribers.ts';
import { type Announcing, approved, createAnnouncing, lan, letGo, minh, valueIn } from '../fakes/announcing.ts';
import { smallPack } from '../fakes/small-pack.ts';

const { milestones } = smallPack();
const at = (iso: string) => milestoneReminders(milestones, new Date(iso));

describe('reminders of the calendar', () => {
  it('come seven days before, the day before and on the morning, Vietnam time', () => {
    expect(at('2026-03-01T08:00:00Z').map(({ id, content }) => [id, content.sendAt, content.expiresAt])).toEqual([
      ['reminder-2026-03-15-7', '2026-03-08T01:00:00.000Z', '2026-03-08T17:00:00.000Z'],
      ['reminder-2026-03-15-1', '2026-03-14T01:00:00.000Z', '2026-03-14T17:00:00.000Z'],
      ['reminder-2026-03-15-0', '2026-03-14T23:00:00.000Z', '2026-03-15T17:00:00.000Z'],
    ]);
  });

  it('say the day, what is due and where that stands', () => {
    const [week, eve, morning] = at('2026-03-01T08:00:00Z').map(({ content }) => content.text);
    expect(week).toContain('còn 7 ngày nữa, Chủ nhật, 15/03/2026');
    expect(eve).toContain('ngày mai, Chủ nhật, 15/03/2026');
    expect(morning).toContain('hôm nay, Chủ nhật, 15/03/2026');
    for (const text of [week, eve, morning]) expect(text).toContain('Nguồn: Điều 2, Luật Bầu cử (Quốc hội, 24/06/2025).');
  });

  it('are not made for what is past, from the minute it is', () => {
    expect(at('2026-03-14T00:59:59Z').map(({ id }) => id)).toEqual(['reminder-2026-03-15-1', 'reminder-2026-03-15-0']);
    expect(at('2026-03-14T01:00:00Z').map(({ id }) => id)).toEqual(['reminder-2026-03-15-0']);
    expect(at('2026-11-23T00:00:00Z')).toEqual([]);
  });

  it('tell milestones of one day in one message', () => {
    const day = milestones[0]!;
    const reminders = milestoneReminders(
      [day, { ...day, id: 'other', name: 'việc khác', nature: 'deadline' }],
      new Date('2026-03-01T08:00:00Z'),
    );
    expect(reminders).toHaveLength(3);
    expect(reminders[0]!.content.text).toContain('• ngày bầu cử\n• hạn cuối: việc khác');
  });

  it('always go out on the day their words are true, whatever the calendar and the clock', () => {
    const date = fc.date({ min: new Date('2025-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.array(date, { maxLength: 6 }), date, (days, now) => {
        const calendar = days.map((day, i) => ({ ...milestones[0]!, id: String(i), date: day.toISOString().slice(0, 10) }));
        const reminders = milestoneReminders(calendar, now);
        expect(new Set(reminders.map(({ id }) => id)).size).toBe(reminders.length);
        for (const { id, content } of reminders) {
          const [, due, ahead] = /^reminder-(.{10})-(\d)$/.exec(id)!;
          expect(content.sendAt! > now.toISOString()).toBe(true);
          for (const moment of [
            Date.parse(content.sendAt!),
            Date.parse(content.sendAt!) + 15 * 60_000,
            Date.parse(content.expiresAt!) - 1,
          ])
            expect(daysBetween(vietnamDate(new Date(moment)), due!)).toBe(Number(ahead));
        }
      }),
    );
  });
});

describe('two officials', () => {
  const plan = async (cutri: Announcing) =>
    valueIn(await cutri.publishing.remind(lan, milestoneReminders(milestones, cutri.clock.now())));

  async function opened(): Promise<Announcing> {
    const cutri = await createAnnouncing();
    for (const [chat, topics] of [
      ['telegram:1', ['milestones']],
      ['telegram:2', ['all']],
      ['telegram:3', ['reform']],
    ] as const)
      await cutri.subscribers.put(subscriber(chat, { topics }));
    return cutri;
  }

  /** Nobody watches: the clock goes on to just before an instant, then the service runs a minute. */
  async function onTo(cutri: Announcing, iso: string): Promise<void> {
    cutri.clock.pass(Date.parse(iso) - cutri.clock.now().getTime());
    await cutri.run(60_000);
  }

  it('let each reminder go once, to those who asked, at its time, however often it is planned and the service restarted', async () => {
    const cutri = await opened();
    const { made } = await plan(cutri);
    expect(made.map(({ state, kind }) => [state, kind])).toEqual([
      ['submitted', 'reminder'],
      ['submitted', 'reminder'],
      ['submitted', 'reminder'],
    ]);
    for (const { id } of made) {
      valueIn(await approved(cutri, id, minh));
      valueIn(await letGo(cutri, id, minh, 'schedule'));
    }
    const again = await plan(cutri);
    expect([again.made, again.unfinished, again.obsolete]).toEqual([[], [], []]);
    expect(again.standing).toHaveLength(3);
    for (const iso of [
      '2026-03-08T01:00:10Z',
      '2026-03-08T01:05:00Z',
      '2026-03-14T01:00:10Z',
      '2026-03-14T23:00:10Z',
      '2026-03-15T01:00:00Z',
    ])
      await onTo(cutri, iso);
    for (const chat of ['telegram:1', 'telegram:2'])
      expect(cutri.accepted.filter((held) => held.chat === chat).map(({ text }) => /NHẮC LỊCH: ([^,]*)/.exec(text)?.[1])).toEqual(
        ['còn 7 ngày nữa', 'ngày mai', 'hôm nay'],
      );
    expect(cutri.accepted).toHaveLength(6);
  });

  it('are needed: a reminder nobody approved is not sent', async () => {
    const cutri = await opened();
    await plan(cutri);
    await onTo(cutri, '2026-03-08T01:00:10Z');
    await onTo(cutri, '2026-03-15T01:00:00Z');
    expect(cutri.accepted).toEqual([]);
  });

  it('approve it long before: who has asked for reminders since gets it too', async () => {
    const cutri = await opened();
    const { made } = await plan(cutri);
    valueIn(await approved(cutri, made[0]!.id, minh));
    valueIn(await letGo(cutri, made[0]!.id, lan, 'schedule'));
    for (let i = 10; i < 60; i += 1) await cutri.subscribers.put(subscriber(`telegram:${i}`, { topics: ['milestones'] }));
    await onTo(cutri, '2026-03-08T01:00:10Z');
    expect(cutri.accepted).toHaveLength(52);
  });

  it('are told of reminders the calendar does not have any more, and nobody is reminded late', async () => {
    const cutri = await opened();
    const { made } = await plan(cutri);
    const { obsolete } = valueIn(
      await cutri.publishing.remind(lan, milestoneReminders([{ ...milestones[0]!, date: '2026-03-22' }], cutri.clock.now())),
    );
    expect(obsolete.map(({ id }) => id)).toEqual(made.map(({ id }) => id));
    valueIn(await approved(cutri, made[0]!.id, minh));
    valueIn(await letGo(cutri, made[0]!.id, minh, 'schedule'));
    // The service was down when it was due.
    cutri.clock.pass(Date.parse('2026-03-08T01:20:00Z') - cutri.clock.now().getTime());
    await cutri.run(60_000);
    expect(cutri.accepted).toEqual([]);
    expect(await cutri.announcements.get(made[0]!.id)).toMatchObject({ state: 'missed' });
  });
});
