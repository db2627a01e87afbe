/** The words of the loaded texts with their counts: what a typed word may have been meant to be. */
import { createFuzzyIndex } from './fuzzy-index.ts';
import { spelling, syllables } from './text.ts';

export interface Near {
  folded: string;
  /** Cost of the slips between the two words; 1 is about one ordinary slip. */
  distance: number;
}

export interface Vocabulary {
  /** Counts the words of a text; the same text can be taken out again with `remove`. */
  add(text: string): void;
  remove(text: string): void;
  /** How often a canonical word stands in the texts. */
  count(exact: string): number;
  /** How often any word that folds to this stands in the texts. */
  countFolded(folded: string): number;
  /** How often two folded words stand side by side. */
  countPair(left: string, right: string): number;
  /** The canonical words that fold to this, most frequent first. */
  forms(folded: string): string[];
  /** Known folded words within so many slips, closest first. */
  near(folded: string, maxEdits: number): Near[];
  /** Words in all texts. */
  readonly size: number;
}

interface Word {
  count: number;
  forms: Map<string, number>;
}

export function createVocabulary(): Vocabulary {
  const words = new Map<string, Word>();
  const numbers = new Map<string, number>();
  const pairs = new Map<number, number>();
  const fuzzy = createFuzzyIndex();
  let size = 0;

  const numberOf = (folded: string): number => {
    const known = numbers.get(folded);
    if (known !== undefined) return known;
    numbers.set(folded, numbers.size);
    return numbers.size - 1;
  };

  function note(folded: string, text: string, step: 1 | -1): void {
    let word = words.get(folded);
    if (!word) {
      if (step < 0) return;
      word = { count: 0, forms: new Map() };
      words.set(folded, word);
      if (/^\p{L}+$/u.test(folded)) fuzzy.add(folded);
    }
    word.count += step;
    size += step;
    change(word.forms, text, step);
    if (word.count <= 0) words.delete(folded);
  }

  function noteAll(text: string, step: 1 | -1): void {
    let before = -1;
    for (const syllable of syllables(text)) {
      note(syllable.folded, syllable.text, step);
      const number = numberOf(syllable.folded);
      if (before >= 0) change(pairs, pairKey(before, number), step);
      before = number;
    }
  }

  return {
    add: (text) => noteAll(text, 1),
    remove: (text) => noteAll(text, -1),
    count(exact) {
      const { text, folded } = spelling(exact);
      return words.get(folded)?.forms.get(text) ?? 0;
    },
    countFolded: (folded) => words.get(folded)?.count ?? 0,
    countPair(left, right) {
      const a = numbers.get(left);
      const b = numbers.get(right);
      return a === undefined || b === undefined ? 0 : (pairs.get(pairKey(a, b)) ?? 0);
    },
    forms: (folded) => [...(words.get(folded)?.forms ?? [])].sort((a, b) => b[1] - a[1]).map(([form]) => form),
    near: (folded, maxEdits) => fuzzy.near(folded, maxEdits).filter((near) => words.has(near.folded)),
    get size() {
      return size;
    },
  };
}

function change<K>(counts: Map<K, number>, key: K, step: number): void {
  const count = (counts.get(key) ?? 0) + step;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}

// Two 24-bit numbers in one exact float: far below 2^53.
const pairKey = (left: number, right: number): number => left * 0x100_0000 + right;
