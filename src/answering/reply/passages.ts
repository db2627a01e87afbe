import { writtenDate } from '../../elections/tense.ts';
import { syllables } from '../../vietnamese/text.ts';
import { definesNothing, isOtherOffice, isOtherTerm, missesAim } from '../question/aims.ts';
import type { Asked } from '../question/asked.ts';
import { clausesOf, type Span } from '../question/clauses.ts';
import type { Courtesy } from '../question/courtesy.ts';
import { readQuestion } from '../question/question.ts';
import type { Citation } from '../search/citation.ts';
import type { Found, PassageAnswer } from '../search/decision.ts';
import type { KnowledgeBase } from '../search/knowledge-base.ts';
import { lines, sourceLines } from './facts.ts';
import type { Reply } from './reply.ts';
import { passageWords } from './words.ts';

type AnswerFound = Extract<PassageAnswer, { kind: 'answer' }>;

/** A message, or a clause of it, that is looked for in the news. */
type Clause = Pick<Asked, 'text' | 'kind' | 'places'>;

/** Clauses looked for in the news: the whole without its courtesies, and where the question mostly stands. */
const mostClauses = 4;

/** A reply from the news: the value, the sentence it stands in, the source. `undefined` where no passage answers. */
export function passageReply(base: KnowledgeBase, asked: Asked, province: string, courtesy: Courtesy): Reply | undefined {
  const [best] = clausesOf(asked.text, courtesy)
    .slice(-mostClauses)
    .flatMap((span) => answerTo(base, clauseOf(asked, span), asked, province) ?? [])
    .sort((a, b) => b.confidence - a.confidence);
  return best && said(base, best, asked);
}

function clauseOf({ text, kind, places }: Asked, { start, end }: Span): Clause {
  if (start === 0 && end === text.length) return { text, kind, places };
  const inside = places.filter((place) => place.start >= start && place.end <= end);
  const shifted = inside.map((place) => ({ ...place, start: place.start - start, end: place.end - start }));
  const clause = text.slice(start, end);
  return { text: clause, kind: readQuestion(clause).kind, places: shifted };
}

function answerTo(base: KnowledgeBase, clause: Clause, asked: Asked, province: string): AnswerFound | undefined {
  const found = base.ask(clause.text === asked.text ? asked.typed : base.read(clause.text));
  if (found.kind === 'none' || !saysWhatIsAsked(clause, found)) return undefined;
  if (isOtherTerm(clause.text, found.passage.text)) return undefined;
  if (missesAim(clause.text, found.quote) || (clause.kind === 'who' && isOtherOffice(clause.text, found.quote, province)))
    return undefined;
  return definesNothing(clause.text, found.quote) ? undefined : found;
}

function said(base: KnowledgeBase, found: AnswerFound, asked: Asked): Reply {
  const words = passageWords[asked.language];
  const cite = ({ quote, passage }: Found): Citation => {
    const document = base.document(passage.document);
    return {
      document: passage.document,
      title: passage.title,
      publisher: document?.publisher ?? '',
      date: passage.published,
      quote,
      ...(document?.url ? { url: document.url } : {}),
    };
  };
  const citations = [cite(found), ...found.also.slice(0, 2).map(cite)];
  const others = found.also
    .slice(0, 2)
    .map((other) => words.otherSays(other.passage.published ? writtenDate(other.passage.published) : '', other.quote));
  const value = found.value && !found.quote.toLowerCase().startsWith(found.value.toLowerCase()) ? `${found.value}.` : '';
  return {
    kind: 'answer',
    ...(found.value ? { value: found.value } : {}),
    about: found.passage.document,
    citations,
    text: lines(value, `“${found.quote}”`, ...others, sourceLines(citations, asked.language)),
  };
}

/** Words that ask for a manner rather than name a subject. */
const manner = new Set(['bang', 'cach', 'dien', 'dung', 'kieu']);
/** One subject word may be missing from a passage for so many that are there. */
const wordsPerMissing = 5;
/** Pairs of neighbouring words of a question that says no more than what it is about. */
const mostScattered = 3;
/** `2026 - 2031`: a term of office counts nothing. */
const period = /^(?:19|20)\d{2}(?:\s*[-–]\s*(?:19|20)\d{2})?$/;

/**
 * Nearly every subject word must stand in the passage; and there are three kinds of question where even that is not enough: what is counted must be named in the quote, a name asked for must be
 * a matter of the quote, and what is to be confirmed must stand in the passage in every word.
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
  if (isScattered(asked, `${passage.title} ${passage.text}`)) return false;
  if (missing > Math.floor(subjects.length / wordsPerMissing)) return false;
  if (asked.kind === 'how-many' && question.wants === 'number') {
    if (missing > 0 || (value !== undefined && period.test(value))) return false;
    return question.focus.slice(0, 1).every(inQuote);
  }
  if (asked.kind === 'yes-no' || asked.kind === 'who') return missing === 0;
  return !subjects.includes('ten') || inQuote('ten');
}

/** Whether the words of a bare question stand in the passage, but no two of them together: `dân số` is not `nhân dân … số`. Names of places do not count. */
function isScattered(asked: Clause, text: string): boolean {
  let rest = asked.text;
  for (const { start, end } of [...asked.places].reverse()) rest = `${rest.slice(0, start)}|${rest.slice(end)}`;
  const words = rest.split('|').flatMap((part) => [...syllables(part).map(({ folded }) => folded), '|']);
  const pairs = words
    .slice(1)
    .map((word, i) => `${words[i]} ${word}`)
    .filter((pair) => !pair.includes('|'));
  if (pairs.length === 0 || pairs.length > mostScattered) return false;
  const said = ` ${syllables(text)
    .map(({ folded }) => folded)
    .join(' ')} `;
  return !pairs.some((pair) => said.includes(` ${pair} `));
}
