import { syllables } from '../../vietnamese/text.ts';
import type { Courtesy } from './courtesy.ts';

/** A stretch of a message, in UTF-16 code units. */
export interface Span {
  start: number;
  end: number;
}

/** Words from which a message is looked through clause by clause: shorter ones are one question. */
const longMessage = 9;
/** Words of the shortest clause. */
const shortestClause = 3;
/** Clauses beyond this are a story: its last ones are kept, where the question mostly stands. */
const mostClauses = 10;
/**
 * Words of the longest stretch that is taken for one question, and of all parts together: what is looked at closely must not grow with the
 * square of a message, and nobody asks in more. Of a longer stretch the last words are taken.
 */
const longestStretch = 120;
const mostWords = 400;
/** Parts beside the whole: of 2,000 messages by other hands three have more. */
const mostParts = 12;

/** How many words of a message lie within a stretch, and where the last so many of them begin. */
interface Words {
  count(span: Span): number;
  beginOfLast(most: number, span: Span): number;
}

/** The words are looked for once, however many stretches are asked about. */
function wordsOf(text: string): Words {
  const begins = syllables(text).map(({ start }) => start);
  const before = (at: number): number => {
    let [from, to] = [0, begins.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (begins[middle]! < at) from = middle + 1;
      else to = middle;
    }
    return from;
  };
  return {
    count: ({ start, end }) => before(end) - before(start),
    beginOfLast: (most, { start, end }) => Math.max(start, begins[before(end) - most] ?? start),
  };
}

const sentenceEnd = /[.?!;…\n](?=\s|$)|:\s/gu;
const joint = /,\s|\s(?:thì|thi|mà|ma|nhưng|nhung|nên|nen|chứ|chu|liệu|lieu)\s/gu;

/**
 * The parts of a message that could be what is asked: the whole without its courtesies first, then sentences, clauses, and two neighbouring
 * clauses together. Which of them is the question is not decided here.
 */
export function clausesOf(text: string, courtesy: Courtesy): Span[] {
  const words = wordsOf(text);
  // A stretch as typed, or its last words where it is longer than a question.
  const questionSized = (span: Span): Span => ({ start: words.beginOfLast(longestStretch, span), end: span.end });
  const message = trimmed(text, { start: 0, end: text.length }, courtesy);
  const whole = questionSized(message);
  if (words.count(whole) < longMessage) return [whole];
  const sentences = split(text, message, sentenceEnd).map((span) => questionSized(trimmed(text, span, courtesy)));
  const clauses = sentences.flatMap((span) =>
    words.count(span) < longMessage ? [span] : split(text, span, joint).map((part) => trimmed(text, part, courtesy)),
  );
  const last = clauses.slice(-mostClauses);
  const neighbours = last.slice(1).map((span, i) => ({ start: last[i]!.start, end: span.end }));
  const all = affordable(words, [...sentences, ...last, ...neighbours]);
  const seen = new Set([`${whole.start}-${whole.end}`]);
  return [whole, ...all.filter(({ start, end }) => !seen.has(`${start}-${end}`) && seen.add(`${start}-${end}`))];
}

/** The sentence a stretch of a message stands in. */
export function sentenceAround(text: string, { start, end }: Span): string {
  const sentences = split(text, { start: 0, end: text.length }, sentenceEnd);
  const around = sentences.filter((sentence) => sentence.start < end && sentence.end > start);
  return text.slice(around[0]?.start ?? start, around.at(-1)?.end ?? end);
}

/** The later parts go first where there are too many: there the question mostly stands. */
function affordable(words: Words, spans: Span[]): Span[] {
  let left = mostWords;
  return spans
    .toReversed()
    .filter((span) => {
      const own = words.count(span);
      if (own < shortestClause || own > left) return false;
      left -= own;
      return true;
    })
    .slice(0, mostParts)
    .toReversed();
}

function trimmed(text: string, { start, end }: Span, courtesy: Courtesy): Span {
  const inner = courtesy.within(text.slice(start, end));
  return { start: start + inner.start, end: start + inner.end };
}

function split(text: string, { start, end }: Span, boundary: RegExp): Span[] {
  const parts: Span[] = [];
  let at = start;
  for (const match of text.slice(start, end).matchAll(boundary)) {
    parts.push({ start: at, end: start + match.index });
    at = start + match.index + match[0].length;
  }
  parts.push({ start: at, end });
  return parts.filter((part) => part.end > part.start);
}
