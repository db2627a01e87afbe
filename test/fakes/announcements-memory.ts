import { createHash } from 'node:crypto';
import { type Announcement, type AnnouncementStore, isSought } from '../../src/announcements/announcement.ts';
import type { ImageStore } from '../../src/announcements/images/kept.ts';
import { listed } from '../../src/announcements/openings.ts';
import {
  type AuditEntry,
  type AuditLog,
  type AuditRecord,
  auditBeginning,
  begunAnew,
  chained,
  isLogged,
} from '../../src/announcements/people/audit.ts';
import type { Official, Officials } from '../../src/announcements/people/officials.ts';
import { isMeant } from '../../src/announcements/sending/audience.ts';
import type { IntakeStanding, SubscriberIntake } from '../../src/announcements/sending/intake.ts';
import {
  type DeliveryState,
  type FailureReason,
  mostSends,
  type Outbox,
  type Tally,
  type TemplateMark,
} from '../../src/announcements/sending/outbox.ts';
import type { PaceState, PaceStore } from '../../src/announcements/sending/pace.ts';
import { countedByCommune, type Subscriber, type Subscribers } from '../../src/announcements/sending/subscribers.ts';
import type { KeptOf } from '../../src/conversations/own-data/kept.ts';
import { isAnonymous, isBelievablyAhead } from '../../src/stores/delivery-ledger.ts';

/** Everything announcements keep, in memory: what the ports promise and nothing more. For tests only. */
export interface AnnouncementsMemory {
  subscribers: Subscribers;
  intake: SubscriberIntake;
  keptOf: KeptOf;
  outbox: Outbox;
  announcements: AnnouncementStore;
  officials: Officials;
  audit: AuditLog;
  pace: PaceStore;
  images: ImageStore;
  /** The ledger as it is, for tests that look into it. */
  deliveries(announcement: string): Row[];
}

export interface Row {
  chat: string;
  rank: number;
  state: DeliveryState;
  leasedUntilMs?: number;
  lease?: number;
  begun?: true;
  template?: TemplateMark;
}

/** A copy that nobody can change: what is kept this way may be handed out as it is, which is done thousands of times a test. */
const copy = <Value>(value: Value): Value => frozen(structuredClone(value));
function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}
const channelOf = (chat: string) => chat.slice(0, chat.indexOf(':'));
const unheardOf = ({ state, begun }: Row) => (state.kind === 'pending' ? state.uncertain : 0) + (begun ? 1 : 0);
const isOpen = ({ kind }: DeliveryState) => kind === 'pending' || kind === 'deferred';

function createImagesMemory(): ImageStore {
  const held = new Map<string, Uint8Array>();
  return {
    put: async (sha256, bytes) => void held.set(sha256, Uint8Array.from(bytes)),
    get: async (sha256) => held.get(sha256),
    isIntact: async (sha256) =>
      createHash('sha256')
        .update(held.get(sha256) ?? '')
        .digest('hex') === sha256,
  };
}

