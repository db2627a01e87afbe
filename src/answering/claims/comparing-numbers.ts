import type { FactValue } from '../../elections/fact.ts';
import { findNumbers, type NumberMention } from '../../vietnamese/numbers.ts';
import { type Comparison, confirming, wordsOf } from './comparison.ts';

/** A number somebody states, with the words before and after it. */
export interface StatedNumber {
  kind: 'number';
  value: number;
  percent: boolean;
  before: string[];
  noun: string[];
  /** `nhiều nhất 17`, `ít nhất 9`: the end of a span, and not something within it. */
  bound: 'upper' | 'lower' | undefined;
}

type NumberValue = Extract<FactValue, { kind: 'number' }>;
export type FigureValue = Pick<NumberValue, 'is' | 'to' | 'comparator'>;

const nounLength = 3;
/** UTF-16 code units that hold the words around a number that are looked at. */
const reach = 64;
const upper = [
  'nhieu nhat',
  'toi da',
  'khong qua',
  'cham nhat',
  'cao nhat',
  'nang nhat',
  'tre nhat',
  'muon nhat',
  'han chot',
  'han cuoi',
  'het han',
];
const lower = ['it nhat', 'toi thieu', 'thap nhat', 'nhe nhat', 'som nhat'];
/** Before a number, these make it a name: `đơn vị số 2`, `khóa 16`, `Điều 74`. */
const naming = new Set(['so', 'khoa', 'vi', 'dieu', 'khoan', 'nam', 'lan']);
const placeInOrder = new Set(['hang', 'thu']);
const personUnits = new Set(['thanh vien', 'dai bieu', 'nguoi', 'nguoi ung cu', 'ung cu vien']);
const persons = new Set(['nguoi', 'ong', 'vi', 'mong']);

/** Whether a number only names something: `đơn vị số 2`. */
export const isNamingNumber = ({ before }: Pick<StatedNumber, 'before'>): boolean => naming.has(before.at(-1) ?? '');

/** Whether a folded word stands for a person, whatever the persons counted are called. */
export const isPersonWord = (folded: string): boolean => persons.has(folded);

/** Whether the words before a figure say that it is the end of a span. */
export function boundBefore(words: readonly string[]): 'upper' | 'lower' | undefined {
  const lead = words.join(' ');
  const ends = (phrases: string[]) => phrases.some((phrase) => lead.endsWith(phrase) || lead.includes(`${phrase} `));
  return ends(upper) ? 'upper' : ends(lower) ? 'lower' : undefined;
}

export function statedNumber(text: string, number: Pick<NumberMention, 'start' | 'end' | 'value' | 'percent'>): StatedNumber {
  const before = wordsOf(text.slice(Math.max(0, number.start - reach), number.start)).slice(-4);
  return {
    kind: 'number',
    value: number.value,
    percent: number.percent,
    before,
    noun: wordsOf(text.slice(number.end, number.end + reach)).slice(0, nounLength),
    bound: boundBefore(before),
  };
}

/**
 * Only values that share the most of the stated noun are compared; where several do, the one whose own words the question has. Where the
 * number agrees with some of them only, it depends on more than the question says, and nothing is said. `names`: the number only names what is asked about.
 * `depends`: it is a condition, and another than the fact's.
 */
export function compareNumber(
  stated: StatedNumber,
  values: readonly FactValue[],
  { text, about }: { text: string; about: string },
): Comparison | 'names' | 'depends' {
  const alike = values.flatMap((value) => (value.kind === 'number' ? [{ value, shared: sharedNoun(stated, value) }] : []));
  const most = Math.max(...alike.map(({ shared }) => shared));
  const fitting = alike.filter(({ shared }) => shared > 0 && shared === most).map(({ value }) => value);
  if (fitting.length === 0) return unheldNumber(stated, about);
  const [first, ...others] = ownWordsIn(text, fitting).map((value) => compareFigure(stated, value));
  if (others.some((other) => other !== first)) return undefined;
  // `61 người` may be others than those counted here: deputies, and not who stood.
  return first === 'wrong' && countsAnyPersons(stated) ? undefined : first;
}

/** Of several values those whose name, but for what all have, stands in the question; all of them where none does. */
function ownWordsIn(text: string, values: NumberValue[]): NumberValue[] {
  const asked = new Set(wordsOf(text));
  const names = values.map(({ of }) => wordsOf(of));
  const own = names.map((name) => name.filter((word) => !names.every((other) => other.includes(word))));
  const chosen = values.filter((_, i) => own[i]!.length > 0 && own[i]!.every((word) => asked.has(word)));
  return chosen.length > 0 ? chosen : values;
}

/** A number that none of the values measures: a year or the number of a unit that the fact itself names, or a condition it puts otherwise. */
function unheldNumber(stated: StatedNumber, about: string): Comparison | 'names' | 'depends' {
  const { value, noun } = stated;
  const held = findNumbers(about);
  const isYear = Number.isInteger(value) && value > 1900 && value < 2100;
  if (held.some((number) => number.value === value)) return isYear || isNamingNumber(stated) ? 'names' : undefined;
  const unit = noun[0];
  return unit !== undefined && held.some(({ end }) => wordsOf(about.slice(end))[0] === unit) ? 'depends' : undefined;
}

/** A figure against a value of the same thing. */
export function compareFigure(
  { value, bound }: Pick<StatedNumber, 'value' | 'bound'>,
  { is, to, comparator }: FigureValue,
): Comparison {
  // `1 đơn vị bầu …` is any unit, not how many there are.
  if (value === 1 && is > 1) return undefined;
  switch (comparator) {
    case 'exactly':
      return value === is ? 'right' : 'wrong';
    case 'at-most':
      return value === is ? 'right' : value > is || bound === 'upper' ? 'wrong' : undefined;
    case 'at-least':
      return value === is && bound !== 'upper' ? 'right' : undefined;
    case 'within': {
      const end = bound === 'upper' ? (to ?? is) : bound === 'lower' ? is : undefined;
      if (end !== undefined) return value === end ? 'right' : 'wrong';
      return value >= is && value <= (to ?? is) ? 'right' : 'wrong';
    }
    case 'about':
      return undefined;
  }
}

/** `17 người` and nothing more. */
const countsAnyPersons = ({ noun: [first = '', second] }: StatedNumber): boolean =>
  isPersonWord(first) && (second === undefined || confirming.has(second));

/**
 * Words of the stated noun, in order, that a value's unit or subject begins with: `5 đại biểu` counts deputies, `47 %` measures a share,
 * `hạng 6` is a place in an order; `17 người` and nothing more counts any persons.
 */
function sharedNoun(stated: StatedNumber, { of, unit }: NumberValue): number {
  const { percent, noun, before } = stated;
  if (unit === '%' || percent) return unit === '%' && percent ? 1 : 0;
  const whole = wordsOf(unit);
  if (whole[0] === 'hang' && (placeInOrder.has(before.at(-1) ?? '') || noun[0] === 'hang')) return 1;
  const run = (words: string[]): number => {
    const end = noun.findIndex((word, i) => words[i] !== word);
    return end < 0 ? noun.length : end;
  };
  const byUnit = run(whole) === whole.length ? whole.length : 0;
  const shared = byUnit === 0 && run(wordsOf(of)) < 2 ? 0 : Math.max(byUnit, run(wordsOf(of)));
  return shared === 0 && countsAnyPersons(stated) && personUnits.has(whole.join(' ')) ? 1 : shared;
}
