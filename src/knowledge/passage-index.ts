import { syllables } from '../vietnamese/text.ts';
import type { Passage, SourceDocument } from './document.ts';
import { createPairTable } from './pair-table.ts';
import { passagesOf } from './passage.ts';
import { createPostings } from './postings.ts';
import { sentences } from './sentence.ts';
import { createWordTable, type WordTable } from './word-table.ts';

/** One way to read a word of the question. */
export interface WordReading {
  folded: string;
  /** Whether a written form of the corpus (lower case, NFC) can be what this reading means: `duong` agrees with `đường`, `đường` not with `dương`. */
  agrees(form: string): boolean;
  /** 0…1; 1 for the word as typed. */
  weight: number;
}

/** A word of the question in its possible readings, best first. */
export interface QueryWord {
  text: string;
  readings: WordReading[];
}

export interface Hit {
  passage: Passage;
  score: number;
}

export interface PassageIndex {
  /** Adds a document, or puts it in the place of the one with the same id. */
  add(document: SourceDocument): void;
  /** Removes a document; false if there is none of that id. */
  remove(id: string): boolean;
  /** Number of passages. */
  readonly size: number;
  readonly documents: number;
  search(query: QueryWord[], limit: number): Hit[];
  /** Inverse passage frequency of a folded word; of a word nobody wrote, the highest there is. */
  idf(folded: string): number;
  /** Whether any passage has ever held the folded word. */
  knows(folded: string): boolean;
  readonly words: WordTable;
}

const k1 = 1.2;
const b = 0.75;
/** Stands between two sentences in a passage's words. */
const sentenceBreak = 0;
/** Entries of postings read for one question before the common words are left to the second look. */
const readingBudget = 200_000;
/** Passages that get the second, exact look. */
const candidateCount = 48;

interface Term {
  pair: boolean;
  number: number;
  weight: number;
  count: number;
  idf: number;
}

