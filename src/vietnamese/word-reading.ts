/** How a reading came from what was typed. */
export type HowRead = 'typed' | 'decoded' | 'abbreviation' | 'chat' | 'regional' | 'repaired' | 'joined' | 'split';

export interface Reading {
  /** Canonical, lower case; several words with single spaces where an abbreviation or a joined word was taken apart. */
  text: string;
  /** `text` without diacritics. */
  folded: string;
  /** Written with diacritics: a word whose diacritics differ is another word. See `agrees`. */
  marked: boolean;
  /** 0 as typed; about 1 for one ordinary slip; higher is further from what was typed. */
  cost: number;
  how: HowRead;
}
