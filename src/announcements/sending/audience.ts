import type { Topic } from './topic.ts';

/** Whom an announcement is for. Nobody is implied: "everyone" is a value of its own, and an empty list matches nobody. */
export type Audience =
  | SubscriberAudience
  /** Officials with a linked account: the only audience of a drill. */
  | { kind: 'officials' }
  /** Who got (or may have got) another announcement, in the order they got it; with `rest`, after them those it had not reached yet. */
  | { kind: 'reached'; by: string; rest: boolean };

/** An audience that is found among the subscribers. */
export type SubscriberAudience =
  | { kind: 'everyone' }
  | { kind: 'topics'; topics: readonly AudienceTopic[] }
  /** Codes of communes. */
  | { kind: 'communes'; communes: readonly string[] }
  /** Who asked for the news of one of the communes and, besides, for one of the topics. */
  | { kind: 'communes-and-topics'; communes: readonly string[]; topics: readonly AudienceTopic[] };

/** A topic an announcement can be for; who chose "all" is meant by each. */
export type AudienceTopic = Exclude<Topic, 'all'>;

/** Whether an announcement for this audience goes to this subscriber. Who chose "all" gets every topic; a commune's own news only who named it. */
export function isMeant(
  audience: SubscriberAudience,
  { topics, communes }: { topics: readonly Topic[]; communes: readonly string[] },
): boolean {
  switch (audience.kind) {
    case 'everyone':
      return true;
    case 'topics':
      return audience.topics.some((topic) => topics.includes(topic) || topics.includes('all'));
    case 'communes':
      return audience.communes.some((code) => communes.includes(code));
    case 'communes-and-topics':
      return (
        audience.communes.some((code) => communes.includes(code)) &&
        audience.topics.some((topic) => topics.includes(topic) || topics.includes('all'))
      );
  }
}

/** Communes an audience names, by code; none where it names none. */
export function audienceCommunes(audience: Audience | undefined): readonly string[] {
  return audience?.kind === 'communes' || audience?.kind === 'communes-and-topics' ? audience.communes : [];
}

/** Whether it names anybody at all: an empty list does not. */
export function namesSomebody(audience: Audience): boolean {
  switch (audience.kind) {
    case 'topics':
      return audience.topics.length > 0;
    case 'communes':
      return audience.communes.length > 0;
    case 'communes-and-topics':
      return audience.communes.length > 0 && audience.topics.length > 0;
    case 'everyone':
    case 'officials':
    case 'reached':
      return true;
  }
}

/** How far the number of recipients may be from the approved one: 2 % of it, or 20 people where that is more. Both ends included. */
export function acceptedTotals(approved: number): { least: number; most: number } {
  const off = Math.max(20, Math.floor(approved * 0.02));
  return { least: Math.max(0, approved - off), most: approved + off };
}
