import { type Announcement, type AnnouncementQuery, overAt } from '../../announcements/announcement.ts';
import { type AuditEntry, type AuditQuery, type AuditRecord, auditBeginning, chained } from '../../announcements/people/audit.ts';
import type { Official } from '../../announcements/people/officials.ts';
import { announcementRecord, auditRecord, officialRecord } from '../office-record.ts';
import type { Store } from '../store.ts';
import { type Database, locks, type Statements, sql } from './database.ts';
import { noteDisabled } from './tombstones.ts';

const auditPage = 500;

/** Announcements, officials and the audit log. Every change takes its turn, so that numbers and the chain have no gap. `auditKey`: see `chained`. */
export function createPostgresOffice(
  { db, change }: Database,
  auditKey?: string,
): Pick<Store, 'announcements' | 'officials' | 'audit'> {
  function inTurn<Result>(run: (db: Statements) => Promise<Result>): Promise<Result> {
    return change(async (transaction) => {
      await sql`select pg_advisory_xact_lock(${locks.office})`.execute(transaction);
      return run(transaction);
    });
  }

  async function announcementsWhere(condition: ReturnType<typeof sql>): Promise<Announcement[]> {
    const { rows } = await sql<Body>`select body from announcements where ${condition} order by number`.execute(db);
    return rows.map(({ body }) => announcementRecord.parse(JSON.parse(body)));
  }

  return {
    announcements: {
      create: (draft, record) =>
        inTurn(async (transaction) => {
          const { rows } = await sql<{ number: number }>`
            select coalesce(max(number), 0) + 1 as number from announcements`.execute(transaction);
          const made: Announcement = announcementRecord.parse({ ...draft, number: rows[0]!.number, version: 1 });
          await insertAnnouncements(transaction, [made]);
          await note(transaction, [record], auditKey);
          return made;
        }),
      get: async (id) => (await announcementsWhere(sql`id = ${id}`))[0],
      find: async (number) => (await announcementsWhere(sql`number = ${number}`))[0],
      list: (states, openAt) =>
        announcementsWhere(
          openAt === undefined
            ? sql`state = any(${[...states]})`
            : sql`state = any(${[...states]}) and number in (
                with open as materialized (select id, number from announcements where over_at is null or over_at > ${openAt})
                select number from open
                union select later.number from announcements later join open on later.about = open.id)`,
        ),
      page: (query) => announcementPage(db, query),
      save: (changed, record) =>
        inTurn(async (transaction) => {
          const saved: Announcement = announcementRecord.parse({ ...changed, version: changed.version + 1 });
          const { numAffectedRows } = await sql`
            update announcements set version = ${saved.version}, state = ${saved.state}, author = ${saved.author},
              audience = ${saved.content.audience?.kind ?? null}, over_at = ${overAt(saved) ?? null},
              epoch = ${saved.approval?.epoch ?? null}, body = ${JSON.stringify(saved)}
            where id = ${changed.id} and version = ${changed.version}`.execute(transaction);
          if (numAffectedRows !== 1n) return undefined;
          await note(transaction, [record], auditKey);
          return saved;
        }),
    },
    officials: {
      list: () => officialsIn(db),
      update: (decide) =>
        inTurn(async (transaction) => {
          const before = await officialsIn(transaction);
          const { officials, records, result } = decide(before);
          if (officials !== before) {
            await sql`delete from officials`.execute(transaction);
            await insertOfficials(transaction, officials);
            await noteDisabled(
              transaction,
              officials.flatMap(({ id, disabled }) => (disabled ? [id] : [])),
            );
          }
          await note(transaction, records, auditKey);
          return result;
        }),
    },
    audit: {
      append: (record) => inTurn(async (transaction) => (await note(transaction, [record], auditKey))[0]!),
      head: async () => (await lastEntry(db))?.chain ?? auditBeginning,
      latest: (query) => latestEntries(db, query),
      entries: () => entriesIn(db),
    },
  };
}

interface Body {
  body: string;
}

