import type { Choice } from '../fitting.ts';
import { createRandom } from './typing.ts';

const epochs = 20;
const rate = 0.3;

/** Many choices in one block of memory, so that a fit allocates nothing: a row for each candidate. */
export interface Choices {
  /** Signals of a row. */
  size: number;
  signals: Float64Array;
  /** First row of each choice, and one more at the end. */
  from: Int32Array;
  /** 1 where the candidate of a row is right. */
  right: Uint8Array;
}

/** @param size signals of a candidate. */
export function packChoices(given: readonly Choice[], size: number): Choices {
  const rows = given.reduce((sum, { candidates }) => sum + candidates.length, 0);
  const choices = {
    size,
    signals: new Float64Array(rows * size),
    from: new Int32Array(given.length + 1),
    right: new Uint8Array(rows),
  };
  let row = 0;
  given.forEach(({ candidates, right }, place) => {
    candidates.forEach((signals, i) => {
      choices.signals.set(signals, row * size);
      choices.right[row] = right.has(i) ? 1 : 0;
      row++;
    });
    choices.from[place + 1] = row;
  });
  return choices;
}

/**
 * Weights of a conditional logit by stochastic gradient with Adagrad (Duchi, Hazan, Singer 2011): deterministic, the order of the choices
 * comes from a seed. A choice's right candidates share its likelihood.
 * @param which places of the choices that take part.
 */
export function fitLogit(choices: Choices, which: readonly number[], penalty: number): number[] {
  const { size } = choices;
  const spread = spreadOf(choices, which);
  const random = createRandom(3);
  const weights = new Float64Array(size);
  const squares = new Float64Array(size).fill(1e-3);
  const slope = createSlope(choices, spread);
  const order = [...which];
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const other = Math.floor(random() * (i + 1));
      [order[i], order[other]] = [order[other]!, order[i]!];
    }
    for (const place of order) {
      const gradient = slope(place, weights);
      for (let k = 0; k < size; k++) {
        const down = gradient[k]! + penalty * weights[k]!;
        squares[k]! += down * down;
        weights[k]! -= (rate * down) / Math.sqrt(squares[k]!);
      }
    }
  }
  return Array.from(weights, (weight, k) => weight / spread[k]!);
}

/** How far each signal spreads, so that one rate suits them all. */
function spreadOf({ size, signals, from }: Choices, which: readonly number[]): Float64Array {
  const sum = new Float64Array(size);
  const squares = new Float64Array(size);
  let rows = 0;
  for (const place of which)
    for (let row = from[place]!; row < from[place + 1]!; row++) {
      rows++;
      for (let k = 0; k < size; k++) {
        const signal = signals[row * size + k]!;
        sum[k]! += signal;
        squares[k]! += signal * signal;
      }
    }
  return sum.map((total, k) => Math.sqrt(Math.max(0, squares[k]! / rows - (total / rows) ** 2)) || 1);
}

/** The gradient of minus the log likelihood of one choice, for weights of signals divided by their spread. Valid until the next one. */
function createSlope(
  { size, signals, from, right }: Choices,
  spread: Float64Array,
): (place: number, weights: Float64Array) => Float64Array {
  const gradient = new Float64Array(size);
  const scaled = new Float64Array(size);
  let longest = 0;
  for (let place = 0; place + 1 < from.length; place++) longest = Math.max(longest, from[place + 1]! - from[place]!);
  const powers = new Float64Array(longest);
  return (place, weights) => {
    const first = from[place]!;
    const count = from[place + 1]! - first;
    for (let k = 0; k < size; k++) scaled[k] = weights[k]! / spread[k]!;
    let top = -Infinity;
    for (let i = 0; i < count; i++) {
      const at = (first + i) * size;
      let score = 0;
      for (let k = 0; k < size; k++) score += signals[at + k]! * scaled[k]!;
      powers[i] = score;
      top = Math.max(top, score);
    }
    let all = 0;
    let good = 0;
    for (let i = 0; i < count; i++) {
      powers[i] = Math.exp(powers[i]! - top);
      all += powers[i]!;
      if (right[first + i] === 1) good += powers[i]!;
    }
    gradient.fill(0);
    for (let i = 0; i < count; i++) {
      const pull = powers[i]! / all - (right[first + i] === 1 && good > 0 ? powers[i]! / good : 0);
      const at = (first + i) * size;
      if (pull !== 0) for (let k = 0; k < size; k++) gradient[k]! += pull * signals[at + k]!;
    }
    for (let k = 0; k < size; k++) gradient[k]! /= spread[k]!;
    return gradient;
  };
}
