import type { DeliveryState } from '../../announcements/sending/outbox.ts';
import type { ChatKey } from '../../messaging/message.ts';
import {
  createDeliveryLedger,
  type DeliveryLedger,
  isAnonymous,
  isBelievablyAhead,
  isOpen,
  type LedgerRow,
} from '../delivery-ledger.ts';
import type { OutboxEntry } from '../delivery-record.ts';

/** What the lines of the outbox journal add up to. */
export interface OutboxState {
  ledger(announcement: string): DeliveryLedger | undefined;
  ledgers(): Iterable<[announcement: string, DeliveryLedger]>;
  apply(entry: OutboxEntry): void;
  snapshot(): Generator<OutboxEntry>;
  /** Whoever held a lease is gone: to be called once, after the journal was read at the start. */
  endLeases(): void;
}

const rowsALine = 500;

/** A delivery nobody has tried yet. */
export const untried = (at: string): DeliveryState => ({ kind: 'pending', dueAt: at, attempts: 0, uncertain: 0 });

export function createOutboxState(): OutboxState {
  const ledgers = new Map<string, DeliveryLedger>();

  function ledgerOf(announcement: string, at: string): DeliveryLedger {
    const known = ledgers.get(announcement) ?? createDeliveryLedger(at);
    ledgers.set(announcement, known);
    return known;
  }

  function claim(ledger: DeliveryLedger, ranks: readonly number[], untilMs: number): void {
    for (const rank of ranks) {
      const { chat, state, leasedUntilMs } = ledger.rows[rank]!;
      if (state.kind !== 'pending') continue;
      const uncertain = state.uncertain + (leasedUntilMs === undefined ? 0 : 1);
      ledger.set(rank, { chat, state: { ...state, uncertain }, leasedUntilMs: untilMs });
    }
  }

  function record(announcement: string, chat: ChatKey, next: DeliveryState, at: string): void {
    const ledger = ledgers.get(announcement);
    const rank = ledger?.rankOf(chat);
    if (!ledger || rank === undefined || !isOpen(ledger.rows[rank]!.state)) return;
    ledger.set(rank, { chat, state: next });
    ledger.changedAt = at;
  }

  function release(chat: ChatKey, at: string): void {
    for (const ledger of ledgers.values()) {
      const rank = ledger.rankOf(chat);
      if (rank !== undefined && ledger.rows[rank]!.state.kind === 'deferred') ledger.set(rank, { chat, state: untried(at) });
    }
  }

  function end(announcement: string, as: 'cancelled' | 'expired', at: string): void {
    const ledger = ledgers.get(announcement);
    ledger?.rows.forEach(({ chat, state, leasedUntilMs }, rank) => {
      if (!isOpen(state) || isBelievablyAhead(leasedUntilMs ?? 0, Date.parse(at))) return;
      ledger.set(rank, { chat, state: leasedUntilMs === undefined ? { kind: as } : { kind: 'uncertain' } });
    });
    if (ledger) ledger.changedAt = at;
  }

  function apply(entry: OutboxEntry): void {
    switch (entry.is) {
      case 'published': {
        const ledger = ledgerOf(entry.announcement, entry.at);
        for (const chat of entry.chats) if (ledger.rankOf(chat) === undefined) ledger.add({ chat, state: untried(entry.at) });
        ledger.changedAt = entry.at;
        return;
      }
      case 'claimed': {
        const ledger = ledgers.get(entry.announcement);
        if (ledger) claim(ledger, entry.ranks, entry.untilMs);
        return;
      }
      case 'recorded':
        for (const { announcement, chat, next } of entry.results) record(announcement, chat, next, entry.at);
        return;
      case 'released':
        release(entry.chat, entry.at);
        return;
      case 'ended':
        end(entry.announcement, entry.as, entry.at);
        return;
      case 'forgotten':
        for (const ledger of ledgers.values()) {
          const rank = ledger.rankOf(entry.chat);
          if (rank !== undefined) ledger.anonymise(rank);
        }
        return;
      case 'closed': {
        const ledger = ledgers.get(entry.announcement);
        ledger?.rows.forEach(({ chat, state }, rank) => {
          if (!isAnonymous(chat) && !isOpen(state)) ledger.anonymise(rank);
        });
        return;
      }
      case 'rows': {
        const ledger = ledgerOf(entry.announcement, entry.changedAt);
        for (const row of entry.rows) ledger.add(row);
      }
    }
  }

  return {
    apply,
    ledger: (announcement) => ledgers.get(announcement),
    ledgers: () => ledgers.entries(),
    *snapshot() {
      for (const [announcement, { rows, changedAt }] of ledgers) {
        // One that was published to nobody is known all the same.
        for (let from = 0; from === 0 || from < rows.length; from += rowsALine)
          yield { is: 'rows', announcement, changedAt, rows: rows.slice(from, from + rowsALine) as LedgerRow[] };
      }
    },
    endLeases() {
      for (const ledger of ledgers.values())
        ledger.rows.forEach((row, rank) => {
          if (row.leasedUntilMs !== undefined) ledger.set(rank, { ...row, leasedUntilMs: 0 });
        });
    },
  };
}
