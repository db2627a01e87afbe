import { z } from 'zod';
import type { DeliveryRows } from '../../announcements/retention/row-trimming.ts';
import type { Tally } from '../../announcements/sending/outbox.ts';
import { tallyRecord } from '../delivery-record.ts';
import { type Database, type Statements, sql } from './database.ts';
import { type CountRow, talliesFrom } from './delivery.ts';
import { lockPublishing } from './publishing.ts';

const totals = z.array(tallyRecord);

/** What is kept of an announcement whose rows are not any more; empty for any other. */
export async function totalsOf(db: Statements, announcement: string): Promise<Tally[]> {
  const { rows } = await sql<{ totals: string | null }>`
    select totals from broadcasts where announcement = ${announcement}`.execute(db);
  const kept = rows[0]?.totals;
  return kept === undefined || kept === null ? [] : totals.parse(JSON.parse(kept));
}

/** Puts the rows of announcements that were closed long ago into totals. */
export function createPostgresTotals({ db, change }: Pick<Database, 'db' | 'change'>): DeliveryRows {
  return {
    async settled(before) {
      // Whether a row is still open is asked when they go: here it would be asked of every row, every minute.
      const { rows } = await sql<{ announcement: string; rows: number }>`
        select announcement, total as rows from broadcasts
        where totals is null and total > 0 and changed_at < ${before}::timestamptz and closed_at > changed_at order by announcement`.execute(
        db,
      );
      return rows;
    },
    total: (announcement) =>
      change(async (transaction) => {
        await lockPublishing(transaction, announcement);
        const { rows: standing } = await sql<{ settled: boolean | null }>`
          select bool_and(chat is null and state not in ('pending', 'deferred')) as settled from deliveries
          where announcement = ${announcement}`.execute(transaction);
        if (!standing[0]?.settled) return 0;
        const counts = await countsOfRows(transaction, announcement);
        await sql`update broadcasts set totals = ${JSON.stringify(talliesFrom(counts))} where announcement = ${announcement}`.execute(
          transaction,
        );
        const { numAffectedRows } = await sql`delete from deliveries where announcement = ${announcement}`.execute(transaction);
        return Number(numAffectedRows ?? 0);
      }),
  };
}

/** How many deliveries stand alike, of ranks below `ranks`. */
export async function countsOfRows(db: Statements, announcement: string, ranks?: number): Promise<CountRow[]> {
  const { rows } = await sql<CountRow>`
    select channel, state, reason, duplicate, leased_until is not null as leased, template, count(*)::int as count from deliveries
    where announcement = ${announcement} and (${ranks ?? null}::int is null or rank < ${ranks ?? null}::int)
    group by 1, 2, 3, 4, 5, 6 order by min(rank)`.execute(db);
  return rows;
}
