/** When an announcement goes out again and again. Days and hours are those of Vietnam, whatever the machine is set to; there is no daylight saving. */
import { countdownPlace } from './words-place.ts';

/** Weekdays by ISO 8601: 1 is Monday, 7 is Sunday. */
export type Rhythm =
  | { kind: 'daily' }
  | { kind: 'weekly'; weekdays: readonly number[] }
  /** A day that every month has, or its last one. */
  | { kind: 'monthly'; day: number | 'last' }
  | { kind: 'monthly-weekday'; which: 'first' | 'last'; weekday: number };

/** Part of what is approved. */
export interface Repeat {
  rhythm: Rhythm;
  /** `07:00`. */
  time: string;
  /** First and last day it may go out, `2026-12-02`. */
  from: string;
  until: string;
  /** No more than so many times; absent: as often as the days say. */
  most?: number;
  /** How long each of them is in force; never beyond the next one. */
  hours: number;
  /** A day ahead, whose distance in days stands in the text. `2027-03-31`. */
  countdown?: string;
}

/** What became of one time: `number` of the announcement that went out; absent: it was missed, and is not made up for. */
export interface OccurrenceNote {
  at: string;
  number?: number;
}

/** Numbers of what has gone out. */
export const occurrenceNumbers = (notes: readonly OccurrenceNote[] = []): number[] =>
  notes.flatMap(({ number }) => (number === undefined ? [] : [number]));

export type RepeatFlaw =
  | { code: 'kind' | 'time' | 'day' | 'weekdays' | 'month-day' | 'order' | 'too-long' | 'none' | 'most' | 'hours' }
  | { code: 'too-many'; count: number }
  /** The countdown has no place in the text, the place no countdown, or its day comes before the last time. */
  | { code: 'no-place' | 'no-countdown' | 'countdown-over' }
  /** `at`: the first time, which has passed. */
  | { code: 'begun'; at: string }
  /** A time of sending or an expiry besides. */
  | { code: 'own-times' }
  | { code: 'not-by-hand' }
  /** `numbers`: what has gone out of it. */
  | { code: 'follow-occurrence'; numbers: readonly number[] };

export const mostTimes = 60;
/** From the first day to the last. */
export const mostDays = 366;
export const mostRepeatHours = 7 * 24;
/** Days that every month has. */
export const mostMonthDay = 28;

const dayMs = 86_400_000;
const offsetMs = 7 * 3_600_000;
const dayForm = /^\d{4}-\d{2}-\d{2}$/u;
const timeForm = /^(?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d)$/u;

/** Midnight UTC of a day as a calendar has it; NaN where there is no such day. */
function dayAt(day: string): number {
  const at = dayForm.test(day) ? Date.parse(`${day}T00:00:00.000Z`) : Number.NaN;
  // Some parsers take 30 February for 2 March.
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day ? Number.NaN : at;
}

/** Whether there is such a day, `2026-12-02`. */
export const isDay = (day: string): boolean => !Number.isNaN(dayAt(day));

/** The same day a year on, and one less: the last one a plan that begins then may have. */
export const lastDayFrom = (from: string): string =>
  dayAfter(dayAt(from), mostDays - 1)
    .toISOString()
    .slice(0, 10);

const dayAfter = (dayAtMs: number, days: number): Date => new Date(dayAtMs + days * dayMs);

function isInRhythm(rhythm: Rhythm, dayAtMs: number): boolean {
  const date = new Date(dayAtMs);
  const weekday = date.getUTCDay() || 7;
  const isOfMonth = (days: number) => dayAfter(dayAtMs, days).getUTCMonth() === date.getUTCMonth();
  switch (rhythm.kind) {
    case 'daily':
      return true;
    case 'weekly':
      return rhythm.weekdays.includes(weekday);
    case 'monthly':
      return rhythm.day === 'last' ? !isOfMonth(1) : date.getUTCDate() === rhythm.day;
    case 'monthly-weekday':
      return weekday === rhythm.weekday && !isOfMonth(rhythm.which === 'first' ? -7 : 7);
  }
}

/** All times of a plan, the first one first, ISO 8601 UTC; none of a plan that nobody can follow. */
function allTimes({ rhythm, time, from, until }: Repeat): string[] {
  const { hour, minute } = timeForm.exec(time)?.groups ?? {};
  const [first, last] = [dayAt(from), dayAt(until)];
  if (hour === undefined || minute === undefined || !(last - first < mostDays * dayMs)) return [];
  const times: string[] = [];
  for (let day = first; day <= last; day += dayMs)
    if (isInRhythm(rhythm, day))
      times.push(new Date(day + (Number(hour) * 60 + Number(minute)) * 60_000 - offsetMs).toISOString());
  return times;
}

/** When it goes out, the first time first, ISO 8601 UTC; never more than `mostTimes`. */
export const timesOf = (repeat: Repeat): string[] => allTimes(repeat).slice(0, Math.min(repeat.most ?? mostTimes, mostTimes));