export function createAnnouncementsMemory(now: () => Date): AnnouncementsMemory {
  const subscribers = new Map<string, Subscriber>();
  const announcements = new Map<string, Announcement>();
  const ledgers = new Map<string, Row[]>();
  const gone = new Set<string>();
  const lanes = new Map<string, PaceState>();
  const log: AuditEntry[] = [];
  let officials: readonly Official[] = [];
  const nowMs = () => now().getTime();
  const pendingNow = (): DeliveryState => ({ kind: 'pending', dueAt: now().toISOString(), attempts: 0, uncertain: 0 });
  const isRunning = ({ leasedUntilMs }: Row) => isBelievablyAhead(leasedUntilMs ?? 0, nowMs());
  const append = (record: AuditRecord): AuditEntry => {
    const entry = chained(log.at(-1), copy(record));
    log.push(frozen(entry));
    return entry;
  };

  function recipients(wanted: Parameters<Outbox['publish']>[1]): string[] {
    switch (wanted.kind) {
      case 'chats':
        return [...new Set(wanted.chats)];
      case 'subscribers':
        return [...subscribers.values()]
          .filter((subscriber) => isMeant(wanted.audience, subscriber))
          .map(({ chat, lastContactAt }) => ({ chat, late: lastContactAt < (wanted.windowStarts?.[channelOf(chat)] ?? '') }))
          .sort((a, b) => Number(a.late) - Number(b.late))
          .map(({ chat }) => chat);
      case 'reached': {
        const rows = (ledgers.get(wanted.by) ?? []).filter(({ chat }) => !isAnonymous(chat));
        const mayHave = (row: Row) =>
          row.state.kind === 'sent' || row.state.kind === 'uncertain' || unheardOf(row) > 0 || row.template !== undefined;
        const rest = wanted.rest
          ? rows.filter((row) => !mayHave(row) && (row.state.kind === 'cancelled' || isOpen(row.state)))
          : [];
        return [...rows.filter(mayHave), ...rest].map(({ chat }) => chat);
      }
    }
  }

  const outbox: Outbox = {
    async publish(announcement, wanted, { least, most }) {
      const before = ledgers.get(announcement);
      const held = new Set(before?.map(({ chat }) => chat));
      if (before && wanted.kind !== 'chats') return { kind: 'published', total: before.length };
      const added = recipients(wanted).filter((chat) => !held.has(chat));
      const total = held.size + added.length;
      if (total < least || total > most) return { kind: 'refused', total };
      ledgers.set(announcement, [
        ...(before ?? []),
        ...added.map((chat, i): Row => ({ chat, rank: held.size + i, state: pendingNow() })),
      ]);
      return { kind: 'published', total };
    },
    async give(announcement, chat) {
      const rows = ledgers.get(announcement);
      if (!rows) return false;
      const row = rows.find((held) => held.chat === chat);
      if (!row) rows.push({ chat, rank: rows.length, state: pendingNow() });
      else if (row.state.kind === 'left' || (row.state.kind === 'failed' && row.state.reason !== 'rejected'))
        row.state = pendingNow();
      return isOpen((row ?? rows.at(-1)!).state);
    },
    async claim(channel, limit, leaseMs, open) {
      const claimed: Awaited<ReturnType<Outbox['claim']>> = [];
      for (const { announcement, ranks } of open) {
        const about = announcements.get(announcement)?.about?.id;
        const rows = ledgers.get(announcement) ?? [];
        const wasTried = (row: Row) => unheardOf(row) > 0 || (row.state.kind === 'pending' && row.state.attempts > 0);
        for (const row of [...rows.filter((held) => !wasTried(held)), ...rows.filter(wasTried)]) {
          if (claimed.length === limit) return claimed;
          if (row.rank >= ranks || channelOf(row.chat) !== channel || row.state.kind !== 'pending' || isRunning(row)) continue;
          if (isBelievablyAhead(Date.parse(row.state.dueAt), nowMs())) continue;
          row.state = { ...row.state, uncertain: unheardOf(row) };
          delete row.begun;
          if (row.state.uncertain >= mostSends) {
            row.state = { kind: 'uncertain', duplicate: true };
            delete row.leasedUntilMs;
            continue;
          }
          row.leasedUntilMs = nowMs() + leaseMs;
          row.lease = (row.lease ?? 0) + 1;
          const original = ledgers.get(about ?? '')?.find(({ chat }) => chat === row.chat)?.state;
          const { attempts, uncertain, firstAttemptAt } = row.state;
          claimed.push({
            announcement,
            chat: row.chat,
            rank: row.rank,
            attempts,
            uncertain,
            lease: row.lease,
            ...(firstAttemptAt === undefined ? {} : { firstAttemptAt }),
            ...(row.template === undefined ? {} : { template: row.template }),
            subscriber: subscribers.get(row.chat),
            ...(original?.kind === 'sent' ? { hasOriginal: true as const } : {}),
            ...(original?.kind === 'sent' && original.messageId !== undefined ? { originalMessageId: original.messageId } : {}),
          });
        }
      }
      return claimed;
    },
    async hold(claimed, leaseMs, how) {
      return claimed.map(({ announcement, chat, lease }) => {
        const row = ledgers.get(announcement)?.find((held) => held.chat === chat);
        if (row?.state.kind !== 'pending' || row.leasedUntilMs === undefined || row.lease !== lease) return false;
        row.leasedUntilMs = nowMs() + leaseMs;
        if (how === 'begin') row.begun = true;
        return true;
      });
    },
    async record(results) {
      for (const { announcement, chat, lease, next, template } of results) {
        const row = ledgers.get(announcement)?.find((held) => held.chat === chat);
        if (!row || !isOpen(row.state)) continue;
        const again = next.kind === 'sent' && lease !== undefined && lease !== row.lease && row.begun;
        row.state = copy(again ? { ...next, duplicate: true } : next);
        if (template !== undefined) row.template = template;
        delete row.leasedUntilMs;
        delete row.begun;
      }
    },
    async releaseDeferred(chat) {
      const rows = [...ledgers.values()].flat().filter((row) => row.chat === chat && row.state.kind === 'deferred');
      for (const row of rows) row.state = pendingNow();
      return rows.length;
    },
    async end(announcement, as) {
      for (const row of ledgers.get(announcement) ?? []) {
        if (!isOpen(row.state) || isRunning(row)) continue;
        const unheard = unheardOf(row);
        row.state = unheard === 0 ? { kind: as } : { kind: 'uncertain', duplicate: unheard >= mostSends };
        delete row.leasedUntilMs;
        delete row.begun;
      }
    },
    async tally(announcement, ranks) {
      const tallies = new Map<string, Tally>();
      for (const row of ledgers.get(announcement) ?? []) {
        if (row.rank >= ranks) continue;
        const tally = tallies.get(channelOf(row.chat)) ?? emptyTally(channelOf(row.chat));
        tallies.set(tally.channel, counted(tally, row));
      }
      return [...tallies.values()];
    },
  };

  const standingOf = (chat: string): IntakeStanding => (subscribers.has(chat) ? 'subscribed' : gone.has(chat) ? 'left' : 'new');

  return {
    outbox,
    async keptOf(chat) {
      const subscriber = subscribers.get(chat);
      const deliveries = [...ledgers.values()].flat().filter((row) => row.chat === chat).length;
      const nothing = { questions: 0, deadLetters: 0, hasPushAddress: false };
      return { ...nothing, ...(subscriber ? { subscriber } : {}), hasLeft: gone.has(chat), deliveries };
    },
    intake: {
      standing: async (chats) => chats.map(standingOf),
      async add(given) {
        const standings = given.map(({ chat }) => standingOf(chat));
        given.forEach((one, i) => {
          if (standings[i] === 'new' && !subscribers.has(one.chat)) subscribers.set(one.chat, copy(one));
        });
        return standings;
      },
      room: async () => 1_000_000 - subscribers.size,
    },
    subscribers: {
      get: async (chat) => subscribers.get(chat),
      async put(subscriber) {
        subscribers.set(subscriber.chat, copy(subscriber));
        gone.delete(subscriber.chat);
      },
      async remove(chat) {
        if (subscribers.delete(chat)) gone.add(chat);
      },
      async forget(chat) {
        gone.add(chat);
        subscribers.delete(chat);
        for (const row of [...ledgers.values()].flat()) {
          if (row.chat !== chat) continue;
          row.chat = `${channelOf(chat)}:`;
          if (isOpen(row.state)) row.state = { kind: 'left' };
          delete row.leasedUntilMs;
        }
      },
      byCommune: async (audience, windowStarts) => countedByCommune(subscribers.values(), audience, windowStarts),
      async reach(audience, windowStarts) {
        const counts = new Map<string, { channel: string; now: number; later: number }>();
        for (const subscriber of subscribers.values()) {
          if (!isMeant(audience, subscriber)) continue;
          const channel = channelOf(subscriber.chat);
          const count = counts.get(channel) ?? { channel, now: 0, later: 0 };
          count[subscriber.lastContactAt >= (windowStarts[channel] ?? '') ? 'now' : 'later'] += 1;
          counts.set(channel, count);
        }
        return [...counts.values()];
      },
    },
    announcements: {
      async create(draft, record) {
        if (announcements.has(draft.id)) throw new Error(`announcement ${draft.id} is there already`);
        const created = copy({ ...draft, number: announcements.size + 1, version: 1 });
        announcements.set(created.id, created);
        append(record);
        return created;
      },
      get: async (id) => announcements.get(id),
      find: async (number) => [...announcements.values()].find((held) => held.number === number),
      list: async (states, openAt) => listed([...announcements.values()], states, openAt),
      page: async (query) =>
        [...announcements.values()]
          .filter((held) => isSought(held, query))
          .sort((a, b) => b.number - a.number)
          .slice(0, query.limit),
      async save(changed, record) {
        if (announcements.get(changed.id)?.version !== changed.version) return undefined;
        const saved = copy({ ...changed, version: changed.version + 1 });
        announcements.set(saved.id, saved);
        append(record);
        return saved;
      },
    },
    officials: {
      list: async () => officials,
      async update(change) {
        const changed = change(officials);
        officials = copy(changed.officials);
        changed.records.forEach(append);
        return changed.result;
      },
    },
    audit: {
      append: async (record) => append(record),
      async trim(last, record) {
        const at = log.findIndex(({ number, chain }) => number === last.number && chain === last.chain);
        if (at < 0) return undefined;
        const entry = append(record);
        log.splice(0, at + 1);
        return entry;
      },
      async restart(head, record) {
        if ((log.at(-1)?.chain ?? auditBeginning) !== head) return undefined;
        const entry = begunAnew(log.at(-1), record);
        log.splice(0, log.length, entry);
        return entry;
      },
      head: async () => log.at(-1)?.chain ?? auditBeginning,
      latest: async (query) =>
        log
          .filter((entry) => isLogged(entry, query))
          .reverse()
          .slice(0, query.limit),
      async *entries(after = 0) {
        yield* log.filter(({ number }) => number > after);
      },
    },
    images: createImagesMemory(),
    pace: {
      async update(lane, change) {
        const { state, result } = change(copy(lanes.get(lane)));
        lanes.set(lane, state);
        return result;
      },
    },
    deliveries: (announcement) => copy(ledgers.get(announcement) ?? []),
  };
}

