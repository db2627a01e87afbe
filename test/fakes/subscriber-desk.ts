import { createWelcome } from '../../src/announcements/newcomers.ts';
import { createRecipientLists } from '../../src/announcements/recipients.ts';
import type { Reply } from '../../src/answering/reply/reply.ts';
import { openPack } from '../../src/app/knowledge.ts';
import { createCommuneNames } from '../../src/conversations/commune-names.ts';
import { createGenuineness } from '../../src/conversations/genuineness.ts';
import { createRumours } from '../../src/conversations/rumours.ts';
import { createSubscribing, type Subscribing } from '../../src/conversations/subscribing.ts';
import type { KnowledgePack } from '../../src/elections/pack/pack.ts';
import { type Announcing, createAnnouncing, issuer } from './announcing.ts';
import { smallPack } from './small-pack.ts';

/** A person who writes to the bot, beside the whole core of announcements. */
export interface SubscriberDesk {
  cutri: Announcing;
  subscribing: Subscribing;
  /** Says something and gives the last reply; `undefined`: left to the dialogue. */
  say(text: string, chat?: string): Promise<Reply | undefined>;
  /** What is kept of the person. */
  kept(chat?: string): Promise<{ topics: readonly string[]; communes: readonly string[] } | undefined>;
}

export const voter = 'telegram:500';

export async function openSubscriberDesk(
  options: Parameters<typeof createAnnouncing>[0] & { pack?: KnowledgePack; delivers?: (channel: string) => boolean } = {},
): Promise<SubscriberDesk> {
  const cutri = await createAnnouncing(options);
  const { clock, outbox, announcements, subscribers } = cutri;
  const pack = options.pack ?? smallPack();
  const subscribing = createSubscribing({
    subscribers,
    outbox,
    welcome: createWelcome({
      announcements,
      outbox,
      lists: createRecipientLists({ ...cutri, channels: [], now: clock.now }),
      sendables: cutri.sendables,
      now: clock.now,
    }),
    communes: createCommuneNames(() => pack),
    delivers: options.delivers ?? ((channel) => channel !== 'web'),
    now: clock.now,
  });
  const knowledge = openPack(pack);
  const rumours = createRumours({ check: knowledge.thinking.rumour, pack: () => pack, now: clock.now });
  const genuineness = createGenuineness({
    announcements,
    issuer,
    page: 'https://cutri.example.vn',
    rumours,
    rest: async () => undefined,
    now: clock.now,
  });
  return {
    cutri,
    subscribing,
    say: async (text, chat = voter) => (await subscribing.reply(chat, text)) ?? (await genuineness.reply(chat, text)),
    async kept(chat = voter) {
      const subscriber = await subscribers.get(chat);
      return subscriber && { topics: subscriber.topics, communes: subscriber.communes };
    },
  };
}
