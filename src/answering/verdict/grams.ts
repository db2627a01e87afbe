import { kindOf } from '../question/question.ts';
import { foldedFunctionWords } from './function-words.ts';
import type { Ideas, WrittenWord } from './ideas.ts';

/** Features of a text with their weights before rarity: words, pairs, ideas, pairs with an idea, figures, the kind of question. */
export type Grams = Map<string, number>;

const weightOf = { word: 1, light: 0.4, pair: 0.7, idea: 0.9, ideaPair: 0.5, figure: 0.9, kind: 0.5 };

/** Whether a folded word carries grammar or talk rather than a subject. */
export const isLight = (folded: string): boolean => foldedFunctionWords.has(folded);

const year = /^(?:19|20)\d\d$/;

/** Figures share a word of their kind, so that `500` and `300` are both "a number"; the figure itself is a gram of its own. */
const asWord = (folded: string): string => (/^\d/.test(folded) ? (year.test(folded) ? '#year' : '#number') : folded);

/** Everything in the words of a text that tells one question from another, without regard to marks. */
export function gramsOf(words: readonly WrittenWord[], ideas: Ideas): Grams {
  const grams: Grams = new Map();
  const put = (gram: string, weight: number) => grams.set(gram, Math.max(grams.get(gram) ?? 0, weight));
  words.forEach(({ folded }, i) => {
    const word = asWord(folded);
    put(word, isLight(word) ? weightOf.light : weightOf.word);
    if (word !== folded) put(`#${folded.replace(/[.,%]/g, '').replace(/\b0+(?=\d)/g, '')}`, weightOf.figure);
    if (i > 0) put(`${asWord(words[i - 1]!.folded)} ${word}`, weightOf.pair);
  });
  const read = ideas
    .read(words)
    .map(({ token }) => token)
    .filter((word) => word.startsWith('@') || !isLight(word));
  read.forEach((word, i) => {
    if (word.startsWith('@')) put(word, weightOf.idea);
    const before = read[i - 1];
    if (before && (word.startsWith('@') || before.startsWith('@'))) put(`${asWord(before)}~${asWord(word)}`, weightOf.ideaPair);
  });
  put(`?${kindOf(words).kind}`, weightOf.kind);
  return grams;
}
