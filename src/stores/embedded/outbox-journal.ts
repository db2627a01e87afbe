import type { DeliveryRows } from '../../announcements/retention/row-trimming.ts';
import type { ClaimedDelivery, Outbox, Recipients } from '../../announcements/sending/outbox.ts';
import type { Subscriber } from '../../announcements/sending/subscribers.ts';
import type { ChatKey } from '../../messaging/message.ts';
import {
  type DeliveryLedger,
  hasOnlyEnds,
  isAnonymous,
  isBelievablyAhead,
  isOpen,
  isReturnable,
  type LedgerRow,
  wasTried,
} from '../delivery-ledger.ts';
import { type OutboxEntry, outboxEntry } from '../delivery-record.ts';
import { diskFiles, type Files } from '../files.ts';
import { openJournal } from './journal.ts';
import { createOutboxState, isHeld, orderedRecipients } from './outbox-state.ts';

/** The outbox of one process: deliveries in memory, every change in a journal. A claim is on disk before anybody sends. */
export interface OutboxJournal extends Outbox, DeliveryRows {
  /** Erases a person from memory and disk; what was not sent yet counts as `left`. */
  forget(chat: ChatKey): Promise<void>;
  /** Lets go of the people of announcements that have not changed for a week, and of lines that no longer count. */
  tidy(): Promise<void>;
  ledgers(): Iterable<[announcement: string, ledger: DeliveryLedger]>;
  close(): Promise<void>;
}

export interface OutboxJournalOptions {
  path: string;
  create: boolean;
  now: () => Date;
  files?: Files;
  /** Who is subscribed now. */
  subscribers: { get(chat: ChatKey): Subscriber | undefined; all(): Iterable<Subscriber> };
  /** The announcement that another one is about. */
  aboutOf: (announcement: string) => string | undefined;
}

/** How long who got an announcement is kept after its last change. */
const keptMs = 7 * 24 * 3_600_000;
/** A journal this many times as long as what it says is written anew. */
const worthCompacting = 4;
const smallBytes = 1 << 20;
const nobodys: LedgerRow = { chat: '', state: { kind: 'left' } };

