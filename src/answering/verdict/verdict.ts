import { syllables } from '../../vietnamese/text.ts';
import type { AskedReading } from '../question/asked-reading.ts';
import { accept, acceptanceSignalsOf, type ChoiceStanding, type ChoiceSureness } from './acceptance.ts';
import { type Clash, clashOf } from './agreement.ts';
import type { Candidate } from './candidate.ts';
import { type Model, probabilities } from './model.ts';
import type { Pair, Scales, Weighing } from './weighing.ts';

/** A candidate with the probability that it is what was asked. */
export interface Ranked extends Pair {
  /** Of it together with those that answer its questions too. */
  probability: number;
  /** Of it alone. */
  own: number;
  reading: AskedReading;
  clash: Clash | undefined;
}

/** A reading with all its candidates, best first. */
export interface Looked extends Pick<Weighing, 'reading' | 'question'> {
  /** Probability that none of them is what was asked. */
  none: number;
  ranked: Ranked[];
}

/** What is done with a question. */
export type Verdict = {
  /** Its readings, surest first: the explanation. */
  looked: Looked[];
} & (
  | {
      kind: 'answer';
      best: Ranked;
      /** How likely it is right, 0…1. */
      sure: number;
      /** Sure enough for what the question claims to be agreed with. */
      agrees: boolean;
      /** Another question of the same message that could be answered. */
      also: Ranked | undefined;
    }
  | {
      kind: 'offer';
      offers: Ranked[];
      /** How likely the first of them is right, 0…1; 0 where a slot contradicts it. */
      sure: number;
      /** Sure enough for its answer to be shown at once, under the question it answers. */
      shows: boolean;
    }
  | {
      kind: 'decline' /** What decided: nothing near, a slot that contradicts, or something known to be unknown. */;
      why: 'nothing-near' | Clash;
      nearest: Ranked | undefined;
    }
);

/** Most things offered at once. */
const mostOffers = 3;

/** Whether it is something that can be said: neither known to be unknown nor small talk. */
export const isKnown = ({ subject }: Candidate): boolean => subject.kind !== 'unknown' && subject.kind !== 'talk';

/** Not to know which is meant of two that the same statement answers is no doubt: that statement is as likely as both. */
function withAlike(place: number, pairs: readonly Pair[], each: readonly number[]): number {
  const { id } = pairs[place]!.candidate;
  if (clashOf(pairs[place]!) !== undefined) return each[place]!;
  return pairs.reduce((sum, { candidate, ...pair }, i) => {
    const counts =
      i === place || (candidate.id !== id && candidate.alike.has(id) && clashOf({ candidate, ...pair }) === undefined);
    return counts ? sum + each[i]! : sum;
  }, 0);
}

/** Puts the candidates of a reading in order. */
export function rank(model: Pick<Model, 'pair' | 'question'>, { pairs, question, reading }: Weighing): Looked {
  const { each, none } = probabilities(
    model,
    pairs.map(({ features }) => features),
    question,
  );
  const ranked = pairs
    .map((pair, i) => ({ ...pair, own: each[i]!, probability: withAlike(i, pairs, each), reading, clash: clashOf(pair) }))
    .sort((a, b) => b.probability - a.probability || b.own - a.own);
  return { reading, question, none, ranked: knownFirst(meantFirst(ranked)) };
}

/** How the first choice of a reading stands beside the question and the others. */
export function standingOf({ question, none, ranked: [first, ...others] }: Looked): ChoiceStanding | undefined {
  const rival = others.find(
    ({ candidate }) => first && candidate.id !== first.candidate.id && !candidate.alike.has(first.candidate.id),
  );
  return first && { ...first, question, none, rival };
}

/** The readings, surest first. */
export const surestFirst = (looked: readonly Looked[]): Looked[] =>
  looked.toSorted((a, b) => (b.ranked[0]?.probability ?? 0) - (a.ranked[0]?.probability ?? 0));

/** The first choice of a reading, and how likely it is right. */
interface Sure {
  first: Ranked;
  sure: number;
  /** Words of the reading ask for something. */
  asks: boolean;
}

/** How likely the first choice of a reading is right, and what the trees add to that: what is known to be unknown, or asked word for word, is as likely as it ranks. */
export function surenessOf(looked: Looked, { acceptance }: Pick<Model, 'acceptance'>): ChoiceSureness {
  const [first] = looked.ranked;
  const standing = standingOf(looked);
  if (!first || !standing) return { probability: 0, adds: [] };
  return isKnown(first.candidate) && first.probability < 1
    ? accept(acceptance, acceptanceSignalsOf(standing))
    : { probability: first.probability, adds: [] };
}

/** Words from which on a question is one of its own and no scrap of a sentence; `alo` and `cảm ơn` are what they are. */
const fewestWords = 3;

/** The words of a text in one order: `ai là chủ tịch` asks what `chủ tịch là ai` asks. */
const wordsOf = (text: string): string =>
  syllables(text)
    .map(({ folded }) => folded)
    .sort()
    .join(' ');

/**
 * A question that has the very words of a known way of asking for one thing asks for it, whatever else is near: whoever adds a wording to a fact may
 * rely on it. The weights cannot know, for they are fitted on wordings that are left out.
 */
