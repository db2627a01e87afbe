import type { FactValue } from '../../elections/fact.ts';
import { findDates } from '../../vietnamese/dates.ts';
import { findNumbers } from '../../vietnamese/numbers.ts';
import { syllables } from '../../vietnamese/text.ts';

/** How what somebody states stands to what a fact says; `undefined` where nothing in it can be compared like for like. */
export type Comparison = 'right' | 'wrong' | undefined;

/** A figure somebody states, with the words around it that say what it measures. */
type Stated =
  | { kind: 'number'; value: number; percent: boolean; noun: string[] }
  | { kind: 'date'; day: number; month: number; year: number | undefined }
  | { kind: 'time'; minutes: number; bound: 'first' | 'last' | undefined };

const nounLength = 3;
const opening = new Set(['bat', 'mo', 'tu', 'sang']);
const closing = new Set(['ket', 'dong', 'den', 'toi', 'muon', 'het']);

const wordsOf = (text: string): string[] => syllables(text).map(({ folded }) => folded);

function statedIn(text: string): Stated[] {
  const dates = findDates(text);
  const stated: Stated[] = dates.flatMap((mention): Stated[] => {
    if (mention.kind === 'date') return [{ kind: 'date', day: mention.day, month: mention.month, year: mention.year }];
    if (mention.kind !== 'time') return [];
    const before = wordsOf(text.slice(Math.max(0, mention.start - 24), mention.start)).slice(-4);
    const bound = before.some((word) => closing.has(word))
      ? 'last'
      : before.some((word) => opening.has(word))
        ? 'first'
        : undefined;
    return [{ kind: 'time', minutes: mention.hour * 60 + mention.minute, bound }];
  });
  for (const number of findNumbers(text)) {
    if (dates.some(({ start, end }) => number.start < end && start < number.end)) continue;
    const noun = wordsOf(text.slice(number.end)).slice(0, nounLength);
    stated.push({ kind: 'number', value: number.value, percent: number.percent, noun });
  }
  return stated;
}

/**
 * Holds what a question states against the typed values of the fact that answers it. A number is compared with a value of the same noun
 * only; a time with opening or closing hours; a day with a day.
 * Everything stated must be right for "right"; one thing wrong is enough for "wrong".
 */
export function compareClaim(text: string, values: readonly FactValue[]): Comparison {
  const found = statedIn(text).map((stated) => compareOne(stated, values));
  if (found.includes('wrong')) return 'wrong';
  return found.length > 0 && found.every((one) => one === 'right') ? 'right' : undefined;
}

function compareOne(stated: Stated, values: readonly FactValue[]): Comparison {
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
      const bound = stated.bound === 'last' ? (last ?? first) : stated.bound === 'first' ? first : undefined;
      return bound === undefined ? undefined : bound === stated.minutes ? 'right' : 'wrong';
    }
    case 'number':
      return compareNumber(stated, values);
  }
}

const minutesOf = (clock: string): number => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour * 60 + minute;
};

/**
 * Only values that share the most of the stated noun are compared; where they differ among themselves it depends on more than the noun
 * says, and nothing is said.
 */
function compareNumber(stated: Extract<Stated, { kind: 'number' }>, values: readonly FactValue[]): Comparison {
  const alike = values.flatMap((value) =>
    value.kind === 'number' ? [{ value, shared: sharedNoun(stated, value.of, value.unit) }] : [],
  );
  const most = Math.max(0, ...alike.map(({ shared }) => shared));
  const closest = alike.filter(({ shared }) => shared > 0 && shared === most).map(({ value }) => value);
  const [first] = closest;
  if (!first || closest.some(({ is, comparator }) => is !== first.is || comparator !== first.comparator)) return undefined;
  const { is, to, comparator } = first;
  switch (comparator) {
    case 'exactly':
      return stated.value === is ? 'right' : 'wrong';
    case 'at-most':
      return stated.value === is ? 'right' : stated.value > is ? 'wrong' : undefined;
    case 'at-least':
      return stated.value === is ? 'right' : undefined;
    case 'within':
      return stated.value >= is && stated.value <= (to ?? is) ? 'right' : 'wrong';
    case 'about':
      return undefined;
  }
}

/** Words of the stated noun, in order, that a value's unit or subject begins with: `5 đại biểu` counts deputies, `47 %` measures a share. */
function sharedNoun({ percent, noun }: Extract<Stated, { kind: 'number' }>, of: string, unit: string): number {
  if (unit === '%' || percent) return unit === '%' && percent ? 1 : 0;
  const run = (words: string[]): number => {
    const end = noun.findIndex((word, i) => words[i] !== word);
    return end < 0 ? noun.length : end;
  };
  const whole = wordsOf(unit);
  const byUnit = run(whole) === whole.length ? whole.length : 0;
  return byUnit === 0 && run(wordsOf(of)) < 2 ? 0 : Math.max(byUnit, run(wordsOf(of)));
}
