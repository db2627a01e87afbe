import { b, k1 } from './candidates.ts';
import { capitalBit, type LexicalCore, sentenceBreak, wordMask } from './lexical-core.ts';
import type { Query } from './query.ts';
import { wordClass } from './word-table.ts';

/** Signals of how well a passage answers to a question; the ranking is their weighted sum. All grow with agreement, except `length`. */
export const signalNames = [
  'words', // BM25 of folded words that agree
  'pairs', // BM25 of folded pairs
  'exactWords', // the same, written exactly as typed
  'exactPairs',
  'covered', // share of the question's information the passage accounts for
  'sentence', // information of the question in its best sentence
  'twoSentences', // in its best two neighbouring sentences
  'sentencePairs', // best sentence, pairs included
  'names', // names of the question that are missing (negative)
  'title', // information of the question in the title
  'titleOnly', // found in the title and not in the text
  'numbers', // numbers of the question that are missing (negative)
  'kind', // the best sentence holds a value of the kind asked for
  'length',
  'focus', // "bao nhiêu loài": a number stands before "loài"; "quận nào": a name stands after "quận"
  'kindSentence', // best sentence among those that hold a value of the kind asked for
] as const;
export const signalCount = signalNames.length;

/** A question prepared for comparing it with many passages. */
export interface Matcher {
  /** Signals of a passage; valid until the next call. `title`: words of its title. */
  match(text: Uint32Array, title: Uint32Array): Float64Array;
  /** Must be called when done: hands the scratch tables back. */
  release(): void;
}

/** Words of a question compared in full; of a longer one, the rest only takes part in the first look. */
const longestQuery = 64;
const numberBits = wordClass.digits | wordClass.numeral;
const dateBits = wordClass.year | wordClass.dateWord;

interface Prepared {
  count: number;
  idf: Float64Array;
  idfExact: Float64Array;
  /** idf^1.3 for sentences, idf^1.5 for coverage: rare words decide more than in BM25; 0 for words of the question phrase. */
  sharp: Float64Array;
  sharper: Float64Array;
  capital: Uint8Array;
  digit: Uint8Array;
  /** Pair k is (slot of word k, slot of word k+1). */
  pairIdf: Float64Array;
  /** `slot * count + slot of the next word` → k + 1. */
  pairAt: Uint16Array;
  pairCount: number;
  total: number;
  focusFirst: number;
  focusLast: number;
}

/** Scratch tables by written form, shared by all questions of one index. */
export interface FormTables {
  /** Slot + 1 of the question word a written form stands for. */
  slot: Uint8Array;
  exact: Uint8Array;
  factor: Float32Array;
}

