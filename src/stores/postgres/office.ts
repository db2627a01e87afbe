import type { Announcement, AnnouncementQuery } from '../../announcements/announcement.ts';
import { overAt } from '../../announcements/openings.ts';
import type { Official } from '../../announcements/people/officials.ts';
import { announcementRecord, officialRecord } from '../office-record.ts';
import type { Store } from '../store.ts';
import { createPostgresAudit, note } from './audit.ts';
import { type Database, locks, type Statements, sql } from './database.ts';
import { noteDisabled } from './tombstones.ts';

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
    audit: createPostgresAudit(db, inTurn, auditKey),
  };
}

interface Body {
  body: string;
}

async function announcementPage(
  db: Statements,
  { states, author, audience, from, until, before, about, approvedAfter, image, limit }: AnnouncementQuery,
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
      and case when ${image === undefined} then true when strpos(body, ${image ?? ''}) = 0 then false
        else body::jsonb #>> '{content,image,sha256}' = ${image ?? ''} and body::jsonb ? 'approval' and body::jsonb ? 'startedAt'
          and body::jsonb ->> 'kind' <> 'drill' end
      and (${approvedAfter === undefined} or epoch > ${approvedAfter ?? 0})
    order by number desc limit ${limit}`.execute(db);
  return rows.map(({ body }) => announcementRecord.parse(JSON.parse(body)));
}

async function officialsIn(db: Statements): Promise<Official[]> {
  const { rows } = await sql<Body>`select body from officials order by place`.execute(db);
  return rows.map(({ body }) => officialRecord.parse(JSON.parse(body)));
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
