import { capitalBit, classShift, sentenceBreak, wordMask } from './lexical-core.ts';
import type { PreparedQuery } from './prepared-query.ts';
import { wordClass } from './word-table.ts';

/** What one sentence of a passage shares with the question and offers beside it. Shares are of the whole question, 0…1. */
export interface InspectedSentence {
  words: number;
  pairs: number;
  /** A value of the kind asked for that is not in the question itself. */
  hasKind: boolean;
  /** The counted or chosen thing stands beside such a value. */
  hasFocus: boolean;
  /** Highest closeness of such a value to words of the question: sum of shares over distance. */
  closeness: number;
  /** Words that are not in the question. */
  fresh: number;
  /** Longest run of question words in question order, as a share. */
  run: number;
  length: number;
}

/** The detailed look at one passage; only taken at the best few. */
export interface Inspection {
  /** By place of the question's words: 0…1, how surely the passage holds the word. */
  found: Float64Array;
  /** By place: the title holds it. */
  inTitle: Uint8Array;
  sentences: InspectedSentence[];
}

const numberBits = wordClass.digits | wordClass.numeral;
const dateBits = wordClass.year | wordClass.dateWord;
/** A value further than this many words from a word of the question is not close to it. */
const reach = 12;

/** Whether a word that is not in the question is a value of the kind asked for. */
function isWanted(prepared: PreparedQuery, token: number, startsSentence: boolean): boolean {
  const { kind, wants } = prepared.query;
  const bits = token >> classShift;
  if (wants === 'date' || wants === 'time') return (bits & (dateBits | wordClass.digits)) !== 0;
  if (kind === 'how-many') return (bits & numberBits) !== 0;
  if (kind === 'who' || kind === 'where' || kind === 'which-unit') return token >= capitalBit && !startsSentence;
  return false;
}

function inspectSentence(
  prepared: PreparedQuery,
  text: Uint32Array,
  from: number,
  to: number,
  found: Float64Array,
): InspectedSentence {
  const { tables, sharp, sharpTotal, pairIdf, pairTotal, pairAt, focusFirst, focusLast, words } = prepared;
  const seen = new Set<number>();
  const seenPairs = new Set<number>();
  const matchedAt: { at: number; share: number }[] = [];
  const wantedAt: number[] = [];
  const result: InspectedSentence = {
    words: 0,
    pairs: 0,
    hasKind: false,
    hasFocus: false,
    closeness: 0,
    fresh: 0,
    run: 0,
    length: to - from,
  };
  let previous = -1;
  let run = 0;
  for (let at = from; at < to; at++) {
    const token = text[at]!;
    const place = tables.place[token & wordMask]! - 1;
    if (place < 0) {
      previous = -1;
      run = 0;
      result.fresh++;
      if (isWanted(prepared, token, at === from)) wantedAt.push(at);
      else if (token >= capitalBit && at > from && focusLast >= 0 && tables.place[text[at - 1]! & wordMask] === focusLast + 1)
        result.hasFocus = true;
      continue;
    }
    const factor = tables.factor[token & wordMask]!;
    const share = (sharp[place]! * factor) / sharpTotal;
    found[place] = Math.max(found[place]!, factor);
    if (share > 0) matchedAt.push({ at, share });
    if (!seen.has(place)) {
      seen.add(place);
      result.words += share;
    }
    const pair = previous < 0 ? -1 : pairAt[previous * words.length + place]! - 1;
    run = pair >= 0 ? run + share : share;
    result.run = Math.max(result.run, run);
    if (pair >= 0 && !seenPairs.has(pair)) {
      seenPairs.add(pair);
      result.pairs += pairIdf[pair]! / pairTotal;
    }
    previous = place;
    if (place === focusFirst && wantedAt.length > 0 && at - wantedAt.at(-1)! <= 2) result.hasFocus = true;
  }
  for (const value of wantedAt) {
    const nearest = new Map<number, number>();
    for (const { at, share } of matchedAt) {
      const place = tables.place[text[at]! & wordMask]!;
      const distance = Math.abs(at - value);
      if (distance <= reach) nearest.set(place, Math.max(nearest.get(place) ?? 0, share / (1 + distance / 4)));
    }
    let sum = 0;
    for (const part of nearest.values()) sum += part;
    result.closeness = Math.max(result.closeness, sum);
  }
  result.hasKind = wantedAt.length > 0;
  return result;
}

/** Looks at a passage sentence by sentence; sentences are numbered as `sentences` numbers those of its text. */
export function inspect(prepared: PreparedQuery, text: Uint32Array, title: Uint32Array): Inspection {
  const found = new Float64Array(prepared.words.length);
  const inTitle = new Uint8Array(prepared.words.length);
  const parts: InspectedSentence[] = [];
  for (let from = 0; from <= text.length; ) {
    let to = text.indexOf(sentenceBreak, from);
    if (to < 0) to = text.length;
    parts.push(inspectSentence(prepared, text, from, to, found));
    from = to + 1;
  }
  for (const token of title) {
    const place = prepared.tables.place[token & wordMask]! - 1;
    if (place >= 0) inTitle[place] = 1;
  }
  return { found, inTitle, sentences: parts };
}

/** Number of different pairs of the question inside some sentences of a text. */
export function pairsWithin(prepared: PreparedQuery, text: Uint32Array, from: number, to: number): number {
  const seen = new Set<number>();
  let sentence = 0;
  let previous = -1;
  for (const token of text) {
    const word = token & wordMask;
    const place = prepared.tables.place[word]! - 1;
    if (word === sentenceBreak) sentence++;
    if (place >= 0 && previous >= 0 && sentence >= from && sentence <= to) {
      const pair = prepared.pairAt[previous * prepared.words.length + place]!;
      if (pair > 0) seen.add(pair);
    }
    previous = place;
  }
  return seen.size;
}