function prepare(core: LexicalCore, query: Query, tables: FormTables, used: number[]): Prepared {
  const distinct = new Map<string, number>();
  const order: number[] = [];
  const words = query.words.slice(0, longestQuery);
  for (const word of words) {
    if (!distinct.has(word.text)) distinct.set(word.text, distinct.size);
    order.push(distinct.get(word.text)!);
  }
  const count = distinct.size;
  const made = (): Float64Array => new Float64Array(count);
  const p: Prepared = {
    count,
    idf: made(),
    idfExact: made(),
    sharp: made(),
    sharper: made(),
    capital: new Uint8Array(count),
    digit: new Uint8Array(count),
    pairIdf: new Float64Array(words.length),
    pairAt: new Uint16Array(count * count),
    pairCount: Math.max(0, words.length - 1),
    total: 1e-6,
    focusFirst: -1,
    focusLast: -1,
  };
  const unknown = core.idf(0);
  words.forEach((word, at) => {
    const slot = order[at]!;
    p.capital[slot] = word.capital ? 1 : 0;
    if (p.idf[slot] === 0) {
      let bestWeight = 0;
      p.idf[slot] = unknown;
      p.idfExact[slot] = unknown;
      for (const reading of word.readings) {
        const folded = core.words.foldedNumber(reading.folded);
        if (folded < 0) continue;
        const bare = !query.marked || reading.weight < 1;
        if (reading.weight > bestWeight && core.wordPostings.count(folded) > 0) {
          bestWeight = reading.weight;
          p.idf[slot] = core.idf(core.wordPostings.count(folded));
          p.idfExact[slot] = p.idf[slot]!;
        }
        for (const form of core.words.formsOf(folded)) {
          if (!reading.agrees(core.words.text(form))) continue;
          const exact = core.words.text(form) === reading.text;
          if (tables.slot[form] !== 0 && tables.factor[form]! >= reading.weight) continue;
          if (tables.slot[form] === 0) used.push(form);
          tables.slot[form] = slot + 1;
          tables.factor[form] = reading.weight;
          tables.exact[form] = exact || bare ? 1 : 0;
          if (exact && !bare) p.idfExact[slot] = core.idf(core.formCount(form));
        }
      }
      const asking = word.role === 'asking';
      p.sharp[slot] = asking ? 0 : p.idf[slot]! ** 1.3;
      p.sharper[slot] = asking ? 0 : p.idf[slot]! ** 1.5;
      p.total += p.sharper[slot]!;
      p.digit[slot] = word.digit ? 1 : 0;
    }
    const before = words[at - 1];
    if (before) {
      let bestWeight = 0;
      for (const left of before.readings)
        for (const right of word.readings) {
          const weight = left.weight * right.weight;
          const pair = core.pairs.find(core.words.foldedNumber(left.folded) >>> 0, core.words.foldedNumber(right.folded) >>> 0);
          const holders = pair < 0 ? 0 : core.pairPostings.count(pair);
          if (holders === 0 || weight <= bestWeight) continue;
          bestWeight = weight;
          p.pairIdf[at - 1] = core.idf(holders) * weight;
        }
      p.pairAt[order[at - 1]! * count + slot] = at;
    }
    const folded = word.readings[0]?.folded;
    if (folded !== undefined && folded === query.focus[0]) p.focusFirst = slot;
    if (folded !== undefined && folded === query.focus.at(-1)) p.focusLast = slot;
  });
  return p;
}

