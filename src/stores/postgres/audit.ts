import {
  type AuditEntry,
  type AuditLog,
  type AuditQuery,
  type AuditRecord,
  auditBeginning,
  begunAnew,
  chained,
} from '../../announcements/people/audit.ts';
import { StoreFileError } from '../files.ts';
import { auditRecord } from '../office-record.ts';
import { type Statements, sql } from './database.ts';

const auditPage = 500;

/** JSON as text. */
interface EntryRow {
  body: string;
}

/** The audit log. `inTurn`: one change at a time, all or nothing, so that the chain has no gap; `auditKey`: see `chained`. */
export function createPostgresAudit(
  db: Statements,
  inTurn: <Result>(run: (db: Statements) => Promise<Result>) => Promise<Result>,
  auditKey: string | undefined,
): AuditLog {
  return {
    append: (record) => inTurn(async (transaction) => (await note(transaction, [record], auditKey))[0]!),
    trim: (last, record) =>
      inTurn(async (transaction) => {
        const { rows } = await sql<EntryRow>`select body from audit where number = ${last.number}`.execute(transaction);
        if (rows[0] === undefined || auditRecord.parse(JSON.parse(rows[0].body)).chain !== last.chain) return undefined;
        // Chained first: also where nothing else stays, it follows what is removed.
        const [entry] = await note(transaction, [record], auditKey);
        await sql`delete from audit where number <= ${last.number}`.execute(transaction);
        return entry;
      }),
    restart: (head, record) =>
      inTurn(async (transaction) => {
        const last = await lastEntry(transaction);
        if ((last?.chain ?? auditBeginning) !== head) return undefined;
        const entry = begunAnew(last, record, auditKey);
        await sql`delete from audit`.execute(transaction);
        await insertAudit(transaction, [entry]);
        return entry;
      }),
    head: async () => (await lastEntry(db))?.chain ?? auditBeginning,
    latest: (query) => latestEntries(db, query),
    entries: (after) => entriesIn(db, after),
  };
}

/** The log after an entry, a page at a time. Throws `StoreFileError` where it is shortened meanwhile: what was read does not go on. */
async function* entriesIn(db: Statements, from = 0): AsyncGenerator<AuditEntry> {
  for (let after = from; ; ) {
    const { rows } = await sql<EntryRow>`
      select body from audit where number > ${after} order by number limit ${auditPage}`.execute(db);
    const entries = rows.map(({ body }) => auditRecord.parse(JSON.parse(body)));
    if (after > from && entries[0] !== undefined && entries[0].number !== after + 1 && !(await isThere(db, after)))
      throw new StoreFileError('The audit log was shortened while it was read: do the same again.');
    yield* entries;
    if (entries.length < auditPage) return;
    after = entries.at(-1)!.number;
  }
}

/** Whoever takes entries from the middle leaves this one: then the chain is broken, and is said to be. */
async function isThere(db: Statements, number: number): Promise<boolean> {
  const { rows } = await sql`select 1 from audit where number = ${number}`.execute(db);
  return rows.length > 0;
}

async function latestEntries(
  db: Statements,
  { who, action, outcome, subject, before, limit }: AuditQuery,
): Promise<AuditEntry[]> {
  const { rows } = await sql<EntryRow>`
    select body from audit
    where (${before === undefined} or number < ${before ?? 0})
      and (${who === undefined} or left(who, 100) = left(${asIndexed(who)}, 100) and who = ${asIndexed(who)})
      and (${action === undefined} or action = ${asIndexed(action)})
      and (${outcome === undefined} or outcome = ${asIndexed(outcome)})
      and (${subject === undefined} or left(subject, 100) = left(${asIndexed(subject)}, 100) and subject = ${asIndexed(subject)})
    order by number desc limit ${limit}`.execute(db);
  return rows.map(({ body }) => auditRecord.parse(JSON.parse(body)));
}

/** As the database keeps it in a column: without characters it refuses. */
const asIndexed = (text = ''): string => text.replaceAll('\0', '\ufffd').toWellFormed();

async function lastEntry(db: Statements): Promise<AuditEntry | undefined> {
  const { rows } = await sql<EntryRow>`select body from audit order by number desc limit 1`.execute(db);
  return rows[0] && auditRecord.parse(JSON.parse(rows[0].body));
}

/** Continues the chain; only in turn. */
export async function note(db: Statements, records: readonly AuditRecord[], auditKey: string | undefined): Promise<AuditEntry[]> {
  if (records.length === 0) return [];
  let last = await lastEntry(db);
  const entries: AuditEntry[] = [];
  for (const record of records) {
    last = chained(last, record, auditKey);
    entries.push(last);
  }
  await insertAudit(db, entries);
  return entries;
}

/** Puts entries in as they are chained. */
export async function insertAudit(db: Statements, entries: readonly AuditEntry[]): Promise<void> {
  for (const entry of entries) {
    const body = JSON.stringify(auditRecord.parse(entry));
    await sql`insert into audit (number, body) values (${entry.number}, ${body})`.execute(db);
  }
}