function knownFirst(ranked: Ranked[]): Ranked[] {
  const reading = ranked[0]?.reading;
  const asked = wordsOf(reading?.text ?? '');
  // Of a story a clause may be anything.
  if (reading?.isPart) return ranked;
  const isLong = asked.split(' ').length >= fewestWords;
  const isAsWritten = ({ clash, wording, features }: Ranked): boolean =>
    (isLong || features.isTalk > 0) && clash === undefined && features.otherForm === 0 && wordsOf(wording) === asked;
  const [known, ...others] = ranked.filter(isAsWritten);
  if (!known || others.some(({ candidate }) => !known.candidate.alike.has(candidate.id))) return ranked;
  return [{ ...known, probability: 1 }, ...ranked.filter((one) => one !== known)];
}

const answerEachOther = (one: Candidate, other: Candidate): boolean => one.alike.has(other.id) && other.alike.has(one.id);

/** Of those that answer each other's questions the one that was meant speaks, though the sum of the others' may be greater; and where the first holds for others than who asks, the one that holds for them too. */
function meantFirst(ranked: Ranked[]): Ranked[] {
  const [first] = ranked;
  if (first?.clash === 'condition') {
    const holds = ranked.find(({ candidate, clash }) => clash === undefined && answerEachOther(first.candidate, candidate));
    if (!holds) return ranked;
    const own = holds.own + first.own;
    return [{ ...holds, own, probability: Math.max(own, holds.probability) }, ...ranked.filter((one) => one !== holds)];
  }
  const meant = ranked.find(
    ({ candidate, own, clash }) =>
      clash === undefined && first !== undefined && own > first.own && answerEachOther(first.candidate, candidate),
  );
  return meant ? [meant, ...ranked.filter((one) => one !== meant)] : ranked;
}

/** Decides over all readings of a question: the surest reading speaks. */
export function decideOn(
  readings: readonly AskedReading[],
  scales: Scales,
  model: Model,
  without?: ReadonlySet<string>,
): Verdict {
  return decideAmong(
    readings.map((reading) => rank(model, scales.weigh(reading, without))),
    model,
  );
}

/** The same, of readings whose candidates are in order. */
export function decideAmong(ranked: readonly Looked[], model: Pick<Model, 'acceptance' | 'thresholds'>): Verdict {
  const { thresholds } = model;
  const looked = surestFirst(ranked);
  const tops = looked.flatMap((one) =>
    one.ranked[0]
      ? [{ first: one.ranked[0], sure: surenessOf(one, model).probability, asks: one.question.asksNothing === 0 }]
      : [],
  );
  const best = meantOf(tops, thresholds);
  if (!best) return { kind: 'decline', why: 'nothing-near', nearest: undefined, looked };
  const { first, sure } = best;
  if (first.clash !== undefined && isKnown(first.candidate) && first.probability >= thresholds.show)
    return { kind: 'decline', why: first.clash, nearest: first, looked };
  if (sure >= leastOf(first, model) && first.clash === undefined) {
    const also = tops.find(
      (other) =>
        other.first.candidate.id !== first.candidate.id &&
        other.sure >= leastOf(other.first, model) &&
        other.first.clash === undefined &&
        isKnown(other.first.candidate) &&
        !overlaps(other.first.reading.text, first.reading.text),
    );
    return { kind: 'answer', best: first, sure, agrees: sure >= thresholds.agree, also: also?.first, looked };
  }
  // What is most like talk is near to nothing that is known.
  const isNear = tops.some((one) => one.first.candidate.subject.kind !== 'talk' && one.sure >= thresholds.near);
  const offers = isNear
    ? offersOf(
        looked.flatMap((one) => one.ranked),
        thresholds.offer,
      )
    : [];
  if (offers.length === 0) return { kind: 'decline', why: 'nothing-near', nearest: first, looked };
  const offered = tops.find((top) => top.first === offers[0] && top.first.clash === undefined);
  const likely = offered?.sure ?? 0;
  return { kind: 'offer', offers, sure: likely, shows: likely >= thresholds.show, looked };
}

/** What decides: of the readings the surest; a clause that is talk or asks nothing only where no other reading perhaps asks for something. */
function meantOf(tops: readonly Sure[], { aside }: Model['thresholds']): Sure | undefined {
  const isAside = ({ first, asks }: Sure): boolean => first.reading.isPart && (!asks || first.candidate.subject.kind === 'talk');
  const [surest] = tops;
  return surest && isAside(surest) ? (tops.find((top) => !isAside(top) && top.sure >= aside) ?? surest) : surest;
}

function leastOf({ candidate, reading }: Ranked, { thresholds }: Pick<Model, 'thresholds'>): number {
  if (candidate.subject.kind === 'document') return thresholds.article;
  if (isKnown(candidate)) return thresholds.answer;
  return candidate.subject.kind === 'unknown' && reading.isPart
    ? Math.max(thresholds.clause, thresholds.refuse)
    : thresholds.refuse;
}

const overlaps = (one: string, other: string): boolean => one.includes(other) || other.includes(one);

/** The likeliest known things of all readings, each once. */
function offersOf(ranked: readonly Ranked[], least: number): Ranked[] {
  const best = new Map<string, Ranked>();
  for (const one of ranked) {
    if (!isKnown(one.candidate) || one.probability < least) continue;
    const known = best.get(one.candidate.id);
    if (!known || known.probability < one.probability) best.set(one.candidate.id, one);
  }
  return [...best.values()].sort((a, b) => b.probability - a.probability).slice(0, mostOffers);
}
