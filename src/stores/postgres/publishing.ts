import type { Outbox, Recipients } from '../../announcements/sending/outbox.ts';
import { type Database, locks, type Statements, sql } from './database.ts';
import { mayHaveArrivedSql } from './delivery.ts';
import { insideWindow, meantBy } from './subscribers.ts';

/** Writes one pending delivery per recipient, all of them in one step or none. */
export function createPostgresPublish(change: Database['change'], now: () => Date): Outbox['publish'] {
  return (announcement, wanted, { least, most }) =>
    change(async (transaction) => {
      const at = now();
      await lockPublishing(transaction, announcement);
      const { rows: before } = await sql<{ total: number; totalled: boolean }>`
      select total, totals is not null as totalled from broadcasts where announcement = ${announcement}`.execute(transaction);
      const held = before[0]?.total;
      if (held !== undefined && (before[0]!.totalled || wanted.kind !== 'chats')) return { kind: 'published', total: held };
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
    });
}

/** Gives one more person an announcement that was published, also one whose delivery had ended without them. */
export function createPostgresGive(change: Database['change'], now: () => Date): Outbox['give'] {
  return (announcement, chat) =>
    change(async (transaction) => {
      const at = now();
      await lockPublishing(transaction, announcement);
      await sql`with one_more as (
        update broadcasts set total = total + 1, changed_at = ${at} where announcement = ${announcement} and totals is null
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
    });
}

/** Whoever is being forgotten is waited for; whoever publishes the same is taken turns with. */
export async function lockPublishing(transaction: Statements, announcement: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${locks.people})`.execute(transaction);
  await sql`select pg_advisory_xact_lock(hashtextextended(${announcement}, ${locks.people}))`.execute(transaction);
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
