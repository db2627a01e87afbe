import { createComplementBayes } from './complement-bayes.ts';
import { createGramSpace, type GramSpace } from './gram-space.ts';
import type { Grams } from './grams.ts';
import { byColumn, createSparseWriter, type SparseRows } from './sparse-rows.ts';

/** How near a question is to one of the things that can be asked for. */
export interface Nearness {
  /** 0…1: cosine with its nearest wording, and with the second and third nearest. */
  first: number;
  second: number;
  third: number;
  /** Log odds that a question of these words belongs to it, per unit of the question's length. */
  bayes: number;
  /** Place of the nearest wording among its wordings; -1 where none shares a gram. */
  nearest: number;
}

/** How near a question is to all of them, by their place in `wordings`. Valid until the next comparison. */
export interface NearnessToAll {
  /** As in `Nearness`, of every thing. */
  first: Float64Array;
  bayes: Float64Array;
  /** All that is known of one. */
  of(thing: number): Nearness;
}

export interface WordingIndex {
  compare(grams: Grams): NearnessToAll;
}

/**
 * Two ways of weighing a question against the wordings of each thing, both in closed form, so that nothing is trained when a pack is loaded:
 * the nearest wordings by cosine, and complement naive Bayes over all of them (Rennie, Shih, Teevan, Karger: "Tackling the poor assumptions
 * of naive Bayes text classifiers", ICML 2003).
 * @param wordings for each thing the grams of its wordings; read once, one after another, and not kept.
 */
export function createWordingIndex(wordings: Iterable<Iterable<Grams>>): WordingIndex {
  const { owned, space } = readWordings(wordings);
  const { size, vectors, vectorOf } = space;
  const things = owned.length - 1;
  const postings = byColumn(vectors, size);
  const bayes = createComplementBayes(sumsOf(vectors, owned, size), size);

  const sims = new Float64Array(owned[things]!);
  const first = new Float64Array(things);

  /** The three nearest wordings of a thing. */
  function nearestOf(thing: number): Omit<Nearness, 'bayes'> {
    const near = { first: 0, second: 0, third: 0, nearest: -1 };
    for (let at = owned[thing]!; at < owned[thing + 1]!; at++) {
      const similarity = sims[at]!;
      if (similarity <= near.third) continue;
      if (similarity > near.first) {
        near.third = near.second;
        near.second = near.first;
        near.first = similarity;
        near.nearest = at - owned[thing]!;
      } else if (similarity > near.second) {
        near.third = near.second;
        near.second = similarity;
      } else near.third = similarity;
    }
    return near;
  }

  return {
    compare(grams) {
      const { gram, weight } = vectorOf(grams);
      addUp(postings, gram, weight, sims);
      for (let thing = 0; thing < things; thing++) {
        let highest = 0;
        for (let at = owned[thing]!; at < owned[thing + 1]!; at++) if (sims[at]! > highest) highest = sims[at]!;
        first[thing] = highest;
      }
      const odds = bayes(gram, weight);
      return { first, bayes: odds, of: (thing) => ({ ...nearestOf(thing), bayes: odds[thing]! }) };
    },
  };
}

/** The grams of all wordings, and where those of each thing begin among them, one more at the end. Apart from what is kept: a closure would hold the wordings. */
function readWordings(wordings: Iterable<Iterable<Grams>>): { owned: Int32Array; space: GramSpace } {
  const begin = [0];
  function* eachWording(): Iterable<Grams> {
    let all = 0;
    for (const list of wordings) {
      for (const grams of list) {
        all++;
        yield grams;
      }
      begin.push(all);
    }
  }
  const space = createGramSpace(eachWording());
  return { owned: Int32Array.from(begin), space };
}

/** The product of a vector with every wording. */
function addUp({ start, column, value }: SparseRows, gram: Int32Array, weight: Float64Array, sims: Float64Array): void {
  sims.fill(0);
  for (let i = 0; i < gram.length; i++) {
    const held = weight[i]!;
    const end = start[gram[i]! + 1]!;
    for (let at = start[gram[i]!]!; at < end; at++) sims[column[at]!]! += value[at]! * held;
  }
}

/** The vectors of the wordings of each thing, added up. */
function sumsOf({ start, column, value }: SparseRows, owned: Int32Array, size: number): SparseRows {
  const writer = createSparseWriter();
  const sum = new Float64Array(size);
  for (let thing = 0; thing + 1 < owned.length; thing++) {
    const from = start[owned[thing]!]!;
    const to = start[owned[thing + 1]!]!;
    for (let at = from; at < to; at++) sum[column[at]!]! += value[at]!;
    for (let at = from; at < to; at++) {
      const gram = column[at]!;
      if (sum[gram] === 0) continue;
      writer.put(gram, sum[gram]!);
      sum[gram] = 0;
    }
    writer.endRow();
  }
  return writer.rows();
}
