import type { Subscriber } from '../../announcements/sending/subscribers.ts';
import type { ChatKey } from '../../messaging/message.ts';
import type { ChatRecord } from '../chats.ts';

/** Everything a store keeps of one chat, besides messages that wait for their answer. Names nobody else. */
export interface KeptOfChat {
  subscriber?: Subscriber;
  /** It left or was forgotten once: a salted hash of it is kept. */
  hasLeft: boolean;
  /** Deliveries of announcements that still name the chat. */
  deliveries: number;
  /** Questions of theirs that wait for an official's answer. */
  questions: number;
  /** Messages that could not be answered, with their text. */
  deadLetters: number;
  /** The address of their browser, for announcements to a closed page. */
  hasPushAddress: boolean;
  conversation?: ChatRecord;
}

/** Looks everything up that is kept of a chat. The contract every implementation passes is `test/contracts/kept-of-chat.ts`. */
export type KeptOf = (chat: ChatKey) => Promise<KeptOfChat>;