/** The whole log, a page at a time. */
async function* entriesIn(db: Statements): AsyncGenerator<AuditEntry> {
  for (let after = 0; ; ) {
    const { rows } = await sql<Body>`
      select body from audit where number > ${after} order by number limit ${auditPage}`.execute(db);
    const entries = rows.map(({ body }) => auditRecord.parse(JSON.parse(body)));
    yield* entries;
    if (entries.length < auditPage) return;
    after = entries.at(-1)!.number;
  }
}

async function announcementPage(
  db: Statements,
  { states, author, audience, from, until, before, about, approvedAfter, limit }: AnnouncementQuery,
): Promise<Announcement[]> {
  const { rows } = await sql<Body>`
    select body from announcements
    where (${states === undefined} or state = any(${[...(states ?? [])]}))
      and (${before === undefined} or number < ${before ?? 0})
      and (${author === undefined} or author = ${author ?? ''})
      and (${audience === undefined} or audience = ${audience ?? ''})
      and (${from === undefined} or created_at >= ${from ?? ''})
      and (${until === undefined} or created_at < ${until ?? ''})
      and (${about === undefined} or about = ${about ?? ''})
      and (${approvedAfter === undefined} or epoch > ${approvedAfter ?? 0})
    order by number desc limit ${limit}`.execute(db);
  return rows.map(({ body }) => announcementRecord.parse(JSON.parse(body)));
}

async function latestEntries(db: Statements, { who, action, subject, before, limit }: AuditQuery): Promise<AuditEntry[]> {
  const { rows } = await sql<Body>`
    select body from audit
    where (${before === undefined} or number < ${before ?? 0})
      and (${who === undefined} or body::jsonb ->> 'who' = ${who ?? ''})
      and (${action === undefined} or body::jsonb ->> 'action' = ${action ?? ''})
      and (${subject === undefined} or body::jsonb ->> 'subject' = ${subject ?? ''})
    order by number desc limit ${limit}`.execute(db);
  return rows.map(({ body }) => auditRecord.parse(JSON.parse(body)));
}

async function officialsIn(db: Statements): Promise<Official[]> {
  const { rows } = await sql<Body>`select body from officials order by place`.execute(db);
  return rows.map(({ body }) => officialRecord.parse(JSON.parse(body)));
}

async function lastEntry(db: Statements): Promise<AuditEntry | undefined> {
  const { rows } = await sql<Body>`select body from audit order by number desc limit 1`.execute(db);
  return rows[0] && auditRecord.parse(JSON.parse(rows[0].body));
}

/** Continues the chain; only in turn. */
async function note(db: Statements, records: readonly AuditRecord[], auditKey: string | undefined): Promise<AuditEntry[]> {
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

/** Puts announcements in as they are, number and version included. */
export async function insertAnnouncements(db: Statements, announcements: readonly Announcement[]): Promise<void> {
  for (const one of announcements) {
    await sql`
      insert into announcements (id, number, version, state, about, author, audience, created_at, over_at, epoch, body)
      values (${one.id}, ${one.number}, ${one.version}, ${one.state}, ${one.about?.id ?? null}, ${one.author},
        ${one.content.audience?.kind ?? null}, ${one.createdAt}, ${overAt(one) ?? null}, ${one.approval?.epoch ?? null},
        ${JSON.stringify(one)})`.execute(db);
  }
}

/** Puts officials in, in their order. */
export async function insertOfficials(db: Statements, officials: readonly Official[]): Promise<void> {
  for (const [place, one] of officials.entries()) {
    await sql`insert into officials (place, body) values (${place}, ${JSON.stringify(officialRecord.parse(one))})`.execute(db);
  }
}

/** Puts entries in as they are chained. */
export async function insertAudit(db: Statements, entries: readonly AuditEntry[]): Promise<void> {
  for (const entry of entries) {
    const body = JSON.stringify(auditRecord.parse(entry));
    await sql`insert into audit (number, body) values (${entry.number}, ${body})`.execute(db);
  }
}
