/** The words of the loaded texts with their counts: what a typed word may have been meant to be. */
import { everydayPhrases } from './everyday.ts';
import { createFuzzyIndex, type Near } from './fuzzy-index.ts';
import { createPairCounts, type PairCountsState } from './pair-counts.ts';
import { type Spelling, spelling, syllables } from './text.ts';

export interface Vocabulary {
  /** Counts the words of a text, or words already taken apart; the same can be taken out again with `remove`. */
  add(text: string | readonly Spelling[]): void;
  remove(text: string | readonly Spelling[]): void;
  /** How often a canonical word stands in the texts. */
  count(exact: string): number;
  /** How often any word that folds to this stands in the texts. */
  countFolded(folded: string): number;
  /** How often two folded words stand side by side in the texts. */
  countPair(left: string, right: string): number;
  /** A folded word of the texts or of everyday speech, with its written forms. */
  word(folded: string): KnownWord | undefined;
  /** How likely two words (or two forms) are side by side: mentions in the texts, and everyday phrases counted several times. */
  pairWeight(left: Counted, right: Counted): number;
  /** Known folded words within so many slips, closest first. */
  near(folded: string, maxEdits: number): Near[];
  /** Words in all texts. */
  readonly size: number;
  /** What is counted, as `createVocabulary` takes it back; shares memory with it. */
  snapshot(): VocabularyState;
}

export interface VocabularyState {
  words: KnownWord[];
  ids: number;
  size: number;
  pairs: PairCountsState;
}

/** Something counted, under a number of its own. */
export interface Counted {
  id: number;
  /** Mentions in the texts. */
  count: number;
  /** Mentions, and everyday phrases counted several times. */
  weight: number;
}

/** A folded word with the forms it is written in. */
export interface KnownWord extends Counted {
  folded: string;
  forms: Map<string, Counted>;
}

/** How much an everyday phrase counts beside a mention in the texts: news hold few questions. */
const everydayWeight = 4;

/** Makes a vocabulary that holds everyday words and no texts yet, or what one held before. */
export function createVocabulary(state?: VocabularyState): Vocabulary {
  const words = new Map<string, KnownWord>();
  let pairs = createPairCounts();
  const everydayPairs = createPairCounts();
  const fuzzy = createFuzzyIndex();
  let ids = 0;
  let size = 0;

  function admit(word: KnownWord): KnownWord {
    if (!words.has(word.folded) && /^\p{L}+$/u.test(word.folded)) fuzzy.add(word.folded);
    words.set(word.folded, word);
    return word;
  }

  const wordOf = (folded: string): KnownWord =>
    words.get(folded) ?? admit({ id: ids++, count: 0, weight: 0, folded, forms: new Map() });

  function formOf(word: KnownWord, text: string): Counted {
    let form = word.forms.get(text);
    if (!form) {
      form = { id: ids++, count: 0, weight: 0 };
      word.forms.set(text, form);
    }
    return form;
  }

  function note(text: string | readonly Spelling[], count: number, weight: number): void {
    const pairTable = count === 0 ? everydayPairs : pairs;
    let before: { word: KnownWord; form: Counted } | undefined;
    for (const syllable of typeof text === 'string' ? syllables(text) : text) {
      const word = wordOf(syllable.folded);
      const form = formOf(word, syllable.text);
      // Taking out a text that was never added must not go below nothing.
      if (count < 0 && form.count === 0) continue;
      for (const counted of [word, form]) {
        counted.count += count;
        counted.weight += weight;
      }
      size += count;
      if (before) {
        pairTable.change(before.word.id, word.id, weight);
        pairTable.change(before.form.id, form.id, weight);
      }
      before = { word, form };
    }
  }

  for (const phrase of everydayPhrases) note(phrase, 0, everydayWeight);
  if (state) {
    // The everyday words come first in every vocabulary, so their pairs have the same numbers.
    for (const word of state.words) admit(word);
    pairs = createPairCounts(state.pairs);
    ({ ids, size } = state);
  }
  const live = (folded: string): KnownWord | undefined => {
    const word = words.get(folded);
    return word && word.weight > 0 ? word : undefined;
  };
  return {
    add: (text) => note(text, 1, 1),
    remove: (text) => note(text, -1, -1),
    count(exact) {
      const { text, folded } = spelling(exact);
      return words.get(folded)?.forms.get(text)?.count ?? 0;
    },
    countFolded: (folded) => words.get(folded)?.count ?? 0,
    countPair(left, right) {
      const a = words.get(left);
      const b = a && words.get(right);
      return a && b ? pairs.count(a.id, b.id) : 0;
    },
    word: live,
    pairWeight: (left, right) => pairs.count(left.id, right.id) + everydayPairs.count(left.id, right.id),
    near: (folded, maxEdits) => fuzzy.near(folded, maxEdits).filter((near) => live(near.folded)),
    get size() {
      return size;
    },
    snapshot: () => ({ words: [...words.values()], ids, size, pairs: pairs.snapshot() }),
  };
}
