import { describe, expect, it } from 'vitest';
import {
  endOfTime,
  mostTimes,
  occurrenceContent,
  type Repeat,
  type Rhythm,
  repeatFlaw,
  timesOf,
  withPlanTimes,
} from '../../../src/announcements/repeating/plan.ts';
import { repeatFlawText, repeatWords } from '../../../src/announcements/repeating/words.ts';
import { randomFrom } from '../../fakes/random.ts';

const plan = (changes: Partial<Repeat> = {}): Repeat => ({
  rhythm: { kind: 'daily' },
  time: '07:00',
  from: '2026-12-02',
  until: '2026-12-04',
  hours: 24,
  ...changes,
});

/** Days in Vietnam. */
const daysOf = (repeat: Repeat) =>
  timesOf(repeat).map((at) => new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' '));

const flawOf = (changes: Partial<Repeat>, texts: readonly string[] = ['Họp.']) => repeatFlaw(plan(changes), texts)?.code;

describe('the days of a plan', () => {
  it('are those of Vietnam, whatever day it is in London', () => {
    expect(timesOf(plan())).toEqual(['2026-12-02T00:00:00.000Z', '2026-12-03T00:00:00.000Z', '2026-12-04T00:00:00.000Z']);
    expect(timesOf(plan({ time: '06:30' }))[0]).toBe('2026-12-01T23:30:00.000Z');
  });

  it('every week on the weekdays that were named', () => {
    const rhythm: Rhythm = { kind: 'weekly', weekdays: [1, 7] };
    expect(daysOf(plan({ rhythm, from: '2026-12-01', until: '2026-12-14' }))).toEqual([
      '2026-12-06 07:00',
      '2026-12-07 07:00',
      '2026-12-13 07:00',
      '2026-12-14 07:00',
    ]);
  });

  it('every month on a day, and on its last one in a leap year too', () => {
    const year = { from: '2027-12-01', until: '2028-03-31' };
    expect(daysOf(plan({ rhythm: { kind: 'monthly', day: 5 }, ...year })).map((day) => day.slice(0, 10))).toEqual([
      '2027-12-05',
      '2028-01-05',
      '2028-02-05',
      '2028-03-05',
    ]);
    expect(daysOf(plan({ rhythm: { kind: 'monthly', day: 'last' }, ...year })).map((day) => day.slice(0, 10))).toEqual([
      '2027-12-31',
      '2028-01-31',
      '2028-02-29',
      '2028-03-31',
    ]);
  });

  it('every month on its first Monday or last Friday', () => {
    const months = { from: '2027-01-01', until: '2027-03-31' };
    const first = plan({ rhythm: { kind: 'monthly-weekday', which: 'first', weekday: 1 }, ...months });
    const last = plan({ rhythm: { kind: 'monthly-weekday', which: 'last', weekday: 5 }, ...months });
    expect(daysOf(first)).toEqual(['2027-01-04 07:00', '2027-02-01 07:00', '2027-03-01 07:00']);
    expect(daysOf(last)).toEqual(['2027-01-29 07:00', '2027-02-26 07:00', '2027-03-26 07:00']);
  });

  it('end after the number of times that was said', () => {
    expect(timesOf(plan({ until: '2027-12-01', most: 3 }))).toHaveLength(3);
  });

  it('of any plan: in order, a day apart at least, at the hour, within the two days, never more than sixty; the same in any order of asking', () => {
    const random = randomFrom(63);
    const whole = (most: number) => Math.floor(random() * most);
    const rhythms = (): Rhythm[] => [
      { kind: 'daily' },
      { kind: 'weekly', weekdays: [1 + whole(7), 1 + whole(7)] },
      { kind: 'monthly', day: 1 + whole(28) },
      { kind: 'monthly', day: 'last' },
      { kind: 'monthly-weekday', which: random() < 0.5 ? 'first' : 'last', weekday: 1 + whole(7) },
    ];
    for (let i = 0; i < 500; i += 1) {
      const first = Date.UTC(2026, 0, 1) + whole(4_000) * 86_400_000;
      const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
      const repeat = plan({
        rhythm: rhythms()[whole(5)]!,
        time: `${String(whole(24)).padStart(2, '0')}:${String(whole(60)).padStart(2, '0')}`,
        from: day(first),
        until: day(first + whole(366) * 86_400_000),
        hours: 1 + whole(168),
        ...(random() < 0.5 ? { most: 1 + whole(60) } : {}),
      });
      const times = timesOf(repeat);
      expect(times).toEqual(timesOf(structuredClone(repeat)));
      expect(times.length).toBeLessThanOrEqual(Math.min(repeat.most ?? mostTimes, mostTimes));
      for (const [place, at] of times.entries()) {
        const local = new Date(Date.parse(at) + 7 * 3_600_000);
        expect(local.toISOString().slice(11, 16)).toBe(repeat.time);
        expect(day(local.getTime()) >= repeat.from && day(local.getTime()) <= repeat.until).toBe(true);
        const next = times[place + 1];
        expect(next === undefined || Date.parse(next) - Date.parse(at) >= 86_400_000).toBe(true);
        const end = endOfTime(repeat, at);
        expect(end > at && end <= (next ?? end)).toBe(true);
        expect(Date.parse(end) - Date.parse(at)).toBeLessThanOrEqual(repeat.hours * 3_600_000);
        if (repeat.rhythm.kind === 'weekly') expect(repeat.rhythm.weekdays).toContain(local.getUTCDay() || 7);
      }
      if (repeat.rhythm.kind.startsWith('monthly'))
        expect(new Set(times.map((at) => day(Date.parse(at) + 7 * 3_600_000).slice(0, 7))).size).toBe(times.length);
    }
  });
});

