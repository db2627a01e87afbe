import { isBareSyllable } from './bare-syllable.ts';
import { markDistance } from './marks.ts';
import { fold } from './text.ts';

/** Spelling knowledge kept as data (`knowledge/viet-nam/lexicon/*.yaml`). */
export interface Lexicon {
  /** Abbreviation (folded, e.g. `hdnd`, `dbqh`) → what it stands for, with diacritics; more than one where it is ambiguous. */
  abbreviations: Map<string, string[]>;
  /** Chat spelling (folded, e.g. `ko`, `dc`, `bn`) → standard words. */
  chat: Map<string, string[]>;
  /** Words of a region, as written and without diacritics (e.g. `mô`, `mo`) → words of the common language. */
  regional: Map<string, string[]>;
  /** Groups of phrases voters use for the same thing; the first is the standard term. */
  synonyms: string[][];
  /** Idea → everyday phrases that lead to it; looser than synonyms. */
  ideas: Map<string, string[]>;
  contraries: ContraryPair[];
  english: EnglishLexicon;
}

/** Phrases that turn a question into its opposite. */
export interface ContraryPair {
  one: string[];
  other: string[];
  /** This side goes without saying: that a thing does not speak of it means nothing. */
  usual?: 'one' | 'other' | undefined;
}

/** English phrases (lower case) → the Vietnamese words of the sources, from `english.yaml`. */
export interface EnglishLexicon {
  terms: Map<string, string>;
  /** Words that carry nothing for a search. */
  functionWords: Set<string>;
}

export const emptyLexicon = (): Lexicon => ({
  abbreviations: new Map(),
  chat: new Map(),
  regional: new Map(),
  synonyms: [],
  ideas: new Map(),
  contraries: [],
  english: { terms: new Map(), functionWords: new Set() },
});

/**
 * Chat spelling written out, each word by the likeliest of what it stands for: `bn tuổi dc bầu` is `bao nhiêu tuổi được bầu`. What may be a
 * syllable typed without marks (`kho`), is written in capitals (`TT`) or carries other marks than its long form stays as it is.
 */
export function spelledOut(text: string, chat: Lexicon['chat']): string {
  return text.replace(/[\p{L}\p{M}]+/gu, (word) => {
    const folded = fold(word);
    const [full] = chat.get(folded) ?? [];
    if (full === undefined || isBareSyllable(folded) || word === word.toUpperCase()) return word;
    return folded === word.toLowerCase() || markDistance(word.toLowerCase(), full) === 0 ? full : word;
  });
}
