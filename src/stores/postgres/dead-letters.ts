import type { DeadLetter } from '../../conversations/inbox/log.ts';
import { incomingRecord } from '../incoming-record.ts';
import { type Statements, sql } from './database.ts';

/** Messages whose handling failed, of all processes. */
export interface PostgresDeadLetters {
  /** Oldest first. */
  list(): Promise<DeadLetter[]>;
  /** Lets them be handled again, all of them without `keys`; returns how many there were. */
  replay(keys?: readonly string[]): Promise<number>;
}

export function createPostgresDeadLetters(db: Statements, now: () => Date): PostgresDeadLetters {
  return {
    async list() {
      const { rows } = await sql<{ key: string; message: string; why: string; died_at: Date }>`
        select key, message, why, died_at from inbox where state = 'dead' order by died_at, seq`.execute(db);
      return rows.map(({ key, message, why, died_at }) => ({
        key,
        message: incomingRecord.parse(JSON.parse(message)),
        why,
        diedAt: died_at.toISOString(),
      }));
    },
    async replay(keys) {
      const named = keys === undefined ? sql`true` : sql`key = any(${[...keys]})`;
      const { numAffectedRows } = await sql`
        update inbox set state = 'waiting', why = null, died_at = null, due_at = ${now()} where state = 'dead' and ${named}`.execute(
        db,
      );
      return Number(numAffectedRows ?? 0);
    },
  };
}
