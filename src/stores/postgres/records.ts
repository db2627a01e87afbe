import type { z } from 'zod';
import type { KeptRecord, Records } from '../../messaging/records.ts';
import { type Database, locks, sql } from './database.ts';

/** What the records of the store are called in the table. */
export const recordKinds = {
  unanswered: 'unanswered',
  askers: 'asker',
  counts: 'count',
  startingTexts: 'starting-text',
  proposals: 'proposal',
  versions: 'version',
  pushes: 'push',
  pushKeys: 'push-keys',
} as const;

/** Records of one kind, for any number of processes. */
export function createPostgresRecords<One extends KeptRecord>(
  { db, change }: Database,
  { kind, record }: { kind: string; record: z.ZodType<One> },
): Records<One> {
  const read = ({ body }: { body: string }): One => record.parse(JSON.parse(body));
  return {
    async all() {
      const { rows } = await sql<{ body: string }>`select body from records where kind = ${kind}`.execute(db);
      return rows.map(read);
    },
    async get(id) {
      const { rows } = await sql<{ body: string }>`select body from records where kind = ${kind} and id = ${id}`.execute(db);
      return rows.map(read)[0];
    },
    change: (id, decide) =>
      change(async (transaction) => {
        // Also where there is none yet: two who make the same one must not both make it.
        await sql`select pg_advisory_xact_lock(hashtextextended(${`${kind} ${id}`}, ${locks.records}))`.execute(transaction);
        const { rows } = await sql<{ body: string }>`select body from records where kind = ${kind} and id = ${id}`.execute(
          transaction,
        );
        const before = rows.map(read)[0];
        const { next, result } = decide(before);
        if (next === before) return result;
        await sql`delete from records where kind = ${kind} and id = ${id}`.execute(transaction);
        if (next) {
          const kept = record.parse({ ...next, id });
          await sql`insert into records (kind, id, chat, body)
            values (${kind}, ${id}, ${kept.chat ?? null}, ${JSON.stringify(kept)})`.execute(transaction);
        }
        return result;
      }),
    forget: async (chat) => void (await sql`delete from records where kind = ${kind} and chat = ${chat}`.execute(db)),
  };
}
