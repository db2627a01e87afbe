/** The words of the loaded texts with their counts: what a typed word may have been meant to be. */
import { createFuzzyIndex } from './fuzzy-index.ts';
import { createPairCounts } from './pair-counts.ts';
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
  /** How often two canonical words stand side by side. */
  countExactPair(left: string, right: string): number;
  /** The canonical words that fold to this, most frequent first. */
  forms(folded: string): string[];
  /** Known folded words within so many slips, closest first. */
  near(folded: string, maxEdits: number): Near[];
  /** Words in all texts. */
  readonly size: number;
}

interface Word {
  /** Number of the word; the same for a folded word and a form that looks like it. */
  id: number;
  count: number;
}

export function createVocabulary(): Vocabulary {
  const folds = new Map<string, Word & { forms: Map<string, Word> }>();
  const pairs = createPairCounts();
  const fuzzy = createFuzzyIndex();
  let ids = 0;
  let size = 0;

  function entry(folded: string) {
    let word = folds.get(folded);
    if (!word) {
      word = { id: ids++, count: 0, forms: new Map() };
      folds.set(folded, word);
      if (/^\p{L}+$/u.test(folded)) fuzzy.add(folded);
    }
    return word;
  }

  const formOf = (text: string): Word | undefined => {
    const { text: canonical, folded } = spelling(text);
    return folds.get(folded)?.forms.get(canonical);
  };

  function noteAll(text: string, step: 1 | -1): void {
    let before: { fold: number; form: number } | undefined;
    for (const syllable of syllables(text)) {
      const word = entry(syllable.folded);
      let form = word.forms.get(syllable.text);
      if (!form) word.forms.set(syllable.text, (form = { id: ids++, count: 0 }));
      const counted = step > 0 || form.count > 0 ? step : 0;
      word.count += counted;
      form.count += counted;
      size += counted;
      if (before) {
        pairs.change(before.fold, word.id, step);
        pairs.change(before.form, form.id, step);
      }
      before = { fold: word.id, form: form.id };
    }
  }

  return {
    add: (text) => noteAll(text, 1),
    remove: (text) => noteAll(text, -1),
    count: (exact) => formOf(exact)?.count ?? 0,
    countFolded: (folded) => folds.get(folded)?.count ?? 0,
    countPair(left, right) {
      const a = folds.get(left);
      const b = a && folds.get(right);
      return a && b ? pairs.count(a.id, b.id) : 0;
    },
    countExactPair(left, right) {
      const a = formOf(left);
      const b = a && formOf(right);
      return a && b ? pairs.count(a.id, b.id) : 0;
    },
    forms(folded) {
      const forms = [...(folds.get(folded)?.forms ?? [])].filter(([, form]) => form.count > 0);
      return forms.sort((a, b) => b[1].count - a[1].count).map(([form]) => form);
    },
    near: (folded, maxEdits) => fuzzy.near(folded, maxEdits).filter((near) => folds.get(near.folded)!.count > 0),
    get size() {
      return size;
    },
  };
}
