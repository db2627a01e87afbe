import { type DeliveryResult, mostSends, type Outbox, type Recipients } from '../../announcements/sending/outbox.ts';
import { isOpen } from '../delivery-ledger.ts';
import { aheadOf, createPostgresClaim, createPostgresHold } from './claiming.ts';
import { type Database, locks, type Statements, sql } from './database.ts';
import {
  type CountRow,
  columnsOf,
  jsonColumns,
  mayHaveArrivedSql,
  mostRanks,
  setColumns,
  talliesFrom,
  unheardSql,
  withoutPerson,
} from './delivery.ts';
import { grouped } from './grouped.ts';
import { insideWindow, meantBy } from './subscribers.ts';

/** The deliveries of any number of processes, in one table. */
export interface PostgresOutbox extends Outbox {
  /** Lets go of the people of announcements that have not changed for a week. */
  letGo(): Promise<void>;
}

const keptMs = 7 * 24 * 3_600_000;
/** How exactly the last change is noted: a row written with every delivery would be waited for by all. */
const changeNotedMs = 60_000;

export function createPostgresOutbox({ db, change }: Database, { now }: { now: () => Date }): PostgresOutbox {
  const record = grouped<readonly DeliveryResult[], void>(async (lists) => {
    const rows = firstEnds(lists.flat()).map(({ announcement, chat, lease, next, template }) => ({
      announcement,
      chat,
      lease,
      template,
      ...columnsOf(next),
    }));
    const at = now();
    await change((transaction) =>
      sql`with given as (
        select * from json_to_recordset(${JSON.stringify(rows)}::json) as given (announcement text, chat text, lease int, ${jsonColumns})
      ), noted as (
        update broadcasts set changed_at = ${at}
        where announcement in (select announcement from given) and changed_at <= ${new Date(at.getTime() - changeNotedMs)}
      ) update deliveries held set ${setColumns} from given
        where held.chat = given.chat and held.announcement = given.announcement and held.state in ('pending', 'deferred')`.execute(
        transaction,
      ),
    );
    return lists.map(() => undefined);
  });

  return {
    publish: (announcement, wanted, { least, most }) =>
      change(async (transaction) => {
        const at = now();
        await lockPublishing(transaction, announcement);
        const { rows: before } = await sql<{ total: number }>`
          select total from broadcasts where announcement = ${announcement}`.execute(transaction);
        const held = before[0]?.total;
        if (held !== undefined && wanted.kind !== 'chats') return { kind: 'published', total: held };
        const { rows } = await sql<{ total: number; published: boolean }>`
          with wanted as (${recipientsOf(wanted)}), meant as materialized (
            select chat, row_number() over (order by place) - 1 + ${held ?? 0} as rank from wanted
            where ${held === undefined} or not exists (
              select from deliveries d where d.chat = wanted.chat and d.announcement = ${announcement})
          ), counted as (
            select count(*)::int + ${held ?? 0} as total from meant
          ), published as (
            insert into broadcasts (announcement, total, published_at, changed_at)
            select ${announcement}, total, ${at}, ${at} from counted where total between ${least}::bigint and ${most}::bigint
            on conflict (announcement) do update set total = excluded.total, changed_at = excluded.changed_at returning total
          ), written as (
            insert into deliveries (announcement, rank, channel, chat, state, due_at)
            select ${announcement}, rank, split_part(chat, ':', 1), chat, 'pending', ${at} from meant, published
          ) select total, exists (select from published) as published from counted`.execute(transaction);
        const { total, published } = rows[0]!;
        return { kind: published ? 'published' : 'refused', total };
      }),
    give: (announcement, chat) =>
      change(async (transaction) => {
        const at = now();
        await lockPublishing(transaction, announcement);
        await sql`with one_more as (
            update broadcasts set total = total + 1, changed_at = ${at} where announcement = ${announcement}
              and not exists (select from deliveries where announcement = ${announcement} and chat = ${chat}) returning total
          ) insert into deliveries (announcement, rank, channel, chat, state, due_at)
            select ${announcement}, total - 1, split_part(${chat}, ':', 1), ${chat}, 'pending', ${at} from one_more`.execute(
          transaction,
        );
        await sql`update deliveries set state = 'pending', due_at = ${at}, attempts = 0, uncertain = 0, first_attempt_at = null, reason = null
          where announcement = ${announcement} and chat = ${chat}
            and (state = 'left' or (state = 'failed' and reason <> 'rejected'))`.execute(transaction);
        const { rows } = await sql<{ open: boolean }>`select state in ('pending', 'deferred') as open from deliveries
          where announcement = ${announcement} and chat = ${chat}`.execute(transaction);
        return rows[0]?.open ?? false;
      }),
    claim: createPostgresClaim(db, now),
    hold: createPostgresHold(change, now),
    record: async (results) => {
      if (results.length > 0) await record(results);
    },
    async releaseDeferred(chat) {
      const { numAffectedRows } = await sql`
        update deliveries set state = 'pending', due_at = ${now()}, attempts = 0, uncertain = 0, first_attempt_at = null
        where chat = ${chat} and state = 'deferred'`.execute(db);
      return Number(numAffectedRows ?? 0);
    },
    async end(announcement, as) {
      const at = now();
      await change((transaction) =>
        sql`with ended as (
          update deliveries set state = case when ${unheardSql} = 0 then ${as} else 'uncertain' end,
            duplicate = ${unheardSql} >= ${mostSends}, leased_until = null, begun = false
          where announcement = ${announcement} and state in ('pending', 'deferred') and (leased_until is null or leased_until <= ${at} or leased_until > ${aheadOf(at)})
          returning 1
        ) update broadcasts set changed_at = ${at} where announcement = ${announcement} and exists (select from ended)`.execute(
          transaction,
        ),
      );
    },
    async tally(announcement, ranks) {
      const { rows } = await sql<CountRow>`
        select channel, state, reason, duplicate, leased_until is not null as leased, template, count(*)::int as count from deliveries
        where announcement = ${announcement} and rank < ${Math.min(ranks, mostRanks)} group by 1, 2, 3, 4, 5, 6 order by min(rank)`.execute(
        db,
      );
      return talliesFrom(rows);
    },
    async letGo() {
      const at = now();
      await change((transaction) =>
        sql`with closing as (
          update broadcasts set closed_at = ${at}
          where changed_at <= ${new Date(at.getTime() - keptMs)} and (closed_at is null or closed_at <= changed_at) returning announcement
        ) update deliveries set ${withoutPerson}
          where announcement in (select announcement from closing) and chat is not null and state not in ('pending', 'deferred')`.execute(
          transaction,
        ),
      );
    },
  };
}

