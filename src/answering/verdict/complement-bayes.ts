import { byColumn, type SparseRows } from './sparse-rows.ts';

/** Additive smoothing of the counts. */
const smoothing = 0.01;

/**
 * Log odds of every thing, against all the others together, given the weighted grams of a question; divided by their total weight.
 * @param sums for each thing the weights of its grams.
 * @returns odds that are valid until the next call.
 */
export function createComplementBayes(
  { start, column, value }: SparseRows,
  gramCount: number,
): (gram: Int32Array, weight: Float64Array) => Float64Array {
  const things = start.length - 1;
  const ofGram = new Float64Array(gramCount);
  const ofThing = new Float64Array(things);
  for (let thing = 0; thing < things; thing++) {
    for (let at = start[thing]!; at < start[thing + 1]!; at++) {
      ofGram[column[at]!]! += value[at]!;
      ofThing[thing]! += value[at]!;
    }
  }
  const everything = ofThing.reduce((total, sum) => total + sum, 0);
  const room = smoothing * gramCount;
  /** What a gram that a thing does not hold says of it, without the gram's own share. */
  const absent = ofThing.map((sum) => Math.log(smoothing) - Math.log(sum + room) + Math.log(everything - sum + room));
  const share = ofGram.map((sum) => Math.log(sum + smoothing));
  const gain = Float64Array.from(value, (sum, at) => {
    const total = ofGram[column[at]!]!;
    return Math.log((sum + smoothing) / smoothing) - Math.log((total - sum + smoothing) / (total + smoothing));
  });
  const gained = byColumn({ start, column, value: gain }, gramCount);
  const odds = new Float64Array(things);
  return (gram, weight) => {
    let total = 0;
    let common = 0;
    odds.fill(0);
    for (let i = 0; i < gram.length; i++) {
      const number = gram[i]!;
      const held = weight[i]!;
      total += held;
      common += held * share[number]!;
      const end = gained.start[number + 1]!;
      for (let at = gained.start[number]!; at < end; at++) odds[gained.column[at]!]! += held * gained.value[at]!;
    }
    if (total === 0) return odds;
    for (let thing = 0; thing < things; thing++) odds[thing] = (odds[thing]! + total * absent[thing]! - common) / total;
    return odds;
  };
}
