/** Small convex fits by Adam on the full gradient: deterministic, no randomness, no dependency. */

/** Candidates of one question (or sentences of one passage) by their signals, and which of them are right. */
export interface Choice {
  candidates: ArrayLike<number>[];
  right: Set<number>;
}

/** One decision by its signals. */
export interface Decision {
  signals: number[];
  right: boolean;
}

const steps = 300;
const rate = 0.1;

function spreads(rows: ArrayLike<number>[], size: number): { mean: Float64Array; spread: Float64Array } {
  const mean = new Float64Array(size);
  const spread = new Float64Array(size);
  for (const row of rows) for (let k = 0; k < size; k++) mean[k]! += row[k]! / rows.length;
  for (const row of rows) for (let k = 0; k < size; k++) spread[k]! += (row[k]! - mean[k]!) ** 2 / rows.length;
  for (let k = 0; k < size; k++) spread[k] = Math.sqrt(spread[k]!) || 1;
  return { mean, spread };
}

function descend(size: number, penalty: number, gradientAt: (weights: Float64Array) => Float64Array, free = -1): Float64Array {
  const weights = new Float64Array(size);
  const momentum = new Float64Array(size);
  const scale = new Float64Array(size);
  for (let step = 1; step <= steps; step++) {
    const gradient = gradientAt(weights);
    for (let k = 0; k < size; k++) {
      const slope = gradient[k]! + (k === free ? 0 : penalty * weights[k]!);
      momentum[k] = 0.9 * momentum[k]! + 0.1 * slope;
      scale[k] = 0.99 * scale[k]! + 0.01 * slope * slope;
      weights[k]! -= (rate * (momentum[k]! / (1 - 0.9 ** step))) / (Math.sqrt(scale[k]! / (1 - 0.99 ** step)) + 1e-8);
    }
  }
  return weights;
}

/** Weights that make the right candidates likeliest under a softmax; choices without a right candidate are left out. */
export function fitChoices(choices: Choice[], penalty: number): number[] {
  const usable = choices.filter((choice) => choice.right.size > 0);
  const size = usable[0]!.candidates[0]!.length;
  const { spread } = spreads(
    usable.flatMap((choice) => choice.candidates),
    size,
  );
  const scaled = usable.map((choice) => ({
    right: choice.right,
    candidates: choice.candidates.map((signals) => Float64Array.from(signals, (value, k) => value / spread[k]!)),
  }));
  const fitted = descend(size, penalty, (weights) => {
    const gradient = new Float64Array(size);
    for (const { candidates, right } of scaled) {
      const parts = candidates.map((signals) => signals.reduce((sum, value, k) => sum + value * weights[k]!, 0));
      const highest = Math.max(...parts);
      let all = 0;
      let good = 0;
      parts.forEach((part, i) => {
        parts[i] = Math.exp(part - highest);
        all += parts[i]!;
        if (right.has(i)) good += parts[i]!;
      });
      candidates.forEach((signals, i) => {
        const pull = parts[i]! / all - (right.has(i) ? parts[i]! / good : 0);
        for (let k = 0; k < size; k++) gradient[k]! += (pull * signals[k]!) / scaled.length;
      });
    }
    return gradient;
  });
  return Array.from(fitted, (weight, k) => weight / spread[k]!);
}

/** Logistic regression; the last number is the constant. */
export function fitDecisions(decisions: Decision[], penalty: number): number[] {
  const size = decisions[0]!.signals.length;
  const { mean, spread } = spreads(
    decisions.map((decision) => decision.signals),
    size,
  );
  const rows = decisions.map(({ signals }) =>
    Float64Array.from([...signals, 0], (value, k) => (k === size ? 1 : (value - mean[k]!) / spread[k]!)),
  );
  const fitted = descend(
    size + 1,
    penalty,
    (weights) => {
      const gradient = new Float64Array(size + 1);
      rows.forEach((row, i) => {
        let logit = 0;
        for (let k = 0; k <= size; k++) logit += weights[k]! * row[k]!;
        const pull = (1 / (1 + Math.exp(-logit)) - (decisions[i]!.right ? 1 : 0)) / rows.length;
        for (let k = 0; k <= size; k++) gradient[k]! += pull * row[k]!;
      });
      return gradient;
    },
    size,
  );
  const weights = Array.from(fitted.subarray(0, size), (weight, k) => weight / spread[k]!);
  const constant = fitted[size]! - weights.reduce((sum, weight, k) => sum + weight * mean[k]!, 0);
  return [...weights, constant];
}

export const weightedSum = (signals: ArrayLike<number>, weights: number[]): number => {
  let sum = 0;
  for (let k = 0; k < signals.length; k++) sum += signals[k]! * weights[k]!;
  return sum;
};
