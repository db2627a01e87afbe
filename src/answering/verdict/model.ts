import type { Acceptance } from './acceptance.ts';
import { type PairFeature, pairFeatures, type QuestionFeature, questionFeatures } from './features.ts';

/** The fitted weights; written by `npm run fit`, never by hand. */
export interface Model {
  pair: Record<PairFeature, number>;
  question: Record<QuestionFeature, number>;
  /** Corrects how sure the first candidate is. */
  acceptance: Acceptance;
  thresholds: {
    /** How likely the first candidate has to be right to be said. */
    answer: number;
    /** The same of an article whose title is a question: one wording tells less of what it is asked for. */
    article: number;
    /** Least probability at which what is known to be unknown, or contradicts the question, is refused as such. */
    refuse: number;
    /** How likely the first choice of some reading has to be right for anything to be offered. */
    near: number;
    /** Least probability at which a candidate is offered. */
    offer: number;
    /** How likely the first offered has to be right for its answer to be shown at once, under the question it answers; and one that contradicts the question, for the reply to say so. */
    show: number;
    /** How likely it must be that a thing is what was asked about for a claim to be agreed with: a figure that fits something else is the worst answer. */
    agree: number;
    /** How likely a reading has to ask for something to speak before a clause that is talk or asks nothing. */
    aside: number;
    /** From where on a clause of a story alone says that its question is a known unknown: the other clauses may hold what is known. */
    clause: number;
  };
}

const sum = <Name extends string>(names: readonly Name[], values: Record<Name, number>, by: Record<Name, number>): number =>
  names.reduce((total, name) => total + values[name] * by[name], 0);

/**
 * Probability of every candidate to be the answer, and of none: a conditional logit (McFadden 1974) over the candidates and "none of these".
 * @returns in the order of `pairs`, and the probability of none.
 */
export function probabilities(
  model: Pick<Model, 'pair' | 'question'>,
  pairs: readonly Record<PairFeature, number>[],
  question: Record<QuestionFeature, number>,
): { each: number[]; none: number } {
  const scores = pairs.map((features) => sum(pairFeatures, features, model.pair));
  const none = sum(questionFeatures, question, model.question);
  const top = Math.max(none, ...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const total = powers.reduce((all, power) => all + power, Math.exp(none - top));
  return { each: powers.map((power) => power / total), none: Math.exp(none - top) / total };
}
