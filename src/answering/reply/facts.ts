import type { Milestone } from '../../elections/calendar.ts';
import type { Fact } from '../../elections/fact.ts';
import { daysBetween, type Tense, tenseOf, weekdayOf, writtenDate } from '../../elections/tense.ts';
import type { Language } from '../question/language.ts';
import { bodyOf } from './body.ts';
import type { Reply } from './reply.ts';
import { citationOf } from './source-line.ts';
import { factWords, noteOn } from './words.ts';

/** Within so many characters a value is found at a glance and need not be said twice. */
const shortStatement = 110;

/** Where the value says more than a bare yes or no and the statement does not already open with it, it goes first. */
function valueLine(fact: Fact): string {
  const value = fact.value?.trim();
  if (!value || /^(có|không|đúng|sai)[.!]?$/i.test(value)) return '';
  const opening = fact.statement.slice(0, shortStatement).toLowerCase();
  return opening.includes(value.toLowerCase()) ? '' : `${value.replace(/[.]$/, '')}.`;
}

export interface FactReplyOptions {
  language: Language;
  /** Older facts of the same series, newest first. */
  older?: Fact[];
  /** Said before everything else, e.g. that a premise is wrong. */
  opening?: string;
  /** Said after the statement, e.g. that the election is over. */
  closing?: string;
}

export function factReply(fact: Fact, options: FactReplyOptions): Reply & { kind: 'answer' } {
  const { language, older = [], opening, closing } = options;
  const quote = fact.quote ?? fact.statement;
  const citations = fact.sources.map((source) => citationOf(source, fact.id, quote));
  for (const earlier of older)
    for (const source of earlier.sources.slice(0, 1))
      citations.push(citationOf(source, earlier.id, earlier.quote ?? earlier.statement));
  return {
    kind: 'answer',
    ...bodyOf({
      language,
      headline: opening,
      sentences: [valueLine(fact), fact.statement, ...older.map((earlier) => factWords[language].earlier(earlier.statement))],
      notes: [noteOn(fact.confidence, language), closing],
      nextStep: fact.nextStep,
      citations,
    }),
    ...(fact.value ? { value: fact.value } : {}),
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
  options: { language: Language; opening?: string; closing?: string },
): Reply & { kind: 'answer' } {
  const { language, opening, closing } = options;
  const written = `${weekdayOf(milestone.date)}, ${writtenDate(milestone.date)}`;
  const statement = factWords[language].milestone(milestone.name, written, milestone.nature === 'deadline', milestone.hours);
  const citations = milestone.sources.map((source) => citationOf(source, milestone.id, statement));
  return {
    kind: 'answer',
    value: written,
    ...bodyOf({
      language,
      headline: opening,
      sentences: [statement, whenItIs(milestone.date, today, language).text],
      notes: [noteOn(milestone.confidence, language), closing],
      citations,
    }),
  };
}
