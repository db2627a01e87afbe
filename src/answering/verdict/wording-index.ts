import { createComplementBayes } from './complement-bayes.ts';
import type { Grams } from './grams.ts';

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

export interface WordingIndex {
  /** Nearness to every thing, by its place in `wordings`. Valid until the next call. */
  compare(grams: Grams): readonly Nearness[];
}

/** Rarity grows with the root of the logarithm: measured better than the logarithm itself on left-out wordings. */
const rarityPower = 0.5;

/**
 * Two ways of weighing a question against the wordings of each thing, both in closed form, so that nothing is trained when a pack is loaded:
 * the nearest wordings by cosine, and complement naive Bayes over all of them (Rennie, Shih, Teevan, Karger: "Tackling the poor assumptions
 * of naive Bayes text classifiers", ICML 2003).
 * @param wordings for each thing the grams of its wordings.
 */
export function createWordingIndex(wordings: readonly (readonly Grams[])[]): WordingIndex {
  const all = wordings.flat();
  const { size, vectorOf } = createGramSpace(all);
  const thingOf = new Int32Array(all.length);
  const placeOf = new Int32Array(all.length);
  const postings: { wording: number[]; weight: number[] }[] = Array.from({ length: size }, () => ({ wording: [], weight: [] }));
  const sums: Map<number, number>[] = wordings.map(() => new Map());
  let next = 0;
  wordings.forEach((list, thing) => {
    list.forEach((grams, place) => {
      thingOf[next] = thing;
      placeOf[next] = place;
      const { gram, weight } = vectorOf(grams);
      gram.forEach((number, i) => {
        postings[number]!.wording.push(next);
        postings[number]!.weight.push(weight[i]!);
        sums[thing]!.set(number, (sums[thing]!.get(number) ?? 0) + weight[i]!);
      });
      next++;
    });
  });
  const packed = postings.map(({ wording, weight }) => ({
    wording: Int32Array.from(wording),
    weight: Float32Array.from(weight),
  }));
  const bayes = createComplementBayes(sums, size);

  const sims = new Float64Array(all.length);
  const nearness: Nearness[] = wordings.map(() => ({ first: 0, second: 0, third: 0, bayes: 0, nearest: -1 }));

  return {
    compare(grams) {
      const { gram, weight } = vectorOf(grams);
      sims.fill(0);
      gram.forEach((number, i) => {
        const { wording, weight: held } = packed[number]!;
        const value = weight[i]!;
        for (let k = 0; k < wording.length; k++) sims[wording[k]!]! += held[k]! * value;
      });
      const odds = bayes(gram, weight);
      nearness.forEach((near, thing) => {
        near.first = near.second = near.third = 0;
        near.nearest = -1;
        near.bayes = odds[thing]!;
      });
      for (let at = 0; at < sims.length; at++) {
        const similarity = sims[at]!;
        const near = nearness[thingOf[at]!]!;
        if (similarity <= near.third) continue;
        if (similarity > near.first) {
          near.third = near.second;
          near.second = near.first;
          near.first = similarity;
          near.nearest = placeOf[at]!;
        } else if (similarity > near.second) {
          near.third = near.second;
          near.second = similarity;
        } else near.third = similarity;
      }
      return nearness;
    },
  };
}

/** Numbers for the grams of some texts, and what a text weighs in them. */
interface GramSpace {
  /** Grams there are. */
  size: number;
  /** Known grams of a text with their weights, in a vector of length one; what is unknown counts towards the length. */
  vectorOf(grams: Grams): { gram: Int32Array; weight: Float64Array };
}

function createGramSpace(all: readonly Grams[]): GramSpace {
  const numbers = new Map<string, number>();
  const holders: number[] = [];
  for (const grams of all)
    for (const gram of grams.keys()) {
      const number = numbers.get(gram) ?? numbers.size;
      if (number === numbers.size) {
        numbers.set(gram, number);
        holders.push(0);
      }
      holders[number]!++;
    }
  const rarity = Float64Array.from(holders, (count) => Math.log(1 + all.length / (count + 0.5)) ** rarityPower);
  const unknownRarity = Math.log(1 + all.length / 0.5) ** rarityPower;

  function vectorOf(grams: Grams): { gram: Int32Array; weight: Float64Array } {
    const gram: number[] = [];
    const weight: number[] = [];
    let squares = 0;
    for (const [name, base] of grams) {
      const number = numbers.get(name);
      const value = base * (number === undefined ? unknownRarity : rarity[number]!);
      squares += value * value;
      if (number === undefined) continue;
      gram.push(number);
      weight.push(value);
    }
    const length = Math.sqrt(squares) || 1;
    return { gram: Int32Array.from(gram), weight: Float64Array.from(weight, (value) => value / length) };
  }

  return { size: numbers.size, vectorOf };
}
