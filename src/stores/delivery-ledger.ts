import {
  believedAheadMs,
  type DeliveryState,
  mostSends,
  type Tally,
  type TemplateMark,
} from '../announcements/sending/outbox.ts';
import { type ChatKey, channelOf } from '../messaging/message.ts';

/**
 * One delivery. `leasedUntilMs`: somebody took it; 0 where the process that did is gone. `lease`: how often it was taken. `begun`: whoever has it
 * began to send it. `template`: they were told by one.
 */
export interface LedgerRow {
  chat: ChatKey;
  state: DeliveryState;
  leasedUntilMs?: number;
  lease?: number;
  begun?: true;
  template?: TemplateMark;
}

/** The deliveries of one announcement in memory, by rank, with what has to be found fast. */
export interface DeliveryLedger {
  readonly rows: readonly LedgerRow[];
  /** What the rows added up to, where only that is kept any more; there are no rows then. */
  readonly totals?: readonly Tally[];
  /** How many recipients there are. */
  size(): number;
  /** When anything last happened, ISO 8601 UTC. */
  changedAt: string;
  rankOf(chat: ChatKey): number | undefined;
  /** Puts a row at the end. */
  add(row: LedgerRow): void;
  /** Replaces what is known of a delivery. */
  set(rank: number, row: LedgerRow): void;
  /** Ranks of a channel that are pending, lowest first as far as none came back later. */
  pending(channel: string): Iterable<number>;
  /** Keeps the delivery in the totals and nothing of the person. */
  anonymise(rank: number): void;
  tally(ranks: number): Tally[];
}

/** Whether a lease or a wait still runs; see `believedAheadMs`. */
export const isBelievablyAhead = (atMs: number, nowMs: number): boolean => atMs > nowMs && atMs <= nowMs + believedAheadMs;

/** Neither sent nor given up. */
export const isOpen = ({ kind }: DeliveryState): boolean => kind === 'pending' || kind === 'deferred';

/** Sends that were begun and nobody heard of. */
export const unheardOf = ({ state, begun }: Omit<LedgerRow, 'chat'>): number =>
  (state.kind === 'pending' ? state.uncertain : 0) + (begun ? 1 : 0);

/** Ended because the person was not there: it goes out after all when they come back. */
export const isReturnable = (state: DeliveryState): boolean =>
  state.kind === 'left' || (state.kind === 'failed' && state.reason !== 'rejected');

/** May have reached the person. */
export const mayHaveArrived = (row: LedgerRow): boolean =>
  row.state.kind === 'sent' || row.state.kind === 'uncertain' || unheardOf(row) > 0 || row.template !== undefined;

/** What of a row outlives a change of its state. */
export const lastingOf = ({ lease, template }: Omit<LedgerRow, 'chat' | 'state'>) => ({
  ...(lease === undefined ? {} : { lease }),
  ...(template === undefined ? {} : { template }),
});

/** What becomes of a delivery nobody is to send any more: `otherwise`, unless it may have arrived. */
export function endOf(row: LedgerRow, otherwise: DeliveryState): DeliveryState {
  const unheard = unheardOf(row);
  return unheard === 0 ? otherwise : { kind: 'uncertain', duplicate: unheard >= mostSends };
}

/** Whether it was ever tried: those that were come after all that were not. */
export const wasTried = (row: LedgerRow): boolean =>
  unheardOf(row) > 0 || (row.state.kind === 'pending' && row.state.attempts > 0);

/** `totals`: of one whose rows are not kept any more. */
export function createDeliveryLedger(changedAt: string, totals?: readonly Tally[]): DeliveryLedger {
  const rows: LedgerRow[] = [];
  const ranks = new Map<ChatKey, number>();
  const pending = new Map<string, Set<number>>();

  const pendingOf = (channel: string): Set<number> => {
    const known = pending.get(channel) ?? new Set<number>();
    pending.set(channel, known);
    return known;
  };

  function place(rank: number, row: LedgerRow): void {
    rows[rank] = row;
    const waiting = pendingOf(channelOf(row.chat));
    if (row.state.kind === 'pending') waiting.add(rank);
    else waiting.delete(rank);
  }

  return {
    rows,
    ...(totals ? { totals } : {}),
    size: () => (totals ? totals.reduce((sum, { total }) => sum + total, 0) : rows.length),
    changedAt,
    rankOf: (chat) => ranks.get(chat),
    add(row) {
      if (!isAnonymous(row.chat)) ranks.set(row.chat, rows.length);
      place(rows.length, row);
    },
    set: place,
    pending: pendingOf,
    anonymise(rank) {
      const { chat, state, template } = rows[rank]!;
      ranks.delete(chat);
      const kept: DeliveryState = isOpen(state) ? { kind: 'left' } : withoutMessage(state);
      place(rank, { chat: `${channelOf(chat)}:`, state: kept, ...(template === undefined ? {} : { template }) });
    },
    tally(below) {
      if (totals) return structuredClone([...totals]);
      const tallies = new Map<string, Tally>();
      rows.forEach((row, rank) => {
        if (rank >= below) return;
        const channel = channelOf(row.chat);
        tallies.set(channel, counted(tallies.get(channel) ?? emptyTally(channel), row));
      });
      return [...tallies.values()];
    },
  };
}

/** Whether nothing can become of the rows any more, and nobody is named in them: their totals say all they say. */
export const hasOnlyEnds = ({ rows }: Pick<DeliveryLedger, 'rows'>): boolean =>
  rows.length > 0 && rows.every(({ chat, state }) => isAnonymous(chat) && !isOpen(state));

export const isAnonymous = (chat: ChatKey): boolean => chat.endsWith(':');

function withoutMessage(state: DeliveryState): DeliveryState {
  if (state.kind !== 'sent') return state;
  const { messageId: _, ...rest } = state;
  return rest;
}

export function emptyTally(channel: string): Tally {
  const counts = { total: 0, pending: 0, leased: 0, deferred: 0, told: 0, sent: 0, duplicates: 0 };
  const failed = { blocked: 0, gone: 0, rejected: 0, 'gave-up': 0 };
  const templates = { quota: 0, charged: 0, unheard: 0 };
  return { channel, ...counts, uncertain: 0, cancelled: 0, expired: 0, left: 0, failed, templates };
}

/** The tally with `times` more deliveries that stand like this one. What somebody holds counts as leased only. */
export function counted(tally: Tally, { state, leasedUntilMs, template }: Omit<LedgerRow, 'chat'>, times = 1): Tally {
  const one = { ...tally, total: tally.total + times };
  if (template !== undefined) one.templates = { ...one.templates, [template]: one.templates[template] + times };
  if (leasedUntilMs !== undefined) return { ...one, leased: one.leased + times };
  switch (state.kind) {
    case 'failed':
      return { ...one, failed: { ...one.failed, [state.reason]: one.failed[state.reason] + times } };
    case 'sent':
      return { ...one, sent: one.sent + times, duplicates: one.duplicates + (state.duplicate ? times : 0) };
    case 'uncertain':
      return { ...one, uncertain: one.uncertain + times, duplicates: one.duplicates + (state.duplicate ? times : 0) };
    case 'deferred':
      return { ...one, deferred: one.deferred + times, told: one.told + (template === undefined ? 0 : times) };
    case 'pending':
    case 'cancelled':
    case 'expired':
    case 'left':
      return { ...one, [state.kind]: one[state.kind] + times };
  }
}
