import { matchSignals } from './match.ts';

/**
 * Weights of the ranking's signals: a linear model fitted by `bench/calibrate.ts` (softmax over the candidates of a question).
 * Provenance and held-out numbers: docs/benchmarks.md.
 */
const weightOf: Record<(typeof matchSignals)[number], number> = {
  words: 0.126,
  pairs: 0.155,
  exactWords: 0.129,
  exactPairs: 0.062,
  covered: 0.137,
  sentence: 0.601,
  twoSentences: 0.435,
  sentencePairs: 0.463,
  names: 0.151,
  title: 0.571,
  titleOnly: 1.01,
  numbers: 0.527,
  kind: 0.332,
  length: -0.647,
  focus: 0.435,
  kindSentence: 0.097,
};

const weights = Float64Array.from(matchSignals, (name) => weightOf[name]);

/** How well a passage fits a question, from its signals: comparable between passages of one question only. */
export function rankScore(signals: Float64Array): number {
  let score = 0;
  for (let i = 0; i < weights.length; i++) score += weights[i]! * signals[i]!;
  return score;
}