describe('what cannot be followed is refused', () => {
  it.each<[string, Partial<Repeat>]>([
    ['month-day', { rhythm: { kind: 'monthly', day: 31 } }],
    ['month-day', { rhythm: { kind: 'monthly', day: 29 } }],
    ['month-day', { rhythm: { kind: 'monthly', day: 0 } }],
    ['weekdays', { rhythm: { kind: 'weekly', weekdays: [] } }],
    ['weekdays', { rhythm: { kind: 'weekly', weekdays: [8] } }],
    ['time', { time: '7:00' }],
    ['time', { time: '24:00' }],
    ['day', { from: '2027-02-29' }],
    ['day', { until: '' }],
    ['order', { until: '2026-12-01' }],
    ['too-long', { until: '2027-12-03' }],
    ['too-many', { until: '2027-02-28' }],
    ['most', { most: 61 }],
    ['most', { most: 0 }],
    ['hours', { hours: 169 }],
    ['hours', { hours: 0 }],
    ['none', { rhythm: { kind: 'weekly', weekdays: [1] } }],
    ['countdown-over', { countdown: '2026-12-04' }],
    ['day', { countdown: '2027-02-30' }],
    ['no-place', { countdown: '2026-12-20' }],
  ])('%s: %o', (code, changes) => {
    const flaw = repeatFlaw(plan(changes), ['Họp.']);
    const found = code === 'countdown-over' ? repeatFlaw(plan(changes), ['còn {số ngày} ngày']) : flaw;
    expect(found?.code).toBe(code);
    expect(repeatFlawText(found!)).toMatch(/\p{L}.*\.$/u);
  });

  it('a year to the day, and sixty times, are still possible', () => {
    expect(flawOf({ from: '2027-01-01', until: '2028-01-01', rhythm: { kind: 'monthly', day: 1 } })).toBeUndefined();
    expect(flawOf({ from: '2026-12-02', until: '2027-01-30' })).toBeUndefined();
  });

  it('a place for the days that are left without a day to count to', () => {
    expect(flawOf({}, ['còn {số ngày} ngày'])).toBe('no-countdown');
    expect(flawOf({ countdown: '2026-12-20' }, ['còn {số ngày} ngày', 'no place here'])).toBe('no-place');
  });
});

describe('what goes out', () => {
  const content = { text: 'Còn {số ngày} ngày, đúng {số ngày}.', translations: { en: '{số ngày} days left.' } };

  it('says the days that are left on that day, in every language', () => {
    const repeat = plan({ countdown: '2026-12-10' });
    const said = timesOf(repeat).map((at) => occurrenceContent({ ...content, repeat }, at));
    expect(said.map(({ text }) => text)).toEqual(['Còn 8 ngày, đúng 8.', 'Còn 7 ngày, đúng 7.', 'Còn 6 ngày, đúng 6.']);
    expect(said.map(({ translations }) => translations?.en)).toEqual(['8 days left.', '7 days left.', '6 days left.']);
  });

  it('is in force for its hours, and no longer than until the next one', () => {
    const repeat = plan({ hours: 36 });
    expect(timesOf(repeat).map((at) => endOfTime(repeat, at))).toEqual([
      '2026-12-03T00:00:00.000Z',
      '2026-12-04T00:00:00.000Z',
      '2026-12-05T12:00:00.000Z',
    ]);
    expect(withPlanTimes({ text: '', repeat })).toEqual({
      text: '',
      repeat,
      sendAt: '2026-12-02T00:00:00.000Z',
      expiresAt: '2026-12-05T12:00:00.000Z',
    });
  });

  it('every day is named to whoever approves', () => {
    expect(repeatWords.plan(plan())[0]).toBe(
      'Lặp lại: hằng ngày, lúc 07:00. Gửi 3 lần: T4 02/12/2026, T5 03/12/2026, T6 04/12/2026.',
    );
  });
});
