import type { PairFeature } from './features.ts';
import type { Ranked, Verdict } from './verdict.ts';

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

/** Why a question was answered, asked back or declined; plain data, for people and programs. */
export interface Explanation {
  outcome: Verdict['kind'];
  /** The step that decided, e.g. `year`, `nothing-near`, `answer`. */
  decidedBy: string;
  readings: { text: string; kind: string; none: number; candidates: ExplainedCandidate[] }[];
}

const mostReadings = 3;
const mostCandidates = 5;
const mostSignals = 6;
const rounded = (value: number): number => Math.round(value * 1000) / 1000;

export function explanationOf(verdict: Verdict, weights: Readonly<Record<PairFeature, number>>): Explanation {
  const explained = ({ candidate, probability, wording, clash, features }: Ranked): ExplainedCandidate => ({
    id: candidate.id,
    probability: rounded(probability),
    wording,
    ...(clash === undefined ? {} : { clash }),
    signals: (Object.entries(features) as [PairFeature, number][])
      .map(([name, value]) => ({ name, value: rounded(value), adds: rounded(value * weights[name]) }))
      .filter(({ adds }) => adds !== 0)
      .sort((a, b) => Math.abs(b.adds) - Math.abs(a.adds))
      .slice(0, mostSignals),
  });
  return {
    outcome: verdict.kind,
    decidedBy: verdict.kind === 'decline' ? verdict.why : verdict.kind,
    readings: verdict.looked.slice(0, mostReadings).map(({ reading, none, ranked }) => ({
      text: reading.text,
      kind: reading.kind,
      none: rounded(none),
      candidates: ranked.slice(0, mostCandidates).map(explained),
    })),
  };
}
