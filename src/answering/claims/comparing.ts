import type { FactValue } from '../../elections/fact.ts';
import { findDates, numbersBesideDates } from '../../vietnamese/dates.ts';
import { foldedFunctionWords } from '../../vietnamese/function-words.ts';
import { compareNumber } from './comparing-numbers.ts';
import { comparePerson, namesStranger } from './comparing-persons.ts';
import { type Comparison, claimedWords, confirming, type FactText, reporting, wordsOf } from './comparison.ts';
import { isoDay, type Stated, type StatedDay, statedIn } from './stated.ts';

type DayValue = Pick<Extract<FactValue, { kind: 'date' }>, 'is' | 'to' | 'comparator'>;

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
  return found.every((one) => one === 'right') && !namesStranger(text, `${about} ${asks}`) ? 'right' : undefined;
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
      return compareDay(stated, only);
    }
    case 'weekday':
    case 'year':
      return 'names';
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

/** A day against one that a fact or a milestone has; one without a year is that of its year. */
export function compareDay(stated: Pick<StatedDay, 'day' | 'month' | 'year' | 'bound'>, value: DayValue): Comparison {
  const year = stated.year ?? Number(value.is.slice(0, 4));
  const is = isoDay(stated.day, stated.month, year);
  if (is === value.is) return 'right';
  if (value.to !== undefined) return undefined;
  const isWrong =
    value.comparator === 'exactly' || (value.comparator === 'at-most' && (is > value.is || stated.bound === 'upper'));
  return isWrong ? 'wrong' : undefined;
}

export const minutesOf = (clock: string): number => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour * 60 + minute;
};
