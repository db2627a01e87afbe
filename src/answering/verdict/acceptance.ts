import { type PairFeature, pairFeatures, type QuestionFeature, questionFeatures } from './features.ts';

/** By how much the first choice exceeds the next that is not alike, for signals where that tells something. */
const compared = [
  'first',
  'others',
  'bayes',
  'topics',
  'found',
  'covered',
  'coveredAll',
  'wording',
  'missing',
  'ideasShared',
  'kindSame',
] as const;

/** Signals of whether the first choice is really what was asked: its own, the question's, and how it stands among the others. */
export const acceptanceSignals = [
  ...pairFeatures,
  ...questionFeatures,
  'odds', // log odds of it, with those that answer its questions too
  'ownOdds', // log odds of it alone against none of all
  'none', // probability of none of all
  'rival', // probability of the next that is not alike
  'rivalUnknown', // the next is something known to be unknown
  ...compared.map((name) => `${name}More` as const),
] as const;
export type AcceptanceSignal = (typeof acceptanceSignals)[number];

/** A tree: a leaf says what it adds to the log odds; elsewhere one signal decides the branch. `value` is what would be said if the tree ended there. */
export type TreeNode = number | { on: AcceptanceSignal; at: number; value: number; below: TreeNode; from: TreeNode };

/** Fitted trees whose sum corrects the odds of the first choice; written by `npm run fit`, never by hand. */
export interface Acceptance {
  trees: readonly TreeNode[];
}

/** What stands about the first choice, the question and the others. */
export interface ChoiceStanding {
  features: Record<PairFeature, number>;
  question: Record<QuestionFeature, number>;
  /** Probabilities: of it with those alike, of it alone, of none of all. */
  probability: number;
  own: number;
  none: number;
  /** The next that is not alike. */
  rival: { features: Record<PairFeature, number>; probability: number } | undefined;
}

/** Odds beyond which there is nothing left to doubt. */
const surest = 12;
const oddsOf = (one: number, other: number): number =>
  Math.max(-surest, Math.min(surest, Math.log(Math.max(one, 1e-9) / Math.max(other, 1e-9))));

export function acceptanceSignalsOf(standing: ChoiceStanding): Record<AcceptanceSignal, number> {
  const { features, question, probability, own, none, rival } = standing;
  const more = Object.fromEntries(compared.map((name) => [`${name}More`, features[name] - (rival?.features[name] ?? 0)]));
  return {
    ...features,
    ...question,
    ...(more as Record<`${(typeof compared)[number]}More`, number>),
    odds: oddsOf(probability, 1 - probability),
    ownOdds: oddsOf(own, none),
    none,
    rival: rival?.probability ?? 0,
    rivalUnknown: rival?.features.isUnknown ?? 0,
  };
}

/** How likely the first choice is right, 0…1, and what each signal adds to the log odds beside those it starts from. */
export interface ChoiceSureness {
  probability: number;
  adds: readonly { name: AcceptanceSignal; value: number; adds: number }[];
}

export function accept({ trees }: Acceptance, signals: Record<AcceptanceSignal, number>): ChoiceSureness {
  const adds = new Map<AcceptanceSignal, number>();
  let { odds } = signals;
  for (const tree of trees) {
    let node = tree;
    while (typeof node !== 'number') {
      const next: TreeNode = signals[node.on] < node.at ? node.below : node.from;
      const value = typeof next === 'number' ? next : next.value;
      adds.set(node.on, (adds.get(node.on) ?? 0) + value - node.value);
      node = next;
    }
    odds += node;
  }
  return {
    probability: 1 / (1 + Math.exp(-odds)),
    adds: [...adds].map(([name, added]) => ({ name, value: signals[name], adds: added })),
  };
}