export function createMatcher(core: LexicalCore, query: Query, tables: FormTables): Matcher {
  const used: number[] = [];
  const p = prepare(core, query, tables, used);
  const { count } = p;
  const times = new Float64Array(count);
  const exactTimes = new Float64Array(count);
  const factor = new Float64Array(count);
  const lastSentence = new Int32Array(count);
  const pairTimes = new Float64Array(p.pairCount);
  const exactPairTimes = new Float64Array(p.pairCount);
  const lastPairSentence = new Int32Array(p.pairCount);
  const inTitle = new Uint8Array(count);
  const signals = new Float64Array(signalCount);
  const wantsDate = query.wants === 'date' || query.wants === 'time';
  const wantsNumber = query.kind === 'how-many';
  const wantsName = query.kind === 'who' || query.kind === 'where';
  const wantsFocusNumber = wantsNumber && query.wants !== 'duration';

  function match(text: Uint32Array, title: Uint32Array): Float64Array {
    times.fill(0);
    exactTimes.fill(0);
    factor.fill(0);
    pairTimes.fill(0);
    exactPairTimes.fill(0);
    lastSentence.fill(-9);
    lastPairSentence.fill(-9);
    inTitle.fill(0);
    let sentence = 0;
    let here = 0;
    let before = 0;
    let overlap = 0;
    let herePairs = 0;
    let hereKind = false;
    let bestWords = 0;
    let bestTwo = 0;
    let bestPairs = 0;
    let bestKind = 0;
    let kindHere = 0;
    let focus = 0;
    let numberAge = 9;
    let focusAge = 9;
    let previous = -1;
    let previousExact = 0;
    const closeSentence = (): void => {
      if (here > bestWords) bestWords = here;
      const two = here + before - overlap;
      if (two > bestTwo) bestTwo = two;
      const both = here + herePairs;
      if (both > bestPairs) {
        bestPairs = both;
        kindHere = hereKind ? 1 : 0;
      }
      if (hereKind && both > bestKind) bestKind = both;
    };
    for (let at = 0; at < text.length; at++) {
      const token = text[at]!;
      const word = token & wordMask;
      if (word === sentenceBreak) {
        closeSentence();
        before = here;
        here = 0;
        overlap = 0;
        herePairs = 0;
        hereKind = false;
        previous = -1;
        numberAge = 9;
        focusAge = 9;
        sentence++;
        continue;
      }
      const slot = tables.slot[word]! - 1;
      numberAge++;
      focusAge++;
      if (slot < 0) {
        const bits = core.words.classOf(word);
        const capital = token >= capitalBit;
        if ((bits & numberBits) !== 0) {
          numberAge = 0;
          if (wantsNumber) hereKind = true;
        }
        if (wantsDate && (bits & dateBits) !== 0) hereKind = true;
        if (capital) {
          if (wantsName && at > 0 && text[at - 1] !== sentenceBreak) hereKind = true;
          if (focusAge === 1 && !wantsFocusNumber) focus = 1;
        }
        previous = -1;
        continue;
      }
      const exact = tables.exact[word]!;
      times[slot]!++;
      exactTimes[slot]! += exact;
      const weight = tables.factor[word]!;
      if (weight > factor[slot]!) factor[slot] = weight;
      if (lastSentence[slot] !== sentence) {
        const gain = p.sharp[slot]! * weight;
        if (lastSentence[slot] === sentence - 1) overlap += gain;
        lastSentence[slot] = sentence;
        here += gain;
      }
      if (slot === p.focusFirst && wantsFocusNumber && numberAge <= 2) focus = 1;
      if (slot === p.focusLast) focusAge = 0;
      if (previous >= 0) {
        const pair = p.pairAt[previous * count + slot]! - 1;
        if (pair >= 0) {
          pairTimes[pair]!++;
          if (exact && previousExact) exactPairTimes[pair]!++;
          if (lastPairSentence[pair] !== sentence) {
            lastPairSentence[pair] = sentence;
            herePairs += p.pairIdf[pair]!;
          }
        }
      }
      previous = slot;
      previousExact = exact;
    }
    closeSentence();
    for (const token of title) {
      const slot = tables.slot[token & wordMask]! - 1;
      if (slot >= 0) inTitle[slot] = 1;
    }
    const slack = k1 * (1 - b + (b * text.length) / core.averageLength);
    let words = 0;
    let exactWords = 0;
    let covered = 0;
    let names = 0;
    let inTitleSum = 0;
    let titleOnly = 0;
    let numbers = 0;
    for (let slot = 0; slot < count; slot++) {
      const t = times[slot]!;
      const f = factor[slot]!;
      words += (p.idf[slot]! * f * t * (k1 + 1)) / (t + slack);
      const e = exactTimes[slot]!;
      exactWords += (p.idfExact[slot]! * f * e * (k1 + 1)) / (e + slack);
      covered += p.sharper[slot]! * f;
      if (p.sharp[slot] === 0) continue;
      if (t === 0 && p.capital[slot]) names -= p.idf[slot]!;
      if (t === 0 && p.digit[slot]) numbers--;
      if (inTitle[slot]) {
        inTitleSum += p.idf[slot]!;
        if (t === 0) titleOnly += p.idf[slot]!;
      }
    }
    let pairSum = 0;
    let exactPairSum = 0;
    for (let k = 0; k < p.pairCount; k++) {
      const t = pairTimes[k]!;
      if (t === 0) continue;
      pairSum += (p.pairIdf[k]! * t * (k1 + 1)) / (t + slack);
      const e = exactPairTimes[k]!;
      exactPairSum += (p.pairIdf[k]! * e * (k1 + 1)) / (e + slack);
    }
    signals[0] = words;
    signals[1] = pairSum;
    signals[2] = exactWords;
    signals[3] = exactPairSum;
    signals[4] = (10 * covered) / p.total;
    signals[5] = bestWords / 5;
    signals[6] = bestTwo / 5;
    signals[7] = bestPairs / 5;
    signals[8] = names;
    signals[9] = inTitleSum;
    signals[10] = titleOnly;
    signals[11] = numbers;
    signals[12] = kindHere;
    signals[13] = Math.log(text.length + 1);
    signals[14] = focus;
    signals[15] = bestKind / 5;
    return signals;
  }

  return {
    match,
    release() {
      for (const form of used) {
        tables.slot[form] = 0;
        tables.exact[form] = 0;
        tables.factor[form] = 0;
      }
    },
  };
}
