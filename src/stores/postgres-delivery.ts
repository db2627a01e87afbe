import type { ClaimedDelivery, DeliveryState, FailureReason, Tally } from '../announcements/outbox.ts';
import { sql } from './postgres-database.ts';
import { type SubscriberRow, subscriberFrom } from './postgres-subscribers.ts';

/** The columns that say where a delivery stands. */
export function columnsOf(state: DeliveryState) {
  switch (state.kind) {
    case 'pending':
      return {
        state: state.kind,
        due_at: state.dueAt,
        attempts: state.attempts,
        uncertain: state.uncertain,
        first_attempt_at: state.firstAttemptAt,
      };
    case 'sent':
      return { state: state.kind, sent_at: state.at, message_id: state.messageId, duplicate: state.duplicate };
    case 'failed':
      return { state: state.kind, reason: state.reason };
    case 'deferred':
    case 'uncertain':
    case 'cancelled':
    case 'expired':
    case 'left':
      return { state: state.kind };
  }
}

/** The columns of `columnsOf` read from JSON, to be put in with `setColumns`. */
export const jsonColumns = sql`state text, due_at timestamptz, attempts int, uncertain int, first_attempt_at timestamptz,
  sent_at timestamptz, message_id text, duplicate boolean, reason text`;

/** Takes the columns over from a row named `given`; a lease ends with it. */
export const setColumns = sql`state = given.state, due_at = given.due_at, attempts = coalesce(given.attempts, 0),
  uncertain = coalesce(given.uncertain, 0), first_attempt_at = given.first_attempt_at, leased_until = null, sent_at = given.sent_at,
  message_id = given.message_id, duplicate = coalesce(given.duplicate, false), reason = given.reason`;

/** The person leaves the ledger, the delivery stays in the totals. */
export const withoutPerson = sql`chat = null, message_id = null, first_attempt_at = null, leased_until = null,
  state = case when state in ('pending', 'deferred') then 'left' else state end`;

/** Sent, or it may have been. */
export const mayHaveArrived = sql`(state in ('sent', 'uncertain') or leased_until is not null)`;

/** A claimed delivery as the driver gives it, with the subscription of now where there is one. */
export interface ClaimedRow extends Omit<SubscriberRow, 'topics'> {
  announcement: string;
  rank: number;
  attempts: number;
  uncertain: number;
  first_attempt_at: Date | null;
  topics: SubscriberRow['topics'] | null;
  original_message_id: string | null;
}

export function claimedFrom(row: ClaimedRow): ClaimedDelivery {
  const { announcement, chat, rank, attempts, uncertain, first_attempt_at, topics, original_message_id } = row;
  return {
    announcement,
    chat,
    rank,
    attempts,
    uncertain,
    ...(first_attempt_at === null ? {} : { firstAttemptAt: first_attempt_at.toISOString() }),
    subscriber: topics === null ? undefined : subscriberFrom({ ...row, topics }),
    ...(original_message_id === null ? {} : { originalMessageId: original_message_id }),
  };
}

/** Counts of one channel as the driver gives them. */
export type TallyRow = Omit<Tally, 'failed'> & Record<FailureReason, number>;

/** Selects a `TallyRow` per channel. A delivery somebody holds counts as leased only. */
export const tallyColumns = sql`channel, count(*)::int as total,
  count(*) filter (where leased_until is not null)::int as leased,
  count(*) filter (where state = 'pending' and leased_until is null)::int as pending,
  count(*) filter (where state = 'deferred')::int as deferred,
  count(*) filter (where state = 'sent')::int as sent,
  count(*) filter (where duplicate or state = 'uncertain')::int as duplicates,
  count(*) filter (where state = 'uncertain')::int as uncertain,
  count(*) filter (where state = 'cancelled')::int as cancelled,
  count(*) filter (where state = 'expired')::int as expired,
  count(*) filter (where state = 'left')::int as left,
  count(*) filter (where reason = 'blocked')::int as blocked,
  count(*) filter (where reason = 'gone')::int as gone,
  count(*) filter (where reason = 'rejected')::int as rejected,
  count(*) filter (where reason = 'gave-up')::int as "gave-up"`;

export function tallyFrom({ blocked, gone, rejected, 'gave-up': gaveUp, ...counts }: TallyRow): Tally {
  return { ...counts, failed: { blocked, gone, rejected, 'gave-up': gaveUp } };
}
