import { type Syllable, syllables } from '../../vietnamese/text.ts';
import { type PackedTexts, packed, unpacked } from './packed-texts.ts';
import { createPairTable, type PairTable, type PairTableState } from './pair-table.ts';
import { createPostings, type Postings, type PostingsState } from './postings.ts';
import { sentences } from './sentence.ts';
import { createWordTable, type WordTable } from './word-table.ts';

/** Stands between two sentences in a text's words. */
export const sentenceBreak = 0;
/** Set on a word written with a capital. */
export const capitalBit = 0x40000000;
/** Number of the written form in a word. */
export const wordMask = 0x00ffffff;
/** The bits of `wordClass` stand above the number, so that comparing texts need not look them up. */
export const classShift = 24;

/** The words of many texts, by slot: forward (word after word) and inverted (folded words and pairs of them). */
export interface LexicalCore {
  words: WordTable;
  pairs: PairTable;
  wordPostings: Postings;
  pairPostings: Postings;
  /** A text as numbers: `wordMask` bits are the written form, those from `classShift` its class, `capitalBit` its capital; one `sentenceBreak` between two sentences, as `sentences` counts them. */
  encode(text: string): Uint32Array;
  /** Takes a text in and returns its slot; `words` are its syllables, where they are at hand. */
  add(text: string, words?: readonly Syllable[]): number;
  /** Takes texts out; their slots are used again. */
  remove(slots: number[]): void;
  textOf(slot: number): Uint32Array;
  /** Words of every text by slot; do not keep, it is replaced as it grows. */
  readonly lengths: Uint32Array;
  readonly averageLength: number;
  /** Texts held. */
  readonly size: number;
  /** One more than the highest slot ever used. */
  readonly capacity: number;
  /** Rarity of a term found in `count` texts. */
  idf(count: number): number;
  /** Number of texts that hold the written form. */
  formCount(word: number): number;
  /** What is held, as `createLexicalCore` takes it back; shares memory with it. */
  snapshot(): LexicalState;
}

export interface LexicalState {
  words: string[];
  pairs: PairTableState;
  wordPostings: PostingsState;
  pairPostings: PostingsState;
  /** By slot. */
  texts: PackedTexts;
  freeSlots: number[];
  formCounts: Uint32Array;
}

/** In how many texts each written form stands. */
function createFormCounts(counts: number[]) {
  /** Written form → the last text it was counted for, so that a repeated word counts once. */
  const countedFor: number[] = [];
  let counting = 0;
  return {
    count(text: Uint32Array, by: 1 | -1): void {
      counting++;
      for (const token of text) {
        const word = token & wordMask;
        if (countedFor[word] === counting) continue;
        countedFor[word] = counting;
        counts[word] = (counts[word] ?? 0) + by;
      }
    },
    of: (word: number) => counts[word] ?? 0,
    snapshot: () => Uint32Array.from(counts),
  };
}

/** A text as numbers, see `LexicalCore.encode`; `taken` are its syllables. */
function encodeText(words: WordTable, text: string, taken: readonly Syllable[]): Uint32Array {
  const found: number[] = [];
  const ends = sentences(text).map((sentence) => sentence.end);
  let sentence = 0;
  for (const { text: word, start } of taken) {
    while (start >= (ends[sentence] ?? Number.POSITIVE_INFINITY)) {
      sentence++;
      found.push(sentenceBreak);
    }
    const first = text[start]!;
    const capital = first !== first.toLowerCase() ? capitalBit : 0;
    const number = words.admit(word);
    found.push(number | (words.classOf(number) << classShift) | capital);
  }
  return Uint32Array.from(found);
}

/** Visits the folded words of a text and the pairs of neighbours in a sentence. */
function eachTerm(words: WordTable, pairs: PairTable, text: Uint32Array, visit: (pair: boolean, number: number) => void): void {
  let previous = -1;
  for (const token of text) {
    const word = token & wordMask;
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

/** The same numbers, in an array that has a place `at`. */
function withRoomFor(at: number, numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  if (at < numbers.length) return numbers;
  const longer = new Uint32Array(2 * at);
  longer.set(numbers);
  return longer;
}

export function createLexicalCore(state?: LexicalState): LexicalCore {
  const words = createWordTable(state?.words);
  words.admit('\n');
  const pairs = createPairTable(state?.pairs);
  const wordPostings = createPostings(state?.wordPostings);
  const pairPostings = createPostings(state?.pairPostings);
  const texts = state ? unpacked(state.texts) : [];
  const freeSlots = [...(state?.freeSlots ?? [])];
  const forms = createFormCounts([...(state?.formCounts ?? [])]);
  let lengths = new Uint32Array(1024 + 2 * texts.length);
  let totalLength = 0;
  let live = texts.length - freeSlots.length;
  for (const [slot, text] of texts.entries()) {
    lengths[slot] = text?.length ?? 0;
    totalLength += lengths[slot]!;
  }

  return {
    words,
    pairs,
    wordPostings,
    pairPostings,
    encode: (text) => encodeText(words, text, syllables(text)),
    add(source, taken = syllables(source)) {
      const slot = freeSlots.pop() ?? texts.length;
      const text = encodeText(words, source, taken);
      texts[slot] = text;
      lengths = withRoomFor(slot, lengths);
      lengths[slot] = text.length;
      totalLength += text.length;
      live++;
      forms.count(text, 1);
      eachTerm(words, pairs, text, (pair, number) => (pair ? pairPostings : wordPostings).add(number, slot));
      return slot;
    },
    remove(slots) {
      const gone = new Uint8Array(texts.length);
      for (const slot of slots) gone[slot] = 1;
      const terms = [new Set<number>(), new Set<number>()] as const;
      for (const slot of slots) eachTerm(words, pairs, texts[slot]!, (pair, number) => terms[pair ? 1 : 0].add(number));
      for (const term of terms[0]) wordPostings.removeSlots(term, gone);
      for (const term of terms[1]) pairPostings.removeSlots(term, gone);
      for (const slot of slots) {
        const text = texts[slot]!;
        forms.count(text, -1);
        totalLength -= text.length;
        live--;
        texts[slot] = undefined;
        freeSlots.push(slot);
      }
    },
    textOf: (slot) => texts[slot]!,
    get lengths() {
      return lengths;
    },
    get averageLength() {
      return totalLength / Math.max(1, live);
    },
    get size() {
      return live;
    },
    get capacity() {
      return texts.length;
    },
    idf: (count) => Math.log(1 + (live - count + 0.5) / (count + 0.5)),
    formCount: forms.of,
    snapshot: () => ({
      words: words.snapshot(),
      pairs: pairs.snapshot(),
      wordPostings: wordPostings.snapshot(),
      pairPostings: pairPostings.snapshot(),
      texts: packed(texts),
      freeSlots,
      formCounts: forms.snapshot(),
    }),
  };
}
