import type { Grams } from './grams.ts';
import { createSparseWriter, type SparseRows } from './sparse-rows.ts';

/** Numbers for the grams of some wordings, and what a text weighs in them. */
export interface GramSpace {
  /** Grams there are. */
  size: number;
  /** Each wording as a vector of length one. */
  vectors: SparseRows;
  /** Known grams of a text with their weights, in a vector of length one; what is unknown counts towards the length. */
  vectorOf(grams: Grams): { gram: Int32Array; weight: Float64Array };
}

/** Rarity grows with the root of the logarithm: measured better than the logarithm itself on left-out wordings. */
const rarityPower = 0.5;

/** @param all the wordings, read once and not kept. */
export function createGramSpace(all: Iterable<Grams>): GramSpace {
  const numbers = new Map<string, number>();
  const writer = createSparseWriter();
  for (const grams of all) {
    for (const [name, base] of grams) {
      let number = numbers.get(name);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(name, number);
      }
      writer.put(number, base);
    }
    writer.endRow();
  }
  const vectors = writer.rows();
  const wordings = vectors.start.length - 1;
  const holders = new Int32Array(numbers.size);
  for (const number of vectors.column) holders[number]!++;
  const rarityOf = (count: number): number => Math.log(1 + wordings / (count + 0.5)) ** rarityPower;
  const rarity = Float64Array.from(holders, rarityOf);
  const unknownRarity = rarityOf(0);
  weigh(vectors, rarity);

  return {
    size: numbers.size,
    vectors,
    vectorOf(grams) {
      const gram = new Int32Array(grams.size);
      const weight = new Float64Array(grams.size);
      let known = 0;
      let squares = 0;
      for (const [name, base] of grams) {
        const number = numbers.get(name);
        const value = base * (number === undefined ? unknownRarity : rarity[number]!);
        squares += value * value;
        if (number === undefined) continue;
        gram[known] = number;
        weight[known++] = value;
      }
      const length = Math.sqrt(squares) || 1;
      for (let i = 0; i < known; i++) weight[i]! /= length;
      return { gram: gram.subarray(0, known), weight: weight.subarray(0, known) };
    },
  };
}

/** Multiplies every value by the rarity of its gram, and brings every row to length one. */
function weigh({ start, column, value }: SparseRows, rarity: Float64Array): void {
  for (let row = 0; row + 1 < start.length; row++) {
    let squares = 0;
    for (let at = start[row]!; at < start[row + 1]!; at++) {
      value[at]! *= rarity[column[at]!]!;
      squares += value[at]! ** 2;
    }
    const length = Math.sqrt(squares) || 1;
    for (let at = start[row]!; at < start[row + 1]!; at++) value[at]! /= length;
  }
}
