import { isMeant } from '../../announcements/sending/audience.ts';
import { type DeliveryResult, type DeliveryState, mostSends, type Recipients } from '../../announcements/sending/outbox.ts';
import type { Subscriber } from '../../announcements/sending/subscribers.ts';
import { type ChatKey, channelOf } from '../../messaging/message.ts';
import {
  createDeliveryLedger,
  type DeliveryLedger,
  endOf,
  isAnonymous,
  isBelievablyAhead,
  isOpen,
  isReturnable,
  type LedgerRow,
  lastingOf,
  mayHaveArrived,
  unheardOf,
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

/** Whether that claim still has it. */
export const isHeld = ({ state, leasedUntilMs, lease }: LedgerRow, claim: number): boolean =>
  state.kind === 'pending' && leasedUntilMs !== undefined && lease === claim;

function claim(ledger: DeliveryLedger, ranks: readonly number[], untilMs: number): void {
  for (const rank of ranks) {
    const row = ledger.rows[rank]!;
    const { chat, state, lease = 0, template } = row;
    if (state.kind !== 'pending') continue;
    const uncertain = unheardOf(row);
    const lasting = lastingOf({ lease, ...(template === undefined ? {} : { template }) });
    if (uncertain >= mostSends) ledger.set(rank, { chat, state: { kind: 'uncertain', duplicate: true }, ...lasting });
    else ledger.set(rank, { chat, state: { ...state, uncertain }, ...lasting, leasedUntilMs: untilMs, lease: lease + 1 });
  }
}

/** Recipients, or who comes back after theirs had ended without them. */
function addTo(ledger: DeliveryLedger, chats: readonly ChatKey[], at: string): void {
  for (const chat of chats) {
    const rank = ledger.rankOf(chat);
    if (rank === undefined) ledger.add({ chat, state: untried(at) });
    else if (isReturnable(ledger.rows[rank]!.state))
      ledger.set(rank, { chat, state: untried(at), ...lastingOf(ledger.rows[rank]!) });
  }
}

function end(ledger: DeliveryLedger | undefined, as: 'cancelled' | 'expired', at: string): void {
  ledger?.rows.forEach((row, rank) => {
    if (!isOpen(row.state) || isBelievablyAhead(row.leasedUntilMs ?? 0, Date.parse(at))) return;
    const { template } = row;
    ledger.set(rank, { chat: row.chat, state: endOf(row, { kind: as }), ...(template === undefined ? {} : { template }) });
  });
  if (ledger) ledger.changedAt = at;
}

/** Whoever took it that many times ago is too late, and whoever began it does not begin it again. */
function begin(ledger: DeliveryLedger | undefined, { rank, lease }: { rank: number; lease: number }, untilMs: number): void {
  const row = ledger?.rows[rank];
  if (row && isHeld(row, lease)) ledger.set(rank, { ...row, leasedUntilMs: untilMs, begun: true });
}

function record(ledger: DeliveryLedger | undefined, { chat, lease, next, template }: DeliveryResult, at: string): void {
  const rank = ledger?.rankOf(chat);
  const row = ledger?.rows[rank ?? -1];
  if (!ledger || rank === undefined || !row || !isOpen(row.state)) return;
  const again = next.kind === 'sent' && lease !== undefined && lease !== row.lease && row.begun;
  const told = template === undefined ? {} : { template };
  ledger.set(rank, { chat, state: again ? { ...next, duplicate: true } : next, ...lastingOf(row), ...told });
  ledger.changedAt = at;
}

function release(ledger: DeliveryLedger, chat: ChatKey, at: string): void {
  const rank = ledger.rankOf(chat);
  const row = ledger.rows[rank ?? -1];
  if (rank !== undefined && row?.state.kind === 'deferred') ledger.set(rank, { chat, state: untried(at), ...lastingOf(row) });
}

/** Lets go of the people of an announcement, except those it is still on its way to. */
function close(ledger: DeliveryLedger | undefined): void {
  ledger?.rows.forEach(({ chat, state }, rank) => {
    if (!isAnonymous(chat) && !isOpen(state)) ledger.anonymise(rank);
  });
}

function forget(ledger: DeliveryLedger, chat: ChatKey): void {
  const rank = ledger.rankOf(chat);
  if (rank !== undefined) ledger.anonymise(rank);
}

export function createOutboxState(): OutboxState {
  const ledgers = new Map<string, DeliveryLedger>();

  function ledgerOf(announcement: string, at: string): DeliveryLedger {
    const known = ledgers.get(announcement) ?? createDeliveryLedger(at);
    ledgers.set(announcement, known);
    return known;
  }

  function apply(entry: OutboxEntry): void {
    switch (entry.is) {
      case 'published': {
        const ledger = ledgerOf(entry.announcement, entry.at);
        if (ledger.totals) return;
        addTo(ledger, entry.chats, entry.at);
        ledger.changedAt = entry.at;
        return;
      }
      case 'claimed': {
        const ledger = ledgers.get(entry.announcement);
        if (ledger) claim(ledger, entry.ranks, entry.untilMs);
        return;
      }
      case 'begun':
        for (const send of entry.sends) begin(ledgers.get(send.announcement), send, entry.untilMs);
        return;
      case 'recorded':
        for (const result of entry.results) record(ledgers.get(result.announcement), result, entry.at);
        return;
      case 'released':
        for (const ledger of ledgers.values()) release(ledger, entry.chat, entry.at);
        return;
      case 'ended':
        end(ledgers.get(entry.announcement), entry.as, entry.at);
        return;
      case 'forgotten':
        for (const ledger of ledgers.values()) forget(ledger, entry.chat);
        return;
      case 'closed':
        close(ledgers.get(entry.announcement));
        return;
      case 'totalled':
        ledgers.set(entry.announcement, createDeliveryLedger(entry.changedAt, entry.totals));
        return;
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
      for (const [announcement, { rows, totals, changedAt }] of ledgers) {
        if (totals) {
          yield { is: 'totalled', announcement, changedAt, totals: [...totals] };
          continue;
        }
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

/** Chats in the order of sending. */
export function orderedRecipients(
  wanted: Recipients,
  state: OutboxState,
  subscribers: { all(): Iterable<Subscriber> },
): ChatKey[] {
  switch (wanted.kind) {
    case 'chats':
      return [...new Set(wanted.chats)];
    case 'subscribers': {
      const meant = [...subscribers.all()].filter((one) => isMeant(wanted.audience, one));
      const isInside = ({ chat, lastContactAt }: Subscriber) => lastContactAt >= (wanted.windowStarts?.[channelOf(chat)] ?? '');
      const [inside, outside] = [meant.filter(isInside), meant.filter((one) => !isInside(one))];
      return [...inside, ...outside].map(({ chat }) => chat);
    }
    case 'reached': {
      const rows = (state.ledger(wanted.by)?.rows ?? []).filter(({ chat }) => !isAnonymous(chat) && channelOf(chat) !== '');
      const rest = wanted.rest
        ? rows.filter((row) => !mayHaveArrived(row) && (row.state.kind === 'cancelled' || isOpen(row.state)))
        : [];
      return [...rows.filter(mayHaveArrived), ...rest].map(({ chat }) => chat);
    }
  }
}
