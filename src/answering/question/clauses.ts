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
const longestStretch = 240;
const mostWords = 600;

const sentenceEnd = /[.?!;…\n](?=\s|$)|:\s/gu;
const joint = /,\s|\s(?:thì|thi|mà|ma|nhưng|nhung|nên|nen|chứ|chu|liệu|lieu)\s/gu;

/**
 * The parts of a message that could be what is asked: the whole without its courtesies first, then sentences, clauses, and two neighbouring
 * clauses together. Which of them is the question is not decided here.
 */
export function clausesOf(text: string, courtesy: Courtesy): Span[] {
  const message = trimmed(text, { start: 0, end: text.length }, courtesy);
  const whole = questionSized(text, message);
  if (count(text, whole) < longMessage) return [whole];
  const sentences = split(text, message, sentenceEnd).map((span) => questionSized(text, trimmed(text, span, courtesy)));
  const clauses = sentences.flatMap((span) =>
    count(text, span) < longMessage ? [span] : split(text, span, joint).map((part) => trimmed(text, part, courtesy)),
  );
  const last = clauses.slice(-mostClauses);
  const neighbours = last.slice(1).map((span, i) => ({ start: last[i]!.start, end: span.end }));
  const all = affordable(text, [...sentences, ...last, ...neighbours]);
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
function affordable(text: string, spans: Span[]): Span[] {
  let left = mostWords;
  return spans
    .toReversed()
    .filter((span) => {
      const words = count(text, span);
      if (words < shortestClause || words > left) return false;
      left -= words;
      return true;
    })
    .toReversed();
}

/** A stretch as typed, or its last words where it is longer than a question. */
function questionSized(text: string, span: Span): Span {
  const words = syllables(text.slice(span.start, span.end));
  const first = words.at(-longestStretch);
  return first ? { start: span.start + first.start, end: span.end } : span;
}

const count = (text: string, { start, end }: Span): number => syllables(text.slice(start, end)).length;

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
