import { createHash, createHmac } from 'node:crypto';
import { type AuditCut, type AuditRestart, anchorOf, restartAction, restartOf, trimAction } from './audit-anchor.ts';

/** Something an official did or tried. Names officials and announcements, never a voter. */
export interface AuditRecord {
  /** ISO 8601 UTC. */
  at: string;
  /** Id of the official, or `cutri` for what the service does by itself. */
  who: string;
  /** Roles held at that moment. */
  roles: readonly string[];
  /** What was asked for, e.g. `approve`. */
  action: string;
  /** `done`, or why not. */
  outcome: string;
  /** Id of the announcement or official acted on. */
  subject: string;
  /** Hash of the content acted on, where there is one. */
  hash?: string;
  /** Where it came from: `telegram`, `cli`, `service`. */
  from: string;
  /** Reason given, counts, changed fields; no voter's data. */
  detail?: string;
}

/** A record in its place in the chain. */
export interface AuditEntry extends AuditRecord {
  /** From 1. */
  number: number;
  /** Of the entry before; 64 zeros for the first. */
  previous: string;
  /** HMAC-SHA-256 (without a key: SHA-256) over everything above, hexadecimal. */
  chain: string;
}

/** Which entries are looked through; what is absent leaves all of them in. */
export interface AuditQuery {
  who?: string | undefined;
  action?: string | undefined;
  /** `done` leaves refused tries out, of which anybody can make as many as would fill `limit`. */
  outcome?: string | undefined;
  subject?: string | undefined;
  /** Of a lower number. */
  before?: number | undefined;
  limit: number;
}

/** Whether it is one of those a query looks through. */
export function isLogged({ who, action, outcome, subject, number }: AuditEntry, query: AuditQuery): boolean {
  return (
    (query.who === undefined || who === query.who) &&
    (query.action === undefined || action === query.action) &&
    (query.outcome === undefined || outcome === query.outcome) &&
    (query.subject === undefined || subject === query.subject) &&
    (query.before === undefined || number < query.before)
  );
}

/** The log of what officials did: only ever added to, and cut at its beginning where it grows too long. The contract is `test/contracts/audit.ts`. */
export interface AuditLog {
  /** Durable once it resolves. */
  append(record: AuditRecord): Promise<AuditEntry>;
  /** Chain of the last entry; 64 zeros where there is none. */
  head(): Promise<string>;
  /** First to last; `after`: only those of a higher number. */
  entries(after?: number): AsyncIterable<AuditEntry>;
  /** Those sought, the latest first, no more than `limit`. */
  latest(query: AuditQuery): Promise<AuditEntry[]>;
  /**
   * Removes the entries up to this one and adds the record that says so: both or neither. `undefined`, and nothing is done, where this entry is not in
   * the log (any more). What it may be is decided in `retention/`; the store does as it is told.
   */
  trim(last: Pick<AuditEntry, 'number' | 'chain'>, record: AuditRecord): Promise<AuditEntry | undefined>;
  /** Puts one entry in the place of all there are, see `begunAnew`: both or neither. `undefined`, and nothing is done, where `head` is not the head any more. */
  restart(head: string, record: AuditRecord): Promise<AuditEntry | undefined>;
}

export const auditBeginning = '0'.repeat(64);
const fields = ['at', 'who', 'roles', 'action', 'outcome', 'subject', 'hash', 'from', 'detail'] as const;

/** The entry that follows `last`; with a key nobody else can make one. A store calls this where nobody else can add in between. */
export function chained(last: AuditEntry | undefined, record: AuditRecord, key?: string): AuditEntry {
  const number = (last?.number ?? 0) + 1;
  const previous = last?.chain ?? auditBeginning;
  return { ...record, number, previous, chain: chainOf(number, previous, record, key) };
}

/** The first entry of a log in the place of one that ended with `last`. */
export const begunAnew = (last: AuditEntry | undefined, record: AuditRecord, key?: string): AuditEntry =>
  chained({ ...record, number: last?.number ?? 0, previous: '', chain: auditBeginning }, record, key);

/** Whether whoever has the key made this entry, where it stands. */
export const isProved = (entry: AuditEntry, key: string | undefined): boolean =>
  entry.chain === chainOf(entry.number, entry.previous, entry, key);

function chainOf(number: number, previous: string, record: AuditRecord, key: string | undefined): string {
  const content = [number, previous, ...fields.map((field) => record[field] ?? null)];
  const hash = key === undefined ? createHash('sha256') : createHmac('sha256', key);
  return hash.update(JSON.stringify(content)).digest('hex');
}

export type AuditVerdict =
  /**
   * `entries`: how many there are. `head`: chain of the last one; published elsewhere it proves that the end was not cut off. `cut`: what was before the
   * first, as an entry in the log says of it. `restart`: that two persons began it in the place of a broken one.
   */
  | { kind: 'intact'; entries: number; head: string; cut?: AuditCut; restart?: AuditRestart }
  | { kind: 'broken'; entry: number; why: 'changed' | 'missing-or-moved' | 'cut-off' };

/** The action of an entry that proves everything before it by a digest: written when the approval key is replaced. */
export const rotationAction = 'approval-key-replaced';

/** What such an entry says of those before it: how many, and their SHA-256, content and chain. */
export async function auditDigest(entries: AsyncIterable<AuditEntry>): Promise<string> {
  const digest = createDigest();
  for await (const entry of entries) digest.add(entry);
  return digest.says();
}

