import type { LexicalCore } from './lexical-core.ts';
import type { QueryWord } from './query.ts';

/** BM25 saturation and length normalisation (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009). */
export const k1 = 1.2;
export const b = 0.75;

/** Entries of postings read for one question; the commonest words beyond it only count in the exact second look. */
const readingBudget = 60_000;

export interface PassageCandidate {
  slot: number;
  score: number;
}

/** The first look: texts with the highest BM25 over folded words and pairs, the rare terms read first. */
export interface CandidateFinder {
  find(words: QueryWord[], limit: number): PassageCandidate[];
}

interface Term {
  pair: boolean;
  number: number;
  weight: number;
  count: number;
}

/** Terms of a question with their texts' counts, the rarest first; a term several readings share counts once. */
function termsOf(core: LexicalCore, query: QueryWord[]): Term[] {
  const terms = new Map<number, Term>();
  const note = (pair: boolean, number: number, weight: number): void => {
    const count = number < 0 ? 0 : (pair ? core.pairPostings : core.wordPostings).count(number);
    if (count === 0) return;
    const key = number * 2 + (pair ? 1 : 0);
    const known = terms.get(key);
    if (known) known.weight = Math.max(known.weight, weight);
    else terms.set(key, { pair, number, weight, count });
  };
  query.forEach((word, i) => {
    for (const reading of word.readings) {
      const number = core.words.foldedNumber(reading.folded);
      if (number < 0) continue;
      note(false, number, reading.weight);
      for (const before of query[i - 1]?.readings ?? []) {
        const left = core.words.foldedNumber(before.folded);
        if (left >= 0) note(true, core.pairs.find(left, number), before.weight * reading.weight);
      }
    }
  });
  return [...terms.values()].sort((x, y) => x.count - y.count);
}

export function createCandidateFinder(core: LexicalCore): CandidateFinder {
  let scores = new Float32Array(1024);
  let touched = new Uint32Array(1024);
  let entries = new Uint32Array(1024);

  /** Adds every term's contribution to `scores`; returns how many slots were touched. Stops early once the budget is read. */
  function accumulate(terms: Term[]): number {
    const { lengths } = core;
    const slackBase = k1 * (1 - b);
    const slackPerWord = (k1 * b) / core.averageLength;
    let seen = 0;
    let read = 0;
    for (const term of terms) {
      if (read > 0 && read + term.count > readingBudget) break;
      const count = (term.pair ? core.pairPostings : core.wordPostings).read(term.number, entries);
      read += count;
      const weight = core.idf(term.count) * term.weight * (k1 + 1);
      for (let i = 0; i < count; i++) {
        const entry = entries[i]!;
        const slot = entry >>> 8;
        const times = entry & 255;
        const score = scores[slot]!;
        if (score === 0) touched[seen++] = slot;
        scores[slot] = score + (weight * times) / (times + slackBase + slackPerWord * lengths[slot]!);
      }
    }
    return seen;
  }

  return {
    find(query, limit) {
      if (scores.length < core.capacity) {
        const size = core.capacity * 2;
        scores = new Float32Array(size);
        touched = new Uint32Array(size);
        entries = new Uint32Array(size);
      }
      const seen = accumulate(termsOf(core, query));
      let best: PassageCandidate[] = [];
      let floor = 0;
      for (let i = 0; i < seen; i++) {
        const slot = touched[i]!;
        const score = scores[slot]!;
        scores[slot] = 0;
        if (score <= floor) continue;
        best.push({ slot, score });
        if (best.length < limit * 4) continue;
        best = best.sort((x, y) => y.score - x.score).slice(0, limit);
        floor = best.at(-1)!.score;
      }
      return best.sort((x, y) => y.score - x.score).slice(0, limit);
    },
  };
}
