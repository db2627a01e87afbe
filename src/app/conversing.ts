import { type MenuPack, mainMenu } from '../answering/reply/topics.ts';
import type { Config } from '../config.ts';
import type { Chats } from '../conversations/chats.ts';
import { createConversation } from '../conversations/conversation.ts';
import type { Handle } from '../conversations/inbox/handling.ts';
import { createResponder } from '../conversations/responding.ts';
import { checkOffer } from '../conversations/words-genuineness.ts';
import { subscribeOffer } from '../conversations/words-subscribing.ts';
import { vietnamDate } from '../elections/tense.ts';
import type { Logger } from '../logger.ts';
import type { Channel } from '../messaging/channel.ts';
import type { Choice } from '../messaging/message.ts';
import type { Metrics } from '../messaging/metrics.ts';
import type { Store } from '../stores/store.ts';
import type { ServedKnowledge } from './answering/serving.ts';
import type { Connection } from './connections.ts';
import type { Desks } from './desks.ts';
import { numberedChannels } from './platforms.ts';

/** What answers the messages of the inbox. */
export function openConversing(deps: {
  config: Config;
  knowledge: Pick<ServedKnowledge, 'pack'>;
  store: Store;
  desks: Desks;
  /** By name. */
  channels: ReadonlyMap<string, Channel>;
  connections: readonly Connection[];
  metrics: Pick<Metrics, 'answered'>;
  logger: Logger;
  now: () => Date;
  nowMs: () => number;
}): Handle {
  const { config, knowledge, store, desks, channels, connections, metrics, logger, now, nowMs } = deps;
  const failed = (err: unknown): void => logger.error({ err }, 'what is kept of a conversation could not be written');
  return createResponder({
    conversation: createConversation({
      dialogue: desks.dialogue,
      desks: desks.desks,
      picture: desks.picture,
      chats: store.chats,
      about: () => knowledge.pack.about,
      subscribes: desks.subscribes,
      isSubscribed: async (chat) => (await store.subscribers.get(chat)) !== undefined,
      isAtWork: desks.isAtWork,
      numbers: (channel) => numberedChannels.has(channel),
      quietMs: config.CUTRI_QUIET_MINUTES * 60_000,
      now,
    }),
    contacted: desks.contacted,
    channels,
    async forget(wish) {
      await desks.forget(wish.chat);
      await store.forget(wish.chat, wish);
    },
    async wanted(chat) {
      for (const { channel, flag } of connections) if (chat.startsWith(`${channel.name}:`)) await flag?.(chat);
    },
    metrics,
    lost: (channel, outcome) => logger.warn({ channel, ...outcome }, 'a reply reached nobody'),
    failed,
    nowMs,
  });
}

/** The channels for whatever is sent outside a conversation: its choices can be picked from by number as well. */
export function withMenusKept(
  channels: Iterable<Channel>,
  { chats, logger, now }: { chats: Chats; logger: Logger; now: () => Date },
): Channel[] {
  return [...channels].map((channel) => ({
    ...channel,
    async send(chat, message) {
      const outcome = await channel.send(chat, message);
      const { choices } = message;
      if (choices?.length && numberedChannels.has(channel.name) && (outcome.kind === 'sent' || outcome.kind === 'uncertain'))
        await chats
          .change(chat, (held) => ({ ...held, chat, menu: { choices, shownAt: now().toISOString(), asks: false } }))
          .catch((err: unknown) => logger.error({ err }, 'a menu could not be kept'));
      return outcome;
    },
  }));
}

/** The main menu on our own page before anything was said: what can be asked today, and what can be done besides. */
export const menuOfPage = (pack: MenuPack, { subscribes }: Pick<Desks, 'subscribes'>, now: Date): Choice[] => [
  ...mainMenu(pack, vietnamDate(now)),
  checkOffer,
  ...(subscribes('web') ? [subscribeOffer] : []),
];
