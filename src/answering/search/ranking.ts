import { matchSignals } from './match.ts';

/**
 * Weights of the ranking's signals: a linear model fitted by `bench/calibrate.ts` (softmax over the candidates of a question).
 * Provenance and held-out numbers: docs/benchmarks.md.
 */
const weightOf: Record<(typeof matchSignals)[number], number> = {
  words: 0.086,
  pairs: 0.108,
  exactWords: 0.104,
  exactPairs: 0.087,
  covered: 0.219,
  sentence: 0.58,
  twoSentences: 0.537,
  sentencePairs: 0.36,
  names: 0.149,
  title: 0.552,
  titleOnly: 0.995,
  numbers: 0.455,
  kind: 0.112,
  length: -0.797,
  focus: 0.335,
  kindSentence: 0.131,
};

const weights = Float64Array.from(matchSignals, (name) => weightOf[name]);

/** How well a passage fits a question, from its signals: comparable between passages of one question only. */
export function rankScore(signals: Float64Array): number {
  let score = 0;
  for (let i = 0; i < weights.length; i++) score += weights[i]! * signals[i]!;
  return score;
}
