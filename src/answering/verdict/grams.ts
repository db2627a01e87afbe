import { foldedFunctionWords } from '../../vietnamese/function-words.ts';
import type { Spelt } from './spelt.ts';

/** Features of a text with their weights before rarity: words, pairs, ideas, pairs with an idea, figures, the kind of question. */
export type Grams = Map<string, number>;

const weightOf = { word: 1, light: 0.4, pair: 0.7, idea: 0.9, ideaPair: 0.5, figure: 0.9, kind: 0.5 };

/** Whether a folded word carries grammar or talk rather than a subject. */
export const isLight = (folded: string): boolean => foldedFunctionWords.has(folded);

const year = /^(?:19|20)\d\d$/;

/** Figures share a word of their kind, so that `500` and `300` are both "a number"; the figure itself is a gram of its own. */
const asWord = (folded: string): string => (startsWithDigit(folded) ? (year.test(folded) ? '#year' : '#number') : folded);

/** Whether a folded word is a figure. Asked of every word of every wording: no regular expression. */
export const startsWithDigit = (folded: string): boolean => folded >= '0' && folded < ':';

/** Everything in the words of a text that tells one question from another, without regard to marks. */
export function gramsOf({ words, read, kind }: Pick<Spelt, 'words' | 'read' | 'kind'>): Grams {
  const grams: Grams = new Map();
  function put(gram: string, weight: number): void {
    const before = grams.get(gram);
    if (before === undefined || before < weight) grams.set(gram, weight);
  }
  let before: string | undefined;
  for (const { folded } of words) {
    const word = asWord(folded);
    put(word, isLight(word) ? weightOf.light : weightOf.word);
    if (word !== folded) put(`#${folded.replace(/[.,%]/g, '').replace(/\b0+(?=\d)/g, '')}`, weightOf.figure);
    if (before !== undefined) put(`${before} ${word}`, weightOf.pair);
    before = word;
  }
  let last: string | undefined;
  for (const { token } of read) {
    const isIdea = token.startsWith('@');
    if (!isIdea && isLight(token)) continue;
    if (isIdea) put(token, weightOf.idea);
    if (last !== undefined && (isIdea || last.startsWith('@'))) put(`${asWord(last)}~${asWord(token)}`, weightOf.ideaPair);
    last = token;
  }
  put(`?${kind}`, weightOf.kind);
  return grams;
}
