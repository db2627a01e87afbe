import { fold } from '../vietnamese/text.ts';

/**
 * Every word form of the corpus and its folded form as numbers. Forms are kept for good: a corpus' vocabulary hardly shrinks,
 * and a number must never change its meaning while passages hold it.
 */
export interface WordTable {
  /** Number of a written form (lower case, NFC), given out on first sight. */
  admit(word: string): number;
  /** Number of a folded form, or -1. */
  foldedNumber(folded: string): number;
  /** Folded number of a written form's number. */
  foldOf(word: number): number;
  /** Written forms (numbers) that fold to a folded number. */
  formsOf(folded: number): readonly number[];
  /** A written form as text. */
  text(word: number): string;
  readonly size: number;
}

export function createWordTable(): WordTable {
  const words = new Map<string, number>();
  const texts: string[] = [];
  const foldedWords = new Map<string, number>();
  const forms: number[][] = [];
  const folds: number[] = [];

  return {
    admit(word) {
      const known = words.get(word);
      if (known !== undefined) return known;
      const number = texts.length;
      words.set(word, number);
      texts.push(word);
      const folded = fold(word);
      let foldedNumber = foldedWords.get(folded);
      if (foldedNumber === undefined) {
        foldedNumber = forms.length;
        foldedWords.set(folded, foldedNumber);
        forms.push([]);
      }
      forms[foldedNumber]!.push(number);
      folds.push(foldedNumber);
      return number;
    },
    foldedNumber: (folded) => foldedWords.get(folded) ?? -1,
    foldOf: (word) => folds[word]!,
    formsOf: (folded) => forms[folded] ?? [],
    text: (word) => texts[word]!,
    get size() {
      return texts.length;
    },
  };
}
