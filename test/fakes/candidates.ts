import type { AskedReading } from '../../src/answering/question/asked-reading.ts';
import { readQuestion } from '../../src/answering/question/question.ts';
import { readSlots } from '../../src/answering/question/slots.ts';
import type { Candidate } from '../../src/answering/verdict/candidate.ts';
import { type PairFeature, pairFeatures, type QuestionFeature, questionFeatures } from '../../src/answering/verdict/features.ts';
import type { Model } from '../../src/answering/verdict/model.ts';
import type { Pair, Scales } from '../../src/answering/verdict/weighing.ts';
import { fact } from './small-pack.ts';

/** A candidate about which nothing is said but what a test says. */
export const candidate = (id: string, extra: Partial<Candidate> = {}): Candidate => ({
  id,
  subject: { kind: 'fact', fact: fact(id, `Nói về ${id}.`, [id]) },
  alike: new Set(),
  wordings: [id],
  statement: '',
  counts: [],
  kinds: [],
  level: 'all',
  years: new Set(),
  ...extra,
});

/** The reading of a text that names no place. */
export function readingOf(text: string, extra: Partial<AskedReading> = {}): AskedReading {
  const { kind, wants } = readQuestion(text);
  return { text, kind, wants, slots: readSlots(text, 2026), places: [], share: 1, isPart: false, guessed: 0, ...extra };
}

const zeros = <Name extends string>(names: readonly Name[]): Record<Name, number> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;

export const pairSignals = (signals: Partial<Record<PairFeature, number>> = {}): Record<PairFeature, number> => ({
  ...zeros(pairFeatures),
  ...signals,
});

export const questionSignals = (signals: Partial<Record<QuestionFeature, number>> = {}): Record<QuestionFeature, number> => ({
  ...zeros(questionFeatures),
  ...signals,
});

/** A model that looks at the nearest wording alone: nothing is likelier than none of them unless its score is above 0. */
export const plainModel: Model = {
  pair: pairSignals({ first: 1 }),
  question: questionSignals({ bias: 1 }),
  acceptance: { trees: [] },
  thresholds: {
    ...{ answer: 0.5, article: 0.5, refuse: 0.5, near: 0.1, offer: 0.1 },
    ...{ show: 0.4, agree: 0.75, aside: 0.25, clause: 0.65 },
  },
};

/** A candidate with a score for the plain model, i.e. the logarithm of its odds against none. */
export const scored = (one: Candidate, score: number, signals: Partial<Record<PairFeature, number>> = {}): Pair => ({
  candidate: one,
  wording: one.wordings[0] ?? '',
  features: pairSignals({ first: score, ...signals }),
});

/** Scales that give the pairs noted for the text of a reading. */
export const scalesOf = (noted: Record<string, Pair[]>): Scales => ({
  rarity: () => 1,
  weigh: (reading, without) => ({
    reading,
    pairs: (noted[reading.text] ?? []).filter((pair) => !without?.has(pair.candidate.id)),
    question: questionSignals(),
  }),
});
