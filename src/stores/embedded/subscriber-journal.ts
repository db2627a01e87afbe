import { z } from 'zod';
import { isMeant } from '../../announcements/sending/audience.ts';
import { countedByCommune, type Reach, type Subscriber, type Subscribers } from '../../announcements/sending/subscribers.ts';
import { expiredVisitor } from '../../announcements/sending/visitors.ts';
import { translationLanguages } from '../../announcements/translations/language.ts';
import { type ChatKey, channelOf } from '../../messaging/message.ts';
import { readDocument } from '../document-file.ts';
import { diskFiles, type Files, readWhole, StoreFileError } from '../files.ts';
import { openJournal } from './journal.ts';

/** A subscriber as it is on disk. */
export const subscriberRecord = z.strictObject({
  chat: z.string(),
  topics: z.array(z.enum(['all', 'milestones', 'reform'])),
  communes: z.array(z.string()),
  language: z.enum(translationLanguages).exactOptional(),
  subscribedAt: z.iso.datetime(),
  lastContactAt: z.iso.datetime(),
  consent: z.strictObject({ day: z.iso.date(), proof: z.string() }).exactOptional(),
}) satisfies z.ZodType<Subscriber>;

const entry = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('subscriber'), subscriber: subscriberRecord }),
  z.strictObject({ is: z.literal('gone'), chat: z.string() }),
]);
type Entry = z.infer<typeof entry>;

/** What was written before there was a journal: one document, replaced with every change. */
const documentSchema = z.strictObject({ subscribers: z.array(subscriberRecord) });

/** From here on operators are told that PostgreSQL would serve them better. */
export const manySubscribers = 100_000;
/** All of them are in memory, with a delivery each while an announcement is sent: measured up to here (docs/benchmarks.md). */
export const mostSubscribers = 200_000;

/** There are as many subscribers as this store takes. */
export class StoreFullError extends Error {
  constructor() {
    super(
      `the embedded store takes at most ${mostSubscribers} subscribers: set DATABASE_URL to use PostgreSQL (cutri migrate lowdb-to-postgres)`,
    );
    this.name = 'StoreFullError';
  }
}

/** Subscribers in one journal; `forget` erases them from it, what else is kept of a person is others' to erase. */
export interface SubscriberJournal extends Subscribers {
  held(): ReadonlyMap<ChatKey, Subscriber>;
  /** As many `put`s. Throws `StoreFullError` before anything is written where they are too many. */
  addAll(subscribers: readonly Subscriber[]): Promise<void>;
  /** How many more it takes. */
  room(): number;
  /** Lets go of visitors of the page who have not been back, as `expiredVisitor` says, and erases from the disk who left. `agreed`: chats reached while the page is closed. */
  tidy(at: Date, agreed?: ReadonlySet<ChatKey>): Promise<void>;
  close(): Promise<void>;
}

/** A journal smaller than this is left as it is. */
const leastBytes = 1 << 20;

/**
 * Opens or creates the journal; `torn` as `openJournal` says. Where there is none yet it begins with what `document`, the file of earlier versions,
 * holds; `documentExpected`: one was there, so that its absence is no new installation. Throws `StoreFileError`.
 */
export async function openSubscriberJournal({
  path,
  create,
  document,
  documentExpected,
  files = diskFiles,
}: {
  path: string;
  create: boolean;
  document: string;
  documentExpected: boolean;
  files?: Files;
}): Promise<{ subscribers: SubscriberJournal; torn: number }> {
  const records = new Map<ChatKey, Subscriber>();
  if (create && (await readWhole(files, path)) === undefined) {
    const found = await readDocument({ path: document, files, kind: 'subscribers', version: 1, schema: documentSchema });
    if (!found && documentExpected)
      throw new StoreFileError(
        `${document} is missing, although this folder has been used before. Restore the latest backup with cutri restore.`,
      );
    for (const one of found?.subscribers ?? []) records.set(one.chat, one);
  }
  /** Whether the file still holds people who left. */
  let holdsLeft = false;
  const { journal, torn } = await openJournal<Entry>({
    path,
    files,
    create,
    kind: 'subscribers',
    parse: (value) => entry.parse(value),
    apply(said) {
      if (said.is === 'subscriber') records.set(said.subscriber.chat, said.subscriber);
      else holdsLeft = records.delete(said.chat) || holdsLeft;
    },
    *snapshot() {
      for (const one of records.values()) yield { is: 'subscriber', subscriber: subscriberRecord.parse(one) };
    },
  });

  async function compact(): Promise<void> {
    holdsLeft = false;
    try {
      await journal.compact();
    } catch (error) {
      holdsLeft = true;
      throw error;
    }
  }

  async function remove(chat: ChatKey): Promise<void> {
    if (records.has(chat)) await journal.append({ is: 'gone', chat });
  }

  const subscribers: SubscriberJournal = {
    held: () => records,
    get: async (chat) => structuredClone(records.get(chat)),
    async put(given) {
      const one = subscriberRecord.parse(given);
      if (!records.has(one.chat) && records.size >= mostSubscribers) throw new StoreFullError();
      await journal.append({ is: 'subscriber', subscriber: one });
    },
    room: () => Math.max(0, mostSubscribers - records.size),
    async addAll(given) {
      const all = given.map((one) => subscriberRecord.parse(one));
      if (records.size + all.length > mostSubscribers) throw new StoreFullError();
      await Promise.all(all.map((one) => journal.append({ is: 'subscriber', subscriber: one })));
    },
    remove,
    async forget(chat) {
      await journal.append({ is: 'gone', chat });
      await compact();
    },
    async tidy(at, agreed) {
      const over = [...records.values()].filter((one) => expiredVisitor(one, at, agreed?.has(one.chat)));
      await Promise.all(over.map(({ chat }) => remove(chat)));
      const { bytes, compactedBytes } = journal.size();
      if (holdsLeft || bytes > Math.max(leastBytes, 2 * compactedBytes)) await compact();
    },
    byCommune: async (audience, windowStarts) => countedByCommune(records.values(), audience, windowStarts),
    async reach(audience, windowStarts) {
      const reach = new Map<string, Reach>();
      for (const one of records.values()) {
        if (!isMeant(audience, one)) continue;
        const channel = channelOf(one.chat);
        const counted = reach.get(channel) ?? { channel, now: 0, later: 0 };
        counted[one.lastContactAt >= (windowStarts[channel] ?? '') ? 'now' : 'later'] += 1;
        reach.set(channel, counted);
      }
      return [...reach.values()];
    },
    close: () => journal.close(),
  };
  return { subscribers, torn };
}
