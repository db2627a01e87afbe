import { isBareSyllable } from '../vietnamese/bare-syllable.ts';
import { createFuzzyIndex } from '../vietnamese/fuzzy-index.ts';
import { markDistance } from '../vietnamese/marks.ts';
import { slipDistance } from '../vietnamese/slips.ts';
import { cleanInput, fold, spelling } from '../vietnamese/text.ts';
import { possibleDecoding } from '../vietnamese/typing.ts';

/** A name that resembles what was typed. */
export interface NameMatch<Item> {
  name: string;
  /** Everything that goes by this name. */
  items: Item[];
  /** 0 for the name itself, with or without diacritics; otherwise slips and contradicting diacritics, about 1 each. */
  distance: number;
  /** Distance up to which this name is believed to be meant when no other names are known. */
  limit: number;
  /** `exact`: same diacritics; `folded`: as far as typed; `repaired`: with slips. */
  exactness: 'exact' | 'folded' | 'repaired';
}

export interface NameIndex<Item> {
  /** Names that resemble the typed one, closest first; of names typed without diacritics all that fit are equally close. */
  rank(typed: string): NameMatch<Item>[];
}

interface Named<Item> {
  name: string;
  forms: string[];
  items: Item[];
}

/** Letters of a name, spaces left out: `camduong` and `Cam Đường` are one key. */
export const nameKey = (name: string): string => fold(name).replace(/[^\p{L}\p{N}]/gu, '');
const formsOf = (name: string): string[] => (name.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map((word) => spelling(word).text);
/** Bare letters, with `y` and `i` as one where spelling is free: `Mỹ` and `Mĩ`, `Quý` and `Quí`. */
const lettersOf = (word: string): string => fold(word).replace(/^([hklmst]|qu)?y$/, '$1i');
const keyOf = (forms: string[]): string => fold(forms.join('')).replaceAll('y', 'i');

/** Indexes names for lookup by how they may be typed: no diacritics, raw keystrokes, joined, with slips. */
export function createNameIndex<Item>(entries: { name: string; item: Item }[]): NameIndex<Item> {
  const byName = new Map<string, Named<Item>>();
  const byKey = new Map<string, Named<Item>[]>();
  const fuzzy = createFuzzyIndex(5);
  for (const { name, item } of entries) {
    const forms = formsOf(name);
    const written = forms.join(' ');
    const known = byName.get(written);
    if (known) {
      known.items.push(item);
      continue;
    }
    const named = { name, forms, items: [item] };
    byName.set(written, named);
    const key = keyOf(forms);
    const same = byKey.get(key);
    if (same) same.push(named);
    else {
      byKey.set(key, [named]);
      fuzzy.add(key);
    }
  }
  return {
    rank(typed) {
      const best = new Map<Named<Item>, NameMatch<Item>>();
      for (const reading of readings(typed)) {
        const forms = formsOf(reading);
        for (const { folded, distance } of fuzzy.near(keyOf(forms), 2)) {
          for (const named of byKey.get(folded) ?? []) {
            const match = compared(named, forms, distance);
            const rival = best.get(named);
            if (!rival || match.distance < rival.distance) best.set(named, match);
          }
        }
      }
      return [...best.values()].sort(
        (a, b) => a.distance - b.distance || Number(b.exactness === 'exact') - Number(a.exactness === 'exact'),
      );
    },
  };
}

/** As typed, and with every key that can be a raw keystroke decoded: a name alone has no other words to tell by. */
function readings(typed: string): Set<string> {
  const clean = cleanInput(typed);
  const decoded = clean.replace(/\p{L}[\p{L}\p{M}\d]*/gu, (word) => possibleDecoding(word)?.text ?? word);
  return new Set([clean, decoded]);
}

/** A slip that left no Vietnamese syllable was surely one; a proper syllable may be another name. */
const surelyMistyped = 0.75;
/** Slips believed per letter when nothing is known of the names around, in proper and in mistyped words: beyond, over 1 % of foreign names would pass. */
const believedPerLetter = { proper: 0.16, mistyped: 0.2 };

function compared<Item>({ name, forms, items }: Named<Item>, typed: string[], wholeSlips: number): NameMatch<Item> {
  const distance = typed.length === forms.length ? wordByWord(typed, forms) : wholeSlips + splitDifference(typed, forms);
  const exact = typed.join('') === forms.join('');
  const mistyped = typed.length === forms.length && typed.some((word) => !isBareSyllable(fold(word)));
  const limit = believedPerLetter[mistyped ? 'mistyped' : 'proper'] * nameKey(name).length;
  return { name, items, distance, limit, exactness: exact ? 'exact' : distance === 0 ? 'folded' : 'repaired' };
}

/** Joined or split names are compared as a whole; a word too many or too few is a little less like the name, unless nothing else differs. */
function splitDifference(typed: string[], forms: string[]): number {
  return fold(typed.join('')) === fold(forms.join('')) ? 0 : 0.3;
}

function wordByWord(typed: string[], forms: string[]): number {
  const marked = typed.some((word) => /[^a-z0-9]/.test(word));
  let sum = 0;
  typed.forEach((word, i) => {
    const meant = forms[i]!;
    if (word !== meant) sum += wordDifference(word, meant, marked);
  });
  return sum;
}

/** One word against the name's. Diacritics that were typed and are not the name's speak against it. */
function wordDifference(word: string, meant: string, marked: boolean): number {
  const [letters, meantLetters] = [lettersOf(word), lettersOf(meant)];
  const bare = word === fold(word);
  if (letters === meantLetters) return bare ? (marked && letters !== meant ? 0.3 : 0) : markDistance(word, meant);
  const slips = slipDistance(letters, meantLetters, 4);
  if (!isBareSyllable(letters)) return slips * surelyMistyped;
  return slips + (marked && !bare ? 0.5 * markDistance(word, meant) : 0);
}