/** Whoever is being forgotten is waited for; whoever publishes the same is taken turns with. */
async function lockPublishing(transaction: Statements, announcement: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${locks.people})`.execute(transaction);
  await sql`select pg_advisory_xact_lock(hashtextextended(${announcement}, ${locks.people}))`.execute(transaction);
}

/** Of several results for one delivery the first end state, or else the last: as if they came one after the other. */
function firstEnds(results: readonly DeliveryResult[]): DeliveryResult[] {
  const latest = new Map<string, DeliveryResult>();
  for (const result of results) {
    const key = `${result.announcement} ${result.chat}`;
    const before = latest.get(key);
    const { template = before?.template } = result;
    if (!before || isOpen(before.next)) latest.set(key, { ...result, ...(template ? { template } : {}) });
  }
  return [...latest.values()];
}

/** Selects `chat` and, for their order, `place`. */
function recipientsOf(wanted: Recipients): ReturnType<typeof sql> {
  switch (wanted.kind) {
    case 'subscribers':
      return sql`select chat, row_number() over (order by not ${insideWindow(wanted.windowStarts ?? {})}, seq) as place
        from subscribers where ${meantBy(wanted.audience)}`;
    case 'chats':
      return sql`select chat, min(given.place) as place from unnest(${[...wanted.chats]}::text[]) with ordinality as given (chat, place)
        group by chat`;
    case 'reached': {
      const rest = wanted.rest ? sql`or state in ('cancelled', 'pending', 'deferred')` : sql``;
      return sql`select chat, row_number() over (order by not ${mayHaveArrivedSql}, rank) as place from deliveries
        where announcement = ${wanted.by} and chat is not null and (${mayHaveArrivedSql} ${rest})`;
    }
  }
}
