import type { Passage } from '../../elections/pack/document.ts';
import { syllables } from '../../vietnamese/text.ts';
import type { Question } from '../question/question.ts';

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
  const other = saidOtherwise(question, missing, passage);
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

/** A missing word in whose place, beside the same neighbour, the passage has one that differs only in its diacritics. */
function saidOtherwise({ words }: Question, missing: readonly string[], passage: Passage): string | undefined {
  const places = missing
    .map((word) => words.findIndex(({ text }) => text === word))
    .filter((at) => at >= 0 && words[at]!.text !== words[at]!.folded);
  if (places.length === 0) return undefined;
  const held = syllables(passage.text);
  const at = places.find((place) => {
    const { text: asked, folded: bare } = words[place]!;
    return held.some(
      ({ folded, text }, i) =>
        folded === bare &&
        text !== asked &&
        text !== folded &&
        ((place > 0 && held[i - 1]?.folded === words[place - 1]?.folded) ||
          (place + 1 < words.length && held[i + 1]?.folded === words[place + 1]?.folded)),
    );
  });
  return at === undefined ? undefined : words[at]!.text;
}
