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

const sentenceEnd = /[.?!;…\n]{1,20}(?=\s|$)|:\s/gu;
const joint = /,\s{1,8}|\s{1,8}(?:thì|thi|mà|ma|nhưng|nhung|nên|nen|chứ|chu|liệu|lieu)\s{1,8}/gu;

/**
 * The parts of a message that could be what is asked: the whole without its courtesies first, then sentences, clauses, and two neighbouring
 * clauses together. Which of them is the question is not decided here.
 */
export function clausesOf(text: string, courtesy: Courtesy): Span[] {
  const whole = trimmed(text, { start: 0, end: text.length }, courtesy);
  if (count(text, whole) < longMessage) return [whole];
  const sentences = split(text, whole, sentenceEnd).map((span) => trimmed(text, span, courtesy));
  const clauses = sentences.flatMap((span) =>
    count(text, span) < longMessage ? [span] : split(text, span, joint).map((part) => trimmed(text, part, courtesy)),
  );
  const last = clauses.slice(-mostClauses);
  const neighbours = last.slice(1).map((span, i) => ({ start: last[i]!.start, end: span.end }));
  const all = [...sentences, ...last, ...neighbours].filter((span) => count(text, span) >= shortestClause);
  const seen = new Set([`${whole.start}-${whole.end}`]);
  return [whole, ...all.filter(({ start, end }) => !seen.has(`${start}-${end}`) && seen.add(`${start}-${end}`))];
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
