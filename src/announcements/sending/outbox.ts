import type { ChatKey } from '../../messaging/message.ts';
import type { TemplateCost } from '../../messaging/template.ts';
import type { SubscriberAudience } from './audience.ts';
import type { Subscriber } from './subscribers.ts';

/** No attempt is put off for longer, no lease runs for longer: see `believedAheadMs`. */
export const longestAheadMs = 60_000;
/**
 * What lies further ahead than any lease or wait can have put it was written by a clock that has been set back since, and counts as over: nobody waits
 * until the clock has caught up. Clocks of processes may differ by the five seconds more.
 */
export const believedAheadMs = longestAheadMs + 5_000;

/**
 * Nobody gets a text more often, whatever happens: a send whose end nobody knows is made once more, then given up as uncertain. A duplicate of a
 * numbered announcement is better than a missing one; a third is not.
 */
export const mostSends = 2;

/** Why a delivery will never arrive. */
export type FailureReason = 'blocked' | 'gone' | 'rejected' | 'gave-up';

/** That somebody was told by a template: what paid for it, or `unheard` where nobody knows whether it arrived. Once noted it stays. */
export type TemplateMark = TemplateCost | 'unheard';

/** Where one delivery stands. Those without a way on are end states: once recorded they stay. */
export type DeliveryState =
  /** To be sent, not before `dueAt`, at most `longestAheadMs` ahead. */
  | { kind: 'pending'; dueAt: string; attempts: number; uncertain: number; firstAttemptAt?: string }
  /** The platform's messaging window is closed: goes out at the person's next contact. Not an end state, nor waited for. */
  | { kind: 'deferred' }
  /** `duplicate`: an earlier attempt may have arrived as well. `messageId`: the platform's, to edit it later. */
  | { kind: 'sent'; at: string; messageId?: string; duplicate: boolean }
  | { kind: 'failed'; reason: FailureReason }
  /** Begun, and never heard what became of it. `duplicate`: begun twice, so it may have arrived twice. */
  | { kind: 'uncertain'; duplicate: boolean }
  /** The announcement was stopped before it was sent. */
  | { kind: 'cancelled' }
  /** The announcement expired before it was sent. */
  | { kind: 'expired' }
  /** The person had left, or no longer wanted this, before it was sent. */
  | { kind: 'left' };

/** One recipient of one announcement, taken by a worker. `announcement` and `chat` together are its id. */
export interface ClaimedDelivery {
  announcement: string;
  chat: ChatKey;
  /** Place in the order of sending, from 0. */
  rank: number;
  /** Attempts the platform refused for the moment (rate limits not counted). */
  attempts: number;
  /** Sends of which nobody knows the end: heard nothing of, or begun by who is gone. Below `mostSends`. */
  uncertain: number;
  /** How often it had been taken, this time included: tells this claim from a later one. */
  lease: number;
  firstAttemptAt?: string;
  /** They were told by a template before. */
  template?: TemplateMark;
  /** The subscription as it is now; `undefined` when there is none (any more). */
  subscriber: Subscriber | undefined;
  /** Of an announcement about another: they are known to have got that one. */
  hasOriginal?: true;
  /** Of an announcement for who was reached by another: the platform's id of that message, where it is known. */
  originalMessageId?: string;
}

export interface DeliveryResult {
  announcement: string;
  chat: ChatKey;
  /** Of the claim it comes of. Where somebody else has begun to send it since, what is `sent` may have arrived twice. */
  lease?: number;
  next: DeliveryState;
  /** They were told by a template, whatever `next` is: a summary leaves the text deferred. */
  template?: TemplateMark;
}

/** Who gets an announcement. */
export type Recipients =
  /**
   * All subscribers meant; those whose last contact lies before their channel's start of the messaging window come after the others, so that the
   * first few are people who get it now. Decided once: later calls change nothing.
   */
  | { kind: 'subscribers'; audience: SubscriberAudience; windowStarts?: Readonly<Record<string, string>> }
  /**
   * Chats whose delivery of `by` is sent, uncertain, told by a template or was begun and not heard of, by its rank; with `rest`, after them its cancelled, deferred and
   * pending ones, by rank. Decided once.
   */
  | { kind: 'reached'; by: string; rest: boolean }
  /** Named chats. A later call adds those who have no delivery yet. */
  | { kind: 'chats'; chats: readonly ChatKey[] };

/** How many deliveries stand how, on one channel. `leased` are claimed and not recorded yet. */
export interface Tally {
  channel: string;
  total: number;
  pending: number;
  leased: number;
  deferred: number;
  /** Of those deferred: told by a template, the text waits. */
  told: number;
  sent: number;
  /** Of those sent or uncertain: begun twice, so they may have arrived twice. */
  duplicates: number;
  uncertain: number;
  cancelled: number;
  expired: number;
  left: number;
  failed: Readonly<Record<FailureReason, number>>;
  /** Told by a template, whatever became of the text. */
  templates: Readonly<Record<TemplateMark, number>>;
}

/** An announcement that may be sent now: deliveries of a rank below `ranks`. */
export interface Opening {
  announcement: string;
  ranks: number;
}

/**
 * The ledger of deliveries: one record per announcement and chat. The contract every implementation passes is `test/contracts/outbox.ts`.
 * It forgets the chats of an announcement 7 days after its last change and keeps the totals.
 */
export interface Outbox {
  /**
   * One pending delivery per recipient, all or none, ranked from 0. Without touching anything answers `refused` when there would be fewer
   * than `least` or more than `most`; repeated, it answers the total there is.
   */
  publish(
    announcement: string,
    recipients: Recipients,
    bounds: { least: number; most: number },
  ): Promise<{ kind: 'published' | 'refused'; total: number }>;
  /**
   * One more recipient of an announcement that was published: a delivery of their own, or a new one where theirs ended because they had left or could
   * not be reached. Answers whether anything is to be sent to them now: not to who has it, or may have it.
   */
  give(announcement: string, chat: ChatKey): Promise<boolean>;
  /**
   * Leases up to `limit` deliveries of a channel that are pending and due, or whose lease has run out: by the order of `open`, then those never
   * tried before the others, then by rank. Nobody else gets them for `leaseMs`. One that was begun under a lease that ran out counts one
   * more `uncertain`; at `mostSends` it is not handed out any more but ends as `uncertain`.
   */
  claim(channel: string, limit: number, leaseMs: number, open: readonly Opening[]): Promise<ClaimedDelivery[]>;
  /**
   * Holds claimed ones for `leaseMs` more, those waiting for their turn or those being sent; says of each whether this claim still has it.
   * `begin`: nobody is sent to before this is answered with yes. It is durable then that the send has begun.
   */
  hold(claimed: readonly ClaimedDelivery[], leaseMs: number, how: 'keep' | 'begin'): Promise<boolean[]>;
  /** Sets states; durable once it resolves. A delivery that already has an end state, or is not there any more, is left alone. */
  record(results: readonly DeliveryResult[]): Promise<void>;
  /** The chat's deferred deliveries are pending and due now. Returns how many. */
  releaseDeferred(chat: ChatKey): Promise<number>;
  /** What is pending or deferred becomes `as`, or `uncertain` where a send was begun that nobody heard of. A lease that runs is left to its holder. */
  end(announcement: string, as: 'cancelled' | 'expired'): Promise<void>;
  /** Counts by channel, of ranks below `ranks` (all: `Number.MAX_SAFE_INTEGER`). Empty before it was published. */
  tally(announcement: string, ranks: number): Promise<Tally[]>;
}
