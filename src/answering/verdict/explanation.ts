import type { PairFeature } from './features.ts';
import type { Model } from './model.ts';
import { type Looked, type Ranked, surenessOf, type Verdict } from './verdict.ts';

/** A candidate of an explanation. */
export interface ExplainedCandidate {
  id: string;
  /** 0…1, with those that answer its questions too. */
  probability: number;
  /** Its wording that comes nearest. */
  wording: string;
  /** What the question fixes and it contradicts. */
  clash?: string;
  /** Its strongest signals and what each adds to its score, largest first. */
  signals: { name: PairFeature; value: number; adds: number }[];
}

/** How likely the first candidate of a reading is right, and what makes it likelier or less likely than its probability says; largest first. */
export interface ExplainedSureness {
  is: number;
  signals: { name: string; value: number; adds: number }[];
}

/** Why a question was answered, asked back or declined; plain data, for people and programs. */
export interface Explanation {
  outcome: Verdict['kind'];
  /** The step that decided, e.g. `year`, `nothing-near`, `answer`. */
  decidedBy: string;
  readings: { text: string; kind: string; none: number; sure?: ExplainedSureness; candidates: ExplainedCandidate[] }[];
}

const mostReadings = 3;
const mostCandidates = 5;
const mostSignals = 6;
const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** Those that add most, largest first. */
const strongest = <Signal extends { adds: number }>(signals: readonly Signal[]): Signal[] =>
  signals
    .filter(({ adds }) => adds !== 0)
    .sort((a, b) => Math.abs(b.adds) - Math.abs(a.adds))
    .slice(0, mostSignals);

function explainedSureness(looked: Looked, model: Pick<Model, 'acceptance'>): { sure?: ExplainedSureness } {
  if (looked.ranked.length === 0) return {};
  const { probability, adds } = surenessOf(looked, model);
  const signals = adds.map(({ name, value, adds: added }) => ({ name, value: rounded(value), adds: rounded(added) }));
  return { sure: { is: rounded(probability), signals: strongest(signals) } };
}

export function explanationOf(verdict: Verdict, model: Pick<Model, 'pair' | 'acceptance'>): Explanation {
  const explained = ({ candidate, probability, wording, clash, features }: Ranked): ExplainedCandidate => ({
    id: candidate.id,
    probability: rounded(probability),
    wording,
    ...(clash === undefined ? {} : { clash }),
    signals: strongest(
      (Object.entries(features) as [PairFeature, number][]).map(([name, value]) => ({
        name,
        value: rounded(value),
        adds: rounded(value * model.pair[name]),
      })),
    ),
  });
  return {
    outcome: verdict.kind,
    decidedBy: verdict.kind === 'decline' ? verdict.why : verdict.kind,
    readings: verdict.looked.slice(0, mostReadings).map((looked) => ({
      text: looked.reading.text,
      kind: looked.reading.kind,
      none: rounded(looked.none),
      ...explainedSureness(looked, model),
      candidates: looked.ranked.slice(0, mostCandidates).map(explained),
    })),
  };
}
