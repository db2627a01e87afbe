import { b, k1 } from './candidates.ts';
import { capitalBit, classShift, type LexicalCore, sentenceBreak, wordMask } from './lexical-core.ts';
import type { PreparedQuery } from './prepared-query.ts';
import { wordClass } from './word-table.ts';

/** Signals of how well a passage answers to a question; the ranking is their weighted sum. */
export const matchSignals = [
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

/** Compares passages with one prepared question. */
export interface Matcher {
  /** Signals of a passage (in the order of `matchSignals`), from its words and its title's; valid until the next call. */
  match(text: Uint32Array, title: Uint32Array): Float64Array;
}

const numberBits = wordClass.digits | wordClass.numeral;
const dateBits = wordClass.year | wordClass.dateWord;
const far = 9;

export function createMatcher(core: LexicalCore, prepared: PreparedQuery): Matcher {
  const { query, idf, sharp, pairIdf, pairAt, focusFirst, focusLast } = prepared;
  const { place: placeOf, exact: exactOf, factor: factorOf } = prepared.tables;
  const count = prepared.words.length;
  const pairCount = pairIdf.length;
  const times = new Float64Array(count);
  const exactTimes = new Float64Array(count);
  const factor = new Float64Array(count);
  const lastSentence = new Int32Array(count);
  const pairTimes = new Float64Array(pairCount);
  const exactPairTimes = new Float64Array(pairCount);
  const lastPairSentence = new Int32Array(pairCount);
  const inTitle = new Uint8Array(count);
  const signals = new Float64Array(matchSignals.length);
  const wantsDate = query.wants === 'date' || query.wants === 'time';
  const wantsNumber = query.kind === 'how-many';
  const wantsName = query.kind === 'who' || query.kind === 'where';
  const wantsCounted = wantsNumber && query.wants !== 'duration';
  // State of the walk through one passage.
  let sentence = 0;
  let here = 0;
  let before = 0;
  let overlap = 0;
  let herePairs = 0;
  let hereKind = 0;
  let focus = 0;
  let bestWords = 0;
  let bestTwo = 0;
  let bestPairs = 0;
  let bestKind = 0;
  let kindOfBest = 0;

  function reset(): void {
    times.fill(0);
    exactTimes.fill(0);
    factor.fill(0);
    pairTimes.fill(0);
    exactPairTimes.fill(0);
    lastSentence.fill(-2);
    lastPairSentence.fill(-2);
    inTitle.fill(0);
    sentence = here = before = overlap = herePairs = hereKind = focus = 0;
    bestWords = bestTwo = bestPairs = bestKind = kindOfBest = 0;
  }

  function closeSentence(): void {
    bestWords = Math.max(bestWords, here);
    bestTwo = Math.max(bestTwo, here + before - overlap);
    const both = here + herePairs;
    if (both > bestPairs) {
      bestPairs = both;
      kindOfBest = hereKind;
    }
    if (hereKind && both > bestKind) bestKind = both;
    before = here;
    here = overlap = herePairs = hereKind = 0;
    sentence++;
  }

  function meetPair(pair: number, exact: boolean): void {
    pairTimes[pair]!++;
    if (exact) exactPairTimes[pair]!++;
    if (lastPairSentence[pair] === sentence) return;
    lastPairSentence[pair] = sentence;
    herePairs += pairIdf[pair]!;
  }

  function meetWord(place: number, weight: number, exact: number): void {
    times[place]!++;
    exactTimes[place]! += exact;
    if (weight > factor[place]!) factor[place] = weight;
    if (lastSentence[place] === sentence) return;
    const gain = sharp[place]! * weight;
    if (lastSentence[place] === sentence - 1) overlap += gain;
    lastSentence[place] = sentence;
    here += gain;
  }

  function walk(text: Uint32Array): void {
    let numberAge = far;
    let focusAge = far;
    let previous = -1;
    let previousExact = 0;
    for (let at = 0; at < text.length; at++) {
      const token = text[at]!;
      const word = token & wordMask;
      const place = placeOf[word]! - 1;
      numberAge++;
      focusAge++;
      if (place >= 0) {
        const exact = exactOf[word]!;
        meetWord(place, factorOf[word]!, exact);
        if (place === focusFirst && wantsCounted && numberAge <= 2) focus = 1;
        if (place === focusLast) focusAge = 0;
        const pair = previous < 0 ? -1 : pairAt[previous * count + place]! - 1;
        if (pair >= 0) meetPair(pair, exact + previousExact === 2);
        previous = place;
        previousExact = exact;
        continue;
      }
      previous = -1;
      if (word === sentenceBreak) {
        closeSentence();
        numberAge = focusAge = far;
        continue;
      }
      const bits = token >> classShift;
      if ((bits & numberBits) !== 0) {
        numberAge = 0;
        if (wantsNumber) hereKind = 1;
      }
      if (wantsDate && (bits & dateBits) !== 0) hereKind = 1;
      if (token < capitalBit) continue;
      if (wantsName && at > 0 && text[at - 1] !== sentenceBreak) hereKind = 1;
      if (focusAge === 1 && !wantsCounted) focus = 1;
    }
    closeSentence();
  }

  function sumWords(slack: number): void {
    signals.fill(0, 0, 5);
    signals.fill(0, 8, 12);
    for (let place = 0; place < count; place++) {
      const t = times[place]!;
      const f = factor[place]! * (k1 + 1);
      const e = exactTimes[place]!;
      signals[0]! += (idf[place]! * f * t) / (t + slack);
      signals[2]! += (prepared.idfExact[place]! * f * e) / (e + slack);
      signals[4]! += (10 * prepared.sharper[place]! * factor[place]!) / prepared.sharperTotal;
      if (sharp[place] === 0) continue;
      const { capital, digit } = prepared.words[place]!;
      if (t === 0 && capital) signals[8]! -= idf[place]!;
      if (t === 0 && digit) signals[11]!--;
      if (inTitle[place] === 0) continue;
      signals[9]! += idf[place]!;
      if (t === 0) signals[10]! += idf[place]!;
    }
  }

  function sumPairs(slack: number): void {
    for (let k = 0; k < pairCount; k++) {
      const t = pairTimes[k]!;
      if (t === 0) continue;
      const e = exactPairTimes[k]!;
      signals[1]! += (pairIdf[k]! * t * (k1 + 1)) / (t + slack);
      signals[3]! += (pairIdf[k]! * e * (k1 + 1)) / (e + slack);
    }
  }

  return {
    match(text, title) {
      reset();
      walk(text);
      for (const token of title) {
        const place = placeOf[token & wordMask]! - 1;
        if (place >= 0) inTitle[place] = 1;
      }
      const slack = k1 * (1 - b + (b * text.length) / core.averageLength);
      sumWords(slack);
      sumPairs(slack);
      signals[5] = bestWords / 5;
      signals[6] = bestTwo / 5;
      signals[7] = bestPairs / 5;
      signals[12] = kindOfBest;
      signals[13] = Math.log(text.length + 1);
      signals[14] = focus;
      signals[15] = bestKind / 5;
      return signals;
    },
  };
}