export async function openOutboxJournal(options: OutboxJournalOptions): Promise<{ outbox: OutboxJournal; torn: number }> {
  const { path, create, now, files = diskFiles, subscribers, aboutOf } = options;
  const state = createOutboxState();
  const { journal, torn } = await openJournal<OutboxEntry>({
    path,
    files,
    create,
    kind: 'outbox',
    parse: (value) => outboxEntry.parse(value),
    apply: state.apply,
    snapshot: state.snapshot,
  });
  state.endLeases();
  /** Chosen by a claim whose line is not on disk yet. */
  const reserved = new Map<string, Set<number>>();
  let publishing: Promise<unknown> = Promise.resolve();
  /** What was let go of is still in the file. */
  let holdsErased = false;
  const nowIso = () => now().toISOString();

  async function publishNow(
    announcement: string,
    wanted: Recipients,
    { least, most }: { least: number; most: number },
  ): Promise<{ kind: 'published' | 'refused'; total: number }> {
    const ledger = state.ledger(announcement);
    if (ledger && (ledger.totals || wanted.kind !== 'chats')) return { kind: 'published', total: ledger.size() };
    const chats = orderedRecipients(wanted, state, subscribers).filter((chat) => ledger?.rankOf(chat) === undefined);
    const total = (ledger?.size() ?? 0) + chats.length;
    if (total < least || total > most) return { kind: 'refused', total };
    if (!ledger || chats.length > 0) await journal.append({ is: 'published', announcement, chats, at: nowIso() });
    return { kind: 'published', total };
  }

  /** Ranks that may be taken now, at most so many. */
  function takeable(announcement: string, ranks: number, channel: string, most: number): number[] {
    const ledger = state.ledger(announcement);
    const taken = reserved.get(announcement);
    const nowMs = now().getTime();
    const isAhead = (atMs: number) => isBelievablyAhead(atMs, nowMs);
    const untried: number[] = [];
    const tried: number[] = [];
    for (const rank of ledger?.pending(channel) ?? []) {
      if (untried.length >= most) break;
      const row = ledger!.rows[rank]!;
      if (rank >= ranks || taken?.has(rank) || isAhead(row.leasedUntilMs ?? 0) || row.state.kind !== 'pending') continue;
      if (!isAhead(Date.parse(row.state.dueAt))) (wasTried(row) ? tried : untried).push(rank);
    }
    return [untried, tried].flatMap((found) => found.sort((a, b) => a - b)).slice(0, most);
  }

  async function lease(announcement: string, ranks: readonly number[], leaseMs: number): Promise<ClaimedDelivery[]> {
    const held = reserved.get(announcement) ?? new Set<number>();
    reserved.set(announcement, held);
    for (const rank of ranks) held.add(rank);
    try {
      await journal.append({ is: 'claimed', announcement, ranks: [...ranks], untilMs: now().getTime() + leaseMs });
    } finally {
      for (const rank of ranks) held.delete(rank);
      if (held.size === 0) reserved.delete(announcement);
    }
    const original = state.ledger(aboutOf(announcement) ?? '');
    const { rows } = state.ledger(announcement)!;
    // Whoever was forgotten in the meantime is nobody's to send to.
    return ranks.filter((rank) => rows[rank]!.state.kind === 'pending').map((rank) => claimed(rows[rank]!, rank));

    function claimed({ chat, state: pending, lease: times = 1, template }: LedgerRow, rank: number): ClaimedDelivery {
      const { attempts, uncertain, firstAttemptAt } = pending as Extract<LedgerRow['state'], { kind: 'pending' }>;
      const before = original?.rows[original.rankOf(chat) ?? -1]?.state;
      return {
        announcement,
        chat,
        rank,
        attempts,
        uncertain,
        lease: times,
        ...(firstAttemptAt === undefined ? {} : { firstAttemptAt }),
        ...(template === undefined ? {} : { template }),
        subscriber: subscribers.get(chat),
        ...(before?.kind === 'sent' ? { hasOriginal: true as const } : {}),
        ...(before?.kind === 'sent' && before.messageId !== undefined ? { originalMessageId: before.messageId } : {}),
      };
    }
  }

  async function compact(): Promise<void> {
    await journal.compact();
    holdsErased = false;
  }

  const outbox: OutboxJournal = {
    publish(...given) {
      // One after the other: each counts what the one before added.
      const published = publishing.then(() => publishNow(...given));
      publishing = published.catch(() => undefined);
      return published;
    },
    give(announcement, chat) {
      const given = publishing.then(async () => {
        const rowOf = () => state.ledger(announcement)?.rows[state.ledger(announcement)!.rankOf(chat) ?? -1];
        const ledger = state.ledger(announcement);
        if (!ledger || ledger.totals) return false;
        if (isReturnable(rowOf()?.state ?? { kind: 'left' }))
          await journal.append({ is: 'published', announcement, chats: [chat], at: nowIso() });
        return isOpen(rowOf()?.state ?? { kind: 'left' });
      });
      publishing = given.catch(() => undefined);
      return given;
    },
    async claim(channel, limit, leaseMs, open) {
      let left = limit;
      const leases: Promise<ClaimedDelivery[]>[] = [];
      for (const { announcement, ranks } of open) {
        if (left <= 0) break;
        const chosen = takeable(announcement, ranks, channel, left);
        if (chosen.length === 0) continue;
        left -= chosen.length;
        leases.push(lease(announcement, chosen, leaseMs));
      }
      return (await Promise.all(leases)).flat();
    },
    async hold(claimed, leaseMs, how) {
      const untilMs = now().getTime() + leaseMs;
      const rowOf = ({ announcement, rank }: ClaimedDelivery) => state.ledger(announcement)?.rows[rank];
      const isOurs = (one: ClaimedDelivery): boolean => isHeld(rowOf(one) ?? nobodys, one.lease);
      const ours = claimed.filter(isOurs);
      if (how === 'begin' && ours.length > 0) {
        const sends = ours.map(({ announcement, rank, lease: times }) => ({ announcement, rank, lease: times }));
        await journal.append({ is: 'begun', untilMs, sends });
      }
      // Of this process alone, which is gone when it starts again: nothing to be kept.
      if (how === 'keep')
        for (const one of ours) state.ledger(one.announcement)!.set(one.rank, { ...rowOf(one)!, leasedUntilMs: untilMs });
      return claimed.map((one) => isOurs(one) && (how === 'keep' || rowOf(one)?.begun === true));
    },
    async record(results) {
      if (results.length > 0)
        await journal.append({ is: 'recorded', at: nowIso(), results: results.map((result) => ({ ...result })) });
    },
    async releaseDeferred(chat) {
      let count = 0;
      for (const [, ledger] of state.ledgers()) {
        if (ledger.rows[ledger.rankOf(chat) ?? -1]?.state.kind === 'deferred') count += 1;
      }
      if (count > 0) await journal.append({ is: 'released', chat, at: nowIso() });
      return count;
    },
    async end(announcement, as) {
      if (state.ledger(announcement)?.rows.some((row) => isOpen(row.state)))
        await journal.append({ is: 'ended', announcement, as, at: nowIso() });
    },
    tally: async (announcement, ranks) => state.ledger(announcement)?.tally(ranks) ?? [],
    async forget(chat) {
      await journal.append({ is: 'forgotten', chat });
      holdsErased = true;
      await compact();
    },
    async tidy() {
      const before = new Date(now().getTime() - keptMs).toISOString();
      for (const [announcement, { changedAt, rows }] of state.ledgers()) {
        if (changedAt >= before || !rows.some((row) => !isAnonymous(row.chat) && !isOpen(row.state))) continue;
        await journal.append({ is: 'closed', announcement });
        holdsErased = true;
      }
      const { bytes, compactedBytes } = journal.size();
      if (holdsErased || bytes > smallBytes + worthCompacting * compactedBytes) await compact();
    },
    settled: async (before) =>
      [...state.ledgers()]
        .filter(([, ledger]) => ledger.changedAt < before && hasOnlyEnds(ledger))
        .map(([announcement, { rows }]) => ({ announcement, rows: rows.length })),
    total(announcement) {
      // Nobody is given it in between.
      const totalled = publishing.then(async () => {
        const ledger = state.ledger(announcement);
        if (!ledger || !hasOnlyEnds(ledger)) return 0;
        const [rows, totals] = [ledger.rows.length, ledger.tally(Number.MAX_SAFE_INTEGER)];
        await journal.append({ is: 'totalled', announcement, changedAt: ledger.changedAt, totals });
        holdsErased = true;
        return rows;
      });
      publishing = totalled.catch(() => undefined);
      return totalled;
    },
    ledgers: state.ledgers,
    close: () => journal.close(),
  };
  return { outbox, torn };
}
