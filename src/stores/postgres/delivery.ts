import type { ClaimedDelivery, DeliveryState, FailureReason, Tally, TemplateMark } from '../../announcements/sending/outbox.ts';
import { counted, emptyTally } from '../delivery-ledger.ts';
import { sql } from './database.ts';
import { type SubscriberRow, subscriberFrom } from './subscribers.ts';

/** The column's own limit. */
export const mostRanks = 2 ** 31 - 1;

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
    case 'uncertain':
      return { state: state.kind, duplicate: state.duplicate };
    case 'deferred':
    case 'cancelled':
    case 'expired':
    case 'left':
      return { state: state.kind };
  }
}

/** The columns of `columnsOf`, and who was told by a template, read from JSON, to be put in with `setColumns`. */
export const jsonColumns = sql`state text, due_at timestamptz, attempts int, uncertain int, first_attempt_at timestamptz,
  sent_at timestamptz, message_id text, duplicate boolean, reason text, template text`;

/** Takes the columns over from a row named `given`; a lease ends with it. */
export const setColumns = sql`state = given.state, due_at = given.due_at, attempts = coalesce(given.attempts, 0),
  uncertain = coalesce(given.uncertain, 0), first_attempt_at = given.first_attempt_at, leased_until = null, begun = false, sent_at = given.sent_at,
  message_id = given.message_id, duplicate = coalesce(given.duplicate, false) or (given.state = 'sent' and held.begun and coalesce(given.lease <> held.lease, false)), reason = given.reason,
  template = coalesce(given.template, held.template)`;

/** The person leaves the ledger, the delivery stays in the totals. */
export const withoutPerson = sql`chat = null, message_id = null, first_attempt_at = null, leased_until = null, begun = false,
  state = case when state in ('pending', 'deferred') then 'left' else state end`;

/** Sends that were begun and nobody heard of: see `unheardOf`. */
export const unheardSql = sql`(case when state = 'pending' then uncertain else 0 end + begun::int)`;

/** Sent, or it may have been. */
export const mayHaveArrivedSql = sql`(state in ('sent', 'uncertain') or ${unheardSql} > 0 or template is not null)`;

/** A claimed delivery as the driver gives it, with the subscription of now where there is one. */
export interface ClaimedRow extends Omit<SubscriberRow, 'topics'> {
  announcement: string;
  rank: number;
  attempts: number;
  uncertain: number;
  lease: number;
  first_attempt_at: Date | null;
  template: TemplateMark | null;
  topics: SubscriberRow['topics'] | null;
  has_original: boolean;
  original_message_id: string | null;
}

export function claimedFrom(row: ClaimedRow): ClaimedDelivery {
  const { announcement, chat, rank, attempts, uncertain, lease, first_attempt_at, template, topics } = row;
  const { has_original, original_message_id } = row;
  return {
    announcement,
    chat,
    rank,
    attempts,
    uncertain,
    lease,
    ...(first_attempt_at === null ? {} : { firstAttemptAt: first_attempt_at.toISOString() }),
    ...(template === null ? {} : { template }),
    subscriber: topics === null ? undefined : subscriberFrom({ ...row, topics }),
    ...(has_original ? { hasOriginal: true } : {}),
    ...(original_message_id === null ? {} : { originalMessageId: original_message_id }),
  };
}

/** So many deliveries of a channel stand alike, as the driver gives it. */
export interface CountRow {
  channel: string;
  state: DeliveryState['kind'];
  reason: FailureReason | null;
  duplicate: boolean;
  leased: boolean;
  template: TemplateMark | null;
  count: number;
}

/** The tallies the counts make up. */
export function talliesFrom(counts: readonly CountRow[]): Tally[] {
  const tallies = new Map<string, Tally>();
  for (const { channel, leased, template, count, ...row } of counts) {
    const lease = leased ? { leasedUntilMs: 0 } : {};
    const told = template === null ? {} : { template };
    const held = { state: standing(row), ...lease, ...told };
    tallies.set(channel, counted(tallies.get(channel) ?? emptyTally(channel), held, count));
  }
  return [...tallies.values()];
}

/** As much of the state as a tally asks for. */
function standing({ state, reason, duplicate }: Pick<CountRow, 'state' | 'reason' | 'duplicate'>): DeliveryState {
  switch (state) {
    case 'pending':
      return { kind: state, dueAt: '', attempts: 0, uncertain: 0 };
    case 'sent':
      return { kind: state, at: '', duplicate };
    case 'failed':
      return { kind: state, reason: reason! };
    case 'uncertain':
      return { kind: state, duplicate };
    case 'deferred':
    case 'cancelled':
    case 'expired':
    case 'left':
      return { kind: state };
  }
}
