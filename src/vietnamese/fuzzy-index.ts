/**
 * Finds words a slip or two away without comparing with every word: symmetric deletion (W. Garbe's SymSpell idea), where two words
 * within one slip share a form with one letter left out. Hashes in flat arrays: about 16 bytes per letter of a word.
 */
import { remembered } from './remembered.ts';
import { slipDistance } from './slips.ts';

export interface Near {
  folded: string;
  /** Cost of the slips between the two words; 1 is about one ordinary slip. */
  distance: number;
}

export interface FuzzyIndex {
  add(word: string): void;
  /** Words within so many slips, closest first. */
  near(word: string, maxEdits: number): Near[];
}

const mostRemembered = 8_192;

/** `longWord`: letters from which a word may have two slips anywhere. */
export function createFuzzyIndex(longWord = 8): FuzzyIndex {
  const words: string[] = [];
  let heads = new Int32Array(1 << 12).fill(-1);
  let hashes = new Int32Array(1 << 12);
  let next = new Int32Array(1 << 12);
  let owners = new Int32Array(1 << 12);
  let used = 0;
  /** By number of slips; forgotten when a word is added. */
  const lookups = new Map<number, (word: string) => Near[]>();

  function link(entry: number): void {
    const slot = hashes[entry]! & (heads.length - 1);
    next[entry] = heads[slot]!;
    heads[slot] = entry;
  }

  function grow(): void {
    hashes = longer(hashes);
    next = longer(next);
    owners = longer(owners);
    heads = new Int32Array(heads.length * 2).fill(-1);
    for (let entry = 0; entry < used; entry++) link(entry);
  }

  function put(hash: number, owner: number): void {
    if (used === hashes.length) grow();
    hashes[used] = hash;
    owners[used] = owner;
    link(used++);
  }

  function search(word: string, maxEdits: number): Near[] {
    if (word.length > 32) return [];
    const seen = new Set<number>();
    const found: Near[] = [];
    const limit = maxEdits * 1.7;
    for (const hash of shortenings(word, maxEdits > 1 ? 2 : 1)) {
      for (let entry = heads[hash & (heads.length - 1)]!; entry >= 0; entry = next[entry]!) {
        const owner = owners[entry]!;
        if (hashes[entry] !== hash || seen.has(owner)) continue;
        seen.add(owner);
        const folded = words[owner]!;
        const distance = slipDistance(word, folded, limit);
        if (distance !== Infinity) found.push({ folded, distance });
      }
    }
    return found.sort((a, b) => a.distance - b.distance);
  }

  return {
    add(word) {
      if (word.length > 30) return;
      lookups.clear();
      const owner = words.push(word) - 1;
      for (const hash of shortenings(word, word.length >= longWord ? 2 : 1)) put(hash, owner);
    },
    near(word, maxEdits) {
      const lookUp = lookups.get(maxEdits) ?? remembered(mostRemembered, (one) => search(one, maxEdits));
      lookups.set(maxEdits, lookUp);
      return lookUp(word);
    },
  };
}

const longer = (array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
  const twice = new Int32Array(array.length * 2);
  twice.set(array);
  return twice;
};

/** Hashes of a word with up to `most` letters left out. */
function shortenings(word: string, most: number): Set<number> {
  const hashes = new Set<number>([hashWithout(word, -1, -1)]);
  for (let i = 0; i < word.length; i++) {
    hashes.add(hashWithout(word, i, -1));
    if (most > 1) for (let j = i + 1; j < word.length; j++) hashes.add(hashWithout(word, i, j));
  }
  return hashes;
}

/** FNV-1a of the word without the letters at two places. */
function hashWithout(word: string, skip: number, skipToo: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) {
    if (i !== skip && i !== skipToo) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  }
  return hash ^ (hash >>> 15);
}
