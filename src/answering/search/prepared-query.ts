import type { LexicalCore } from './lexical-core.ts';
import type { Query, QueryWord, WordReading } from './query.ts';

/** Words of a question compared in full; of a longer one, the rest only takes part in the first look. */
const longestQuery = 64;

/** Scratch tables by written form, shared by all questions of one index; all zero between questions. */
export interface FormTables {
  /** Place + 1 of the question word a written form stands for. */
  place: Uint8Array;
  /** 1 where the form is written exactly as typed. */
  exact: Uint8Array;
  /** Weight of the reading that led to the form. */
  factor: Float32Array;
}

export const createFormTables = (size: number): FormTables => ({
  place: new Uint8Array(size),
  exact: new Uint8Array(size),
  factor: new Float32Array(size),
});

/** A question's distinct words by place, with what the corpus says of them. Valid until `release`. */
export interface PreparedQuery {
  query: Query;
  /** The first mention of each distinct word. */
  words: QueryWord[];
  /** Rarity of the likeliest reading the corpus knows; of an unknown word, the highest there is. */
  idf: Float64Array;
  idfExact: Float64Array;
  /** Rarity sharpened (idf^1.3) for comparing sentences and (idf^1.5) for coverage; 0 for words of the question phrase. */
  sharp: Float64Array;
  sharper: Float64Array;
  /** Sums of `sharp` and `sharper`, never 0. */
  sharpTotal: number;
  sharperTotal: number;
  /** Pair k is the k-th word of the question and the next one; 0 where no text holds the pair. */
  pairIdf: Float64Array;
  pairTotal: number;
  /** `place * words.length + place of the next word` → k + 1. */
  pairAt: Uint16Array;
  /** Places of the first and last focus word, or -1. */
  focusFirst: number;
  focusLast: number;
  tables: FormTables;
  release(): void;
}

/** How rare a folded word is in what people write anyway, 0…1. */
export type Everyday = (folded: string) => number;

export function prepareQuery(core: LexicalCore, query: Query, tables: FormTables, everyday: Everyday = () => 1): PreparedQuery {
  const places = new Map<string, number>();
  const words: QueryWord[] = [];
  const sequence = query.words.slice(0, longestQuery);
  for (const word of sequence) if (!places.has(word.text)) places.set(word.text, words.push(word) - 1);
  const used: number[] = [];
  const count = words.length;
  const prepared: PreparedQuery = {
    query,
    words,
    idf: new Float64Array(count),
    idfExact: new Float64Array(count),
    sharp: new Float64Array(count),
    sharper: new Float64Array(count),
    sharpTotal: 1e-6,
    sharperTotal: 1e-6,
    pairIdf: new Float64Array(Math.max(0, sequence.length - 1)),
    pairTotal: 1e-6,
    pairAt: new Uint16Array(count * count),
    focusFirst: words.findIndex((word) => word.readings[0]?.folded === query.focus[0]),
    focusLast: words.findIndex((word) => word.readings[0]?.folded === query.focus.at(-1)),
    tables,
    release() {
      for (const form of used) {
        tables.place[form] = 0;
        tables.exact[form] = 0;
        tables.factor[form] = 0;
      }
    },
  };
  for (const [place, word] of words.entries()) weigh(core, prepared, word, place, used, everyday);
  for (let k = 0; k + 1 < sequence.length; k++) {
    prepared.pairIdf[k] = pairRarity(core, sequence[k]!, sequence[k + 1]!);
    prepared.pairTotal += prepared.pairIdf[k]!;
    prepared.pairAt[places.get(sequence[k]!.text)! * count + places.get(sequence[k + 1]!.text)!] = k + 1;
  }
  return prepared;
}

/** Finds the written forms a word can stand for and its rarity. */
function weigh(
  core: LexicalCore,
  prepared: PreparedQuery,
  word: QueryWord,
  place: number,
  used: number[],
  everyday: Everyday,
): void {
  let known = 0;
  prepared.idf[place] = core.idf(0);
  prepared.idfExact[place] = core.idf(0);
  for (const reading of word.readings) {
    const folded = core.words.foldedNumber(reading.folded);
    if (folded < 0) continue;
    const holders = core.wordPostings.count(folded);
    if (reading.weight > known && holders > 0) {
      known = reading.weight;
      prepared.idf[place] = core.idf(holders);
      prepared.idfExact[place] = prepared.idf[place]!;
    }
    noteForms(core, prepared, reading, folded, place, used);
  }
  // What everybody writes is not rare because few texts are there to hold it.
  const most = core.idf(0) * Math.max(0, ...word.readings.map(({ folded }) => everyday(folded)));
  if (word.readings.length > 0) prepared.idf[place] = Math.min(prepared.idf[place]!, most);
  if (word.role !== 'asking') {
    prepared.sharp[place] = prepared.idf[place]! ** 1.3;
    prepared.sharper[place] = prepared.idf[place]! ** 1.5;
    prepared.sharpTotal += prepared.sharp[place]!;
    prepared.sharperTotal += prepared.sharper[place]!;
  }
}

function noteForms(
  core: LexicalCore,
  prepared: PreparedQuery,
  reading: WordReading,
  folded: number,
  place: number,
  used: number[],
): void {
  const { tables, query } = prepared;
  // In a question without any diacritics every agreeing form is as good as another.
  const bare = !query.marked || reading.weight < 1;
  for (const form of core.words.formsOf(folded)) {
    if (!reading.agrees(core.words.text(form))) continue;
    if (tables.place[form] !== 0 && tables.factor[form]! >= reading.weight) continue;
    if (tables.place[form] === 0) used.push(form);
    const exact = core.words.text(form) === reading.text;
    tables.place[form] = place + 1;
    tables.factor[form] = reading.weight;
    tables.exact[form] = exact || bare ? 1 : 0;
    // A form that no text holds any more says no more than one that no text ever held.
    const holders = core.formCount(form);
    if (exact && !bare && holders > 0) prepared.idfExact[place] = core.idf(holders);
  }
}

/** Rarity of two words side by side, in their likeliest readings that any text holds; 0 if none does. */
function pairRarity(core: LexicalCore, left: QueryWord, right: QueryWord): number {
  let best = 0;
  let rarity = 0;
  for (const before of left.readings) {
    const leftNumber = core.words.foldedNumber(before.folded);
    if (leftNumber < 0) continue;
    for (const after of right.readings) {
      const rightNumber = core.words.foldedNumber(after.folded);
      const weight = before.weight * after.weight;
      if (rightNumber < 0 || weight <= best) continue;
      const pair = core.pairs.find(leftNumber, rightNumber);
      const holders = pair < 0 ? 0 : core.pairPostings.count(pair);
      if (holders === 0) continue;
      best = weight;
      rarity = core.idf(holders) * weight;
    }
  }
  return rarity;
}
