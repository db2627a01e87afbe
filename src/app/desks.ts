import { setImmediate as rest } from 'node:timers/promises';
import { createLinking } from '../announcements/people/linking.ts';
import type { Config } from '../config.ts';
import { createCommuneNames } from '../conversations/commune-names.ts';
import type { Desk } from '../conversations/conversation.ts';
import { createGenuineness } from '../conversations/genuineness.ts';
import { createOfficialDesk, type OfficialDesk, type OfficialDeskDeps } from '../conversations/office/desk.ts';
import { createOwnData } from '../conversations/own-data/own-data.ts';
import { createRumours } from '../conversations/rumours.ts';
import { createSubscribing } from '../conversations/subscribing.ts';
import type { Logger } from '../logger.ts';
import type { Channel } from '../messaging/channel.ts';
import type { ChatKey, OutgoingMessage } from '../messaging/message.ts';
import { answeringStore } from '../stores/sealing.ts';
import type { Store } from '../stores/store.ts';
import type { AnnouncementOffice } from './announcing.ts';
import type { ServedKnowledge } from './answering/serving.ts';
import { consoleAddress } from './console.ts';
import { openCounting } from './counting.ts';
import { openUnanswered, type UnansweredQuestions } from './unanswered.ts';

/** Everything people can do in a conversation: ask, and what they can do besides. */
export interface Desks extends Pick<UnansweredQuestions, 'dialogue' | 'settled' | 'tell'> {
  desks: Desk[];
  /** Takes a picture that came without a word; `undefined`: nobody wants it. */
  picture: OfficialDesk['picture'];
  /** Somebody wrote: what waited for that may go out. */
  contacted(chat: ChatKey): Promise<void>;
  /** Drops what the desks hold of a chat, and its link with an official's account. */
  forget(chat: ChatKey): Promise<void>;
  /** Whether announcements can be subscribed to on a channel. */
  subscribes(channel: string): boolean;
  /** Whether an official was at work in this chat a short while ago. */
  isAtWork(chat: ChatKey): boolean;
}

const nothingSent = { find: async () => undefined, list: async () => [], page: async () => [] };

/** Without an office there are no announcements and nothing to subscribe to; what goes from hand to hand is checked all the same. */
export function openDesks(deps: {
  office: AnnouncementOffice | undefined;
  config: Config;
  store: Store;
  knowledge: Pick<ServedKnowledge, 'openDialogue' | 'pack' | 'thinking'>;
  channels: ReadonlyMap<string, Pick<Channel, 'send'>>;
  logger: Logger;
  /** Channels that announcements are sent on. */
  delivers: (channel: string) => boolean;
  /** Whether it was taken. */
  send(chat: ChatKey, message: OutgoingMessage): Promise<boolean>;
  /** Shows an official's chat from now on how far the sending has come. */
  follow: OfficialDeskDeps['follow'];
  fetchPicture: OfficialDeskDeps['fetchPicture'];
  /** What officials are told and their platform would not take before. */
  told(chat: ChatKey): Promise<void>;
  now: () => Date;
}): Desks {
  const { office, config, knowledge, delivers, send, follow, fetchPicture, now } = deps;
  const isConsoleOn = office !== undefined && consoleAddress(config) !== undefined;
  const { settled: recorded, tell: tellAskers, ...questions } = openUnanswered({ ...deps, isConsoleOn });
  const counting = openCounting({ ...deps, isConsoleOn, dialogue: questions.dialogue, pack: () => knowledge.pack });
  const { dialogue } = counting;
  const store = answeringStore(deps.store);
  const rumours = createRumours({ check: knowledge.thinking.rumour, pack: () => knowledge.pack, now });
  const asking = {
    dialogue,
    async settled() {
      await recorded();
      await counting.flush();
    },
    async tell() {
      await counting.flush();
      await tellAskers();
    },
  };
  const communes = createCommuneNames(() => knowledge.pack);
  const ownData = createOwnData({ keptOf: deps.store.keptOf, officials: store.officials, communes, now });
  if (!office)
    return {
      ...asking,
      desks: [ownData, createGenuineness({ announcements: nothingSent, issuer: undefined, page: undefined, rumours, rest, now })],
      picture: async () => undefined,
      contacted: questions.contacted,
      forget: recorded,
      subscribes: () => false,
      isAtWork: () => false,
    };
  const official = createOfficialDesk({
    publishing: office.publishing,
    officials: store.officials,
    linking: createLinking({ officials: store.officials, now }),
    communes,
    console: consoleAddress(config),
    send,
    follow,
    fetchPicture,
    now,
  });
  const subscribing = createSubscribing({
    subscribers: store.subscribers,
    outbox: store.outbox,
    communes,
    welcome: office.welcome,
    delivers,
    now,
  });
  const genuineness = createGenuineness({
    ...{ announcements: store.announcements, issuer: office.issuer, page: config.CUTRI_PUBLIC_URL },
    ...{ rumours, rest, now },
  });
  return {
    ...asking,
    dialogue: { ...dialogue, alone: async (text, at) => (await genuineness.alone(text)) ?? dialogue.alone(text, at) },
    desks: [ownData, ...questions.desks, ...counting.desks, official, subscribing, genuineness],
    picture: official.picture,
    async contacted(chat) {
      await subscribing.contacted(chat);
      await questions.contacted(chat);
      // Never rejects; nobody's answer waits for it.
      void deps.told(chat);
    },
    async forget(chat) {
      await official.forget(chat);
      // Nothing asked before may be written down of them afterwards.
      await recorded();
    },
    subscribes: delivers,
    isAtWork: official.isAtWork,
  };
}
