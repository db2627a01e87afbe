import { writtenDate } from '../../elections/tense.ts';
import { syllables } from '../../vietnamese/text.ts';
import type { Asked } from '../question/asked.ts';
import { clausesOf, type Span } from '../question/clauses.ts';
import type { Courtesy } from '../question/courtesy.ts';
import { isOtherOffice, isOtherTerm } from '../question/offices.ts';
import { readQuestion } from '../question/question.ts';
import type { Citation } from '../search/citation.ts';
import type { Found, PassageAnswer } from '../search/decision.ts';
import { holdsValue } from '../search/extraction.ts';
import type { KnowledgeBase } from '../search/knowledge-base.ts';
import { bodyOf } from './body.ts';
import type { Reply } from './reply.ts';
import { original, passageWords } from './words.ts';

type AnswerFound = Extract<PassageAnswer, { kind: 'answer' }>;

/** A message, or a clause of it, that is looked for in the news. */
type Clause = Pick<Asked, 'text' | 'kind' | 'places'>;

/** Clauses looked for in the news: the whole without its courtesies, and where the question mostly stands. */
const mostClauses = 4;

/** What the news has to say to a question. */
export interface NewsFound {
  /** The value, the sentence it stands in, the source; none where no passage is sure to answer. */
  reply: Reply | undefined;
  /** The sentence that comes nearest, where none is sure, and how likely it says what is asked, 0…1. */
  nearest: { quote: string; citation: Citation; confidence: number } | undefined;
}

/** Least confidence of a sentence that is shown as the nearest there is. */
const worthShowing = 0.2;

/** Looks a message up in the news, clause by clause. */
export function lookInNews(base: KnowledgeBase, asked: Asked, province: string, courtesy: Courtesy): NewsFound {
  const looked = clausesOf(asked.text, courtesy)
    .slice(-mostClauses)
    .map((span) => {
      const clause = clauseOf(asked, span);
      return { clause, found: base.ask(clause.text === asked.text ? asked.typed : base.read(clause.text)) };
    });
  const [best] = looked
    .flatMap(({ clause, found }) => (found.kind === 'answer' && answers(clause, found, province) ? [found] : []))
    .sort(bySureness);
  const [likely] = looked
    .flatMap(({ found }) => (found.kind === 'answer' ? [found] : (found.likely ?? [])))
    .filter((found) => found.confidence >= worthShowing && isOfYear(found, asked.slots.years))
    .sort(bySureness);
  return {
    reply: best && said(base, best, asked),
    nearest: likely && { quote: likely.quote, citation: citationTo(base, likely), confidence: likely.confidence },
  };
}

/** Whoever asks of one year is not shown the figures of another. */
const isOfYear = ({ quote, passage }: Found, years: readonly number[]): boolean =>
  years.every((year) => quote.includes(String(year)) || passage.published.startsWith(String(year)));

const bySureness = (a: { confidence: number }, b: { confidence: number }): number => b.confidence - a.confidence;

function clauseOf({ text, kind, places }: Asked, { start, end }: Span): Clause {
  if (start === 0 && end === text.length) return { text, kind, places };
  const inside = places.filter((place) => place.start >= start && place.end <= end);
  const shifted = inside.map((place) => ({ ...place, start: place.start - start, end: place.end - start }));
  const clause = text.slice(start, end);
  return { text: clause, kind: readQuestion(clause).kind, places: shifted };
}

function answers(clause: Clause, found: AnswerFound, province: string): boolean {
  if (!saysWhatIsAsked(clause, found) || isOtherTerm(clause.text, found.passage.text)) return false;
  return clause.kind !== 'who' || !isOtherOffice(clause.text, found.quote, province);
}

function citationTo(base: KnowledgeBase, { quote, passage }: Found): Citation {
  const document = base.document(passage.document);
  return {
    document: passage.document,
    title: passage.title,
    publisher: document?.publisher ?? '',
    date: passage.published,
    quote,
    ...(document?.url ? { url: document.url } : {}),
  };
}

function said(base: KnowledgeBase, found: AnswerFound, asked: Asked): Reply {
  const words = passageWords[asked.language];
  const citations = [found, ...found.also.slice(0, 2)].map((one) => citationTo(base, one));
  const others = found.also
    .slice(0, 2)
    .map((other) => words.otherSays(other.passage.published ? writtenDate(other.passage.published) : '', other.quote));
  const value = found.value && !found.quote.toLowerCase().startsWith(found.value.toLowerCase()) ? `${found.value}.` : '';
  return {
    kind: 'answer',
    ...(found.value ? { value: found.value } : {}),
    about: found.passage.document,
    ...bodyOf({
      language: asked.language,
      sentences: [value, original[asked.language](`“${found.quote}”`), ...others],
      citations,
    }),
  };
}

/** Words that ask for a manner rather than name a subject. */
const manner = new Set(['bang', 'cach', 'dien', 'dung', 'kieu']);
/** One subject word may be missing from a passage for so many that are there. */
const wordsPerMissing = 5;
/** `2026 - 2031`: a term of office counts nothing. */
const period = /^(?:19|20)\d{2}(?:\s*[-–]\s*(?:19|20)\d{2})?$/;

/**
 * Nearly every subject word must stand in the passage; and there are kinds of question where even that is not enough: the quote must hold the day or the number that is asked for, what is counted
 * must be named in it, a name asked for must be a matter of it, and what is to be confirmed must stand in the passage in every word.
 */
function saysWhatIsAsked(asked: Clause, { quote, passage, value }: Found): boolean {
  const question = readQuestion(asked.text);
  const holds = (text: string) => {
    const words = new Set(syllables(text).map(({ folded }) => folded));
    return (folded: string): boolean => words.has(folded) || /\d/.test(folded);
  };
  const inQuote = holds(`${passage.title} ${quote}`);
  const subjects = question.words
    .map(({ role, folded }) => (role === 'subject' && !manner.has(folded) ? folded : ''))
    .filter(Boolean);
  const inPassage = holds(`${passage.title} ${passage.text}`);
  const missing = subjects.filter((folded) => !inPassage(folded)).length;
  if (missing > Math.floor(subjects.length / wordsPerMissing)) return false;
  if (value === undefined && !holdsValue(quote, question)) return false;
  if (asked.kind === 'how-many' && question.wants === 'number') {
    if (missing > 0 || (value !== undefined && period.test(value))) return false;
    return question.focus.slice(0, 1).every(inQuote);
  }
  if (asked.kind === 'yes-no' || asked.kind === 'who') return missing === 0;
  return !subjects.includes('ten') || inQuote('ten');
}
