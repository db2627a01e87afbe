import type { Inspection } from './inspection.ts';
import type { Sentence } from './sentence.ts';

/** Signals of how likely one sentence of the right passage is to hold the answer. */
export const sentenceSignals = [
  'words', // share of the question's information in the sentence
  'pairs', // share of its pairs
  'kind', // holds a value of the kind asked for
  'focus', // the counted or chosen thing stands beside such a value
  'closeness', // the value stands close to words of the question
  'previousWords',
  'nextWords',
  'relative', // words and pairs against the passage's best sentence
  'length',
  'fresh', // words that are not in the question
  'run', // longest run of question words
  'previousPairs',
  'nextPairs',
] as const;

/** Fitted by `bench/calibrate.ts` (softmax over the sentences of the right passage); provenance in docs/benchmarks.md. */
const weightOf: Record<(typeof sentenceSignals)[number], number> = {
  words: 2.574,
  pairs: 3.81,
  kind: 1.299,
  focus: 1.987,
  closeness: 3.29,
  previousWords: -0.326,
  nextWords: 0.069,
  relative: 1.679,
  length: 1.221,
  fresh: -1.283,
  run: -3.128,
  previousPairs: 2.08,
  nextPairs: 1.209,
};
const weights = sentenceSignals.map((name) => weightOf[name]);

/** A quote is at most this long, in UTF-16 code units, unless one sentence is longer. */
const longestQuote = 800;
/** A quote this likely to hold the answer is not made longer. */
const likelyEnough = 0.995;

/** Signals of every sentence of an inspected passage. */
export function signalsOfSentences({ sentences }: Inspection): number[][] {
  const best = Math.max(...sentences.map((sentence) => sentence.words + sentence.pairs)) + 1e-6;
  return sentences.map((sentence, i) => {
    const previous = sentences[i - 1];
    const next = sentences[i + 1];
    return [
      sentence.words,
      sentence.pairs,
      sentence.hasKind ? 1 : 0,
      sentence.hasFocus ? 1 : 0,
      sentence.closeness,
      previous?.words ?? 0,
      next?.words ?? 0,
      (sentence.words + sentence.pairs) / best,
      Math.log(1 + sentence.length),
      Math.log(1 + sentence.fresh),
      sentence.run,
      previous?.pairs ?? 0,
      next?.pairs ?? 0,
    ];
  });
}

/** The sentences to quote: from, to (inclusive), and the probability that the answer is among them if the passage holds it. */
export interface QuoteChoice {
  from: number;
  to: number;
  /** The likeliest sentence, and how likely it alone holds the answer. */
  best: number;
  bestProbability: number;
  probability: number;
}

function probabilities(signals: number[][]): number[] {
  const logits = signals.map((signal) => signal.reduce((sum, value, i) => sum + value * weights[i]!, 0));
  const highest = Math.max(...logits);
  const parts = logits.map((logit) => Math.exp(logit - highest));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}

/** The shortest run of sentences that is likely enough, or the likeliest one that is short enough. */
export function chooseQuote(inspection: Inspection, spans: Sentence[]): QuoteChoice {
  const likely = probabilities(signalsOfSentences(inspection));
  const likeliest = likely.indexOf(Math.max(...likely));
  let best: QuoteChoice = { from: 0, to: 0, best: likeliest, bestProbability: likely[likeliest]!, probability: -1 };
  let bestLength = 0;
  for (let from = 0; from < spans.length; from++) {
    let probability = 0;
    for (let to = from; to < spans.length; to++) {
      const length = spans[to]!.end - spans[from]!.start;
      if (to > from && length > longestQuote) break;
      probability += likely[to] ?? 0;
      const bothEnough = probability >= likelyEnough && best.probability >= likelyEnough;
      if (bothEnough ? length >= bestLength : probability <= best.probability + 1e-9) continue;
      best = { ...best, from, to, probability };
      bestLength = length;
    }
  }
  return best;
}
