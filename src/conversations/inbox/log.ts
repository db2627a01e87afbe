import type { IncomingMessage } from '../../messaging/message.ts';

/** How work on one message ended. */
export type Settlement =
  /** Answered, or nothing to answer: the message is erased, only its id is kept for a day. */
  | { kind: 'handled' }
  /** Not answered yet: the chat is left alone until then, and the message comes first again. */
  | { kind: 'later'; afterMs: number }
  /** Will not be answered by itself; `why` names the failure, never the message. */
  | { kind: 'dead'; why: string };

/** A message whose handling failed, kept for a day so that it can be looked into and handled again. */
export interface DeadLetter {
  /** `messageKey` of the message. */
  key: string;
  message: IncomingMessage;
  why: string;
  /** ISO 8601 UTC. */
  diedAt: string;
}

/**
 * What the inbox keeps on disk. The contract every implementation passes is `test/contracts/inbox-log.ts`.
 * Any method rejects when the store cannot do it now.
 */
export interface InboxLog {
  /** Resolves once the message is safe. `duplicate`: its channel accepted this id within the last 24 hours, it is not kept again. */
  append(message: IncomingMessage): Promise<'accepted' | 'duplicate'>;
  /** Takes the oldest waiting message of up to `limit` chats of a channel on which nobody works, for `leaseMs`. */
  claim(channel: string, limit: number, leaseMs: number): Promise<IncomingMessage[]>;
  /** Ends the work on a claimed message. */
  settle(message: IncomingMessage, result: Settlement): Promise<void>;
  /** Oldest first. */
  deadLetters(): Promise<DeadLetter[]>;
  /** Lets dead letters be handled again, all of them without `keys`; returns how many there were. */
  replay(keys?: readonly string[]): Promise<number>;
  /** Messages accepted and not settled, as last known. */
  waiting(): number;
}

/** How long an id is remembered, and a dead letter kept. */
export const rememberedMs = 24 * 60 * 60_000;
/** How many ids are remembered at most, the latest ones. */
export const maxRemembered = 200_000;
