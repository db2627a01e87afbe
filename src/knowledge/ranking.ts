import { signalNames } from './match.ts';

/**
 * Weights of the ranking's signals: a linear model fitted by `bench/calibrate.ts` (softmax over the candidates of a question).
 * Provenance and held-out numbers: docs/benchmarks.md.
 */
const weightOf: Record<(typeof signalNames)[number], number> = {
  words: 0.085,
  pairs: 0.092,
  exactWords: 0.137,
  exactPairs: 0.092,
  covered: 0.171,
  sentence: 0.663,
  twoSentences: 0.554,
  sentencePairs: 0.323,
  names: 0.141,
  title: 0.538,
  titleOnly: 1.056,
  numbers: 0.417,
  kind: 0.13,
  length: -0.619,
  focus: 0.417,
  kindSentence: 0.127,
};

const weights = Float64Array.from(signalNames, (name) => weightOf[name]);

/** How well a passage fits a question, from its signals: comparable between passages of one question only. */
export function rankScore(signals: Float64Array): number {
  let score = 0;
  for (let i = 0; i < weights.length; i++) score += weights[i]! * signals[i]!;
  return score;
}
