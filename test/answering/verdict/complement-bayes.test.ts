import { expect, it } from 'vitest';
import { createComplementBayes } from '../../../src/answering/verdict/complement-bayes.ts';
import { createSparseWriter } from '../../../src/answering/verdict/sparse-rows.ts';

/** Three things over four grams; gram 3 is held by all. */
const sums = createSparseWriter();
for (const thing of [
  { gram: 0, weight: 3 },
  { gram: 1, weight: 2 },
  { gram: 2, weight: 2 },
]) {
  sums.put(thing.gram, thing.weight);
  sums.put(3, 1);
  sums.endRow();
}
const odds = createComplementBayes(sums.rows(), 4);
const of = (...grams: [number, number][]): number[] => [
  ...odds(
    Int32Array.from(grams, ([gram]) => gram),
    Float64Array.from(grams, ([, weight]) => weight),
  ),
];

it('the thing that holds the gram has the best odds, and better ones than even', () => {
  for (const thing of [0, 1, 2]) {
    const found = of([thing, 1]);
    expect(found.indexOf(Math.max(...found))).toBe(thing);
    expect(found[thing]).toBeGreaterThan(0);
    expect(found.filter((one) => one < 0)).toHaveLength(2);
  }
});

it('a gram that all hold tells little', () => {
  const spread = (found: number[]) => Math.max(...found) - Math.min(...found);
  expect(spread(of([3, 1]))).toBeLessThan(spread(of([0, 1])) / 4);
});

it('the heavier gram decides, and the length of the question does not matter', () => {
  expect(of([0, 1], [1, 3])[1]).toBeGreaterThan(of([0, 1], [1, 3])[0]!);
  expect(of([0, 2], [1, 6])).toEqual(of([0, 1], [1, 3]).map((one) => expect.closeTo(one, 9)));
});

it('no grams, no odds', () => {
  expect(of()).toEqual([0, 0, 0]);
});