function createDigest(): { add(entry: AuditEntry): void; says(): string } {
  const hash = createHash('sha256');
  let first = 1;
  let count = 0;
  return {
    add(entry) {
      if (count === 0) first = entry.number;
      count += 1;
      hash.update(JSON.stringify([entry.number, entry.chain, ...fields.map((field) => entry[field] ?? null)]));
    },
    says: () => `entries ${first}-${first + count - 1} sha256 ${hash.copy().digest('hex')}`,
  };
}

/** As many entries are checked between two rests: some milliseconds of work. */
const entriesBetweenRests = 100;

/** A head of the log that an approval was given at, and when that was (ISO 8601 UTC). */
export interface ApprovedHead {
  head: string;
  at: string;
}

export interface AuditCheck {
  /** Noted at earlier checks: all of them have to be in it. */
  heads?: Iterable<string>;
  /** Kept in approvals: in it too, unless what was there when the approval was given has been removed. */
  approved?: Iterable<ApprovedHead>;
  /** See `chained`. */
  key?: string | undefined;
  /** The entry before the first that is given, where that is known to be right: only what follows it is checked. */
  from?: Pick<AuditEntry, 'number' | 'chain'>;
  /** Lets others have a turn, again and again while it goes on. */
  rest?: () => Promise<unknown>;
}

/**
 * Checks the whole chain; also that it still contains the heads that are known. Entries made with a key that was replaced hold where the entry that
 * replaced it says so of exactly them. A log that does not begin at its first entry holds where an entry in it says so of exactly what is missing.
 */
export async function verifyAudit(
  entries: AsyncIterable<AuditEntry>,
  { heads = [], approved = [], key, from, rest }: AuditCheck = {},
): Promise<AuditVerdict> {
  let last: Pick<AuditEntry, 'number' | 'chain'> | undefined = from;
  const missing = missingHeads(heads, approved);
  const digest = createDigest();
  /** Of all entries up to the last that the key does not prove, and up to each one since. */
  const digests = new Set<string>();
  /** The first entry that nothing proves yet. */
  let unproved: number | undefined;
  const beginning = createBeginning();
  for await (const entry of entries) {
    const { number, previous } = last ? { number: last.number + 1, previous: last.chain } : beginning.at(entry);
    if (entry.number !== number || entry.previous !== previous) return { kind: 'broken', entry: number, why: 'missing-or-moved' };
    if (entry.chain !== chainOf(number, entry.previous, entry, key)) {
      unproved ??= number;
      digests.clear();
    } else if (provesBefore(entry, digests)) unproved = undefined;
    digest.add(entry);
    if (unproved !== undefined) digests.add(digest.says());
    beginning.look(entry);
    missing.delete(entry.chain);
    last = entry;
    if (rest && number % entriesBetweenRests === 0) await rest();
  }
  if (unproved !== undefined) return { kind: 'broken', entry: unproved, why: 'changed' };
  const cut = beginning.cut();
  if (cut === 'unproved') return { kind: 'broken', entry: 1, why: 'missing-or-moved' };
  const end = last?.number ?? 0;
  // Those of approvals that were given before everything there is belong to what was removed.
  const restart = beginning.restart();
  const since = cut?.before ?? restart?.at ?? '';
  const sought = [...missing.values()].filter((at) => at === undefined || at >= since);
  if (sought.length > 0) return { kind: 'broken', entry: end + 1, why: 'cut-off' };
  const known = {
    kind: 'intact',
    entries: end - (cut?.entries ?? restart?.entries ?? 0),
    head: last?.chain ?? auditBeginning,
  } as const;
  return { ...known, ...(cut ? { cut } : {}), ...(restart ? { restart } : {}) };
}

/** Heads to be found in the log; of those of approvals when they were given, of the others `undefined`. */
function missingHeads(heads: Iterable<string>, approved: Iterable<ApprovedHead>): Map<string, string | undefined> {
  const missing = new Map<string, string | undefined>();
  for (const { head, at } of approved) if ((missing.get(head) ?? '') < at) missing.set(head, at);
  for (const head of heads) missing.set(head, undefined);
  missing.delete(auditBeginning);
  return missing;
}

/** Whether it says of all before it what they are. */
const provesBefore = ({ action, detail = '' }: AuditEntry, digests: ReadonlySet<string>): boolean =>
  digests.has((action === trimAction ? anchorOf(detail)?.kept : action === rotationAction ? detail : undefined) ?? '');

/** Where a log begins, and what says that it may begin there. */
function createBeginning() {
  let start = { number: 1, previous: auditBeginning };
  let found: AuditCut | undefined;
  let anew: AuditRestart | undefined;
  return {
    at: ({ number, previous }: AuditEntry) => {
      if (number > 1) start = { number, previous };
      return start;
    },
    /** An entry that may tell of it: its own proof is asked for like that of any other. */
    look({ action, outcome, hash, detail, at, who, number }: AuditEntry) {
      if (action === restartAction && outcome === 'done' && number === start.number && start.previous === auditBeginning) {
        const { askedBy, reason } = restartOf(detail);
        anew = { entries: number - 1, at, who, askedBy, reason };
      }
      if (action !== trimAction || outcome !== 'done' || hash !== start.previous) return;
      const anchor = anchorOf(detail);
      if (anchor?.entries === start.number - 1) found = { entries: anchor.entries, before: anchor.before, at, who };
    },
    cut: (): AuditCut | 'unproved' | undefined => (start.number === 1 || anew ? undefined : (found ?? 'unproved')),
    restart: () => anew,
  };
}
