/** What a text states that can be compared: days, weekdays, hours and numbers, for questions and for announcements. */
import { findDates, numbersBesideDates } from '../../vietnamese/dates.ts';
import { boundBefore, type StatedNumber, statedNumber } from './comparing-numbers.ts';
import { wordsOf } from './comparison.ts';

/** Place in the text, UTF-16 code units. */
interface At {
  start: number;
  end: number;
}

/** `bound`: said to be the first or the last. */
export type StatedDay = At & {
  kind: 'date';
  day: number;
  month: number;
  year: number | undefined;
  bound: 'upper' | 'lower' | undefined;
};
/** Minutes after midnight. */
export type StatedTime = At & { kind: 'time'; minutes: number; bound: 'first' | 'last' | undefined };
/** 0 is Sunday. */
export type StatedWeekday = At & { kind: 'weekday'; weekday: number };
/** Digits that are a year, or a count that looks like one: `2030 khu vực bỏ phiếu`. */
type StatedYear = At & Omit<StatedNumber, 'kind'> & { kind: 'year' };
export type Stated = StatedDay | StatedTime | StatedWeekday | StatedYear | (At & StatedNumber);

const opening = new Set(['bat', 'mo', 'tu', 'sang']);
const closing = new Set(['ket', 'dong', 'muon', 'het', 'qua', 'cham', 'tre']);
/** Until, right before an hour; else they are said of people who come: `đến bỏ phiếu lúc 8 giờ`. */
const until = new Set(['den', 'toi']);
/** How far before a day words may stand that make it the latest, UTF-16 code units. */
const longestLead = 90;
const beforeHours = new Set(['luc', 'vao', 'khoang']);

/** Everything a text states, days and hours first. */
export function statedIn(text: string): Stated[] {
  const dates = findDates(text);
  const times = dates.filter(({ kind }) => kind === 'time');
  const stated = dates.flatMap((mention): Stated[] => {
    const span = { start: mention.start, end: mention.end };
    switch (mention.kind) {
      case 'date': {
        const bound = boundBefore(wordsOf(text.slice(Math.max(0, mention.start - longestLead), mention.start)));
        return [{ ...span, kind: 'date', day: mention.day, month: mention.month, year: mention.year, bound }];
      }
      case 'time':
        return [{ ...span, kind: 'time', minutes: mention.hour * 60 + mention.minute, bound: boundOf(text, mention, times) }];
      case 'weekday':
        return [{ ...span, kind: 'weekday', weekday: mention.weekday }];
      case 'year': {
        const number = statedNumber(text, { ...span, value: mention.year, percent: false });
        return /\d/u.test(text[mention.start]!) ? [{ ...span, ...number, kind: 'year' }] : [];
      }
      default:
        return [];
    }
  });
  const numbers = numbersBesideDates(text, dates);
  return [...stated, ...numbers.map((number) => ({ start: number.start, end: number.end, ...statedNumber(text, number) }))];
}

/** Whether a time is said to be the first or the last: by the words before it, or else by those right after (`7 giờ sáng mở, 7 giờ tối đóng`). */
function boundOf(text: string, { start, end }: At, times: readonly At[]): 'first' | 'last' | undefined {
  const from = Math.max(0, start - 24, ...times.filter((other) => other.end <= start).map((other) => other.end));
  const to = Math.min(text.length, ...times.filter((other) => other.start >= end).map((other) => other.start));
  const before = wordsOf(text.slice(from, start).split(/[,;.]/u).at(-1)!).slice(-4);
  const after = wordsOf(text.slice(end, to).split(/[,;.]/u, 1)[0]!).slice(0, 2);
  if (until.has(before.findLast((word) => !beforeHours.has(word)) ?? '')) return 'last';
  const [bound] = [before, after].flatMap((words) => {
    if (words.some((word) => closing.has(word))) return ['last' as const];
    return words.some((word) => opening.has(word)) ? ['first' as const] : [];
  });
  return bound;
}

/** `YYYY-MM-DD`. */
export const isoDay = (day: number, month: number, year: number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
