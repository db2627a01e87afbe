import { createHash, createHmac } from 'node:crypto';

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
  subject?: string | undefined;
  /** Of a lower number. */
  before?: number | undefined;
  limit: number;
}

/** Whether it is one of those a query looks through. */
export function isLogged({ who, action, subject, number }: AuditEntry, query: AuditQuery): boolean {
  return (
    (query.who === undefined || who === query.who) &&
    (query.action === undefined || action === query.action) &&
    (query.subject === undefined || subject === query.subject) &&
    (query.before === undefined || number < query.before)
  );
}

/** The log of what officials did: only ever added to, kept a year. The contract is `test/contracts/audit.ts`. */
export interface AuditLog {
  /** Durable once it resolves. */
  append(record: AuditRecord): Promise<AuditEntry>;
  /** Chain of the last entry; 64 zeros where there is none. */
  head(): Promise<string>;
  /** First to last. */
  entries(): AsyncIterable<AuditEntry>;
  /** Those sought, the latest first, no more than `limit`. */
  latest(query: AuditQuery): Promise<AuditEntry[]>;
}

export const auditBeginning = '0'.repeat(64);
const fields = ['at', 'who', 'roles', 'action', 'outcome', 'subject', 'hash', 'from', 'detail'] as const;

/** The entry that follows `last`; with a key nobody else can make one. A store calls this where nobody else can add in between. */
export function chained(last: AuditEntry | undefined, record: AuditRecord, key?: string): AuditEntry {
  const number = (last?.number ?? 0) + 1;
  const previous = last?.chain ?? auditBeginning;
  return { ...record, number, previous, chain: chainOf(number, previous, record, key) };
}

function chainOf(number: number, previous: string, record: AuditRecord, key: string | undefined): string {
  const content = [number, previous, ...fields.map((field) => record[field] ?? null)];
  const hash = key === undefined ? createHash('sha256') : createHmac('sha256', key);
  return hash.update(JSON.stringify(content)).digest('hex');
}

export type AuditVerdict =
  /** `head`: chain of the last entry; published elsewhere it proves that the end was not cut off. */
  | { kind: 'intact'; entries: number; head: string }
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
  let count = 0;
  return {
    add(entry) {
      count += 1;
      hash.update(JSON.stringify([entry.number, entry.chain, ...fields.map((field) => entry[field] ?? null)]));
    },
    says: () => `entries 1-${count} sha256 ${hash.copy().digest('hex')}`,
  };
}

/** As many entries are checked between two rests: some milliseconds of work. */
const entriesBetweenRests = 100;

/**
 * Checks the whole chain; also that it still contains `heads`: noted at an earlier check, or kept in approvals. `key`: see `chained`. Entries made with
 * a key that was replaced hold where the entry that replaced it says so of exactly them. `rest`: lets others have a turn, again and again while it goes on.
 */
export async function verifyAudit(
  entries: AsyncIterable<AuditEntry>,
  { heads = [], key, rest }: { heads?: Iterable<string>; key?: string | undefined; rest?: () => Promise<unknown> } = {},
): Promise<AuditVerdict> {
  let last: AuditEntry | undefined;
  const missing = new Set(heads);
  missing.delete(auditBeginning);
  const digest = createDigest();
  /** Of all entries up to the last that the key does not prove, and up to each one since. */
  const digests = new Set<string>();
  /** The first entry that nothing proves yet. */
  let unproved: number | undefined;
  for await (const entry of entries) {
    const number = (last?.number ?? 0) + 1;
    if (entry.number !== number || entry.previous !== (last?.chain ?? auditBeginning))
      return { kind: 'broken', entry: number, why: 'missing-or-moved' };
    if (entry.chain !== chainOf(number, entry.previous, entry, key)) {
      unproved ??= number;
      digests.clear();
    } else if (entry.action === rotationAction && digests.has(entry.detail ?? '')) unproved = undefined;
    digest.add(entry);
    if (unproved !== undefined) digests.add(digest.says());
    missing.delete(entry.chain);
    last = entry;
    if (rest && number % entriesBetweenRests === 0) await rest();
  }
  if (unproved !== undefined) return { kind: 'broken', entry: unproved, why: 'changed' };
  if (missing.size > 0) return { kind: 'broken', entry: (last?.number ?? 0) + 1, why: 'cut-off' };
  return { kind: 'intact', entries: last?.number ?? 0, head: last?.chain ?? auditBeginning };
}
