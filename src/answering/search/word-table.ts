import { fold } from '../../vietnamese/text.ts';

/** What a written form can be part of. Bits, because a word is often two of them ("năm" is five and year). */
export const wordClass = { digits: 1, numeral: 2, year: 4, dateWord: 8, percent: 16 } as const;

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
  /** Bits of `wordClass`. */
  classOf(word: number): number;
  readonly size: number;
  /** Every written form in the order of its number. */
  snapshot(): string[];
}

const numerals = new Set('một hai ba bốn năm sáu bảy tám chín mười mươi trăm nghìn ngàn vạn triệu tỷ tỉ nửa vài'.split(' '));
const dateWords = new Set('ngày tháng năm thế kỷ thập niên sáng chiều tối mùng'.split(' '));

function classify(word: string): number {
  let bits = 0;
  if (/^\d/.test(word)) bits |= wordClass.digits;
  if (/^(?:1[0-9]|20)\d\d$/.test(word)) bits |= wordClass.year;
  if (word.endsWith('%')) bits |= wordClass.percent;
  if (numerals.has(word)) bits |= wordClass.numeral;
  if (dateWords.has(word)) bits |= wordClass.dateWord;
  return bits;
}

/** `known`: written forms in the order of the numbers they get. */
export function createWordTable(known: readonly string[] = []): WordTable {
  const words = new Map<string, number>();
  const texts: string[] = [];
  const foldedWords = new Map<string, number>();
  const forms: number[][] = [];
  const folds: number[] = [];
  const classes: number[] = [];

  function admit(word: string): number {
    const given = words.get(word);
    if (given !== undefined) return given;
    const number = texts.length;
    words.set(word, number);
    texts.push(word);
    classes.push(classify(word));
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
  }

  for (const word of known) admit(word);
  return {
    admit,
    foldedNumber: (folded) => foldedWords.get(folded) ?? -1,
    foldOf: (word) => folds[word]!,
    formsOf: (folded) => forms[folded] ?? [],
    text: (word) => texts[word]!,
    classOf: (word) => classes[word]!,
    get size() {
      return texts.length;
    },
    snapshot: () => texts,
  };
}
