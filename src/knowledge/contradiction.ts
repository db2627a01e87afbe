import { syllables } from '../vietnamese/text.ts';
import type { Passage } from './document.ts';
import type { Question } from './question.ts';

const yearPattern = /(?<![\d.,])(?:1\d{3}|20\d\d)(?![\d.,]\d|\d)/g;

export type Contradiction =
  /** The quote speaks of other years than the one asked about. */
  | { kind: 'year'; asked: number }
  /** A number of the question (a unit, a date, a count) stands nowhere in the passage. */
  | { kind: 'number'; asked: string }
  /** Where the question says `đường`, the passage says `dương`. */
  | { kind: 'word'; asked: string };

const yearsOf = (text: string): Set<number> => new Set(Array.from(text.matchAll(yearPattern), ([year]) => Number(year)));

/** `09` and `9`, `1.972` and `1972` are the same number. */
const plainNumber = (text: string): string =>
  text
    .replace(/[.,](?=\d{3}(?:\D|$))/g, '')
    .replace(/^0+(?=\d)/, '')
    .replace(/%$/, '');

/**
 * What the question fixes and the passage denies: a year other than those of the quote, a number that stands nowhere in it.
 * A year is also accounted for by the title and, where the quote names none, by the day of publication.
 */
export function contradictionOf(
  question: Question,
  missing: string[],
  passage: Passage,
  quote: string,
): Contradiction | undefined {
  const quoted = yearsOf(quote);
  const around = yearsOf(`${passage.title} ${passage.text}`);
  for (const year of question.years) {
    if (quoted.has(year)) continue;
    const published = passage.published.startsWith(String(year));
    if (quoted.size > 0 || !(around.has(year) || published)) return { kind: 'year', asked: year };
  }
  const other = missing.find((word) => saidOtherwise(question, word, passage));
  if (other !== undefined) return { kind: 'word', asked: other };
  if (question.numbers.length === 0) return undefined;
  const held = new Set(
    syllables(`${passage.title} ${passage.text}`)
      .flatMap((word) => word.text.split(/[/%]/))
      .map(plainNumber),
  );
  for (const number of question.numbers) {
    const parts = number.split('/').map(plainNumber);
    if (!parts.every((part) => held.has(part))) return { kind: 'number', asked: number };
  }
  return undefined;
}

/** Whether the passage has, beside the same neighbour, a word that differs from the question's only in its diacritics. */
function saidOtherwise({ words }: Question, missing: string, passage: Passage): boolean {
  const at = words.findIndex((word) => word.text === missing);
  const word = words[at];
  if (!word || word.text === word.folded) return false;
  const held = syllables(passage.text);
  return held.some(
    ({ folded, text }, i) =>
      folded === word.folded &&
      text !== word.text &&
      text !== folded &&
      ((at > 0 && held[i - 1]?.folded === words[at - 1]?.folded) ||
        (at + 1 < words.length && held[i + 1]?.folded === words[at + 1]?.folded)),
  );
}
