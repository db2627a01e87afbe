import type { ChatKey } from '../../messaging/message.ts';
import type { TranslationLanguage } from '../translations/language.ts';
import type { SubscriberAudience } from './audience.ts';
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
  /** When they last wrote to the bot: what a platform's messaging window is counted from. */
  lastContactAt: string;
}

/** How many of an audience a channel can reach. */
export interface Reach {
  channel: string;
  /** Their last contact lies within the channel's messaging window, or it has none. */
  now: number;
  /** Outside the window: at their next contact. */
  later: number;
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
  /** Code of a commune → how many asked for its news; communes of nobody are left out. */
  byCommune(): Promise<Record<string, number>>;
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
