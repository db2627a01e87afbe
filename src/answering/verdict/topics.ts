import type { Candidate } from './candidate.ts';
import { wordingsOf } from './collecting.ts';
import { type Grams, gramsOf } from './grams.ts';
import type { Ideas } from './ideas.ts';
import { leading } from './leading.ts';
import { spell } from './spelt.ts';
import { createWordingIndex, type WordingIndex } from './wording-index.ts';

/** Where a text stands among what people commonly ask: its nearest topics, each with how near it is, 0…1; together of length 1. */
export type TopicPlace = ReadonlyMap<number, number>;

/**
 * What people commonly ask, as something to measure by: two texts that come near the same topics are about the same, though they share no word (explicit
 * semantic analysis: Gabrilovich and Markovitch, IJCAI 2007).
 */
export interface Topics {
  placeOf(grams: Grams): TopicPlace;
}

/** Topics kept of a text: the others are too far away to say anything. */
const mostTopics = 12;
/** How fast nearness falls with the odds of a topic. The first value tried: no other was. */
const steepness = 3;

/** @param odds log odds of a text under each topic, valid until the next call; -Infinity for what is no topic. */
export function createTopics(odds: (grams: Grams) => ArrayLike<number>): Topics {
  return {
    placeOf(grams) {
      const each = odds(grams);
      const topics = leading(each.length, (i) => each[i]!, mostTopics);
      const highest = each[topics[0]!] ?? 0;
      const powers = topics.map((i) => Math.exp(steepness * (each[i]! - highest)));
      const length = Math.hypot(...powers) || 1;
      return new Map(topics.map((topic, i) => [topic, powers[i]! / length]));
    },
  };
}

/** Topics made of their ways of asking. */
export function topicsOf(ways: Iterable<readonly string[]>, ideas: Ideas): Topics {
  const all = [...ways];
  const index = createWordingIndex(
    (function* () {
      for (const wordings of all) yield wordings.map((wording) => gramsOf(spell(wording, ideas)));
    })(),
  );
  return createTopics((grams) => index.compare(grams).bayes);
}

/** How much two texts are about the same, 0…1. */
export function agreementOf(one: TopicPlace, other: TopicPlace): number {
  let sum = 0;
  for (const [topic, near] of one) sum += near * (other.get(topic) ?? 0);
  return Math.min(1, sum);
}

/**
 * How much each article is about what a text asks, by its place among the candidates; 0 of anything else. The topics are those given, else whatever of the
 * candidates is no article and no talk.
 */
export function createAboutness(
  candidates: readonly Candidate[],
  lent: ReadonlyMap<string, readonly string[]>,
  index: WordingIndex,
  ideas: Ideas,
): (grams: Grams) => (i: number) => number {
  const articles = candidates.flatMap((candidate, i) => (candidate.subject.kind === 'document' ? [{ candidate, i }] : []));
  if (articles.length === 0) return () => () => 0;
  const isTopic = candidates.map(({ subject }) => subject.kind !== 'document' && subject.kind !== 'talk');
  const own = (grams: Grams) => index.compare(grams).bayes.map((odds, i) => (isTopic[i] ? odds : -Infinity));
  const topics = lent.size > 0 ? topicsOf([...lent.values()].map(wordingsOf), ideas) : createTopics(own);
  const places = new Map(
    articles.map(({ candidate, i }) => [
      i,
      [...candidate.wordings, ...(candidate.passages ?? [])].map((text) => topics.placeOf(gramsOf(spell(text, ideas)))),
    ]),
  );
  return (grams) => {
    const asked = topics.placeOf(grams);
    return (i) => Math.max(0, ...(places.get(i) ?? []).map((one) => agreementOf(asked, one)));
  };
}
