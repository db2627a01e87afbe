import type { Candidate } from './candidate.ts';
import { wordingsOf } from './collecting.ts';
import { type Grams, gramsOf } from './grams.ts';
import type { Ideas } from './ideas.ts';
import { leading } from './leading.ts';
import { spell } from './spelt.ts';
import { createWordingIndex, type NearnessToAll, type WordingIndex } from './wording-index.ts';

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

/** Topics that come with cutri, where a pack does not tell itself what people commonly ask. */
export interface LentTopics extends Topics {
  /** Whether a text is nearer to one of them than to any talk: a small pack holds nothing else that could say it is none. */
  isCommon(grams: Grams): boolean;
}

/** How much the nearest way of asking counts beside the odds where whom to look at is chosen; the fitted model decides afterwards. */
export const nearestCounts = 6;

/** Topics and talk made of their ways of asking. */
export function topicsOf(ways: Iterable<readonly string[]>, talk: Iterable<readonly string[]>, ideas: Ideas): LentTopics {
  const topics = [...ways].map(wordingsOf);
  const all = [...topics, ...[...talk].map(wordingsOf)];
  const index = createWordingIndex(
    (function* () {
      for (const wordings of all) yield wordings.map((wording) => gramsOf(spell(wording, ideas)));
    })(),
  );
  let last: { grams: Grams; near: NearnessToAll } | undefined;
  /** Both questions about a text are answered by one comparison. */
  function compare(grams: Grams): NearnessToAll {
    if (last?.grams !== grams) last = { grams, near: index.compare(grams) };
    return last.near;
  }
  return {
    ...createTopics((grams) => compare(grams).bayes.subarray(0, topics.length)),
    isCommon(grams) {
      const { bayes, first } = compare(grams);
      const [best] = leading(all.length, (i) => bayes[i]! + nearestCounts * first[i]!, 1);
      return best !== undefined && best < topics.length;
    },
  };
}

/** How much two texts are about the same, 0…1. */
export function agreementOf(one: TopicPlace, other: TopicPlace): number {
  let sum = 0;
  for (const [topic, near] of one) sum += near * (other.get(topic) ?? 0);
  return Math.min(1, sum);
}

/**
 * How much each article is about what a text asks, by its place among the candidates; 0 of anything else. The topics are those lent, else whatever of the
 * candidates is no article and no talk.
 */
export function createAboutness(
  candidates: readonly Candidate[],
  lent: Topics | undefined,
  index: WordingIndex,
  ideas: Ideas,
): (grams: Grams) => (i: number) => number {
  const articles = candidates.flatMap((candidate, i) => (candidate.subject.kind === 'document' ? [{ candidate, i }] : []));
  if (articles.length === 0) return () => () => 0;
  const isTopic = candidates.map(({ subject }) => subject.kind !== 'document' && subject.kind !== 'talk');
  const own = (grams: Grams) => index.compare(grams).bayes.map((odds, i) => (isTopic[i] ? odds : -Infinity));
  const topics = lent ?? createTopics(own);
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

/** An article as a search of all articles finds it. */
export interface ArticleFound {
  /** One divided by its rank; 0 where it is not found, and of anything else. */
  found: number;
  /** By how much its score exceeds the best other's, -1…1. */
  foundMore: number;
}

/** Ids of documents with their scores, best first; a document may be found more than once. */
export type ArticleSearch = (text: string) => Iterable<{ document: string; score: number }>;

/** Scores are log odds: by so much more one leaves no doubt. */
const farAhead = 5;
/** What stands beside an article that is found alone. */
const noRival = -5;
const notFound: ArticleFound = { found: 0, foundMore: 0 };

/** What a search finds of the articles among the candidates, by their places. */
export function createArticleFinder(
  candidates: readonly Candidate[],
  search: ArticleSearch,
): (text: string) => { places: readonly number[]; of(place: number): ArticleFound } {
  const places = new Map(candidates.flatMap(({ id, subject }, i) => (subject.kind === 'document' ? [[id, i] as const] : [])));
  if (places.size === 0) return () => ({ places: [], of: () => notFound });
  return (text) => {
    const scores = new Map<number, number>();
    for (const { document, score } of search(text)) {
      const place = places.get(document);
      if (place !== undefined && !scores.has(place)) scores.set(place, score);
    }
    const found = [...scores.keys()];
    const [first = noRival, second = noRival] = scores.values();
    return {
      places: found,
      of(place) {
        const score = scores.get(place);
        if (score === undefined) return notFound;
        const rank = found.indexOf(place);
        const rival = rank === 0 ? second : first;
        return { found: 1 / (1 + rank), foundMore: Math.max(-1, Math.min(1, (score - rival) / farAhead)) };
      },
    };
  };
}