export function createPassageIndex(): PassageIndex {
  const words = createWordTable();
  words.admit('\n');
  const pairs = createPairTable();
  const wordPostings = createPostings();
  const pairPostings = createPostings();
  const documents = new Map<string, number[]>();
  const passages: (Passage | undefined)[] = [];
  const texts: (Uint32Array | undefined)[] = [];
  const freeSlots: number[] = [];
  let lengths = new Uint32Array(1024);
  let totalLength = 0;
  let live = 0;
  let scores = new Float32Array(1024);
  let touched = new Uint32Array(1024);
  let entries = new Uint32Array(1024);

  const idfOf = (count: number): number => Math.log(1 + (live - count + 0.5) / (count + 0.5));

  function wordsOf(text: string): Uint32Array {
    const found: number[] = [];
    const ends = sentences(text).map((sentence) => sentence.end);
    let sentence = 0;
    for (const syllable of syllables(text)) {
      if (sentence < ends.length && syllable.start >= ends[sentence]!) {
        while (sentence < ends.length && syllable.start >= ends[sentence]!) sentence++;
        if (found.length > 0) found.push(sentenceBreak);
      }
      found.push(words.admit(syllable.text));
    }
    return Uint32Array.from(found);
  }

  function eachTerm(text: Uint32Array, visit: (pair: boolean, number: number) => void): void {
    let previous = -1;
    for (const word of text) {
      if (word === sentenceBreak) {
        previous = -1;
        continue;
      }
      const folded = words.foldOf(word);
      visit(false, folded);
      if (previous >= 0) visit(true, pairs.admit(previous, folded));
      previous = folded;
    }
  }

  function addPassage(passage: Passage): number {
    const slot = freeSlots.pop() ?? passages.length;
    const text = wordsOf(passage.text);
    passages[slot] = passage;
    texts[slot] = text;
    if (slot >= lengths.length) {
      const grown = lengths.length * 2;
      const old = lengths;
      lengths = new Uint32Array(grown);
      lengths.set(old);
      scores = new Float32Array(grown);
      touched = new Uint32Array(grown);
      entries = new Uint32Array(grown);
    }
    lengths[slot] = text.length;
    totalLength += text.length;
    live++;
    eachTerm(text, (pair, number) => (pair ? pairPostings : wordPostings).add(number, slot));
    return slot;
  }

  function remove(id: string): boolean {
    const slots = documents.get(id);
    if (!slots) return false;
    documents.delete(id);
    const gone = new Set(slots);
    const terms = [new Set<number>(), new Set<number>()];
    for (const slot of slots) eachTerm(texts[slot]!, (pair, number) => terms[pair ? 1 : 0]!.add(number));
    for (const term of terms[0]!) wordPostings.removeSlots(term, (slot) => gone.has(slot));
    for (const term of terms[1]!) pairPostings.removeSlots(term, (slot) => gone.has(slot));
    for (const slot of slots) {
      totalLength -= lengths[slot]!;
      live--;
      passages[slot] = undefined;
      texts[slot] = undefined;
      freeSlots.push(slot);
    }
    return true;
  }

  function termsOf(query: QueryWord[]): Term[] {
    const terms = new Map<string, Term>();
    const note = (pair: boolean, number: number, weight: number): void => {
      const count = number < 0 ? 0 : (pair ? pairPostings : wordPostings).count(number);
      if (count === 0) return;
      const key = `${pair ? 'p' : 'w'}${number}`;
      const known = terms.get(key);
      if (known) known.weight = Math.max(known.weight, weight);
      else terms.set(key, { pair, number, weight, count, idf: idfOf(count) });
    };
    query.forEach((word, i) => {
      for (const reading of word.readings) {
        const number = words.foldedNumber(reading.folded);
        if (number < 0) continue;
        note(false, number, reading.weight);
        for (const before of query[i - 1]?.readings ?? []) {
          const left = words.foldedNumber(before.folded);
          if (left >= 0) note(true, pairs.find(left, number), before.weight * reading.weight);
        }
      }
    });
    return [...terms.values()].sort((x, y) => x.count - y.count);
  }

  /** Slots with the highest scores of a first look at the rarer terms; leaves `scores` clean. */
  function candidates(terms: Term[]): { slot: number; score: number }[] {
    const average = totalLength / Math.max(1, live);
    let seen = 0;
    let read = 0;
    for (const term of terms) {
      if (read > 0 && read + term.count > readingBudget) break;
      const count = (term.pair ? pairPostings : wordPostings).read(term.number, entries);
      read += count;
      const weight = term.idf * term.weight * (k1 + 1);
      for (let i = 0; i < count; i++) {
        const slot = entries[i]! >>> 8;
        const times = entries[i]! & 255;
        if (scores[slot] === 0) touched[seen++] = slot;
        scores[slot]! += (weight * times) / (times + k1 * (1 - b + (b * lengths[slot]!) / average));
      }
    }
    const best: { slot: number; score: number }[] = [];
    let floor = 0;
    for (let i = 0; i < seen; i++) {
      const slot = touched[i]!;
      const score = scores[slot]!;
      scores[slot] = 0;
      if (score <= floor) continue;
      best.push({ slot, score });
      if (best.length >= candidateCount * 4) {
        best.sort((x, y) => y.score - x.score).length = candidateCount;
        floor = best.at(-1)!.score;
      }
    }
    return best.sort((x, y) => y.score - x.score).slice(0, candidateCount);
  }

  return {
    add(document) {
      remove(document.id);
      documents.set(document.id, passagesOf(document).map(addPassage));
    },
    remove,
    get size() {
      return live;
    },
    get documents() {
      return documents.size;
    },
    search(query, limit) {
      return candidates(termsOf(query))
        .slice(0, limit)
        .map(({ slot, score }) => ({ passage: passages[slot]!, score }));
    },
    idf: (folded) => {
      const number = words.foldedNumber(folded);
      return idfOf(number < 0 ? 0 : wordPostings.count(number));
    },
    knows: (folded) => {
      const number = words.foldedNumber(folded);
      return number >= 0 && wordPostings.count(number) > 0;
    },
    words,
  };
}
