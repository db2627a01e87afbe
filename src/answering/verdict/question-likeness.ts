import type { Lexicon } from '../../vietnamese/lexicon.ts';
import { type Grams, gramsOf } from './grams.ts';
import { spell } from './spelt.ts';
import { ideasOf } from './understanding.ts';

/** How like each other questions are, by what the verdict tells them apart by: words, pairs, ideas, figures, the kind of question. */
export interface QuestionLikeness {
  /** A question made ready to be compared. */
  read(question: string): QuestionVector;
  /** 0…1: cosine of two. */
  between(one: QuestionVector, other: QuestionVector): number;
}

/** Gram → weight, of length one. */
export type QuestionVector = ReadonlyMap<string, number>;

/** As likely the same question as another one, see docs/decisions/0038-questions-without-the-person.md. */
export const sameQuestion = 0.5;

/** @param background ways of asking that tell common grams from rare ones. */
export function createQuestionLikeness(
  lexicon: Pick<Lexicon, 'ideas' | 'synonyms'>,
  background: Iterable<string>,
): QuestionLikeness {
  const ideas = ideasOf(lexicon);
  const holders = new Map<string, number>();
  let all = 0;
  const gramsIn = (question: string): Grams => gramsOf(spell(question, ideas));
  for (const wording of background) {
    all += 1;
    for (const gram of gramsIn(wording).keys()) holders.set(gram, (holders.get(gram) ?? 0) + 1);
  }
  const rarity = (gram: string): number => Math.sqrt(Math.log(1 + (all + 1) / ((holders.get(gram) ?? 0) + 0.5)));
  return {
    read(question) {
      const weights = [...gramsIn(question)].map(([gram, weight]): [string, number] => [gram, weight * rarity(gram)]);
      const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1;
      return new Map(weights.map(([gram, weight]) => [gram, weight / length]));
    },
    between(one, other) {
      const [small, large] = one.size < other.size ? [one, other] : [other, one];
      let sum = 0;
      for (const [gram, weight] of small) sum += weight * (large.get(gram) ?? 0);
      return sum;
    },
  };
}
