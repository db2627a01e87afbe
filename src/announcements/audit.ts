import { createHash } from 'node:crypto';

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
  /** SHA-256 over everything above, hexadecimal. */
  chain: string;
}

/** The log of what officials did: only ever added to, kept a year. The contract is `test/contracts/audit.ts`. */
export interface AuditLog {
  /** Durable once it resolves. */
  append(record: AuditRecord): Promise<AuditEntry>;
  /** First to last. */
  entries(): AsyncIterable<AuditEntry>;
}

const beginning = '0'.repeat(64);
const fields = ['at', 'who', 'roles', 'action', 'outcome', 'subject', 'hash', 'from', 'detail'] as const;

/** The entry that follows `last`. A store calls this where nobody else can add in between. */
export function chained(last: AuditEntry | undefined, record: AuditRecord): AuditEntry {
  const number = (last?.number ?? 0) + 1;
  const previous = last?.chain ?? beginning;
  return { ...record, number, previous, chain: chainOf(number, previous, record) };
}

function chainOf(number: number, previous: string, record: AuditRecord): string {
  const content = [number, previous, ...fields.map((field) => record[field] ?? null)];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

export type AuditVerdict =
  /** `head`: chain of the last entry; published elsewhere it proves that the end was not cut off. */
  | { kind: 'intact'; entries: number; head: string }
  | { kind: 'broken'; entry: number; why: 'changed' | 'missing-or-moved' | 'cut-off' };

/** Checks the whole chain; with `expected`, a head noted earlier, also that the log still contains it. */
export async function verifyAudit(entries: AsyncIterable<AuditEntry>, expected?: string): Promise<AuditVerdict> {
  let last: AuditEntry | undefined;
  let seen = expected === undefined || expected === beginning;
  for await (const entry of entries) {
    const number = (last?.number ?? 0) + 1;
    if (entry.number !== number || entry.previous !== (last?.chain ?? beginning))
      return { kind: 'broken', entry: number, why: 'missing-or-moved' };
    if (entry.chain !== chainOf(number, entry.previous, entry)) return { kind: 'broken', entry: number, why: 'changed' };
    seen ||= entry.chain === expected;
    last = entry;
  }
  if (!seen) return { kind: 'broken', entry: (last?.number ?? 0) + 1, why: 'cut-off' };
  return { kind: 'intact', entries: last?.number ?? 0, head: last?.chain ?? beginning };
}