const noFailures: Record<FailureReason, number> = { blocked: 0, gone: 0, rejected: 0, 'gave-up': 0 };

function emptyTally(channel: string): Tally {
  const counts = { total: 0, pending: 0, leased: 0, deferred: 0, told: 0, sent: 0, duplicates: 0 };
  const templates = { quota: 0, charged: 0, unheard: 0 };
  return { channel, ...counts, uncertain: 0, cancelled: 0, expired: 0, left: 0, failed: noFailures, templates };
}

function counted(tally: Tally, { state, leasedUntilMs, template }: Row): Tally {
  const one = { ...tally, total: tally.total + 1 };
  if (template) one.templates = { ...one.templates, [template]: one.templates[template] + 1 };
  if (leasedUntilMs !== undefined) return { ...one, leased: one.leased + 1 };
  switch (state.kind) {
    case 'failed':
      return { ...one, failed: { ...one.failed, [state.reason]: one.failed[state.reason] + 1 } };
    case 'sent':
      return { ...one, sent: one.sent + 1, duplicates: one.duplicates + (state.duplicate ? 1 : 0) };
    case 'uncertain':
      return { ...one, uncertain: one.uncertain + 1, duplicates: one.duplicates + (state.duplicate ? 1 : 0) };
    case 'deferred':
      return { ...one, deferred: one.deferred + 1, told: one.told + (template ? 1 : 0) };
    case 'pending':
    case 'cancelled':
    case 'expired':
    case 'left':
      return { ...one, [state.kind]: one[state.kind] + 1 };
  }
}
