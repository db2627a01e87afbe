import type { Choice } from '../fitting.ts';
import { createRandom } from './typing.ts';

const epochs = 20;
const rate = 0.3;

/**
 * Weights of a conditional logit by stochastic gradient with Adagrad (Duchi, Hazan, Singer 2011): deterministic, the order of the choices
 * comes from a seed. A choice's right candidates share its likelihood.
 */
export function fitLogit(given: readonly Choice[], size: number, penalty: number): number[] {
  const spread = spreadOf(given, size);
  const choices = given.map(({ candidates, right }) => ({
    right,
    candidates: candidates.map((signals) => Float64Array.from(signals, (signal, k) => signal / spread[k]!)),
  }));
  const random = createRandom(3);
  const weights = new Float64Array(size);
  const squares = new Float64Array(size).fill(1e-3);
  const gradient = new Float64Array(size);
  const order = choices.map((_, i) => i);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const other = Math.floor(random() * (i + 1));
      [order[i], order[other]] = [order[other]!, order[i]!];
    }
    for (const place of order) {
      slopeOf(choices[place]!, weights, gradient);
      for (let k = 0; k < size; k++) {
        const slope = gradient[k]! + penalty * weights[k]!;
        squares[k]! += slope * slope;
        weights[k]! -= (rate * slope) / Math.sqrt(squares[k]!);
      }
    }
  }
  return Array.from(weights, (weight, k) => weight / spread[k]!);
}

/** How far each signal spreads, so that one rate suits them all. */
function spreadOf(choices: readonly Choice[], size: number): Float64Array {
  const sum = new Float64Array(size);
  const squares = new Float64Array(size);
  let rows = 0;
  for (const { candidates } of choices)
    for (const signals of candidates) {
      rows++;
      for (let k = 0; k < size; k++) {
        sum[k]! += signals[k]!;
        squares[k]! += signals[k]! ** 2;
      }
    }
  return sum.map((total, k) => Math.sqrt(Math.max(0, squares[k]! / rows - (total / rows) ** 2)) || 1);
}

/** Writes the gradient of minus the log likelihood of one choice. */
function slopeOf({ candidates, right }: Choice, weights: Float64Array, gradient: Float64Array): void {
  const powers = candidates.map((signals) => {
    let score = 0;
    for (let k = 0; k < weights.length; k++) score += signals[k]! * weights[k]!;
    return score;
  });
  const top = Math.max(...powers);
  let all = 0;
  let good = 0;
  powers.forEach((score, i) => {
    powers[i] = Math.exp(score - top);
    all += powers[i]!;
    if (right.has(i)) good += powers[i]!;
  });
  gradient.fill(0);
  candidates.forEach((signals, i) => {
    const pull = powers[i]! / all - (right.has(i) && good > 0 ? powers[i]! / good : 0);
    if (pull !== 0) for (let k = 0; k < weights.length; k++) gradient[k]! += pull * signals[k]!;
  });
}
