/** Vietnamese text as written: Unicode form, folding, syllables. Pure; imports nothing of ours. */

/** Lower-cased, diacritics removed, đ→d: `Đường` → `duong`. Length may differ from the input. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().normalize('NFC');
}

/** One syllable (or number) of a text with its place in it, in UTF-16 code units. */
export interface Syllable {
  /** As written, NFC, lower case. */
  text: string;
  /** Without diacritics. */
  folded: string;
  start: number;
  end: number;
}

const wordPattern = /[\p{L}\p{M}]+|\d+(?:[.,/]\d+)*%?/gu;

/** Words and numbers of a text, in order. */
export function syllables(text: string): Syllable[] {
  const found: Syllable[] = [];
  for (const match of text.matchAll(wordPattern)) {
    const word = match[0].normalize('NFC').toLowerCase();
    found.push({ text: word, folded: fold(word), start: match.index, end: match.index + match[0].length });
  }
  return found;
}
