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
/** Additive smoothing of the counts. */
const smoothing = 0.01;

/**
 * Two ways of weighing a question against the wordings of each thing, both in closed form, so that nothing is trained when a pack is loaded:
 * the nearest wordings by cosine, and complement naive Bayes over all of them (Rennie, Shih, Teevan, Karger: "Tackling the poor assumptions
 * of naive Bayes text classifiers", ICML 2003).
 * @param wordings for each thing the grams of its wordings.
 */
export function createWordingIndex(wordings: readonly (readonly Grams[])[]): WordingIndex {
  const numbers = new Map<string, number>();
  const holders: number[] = [];
  const all = wordings.flat();
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

  /** Known grams of a text with their weights, in a vector of length one. */
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

  const thingOf = new Int32Array(all.length);
  const placeOf = new Int32Array(all.length);
  const postings: { wording: number[]; weight: number[] }[] = holders.map(() => ({ wording: [], weight: [] }));
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
  const bayes = createComplementBayes(sums, numbers.size);

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

/** Log odds of every thing, against all the others together, given the weighted grams of a question; divided by their total weight. */
function createComplementBayes(
  sums: readonly ReadonlyMap<number, number>[],
  gramCount: number,
): (gram: Int32Array, weight: Float64Array) => Float64Array {
  const ofGram = new Float64Array(gramCount);
  const ofThing = new Float64Array(sums.length);
  sums.forEach((held, thing) => {
    for (const [gram, sum] of held) {
      ofGram[gram]! += sum;
      ofThing[thing]! += sum;
    }
  });
  const everything = ofThing.reduce((total, sum) => total + sum, 0);
  const room = smoothing * gramCount;
  /** What a gram that a thing does not hold says of it, without the gram's own share. */
  const absent = ofThing.map((sum) => Math.log(smoothing) - Math.log(sum + room) + Math.log(everything - sum + room));
  const share = ofGram.map((sum) => Math.log(sum + smoothing));
  const gained: { thing: Int32Array; gain: Float32Array }[] = Array.from({ length: gramCount }, () => ({
    thing: new Int32Array(0),
    gain: new Float32Array(0),
  }));
  const collected: { thing: number[]; gain: number[] }[] = Array.from({ length: gramCount }, () => ({ thing: [], gain: [] }));
  sums.forEach((held, thing) => {
    for (const [gram, sum] of held) {
      const total = ofGram[gram]!;
      const gain = Math.log((sum + smoothing) / smoothing) - Math.log((total - sum + smoothing) / (total + smoothing));
      collected[gram]!.thing.push(thing);
      collected[gram]!.gain.push(gain);
    }
  });
  collected.forEach(({ thing, gain }, gram) => {
    gained[gram] = { thing: Int32Array.from(thing), gain: Float32Array.from(gain) };
  });
  const odds = new Float64Array(sums.length);
  return (gram, weight) => {
    let total = 0;
    let common = 0;
    odds.fill(0);
    gram.forEach((number, i) => {
      const value = weight[i]!;
      total += value;
      common += value * share[number]!;
      const { thing, gain } = gained[number]!;
      for (let k = 0; k < thing.length; k++) odds[thing[k]!]! += value * gain[k]!;
    });
    if (total === 0) return odds;
    for (let thing = 0; thing < odds.length; thing++) odds[thing] = (odds[thing]! + total * absent[thing]! - common) / total;
    return odds;
  };
}