const isWeekday = (day: number): boolean => Number.isInteger(day) && day >= 1 && day <= 7;

function rhythmFlaw(rhythm: Rhythm): RepeatFlaw | undefined {
  switch (rhythm.kind) {
    case 'daily':
      return undefined;
    case 'weekly':
      return rhythm.weekdays.length > 0 && rhythm.weekdays.every(isWeekday) ? undefined : { code: 'weekdays' };
    case 'monthly': {
      const { day } = rhythm;
      return day === 'last' || (Number.isInteger(day) && day >= 1 && day <= mostMonthDay) ? undefined : { code: 'month-day' };
    }
    case 'monthly-weekday':
      return isWeekday(rhythm.weekday) ? undefined : { code: 'weekdays' };
  }
}

const isWithin = (count: number, most: number): boolean => Number.isInteger(count) && count >= 1 && count <= most;

/** What is wrong with a plan, whatever the day is; `undefined`: it can be followed. */
export function repeatFlaw(repeat: Repeat, texts: readonly string[]): RepeatFlaw | undefined {
  const { rhythm, time, from, until, most, hours, countdown } = repeat;
  const wrong = rhythmFlaw(rhythm);
  if (wrong) return wrong;
  if (!timeForm.test(time)) return { code: 'time' };
  const [first, last] = [dayAt(from), dayAt(until)];
  if (Number.isNaN(first) || Number.isNaN(last) || (countdown !== undefined && Number.isNaN(dayAt(countdown))))
    return { code: 'day' };
  if (last < first) return { code: 'order' };
  if (last - first >= mostDays * dayMs) return { code: 'too-long' };
  if (most !== undefined && !isWithin(most, mostTimes)) return { code: 'most' };
  if (!isWithin(hours, mostRepeatHours)) return { code: 'hours' };
  const all = allTimes(repeat);
  const end = timesOf(repeat).at(-1);
  if (end === undefined) return { code: 'none' };
  if (most === undefined && all.length > mostTimes) return { code: 'too-many', count: all.length };
  if (countdown === undefined) return texts.some((text) => text.includes(countdownPlace)) ? { code: 'no-countdown' } : undefined;
  if (daysUntil(countdown, end) < 1) return { code: 'countdown-over' };
  return texts.every((text) => text.includes(countdownPlace)) ? undefined : { code: 'no-place' };
}

/** A text that fits the countdown of a plan: where the texts are not known yet, nothing is said of them. */
export const countdownOnly = ({ countdown }: Repeat): string[] => (countdown === undefined ? [] : [countdownPlace]);

/** The day in Vietnam of an instant, `2026-12-02`. */
export const localDay = (iso: string): string => new Date(Date.parse(iso) + offsetMs).toISOString().slice(0, 10);

const daysUntil = (day: string, iso: string): number => (dayAt(day) - dayAt(localDay(iso))) / dayMs;

/** Until when the one of this time is in force, ISO 8601 UTC. */
export function endOfTime(repeat: Repeat, at: string): string {
  const next = timesOf(repeat).find((time) => time > at) ?? '9';
  const end = new Date(Date.parse(at) + repeat.hours * 3_600_000).toISOString();
  return end < next ? end : next;
}

interface Repeated {
  text: string;
  translations?: Readonly<Record<string, string>>;
  repeat?: Repeat;
  sendAt?: string;
  expiresAt?: string;
}

/** A text as it is said at one time. */
export const saidAt = (text: string, { countdown }: Repeat, at: string): string =>
  countdown === undefined ? text : text.replaceAll(countdownPlace, String(daysUntil(countdown, at)));

/** The content of an announcement that goes out at one of its times. */
export function occurrenceContent<Whole extends Repeated>(
  content: Whole & { repeat: Repeat },
  at: string,
): Omit<Whole, 'repeat'> {
  const { repeat, ...rest } = content;
  const said = (text: string) => saidAt(text, repeat, at);
  const translations =
    content.translations && Object.fromEntries(Object.entries(content.translations).map(([name, text]) => [name, said(text)]));
  return {
    ...rest,
    text: said(content.text),
    ...(translations ? { translations } : {}),
    sendAt: at,
    expiresAt: endOfTime(repeat, at),
  };
}

/** The content with the first time and the end of the last one, where it goes out again and again: they follow from the plan. */
export function withPlanTimes<Whole extends Repeated>(content: Whole): Whole {
  const { repeat } = content;
  if (!repeat) return content;
  const { sendAt: _, expiresAt: __, ...rest } = content;
  const times = timesOf(repeat);
  const [first, last] = [times[0], times.at(-1)];
  const planned = first === undefined || last === undefined ? {} : { sendAt: first, expiresAt: endOfTime(repeat, last) };
  return { ...rest, ...planned } as Whole;
}
