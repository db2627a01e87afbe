import { z } from 'zod';
import { isMeant } from '../../announcements/sending/audience.ts';
import type { Reach, Subscriber, Subscribers } from '../../announcements/sending/subscribers.ts';
import { expiredVisitor } from '../../announcements/sending/visitors.ts';
import { channelOf } from '../../conversations/inbox/log.ts';
import type { ChatKey } from '../../messaging/message.ts';
import { openDocumentFile } from '../document-file.ts';
import { diskFiles, type Files } from '../files.ts';

const subscriber = z.strictObject({
  chat: z.string(),
  topics: z.array(z.enum(['all', 'milestones', 'reform'])),
  communes: z.array(z.string()),
  subscribedAt: z.iso.datetime(),
  lastContactAt: z.iso.datetime(),
}) satisfies z.ZodType<Subscriber>;
const schema = z.strictObject({ subscribers: z.array(subscriber) });

/** From here on operators are told that PostgreSQL would serve them better. */
export const manySubscribers = 20_000;
/** The whole file is written with every change: beyond this the service would stand still for too long. */
export const mostSubscribers = 50_000;

/** There are as many subscribers as this store takes. */
export class StoreFullError extends Error {
  constructor() {
    super(
      `the embedded store takes at most ${mostSubscribers} subscribers: set DATABASE_URL to use PostgreSQL (cutri migrate lowdb-to-postgres)`,
    );
    this.name = 'StoreFullError';
  }
}

/** Subscribers in one file; `forget` erases them from it, what else is kept of a person is others' to erase. */
export interface SubscriberFile extends Subscribers {
  held(): ReadonlyMap<ChatKey, Subscriber>;
  /** Lets go of visitors of the page who have not been back, as `expiredVisitor` says. `agreed`: chats reached while the page is closed. */
  expire(at: Date, agreed?: ReadonlySet<ChatKey>): Promise<void>;
  close(): Promise<void>;
}

export async function openSubscriberFile(options: { path: string; create: boolean; files?: Files }): Promise<SubscriberFile> {
  const file = await openDocumentFile({
    ...options,
    files: options.files ?? diskFiles,
    kind: 'subscribers',
    version: 1,
    schema,
    empty: { subscribers: [] },
  });
  let read: unknown;
  let byChat = new Map<ChatKey, Subscriber>();
  /** By chat, worked out anew only when the file has changed. */
  const held = (): ReadonlyMap<ChatKey, Subscriber> => {
    const { subscribers } = file.current();
    if (read !== subscribers) byChat = new Map(subscribers.map((one) => [one.chat, one]));
    read = subscribers;
    return byChat;
  };
  const remove = (chat: ChatKey): Promise<void> =>
    file.update((data) =>
      data.subscribers.some((one) => one.chat === chat)
        ? { data: { subscribers: data.subscribers.filter((one) => one.chat !== chat) }, result: undefined }
        : { data, result: undefined },
    );

  return {
    held,
    get: async (chat) => structuredClone(held().get(chat)),
    put: (given) =>
      file.update(({ subscribers }) => {
        const one = subscriber.parse(given);
        const at = subscribers.findIndex(({ chat }) => chat === one.chat);
        if (at < 0 && subscribers.length >= mostSubscribers) throw new StoreFullError();
        return { data: { subscribers: at < 0 ? [...subscribers, one] : subscribers.with(at, one) }, result: undefined };
      }),
    remove,
    forget: remove,
    async expire(at, agreed) {
      const isOver = (one: Subscriber) => expiredVisitor(one, at, agreed?.has(one.chat));
      // The whole file is written with every change: only when there is one.
      if (![...held().values()].some(isOver)) return;
      await file.update(({ subscribers }) => ({
        data: { subscribers: subscribers.filter((one) => !isOver(one)) },
        result: undefined,
      }));
    },
    async byCommune() {
      const counts: Record<string, number> = {};
      for (const { communes } of held().values()) for (const code of communes) counts[code] = (counts[code] ?? 0) + 1;
      return counts;
    },
    async reach(audience, windowStarts) {
      const reach = new Map<string, Reach>();
      for (const one of held().values()) {
        if (!isMeant(audience, one)) continue;
        const channel = channelOf(one.chat);
        const counted = reach.get(channel) ?? { channel, now: 0, later: 0 };
        counted[one.lastContactAt >= (windowStarts[channel] ?? '') ? 'now' : 'later'] += 1;
        reach.set(channel, counted);
      }
      return [...reach.values()];
    },
    close: () => file.close(),
  };
}
