/** The second half of `npm run fit`: how sure the first choice is, learned from choices of models that had not seen the example. */
import {
  type Acceptance,
  type AcceptanceSignal,
  acceptanceSignals,
  acceptanceSignalsOf,
} from '../../src/answering/verdict/acceptance.ts';
import type { Model } from '../../src/answering/verdict/model.ts';
import { isKnown, type Looked, rank, standingOf, surestFirst } from '../../src/answering/verdict/verdict.ts';
import { boost, type Judged } from './boosting.ts';
import type { Example } from './examples.ts';

/** Signals of which more can only speak for the first choice. */
const speakFor: readonly AcceptanceSignal[] = [
  'first',
  'firstNear',
  'firstSame',
  'others',
  'bayes',
  'topics',
  'found',
  'foundMore',
  'lead',
  'covered',
  'coveredAll',
  'wording',
  'nearestSays',
  'ideasShared',
  'kindKnown',
  'kindSame',
  'odds',
  'ownOdds',
  'firstMore',
  'othersMore',
  'bayesMore',
  'topicsMore',
  'coveredMore',
  'coveredAllMore',
  'wordingMore',
  'ideasSharedMore',
  'kindSameMore',
];
/** And of which more can only speak against it: whatever is missing, strange, other or left out. */
const speakAgainst: readonly AcceptanceSignal[] = [
  'wordingHead',
  'missing',
  'missingIdea',
  'missingStated',
  'otherForm',
  'kindOther',
  'wantsUnasked',
  'sideOther',
  'sideUnasked',
  'focusMissing',
  'ideaLacking',
  'yearUnmentioned',
  'unitUnasked',
  'placeUnmentioned',
  'countedMissing',
  'countGiven',
  'figureMissing',
  'strange',
  'strangeOne',
  'partial',
  'none',
  'rival',
  'rivalUnknown',
  'missingMore',
  'taskPlaceIdle',
];
const ways = acceptanceSignals.map((name) => (speakFor.includes(name) ? 1 : speakAgainst.includes(name) ? -1 : 0));

/** The readings of an example in order, by a model fitted without it; surest first. */
export const lookedAt = ({ weighings }: Example, model: Pick<Model, 'pair' | 'question'>): Looked[] =>
  surestFirst(weighings.map((weighing) => rank(model, weighing)));

/** An example as a decision about its first choice; none where nothing could be said of it. */
export function judgedOf([surest]: readonly Looked[], { right }: Example): Judged | undefined {
  const [first] = surest?.ranked ?? [];
  const standing = surest && standingOf(surest);
  if (!first || !standing || !isKnown(first.candidate) || first.clash !== undefined) return undefined;
  const signals = acceptanceSignalsOf(standing);
  return {
    signals: Float64Array.from(acceptanceSignals, (name) => signals[name]),
    odds: signals.odds,
    right: right.has(first.candidate.id),
    weight: 1,
  };
}

export const fitAcceptance = (judged: readonly Judged[]): Acceptance => ({ trees: boost(judged, acceptanceSignals, ways) });
