import type { FactValue } from '../../elections/fact.ts';
import { findDates, numbersBesideDates } from '../../vietnamese/dates.ts';
import { foldedFunctionWords } from '../../vietnamese/function-words.ts';
import { compareNumber, type StatedNumber, statedNumber } from './comparing-numbers.ts';
import { comparePerson } from './comparing-persons.ts';
import { type Comparison, claimedWords, confirming, type FactText, reporting, wordsOf } from './comparison.ts';

/** A figure somebody states, with the words around it that say what it measures. */
type Stated =
  | StatedNumber
  | { kind: 'date'; day: number; month: number; year: number | undefined }
  | { kind: 'time'; minutes: number; bound: 'first' | 'last' | undefined };

interface Span {
  start: number;
  end: number;
}

const opening = new Set(['bat', 'mo', 'tu', 'sang']);
const closing = new Set(['ket', 'dong', 'den', 'toi', 'muon', 'het', 'qua', 'cham', 'tre']);

function statedIn(text: string): Stated[] {
  const dates = findDates(text);
  const stated: Stated[] = dates.flatMap((mention): Stated[] => {
    if (mention.kind === 'date') return [{ kind: 'date', day: mention.day, month: mention.month, year: mention.year }];
    if (mention.kind !== 'time') return [];
    const others = dates.filter(({ kind }) => kind === 'time');
    return [{ kind: 'time', minutes: mention.hour * 60 + mention.minute, bound: boundOf(text, mention, others) }];
  });
  return [...stated, ...numbersBesideDates(text, dates).map((number) => statedNumber(text, number))];
}

/** Whether a time is said to be the first or the last: by the words before it, or else by those right after (`7 giờ sáng mở, 7 giờ tối đóng`). */
function boundOf(text: string, { start, end }: Span, times: readonly Span[]): 'first' | 'last' | undefined {
  const from = Math.max(0, start - 24, ...times.filter((other) => other.end <= start).map((other) => other.end));
  const to = Math.min(text.length, ...times.filter((other) => other.start >= end).map((other) => other.start));
  const before = wordsOf(text.slice(from, start).split(/[,;.]/u).at(-1)!).slice(-4);
  const after = wordsOf(text.slice(end, to).split(/[,;.]/u, 1)[0]!).slice(0, 2);
  const [bound] = [before, after].flatMap((words) => {
    if (words.some((word) => closing.has(word))) return ['last' as const];
    return words.some((word) => opening.has(word)) ? ['first' as const] : [];
  });
  return bound;
}

/**
 * Holds what a question states against the typed values of the fact that answers it. A number is compared with a value of the same noun
 * only; a time with opening or closing hours; a day with a day; a person with the office held.
 * Everything stated must be right for "right"; one thing wrong is enough for "wrong". A year or a number of a unit in
 * `about`, which only names what the question is about, states nothing.
 */
export function compareClaim(
  text: string,
  values: readonly FactValue[],
  { about = '', asks = '' }: Partial<FactText> = {},
): Comparison {
  const compared = statedIn(text).map((stated) => compareOne(stated, values, { text, about }));
  const found = compared.filter((one) => one !== 'names');
  if (found.includes('depends')) return undefined;
  if (found.includes('wrong')) return 'wrong';
  if (found.length === 0) return comparePerson(text, values, { about, asks });
  return found.every((one) => one === 'right') ? 'right' : undefined;
}

/**
 * Whether a claim, from its first number on (days and hours aside), says something of what it counts that is in none of the words of `known`: `2 đại biểu phải bầu thêm` of a
 * fact that says how many are elected. It is not agreed with then.
 */
export function saysMoreThan(known: string, text: string): boolean {
  const [number] = numbersBesideDates(text);
  if (!number) return false;
  const held = new Set(wordsOf(known));
  return claimedWords(wordsOf(withoutTimes(text, number.end))).some(
    (word) =>
      !held.has(word) && !confirming.has(word) && !reporting.has(word) && !foldedFunctionWords.has(word) && !/^\d/.test(word),
  );
}

/** A text from a place on, without the days and hours in it: they are compared by themselves. */
const withoutTimes = (text: string, from: number): string =>
  findDates(text)
    .filter(({ end }) => end > from)
    .reverse()
    .reduce((rest, { start, end }) => `${rest.slice(0, Math.max(from, start))} ${rest.slice(end)}`, text)
    .slice(from);

function compareOne(
  stated: Stated,
  values: readonly FactValue[],
  question: { text: string; about: string },
): Comparison | 'names' | 'depends' {
  switch (stated.kind) {
    case 'date': {
      const days = values.flatMap((value) => (value.kind === 'date' ? [value] : []));
      const [only] = days;
      if (!only || days.length > 1) return undefined;
      const [year, month, day] = only.is.split('-').map(Number);
      const isSame = stated.day === day && stated.month === month && (stated.year === undefined || stated.year === year);
      return isSame ? 'right' : only.to === undefined && only.comparator === 'exactly' ? 'wrong' : undefined;
    }
    case 'time': {
      const hours = values.flatMap((value) => (value.kind === 'hours' ? [value.is] : []));
      if (hours.length !== 1) return undefined;
      const [first, last] = hours[0]!.split('-').map(minutesOf);
      if (last === undefined && stated.bound === undefined) return first === stated.minutes ? 'right' : undefined;
      const bound = stated.bound === 'last' ? (last ?? first) : stated.bound === 'first' ? first : undefined;
      return bound === undefined ? undefined : bound === stated.minutes ? 'right' : 'wrong';
    }
    case 'number':
      return compareNumber(stated, values, question);
  }
}

const minutesOf = (clock: string): number => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour * 60 + minute;
};
