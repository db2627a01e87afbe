import { type ChatKey, channelOf } from '../../messaging/message.ts';
import type { TranslationLanguage } from '../translations/language.ts';
import { isMeant, type SubscriberAudience } from './audience.ts';
import { type Topic, topics } from './topic.ts';

/** A chat that asked for announcements. Everything that is kept of a person. */
export interface Subscriber {
  chat: ChatKey;
  topics: readonly Topic[];
  /** Codes of the communes whose news they asked for. */
  communes: readonly string[];
  /** In which language they want them, where there is a text in it; absent: Vietnamese. */
  language?: TranslationLanguage;
  /** ISO 8601 UTC, like every `…At`. */
  subscribedAt: string;
  /** When they last wrote to the bot, `neverWrote` where they have not: what a platform's messaging window is counted from. */
  lastContactAt: string;
  /** Of somebody who was put on the list by an official: what says that they agreed. */
  consent?: Consent;
}

/** That somebody agreed, outside the bot, to get announcements. */
export interface Consent {
  /** Day they agreed, `YYYY-MM-DD`. */
  day: string;
  /** What proves it, as whoever put them on the list wrote it: a form and its number. */
  proof: string;
}

/** `lastContactAt` of somebody who never wrote to the bot: outside every messaging window. */
export const neverWrote = '1970-01-01T00:00:00.000Z';

/** How many of an audience a channel can reach. */
export interface Reach {
  channel: string;
  /** Their last contact lies within the channel's messaging window, or it has none. */
  now: number;
  /** Outside the window: at their next contact. */
  later: number;
}

/** How many of an audience asked for the news of a commune, on one channel; see `Reach`. */
export interface CommuneCount extends Reach {
  /** Code. */
  commune: string;
}

/** Who asked for announcements. The contract every implementation passes is `test/contracts/subscribers.ts`. */
export interface Subscribers {
  get(chat: ChatKey): Promise<Subscriber | undefined>;
  /** Adds the subscriber, or puts it in the place of what was kept of the chat. Durable once it resolves. */
  put(subscriber: Subscriber): Promise<void>;
  /** Ends the subscription: left, blocked or gone. Deliveries keep their record. */
  remove(chat: ChatKey): Promise<void>;
  /**
   * Erases the chat from every record of the store and keeps a restored backup from bringing it back. Deliveries stay in the totals, those
   * not sent yet as `left`.
   */
  forget(chat: ChatKey): Promise<void>;
  /** Counts an audience by channel. `windowStarts`: channel → ISO instant the last contact must not lie before; channels it does not name have no window. */
  reach(audience: SubscriberAudience, windowStarts: Readonly<Record<string, string>>): Promise<Reach[]>;
  /** `reach` by commune besides, of every commune whose news somebody of the audience asked for: who asked for several counts in each. */
  byCommune(audience: SubscriberAudience, windowStarts: Readonly<Record<string, string>>): Promise<CommuneCount[]>;
}

/** Counts those of an audience by commune and channel, as `Subscribers.byCommune` says. */
export function countedByCommune(
  all: Iterable<Subscriber>,
  audience: SubscriberAudience,
  windowStarts: Readonly<Record<string, string>>,
): CommuneCount[] {
  const counts = new Map<string, CommuneCount>();
  for (const one of all) {
    if (!isMeant(audience, one)) continue;
    const channel = channelOf(one.chat);
    for (const commune of one.communes) {
      const key = `${commune} ${channel}`;
      const counted = counts.get(key) ?? { commune, channel, now: 0, later: 0 };
      counted[one.lastContactAt >= (windowStarts[channel] ?? '') ? 'now' : 'later'] += 1;
      counts.set(key, counted);
    }
  }
  return [...counts.values()];
}

/** The subscription after somebody asked for more; topics and communes once each, "all" in the place of the single topics. */
export function withSubscription(
  before: Subscriber | undefined,
  chat: ChatKey,
  wanted: { topics: readonly Topic[]; communes: readonly string[] },
  nowIso: string,
): Subscriber {
  const chosen = new Set([...(before?.topics ?? []), ...wanted.topics]);
  return {
    chat,
    topics: chosen.has('all') ? ['all'] : topics.filter((topic) => chosen.has(topic)),
    communes: [...new Set([...(before?.communes ?? []), ...wanted.communes])].sort(),
    ...(before?.language === undefined ? {} : { language: before.language }),
    subscribedAt: before?.subscribedAt ?? nowIso,
    lastContactAt: nowIso,
    ...(before?.consent ? { consent: before.consent } : {}),
  };
}

/** The subscription after somebody asked for less; `undefined` when nothing is left. Leaving one topic of "all" keeps the others. */
export function withoutSubscription(
  before: Subscriber,
  unwanted: { topics: readonly Topic[]; communes: readonly string[] },
  nowIso: string,
): Subscriber | undefined {
  const held: readonly Topic[] =
    before.topics.includes('all') && !unwanted.topics.includes('all') && unwanted.topics.length > 0
      ? topics.filter((topic) => topic !== 'all')
      : before.topics;
  const kept = held.filter((topic) => !unwanted.topics.includes(topic));
  const communes = before.communes.filter((code) => !unwanted.communes.includes(code));
  return kept.length + communes.length === 0 ? undefined : { ...before, topics: kept, communes, lastContactAt: nowIso };
}
