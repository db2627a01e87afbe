import type { Milestone } from '../../elections/calendar.ts';
import type { Fact, FactSource, QuestionKind } from '../../elections/fact.ts';
import { daysBetween, type Tense, tenseOf, writtenDate } from '../../elections/tense.ts';
import type { Language } from '../question/language.ts';
import { bodyOf } from './body.ts';
import type { Reply } from './reply.ts';
import { citationOf, sourcesOf } from './source-line.ts';
import { factWords, original, weekdayIn } from './words.ts';
import { accordingTo } from './words-sources.ts';

/** Within so many characters, three to four lines of a phone, a value is found at a glance and need not be said twice. */
const shortStatement = 180;

const isDate = (piece: string): boolean => /^\d{1,2}\/(?:\d{1,2}\/)?\d{4}/.test(piece);

/** Which pieces of a value answer a kind of question; a kind that is not named takes any. */
const fitting: Partial<Record<QuestionKind, (piece: string) => boolean>> = {
  when: (piece) => /\d/.test(piece),
  'how-many': (piece) => /\d/.test(piece) && !isDate(piece),
  who: (piece) => !/^\d/.test(piece),
};

/** The part of a fact's value that was asked for: `21/03/2026; 500 người` holds a day and a number. Empty where none of it was. */
export function valueAsked(value: string, kind: QuestionKind): string {
  const pieces = value.split(';').map((piece) => piece.trim());
  const fit = pieces.filter(fitting[kind] ?? (() => true));
  const days = kind === 'when' ? fit.filter(isDate) : [];
  return (days.length > 0 ? days : fit).join('; ');
}

/** Where the value says more than a bare yes or no and the statement does not already open with it, it goes first. */
function valueLine(statement: string, value: string): string {
  if (!value || /^(có|không|đúng|sai)[.!]?$/i.test(value)) return '';
  const opening = statement.slice(0, shortStatement).toLowerCase();
  return opening.includes(value.toLowerCase()) ? '' : `${value.replace(/[.]$/, '')}.`;
}

/** A value in words is a quotation in an English reply; figures and days are in no language. */
const saidIn = (language: Language, value: string): string =>
  /\p{L}{2}/u.test(value) ? value && original[language](value) : value;

/** A statement without the law and the article that the source line names: `Theo Luật Bầu cử, … (khoản 2 Điều 69).` */
function withoutSource(statement: string, { title, article }: FactSource): string {
  const bare = article ? statement.replace(` (${article})`, '') : statement;
  const [by, rest] = [bare.slice(0, bare.indexOf(', ')), bare.slice(bare.indexOf(', ') + 2)];
  const names = accordingTo.find((word) => by.startsWith(word));
  if (names === undefined || !title.startsWith(by.slice(names.length))) return bare;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

export interface FactReplyOptions {
  language: Language;
  /** What was asked for. */
  kind: QuestionKind;
  /** Older facts of the same series, newest first. */
  older?: Fact[];
  /** Said before everything else, e.g. that a premise is wrong. */
  opening?: string;
  /** Said after the statement: that the election is over. */
  over?: string;
  /** Election day is past. */
  isOver?: boolean;
  /** The opening says what the statement would. */
  short?: boolean;
}

export function factReply(fact: Fact, options: FactReplyOptions): Reply & { kind: 'answer' } {
  const { language, kind, older = [], opening, over, isOver, short } = options;
  const quote = fact.quote ?? fact.statement;
  const citations = fact.sources.map((source) => citationOf(source, fact.id, quote));
  for (const earlier of older)
    for (const source of earlier.sources.slice(0, 1))
      citations.push(citationOf(source, earlier.id, earlier.quote ?? earlier.statement));
  const statement = withoutSource(fact.statement, sourcesOf(fact.sources)[0] ?? fact.sources[0]);
  const value = valueAsked(fact.value?.trim() ?? '', kind);
  const nextStep = fact.nextStep ?? (isOver ? fact.nextStepAfter : fact.nextStepBefore);
  return {
    kind: 'answer',
    ...bodyOf({
      language,
      headline: opening,
      sentences: [
        !short && saidIn(language, valueLine(statement, value)),
        !short && original[language](statement),
        ...older.map((earlier) => factWords[language].earlier(earlier.statement)),
      ],
      confidence: fact.confidence,
      notes: [over],
      nextStep: nextStep && original[language](nextStep),
      citations,
    }),
    ...(value || fact.value ? { value: value || fact.value! } : {}),
  };
}

/** How a date stands to today: the only place where tense is made. */
export function whenItIs(date: string, today: string, language: Language): { tense: Tense; text: string } {
  const tense = tenseOf(date, today);
  const days = Math.abs(daysBetween(today, date));
  return { tense, text: factWords[language][tense](days) };
}

export function milestoneReply(
  milestone: Milestone,
  today: string,
  options: { language: Language; opening?: string; kind?: QuestionKind },
): Reply & { kind: 'answer' } {
  const { language, opening, kind } = options;
  const words = factWords[language];
  const { name, hours, nature, date, confidence } = milestone;
  const value = `${weekdayIn[language](date)}, ${writtenDate(date)}`;
  const day = words.day(value, nature === 'deadline', hours);
  const citations = milestone.sources.map((source) =>
    citationOf(source, milestone.id, words.milestone(name, value, nature === 'deadline', hours)),
  );
  const { tense, text: when } = whenItIs(date, today, language);
  const named = original[language](`${name.charAt(0).toUpperCase()}${name.slice(1)}`);
  // "How many days" and "is it today" ask for the distance, not for the day.
  const asksDistance = (kind === 'how-many' || kind === 'yes-no') && opening === undefined;
  const headline = asksDistance && (kind === 'how-many' || tense === 'today') ? when : day;
  const rest = headline === day ? [`${named}. ${when}`] : [`${named}: ${day}`];
  const sentences = opening === undefined ? [headline, ...rest] : [opening, day, ...rest];
  return { kind: 'answer', value, ...bodyOf({ language, sentences, confidence, citations }) };
}
