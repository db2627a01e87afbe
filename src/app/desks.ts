import type { FactCheck } from '../announcements/finding.ts';
import { createLinking } from '../announcements/people/linking.ts';
import { createCommuneNames } from '../conversations/commune-names.ts';
import type { Desk } from '../conversations/conversation.ts';
import { createGenuineness } from '../conversations/genuineness.ts';
import { createOfficialDesk, type OfficialDeskDeps } from '../conversations/office/desk.ts';
import { createRumours, type RumourDeps } from '../conversations/rumours.ts';
import { createSubscribing } from '../conversations/subscribing.ts';
import type { KnowledgePack } from '../elections/pack/pack.ts';
import type { ChatKey, OutgoingMessage } from '../messaging/message.ts';
import { answeringStore } from '../stores/sealing.ts';
import type { Store } from '../stores/store.ts';
import type { AnnouncementOffice } from './announcing.ts';

/** Everything people can do in a conversation besides asking questions. */
export interface Desks {
  desks: Desk[];
  /** Somebody wrote: what waited for that may go out. */
  contacted(chat: ChatKey): Promise<void>;
  /** Drops what the desks hold of a chat, and its link with an official's account. */
  forget(chat: ChatKey): Promise<void>;
  /** Whether announcements can be subscribed to on a channel. */
  subscribes(channel: string): boolean;
  /** Whether an official was at work in this chat a short while ago. */
  isAtWork(chat: ChatKey): boolean;
}

const nothingSent = { find: async () => undefined, list: async () => [] };

/** Without an office there are no announcements and nothing to subscribe to; what goes from hand to hand is checked all the same. */
export function openDesks(deps: {
  office: AnnouncementOffice | undefined;
  store: Store;
  pack: () => KnowledgePack;
  /** Compares a text with the pack. */
  facts: FactCheck;
  answering: RumourDeps['answering'];
  /** Channels that announcements are sent on. */
  delivers: (channel: string) => boolean;
  /** Whether it was taken. */
  send(chat: ChatKey, message: OutgoingMessage): Promise<boolean>;
  /** Shows an official's chat from now on how far the sending has come. */
  follow: OfficialDeskDeps['follow'];
  now: () => Date;
}): Desks {
  const { office, pack, delivers, send, follow, now } = deps;
  const store = answeringStore(deps.store);
  const { facts, answering } = deps;
  const rumours = createRumours({ facts, answering, about: () => pack().about, now });
  if (!office)
    return {
      desks: [createGenuineness({ announcements: nothingSent, issuer: undefined, rumours, now })],
      contacted: async () => undefined,
      forget: async () => undefined,
      subscribes: () => false,
      isAtWork: () => false,
    };
  const communes = createCommuneNames(pack);
  const official = createOfficialDesk({
    publishing: office.publishing,
    officials: store.officials,
    linking: createLinking({ officials: store.officials, now }),
    communes,
    send,
    follow,
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
  const genuineness = createGenuineness({ announcements: store.announcements, issuer: office.issuer, rumours, now });
  return {
    desks: [official, subscribing, genuineness],
    contacted: subscribing.contacted,
    forget: official.forget,
    subscribes: delivers,
    isAtWork: official.isAtWork,
  };
}
