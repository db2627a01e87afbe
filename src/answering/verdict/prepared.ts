import type { Computation, QuestionKind } from '../../elections/fact.ts';
import { findDates, numbersBesideDates } from '../../vietnamese/dates.ts';
import { fold } from '../../vietnamese/text.ts';
import { isNamingNumber, statedNumber } from '../claims/comparing-numbers.ts';
import { type FigureSpan, spansIn } from '../claims/condition.ts';
import type { AskedReading } from '../question/asked-reading.ts';
import { officesIn } from '../question/offices.ts';
import { type AnswerType, type QuestionWord, readQuestion } from '../question/question.ts';
import { bareName } from '../question/slots.ts';
import { workableFrom } from '../question/told.ts';
import type { Contraries, Side } from './contraries.ts';
import type { Field } from './field.ts';
import { isLight } from './grams.ts';
import { type Ideas, ideasIn, type Read, type WrittenWord } from './ideas.ts';

/** What is compared of a reading, worked out once for all candidates. */
export interface Prepared {
  reading: AskedReading;
  /** What its words ask, whatever the message around them asks. */
  kind: QuestionKind;
  words: QuestionWord[];
  read: Read[];
  /** Its words and ideas, each once. */
  asked: ReadonlySet<string>;
  /** Words that carry the subject, with how much they tell. */
  telling: { word: WrittenWord; weight: number; idea: string | undefined }[];
  total: number;
  /** What is counted or chosen; one word at most. */
  focus: readonly WrittenWord[];
  wantsReason: boolean;
  /** The sort of value its words ask for. */
  wants: AnswerType;
  /** Offices it asks about; none where no person is asked for. */
  offices: ReadonlySet<string>;
  /** Sides it takes: the most, not the least. */
  sides: readonly Side[];
  figures: readonly string[];
  ideas: readonly string[];
  /** Times of day, in minutes. */
  times: readonly number[];
  /** Words that follow how many: `người ứng cử`. */
  counted: readonly string[];
  /** Numbers it names as known, each with the word after it: `18 người`. None where they are to be confirmed. */
  given: readonly { value: number; next: string }[];
  /** Figures it names with a unit, whatever it asks: `tạm trú 13 tháng`. */
  spans: readonly FigureSpan[];
  /** What could be worked out of its figures. */
  workable: ReadonlySet<Computation>;
  /** Names of the places of some list, as a candidate's text would write them, each once: a long message names many, and each is looked for in every candidate. */
  named: readonly string[];
}

const year = /^(?:19|20)\d\d$/;

/** A figure without its separators and leading zeros. */
export const plainFigure = (figure: string): string =>
  figure
    .replace(/[.,%]{1,3}$/, '')
    .replace(/[.]/g, '')
    .replace(/^0+(?=\d)/, '');

/** Times of day a text names, in minutes. */
export const timesIn = (text: string): number[] =>
  findDates(text).flatMap((mention) => (mention.kind === 'time' ? [mention.hour * 60 + mention.minute] : []));

const namesIn = ({ places }: AskedReading): string[] => [
  ...new Set(
    places
      .filter(({ communes, others, elsewhere }) => communes.length + others.length + elsewhere.length > 0)
      .map(({ name, prefixed }) => (prefixed ? fold(name) : bareName(name))),
  ),
];

/** Numbers of things in a question: neither days and hours nor shares, nor what only names something (`đơn vị số 2`). */
function numbersGiven({ text, kind, slots }: AskedReading): Prepared['given'] {
  if (kind === 'yes-no' || slots.confirms) return [];
  return numbersBesideDates(text)
    .map((number) => statedNumber(text, number))
    .flatMap((stated) => {
      const [next] = stated.noun;
      return stated.percent || next === undefined || isNamingNumber(stated) ? [] : [{ value: stated.value, next }];
    });
}

/** Works out of a reading what its candidates are compared by. */
export function prepare(
  reading: AskedReading,
  field: Field,
  { ideas, contraries, province }: { ideas: Ideas; contraries: Contraries; province: string },
): Prepared {
  const question = readQuestion(reading.text);
  const words = question.words;
  const read = ideas.read(words);
  const ideaOf = new Map<number, string>();
  for (const { token, from, to } of read) if (token.startsWith('@')) for (let i = from; i < to; i++) ideaOf.set(i, token);
  const inPlace = (start: number): boolean => reading.places.some((place) => start >= place.start && start < place.end);
  const telling = words.flatMap((word, i) =>
    word.role !== 'subject' || isLight(word.folded) || inPlace(word.start)
      ? []
      : [{ word, weight: field.weight(word.folded), idea: ideaOf.get(i) }],
  );
  return {
    reading,
    kind: question.kind,
    words,
    read,
    asked: new Set([...words.map(({ folded }) => folded), ...read.map(({ token }) => token)]),
    telling,
    total: telling.reduce((sum, { weight }) => sum + weight, 0) || 1,
    focus: words.filter(({ folded }) => folded === question.focus[0]).slice(0, 1),
    wantsReason: reading.wants === 'reason',
    wants: question.wants,
    offices: question.wants === 'person' ? officesIn(reading.text, province) : new Set(),
    ideas: ideasIn(read),
    sides: contraries.sides(words),
    times: timesIn(reading.text),
    counted: question.kind === 'how-many' ? question.focus : [],
    given: numbersGiven(reading),
    spans: spansIn(reading.text),
    workable: workableFrom(reading.text),
    named: namesIn(reading),
    figures: words
      .filter(({ folded }) => /^\d/.test(folded) && !year.test(folded) && !reading.slots.years.includes(2000 + Number(folded)))
      .map(({ folded }) => plainFigure(folded)),
  };
}
