import type { DeliveryRows } from '../../announcements/retention/row-trimming.ts';
import { type DeliveryResult, mostSends, type Outbox } from '../../announcements/sending/outbox.ts';
import { isOpen } from '../delivery-ledger.ts';
import { aheadOf, createPostgresClaim, createPostgresHold } from './claiming.ts';
import { type Database, sql } from './database.ts';
import { columnsOf, jsonColumns, mostRanks, setColumns, talliesFrom, unheardSql, withoutPerson } from './delivery.ts';
import { grouped } from './grouped.ts';
import { createPostgresGive, createPostgresPublish } from './publishing.ts';
import { countsOfRows, createPostgresTotals, totalsOf } from './totals.ts';

/** The deliveries of any number of processes, in one table. */
export interface PostgresOutbox extends Outbox, DeliveryRows {
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
    publish: createPostgresPublish(change, now),
    give: createPostgresGive(change, now),
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
      const rows = await countsOfRows(db, announcement, Math.min(ranks, mostRanks));
      return rows.length > 0 ? talliesFrom(rows) : totalsOf(db, announcement);
    },
    ...createPostgresTotals({ db, change }),
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
