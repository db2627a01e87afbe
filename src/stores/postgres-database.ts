import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { StoreFileError } from './files.ts';
import { migrations } from './postgres-migrations.ts';

export { sql };

/** A PostgreSQL database with our tables in it, through a pool of connections. Statements are raw SQL with bound values. */
export interface Database {
  db: Kysely<unknown>;
  close(): Promise<void>;
}

const connectTimeoutMs = 5_000;
// Any number that nothing else in the database uses: two processes starting at once take turns by it.
const migrationLock = 7_203_114_250;

/**
 * Connects and brings the tables up to date; safe with any number of processes starting at once. A connection the server ends later is
 * `lost` and replaced by itself: statements fail until the server is back. Throws `StoreFileError` when it cannot be used at the start.
 */
export async function openDatabase(url: string, lost: (error: Error) => void): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: connectTimeoutMs });
  // Without these a server that goes away would end this process.
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db);
    return { db, close: () => db.destroy() };
  } catch (error) {
    await db.destroy();
    if (error instanceof StoreFileError) throw error;
    throw new StoreFileError(
      `the database named by DATABASE_URL cannot be used (${reason(error)}): check that it runs and may be written`,
      error,
    );
  }
}

function reason(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no connection';
}

async function migrate(db: Kysely<unknown>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(transaction);
    await sql`create table if not exists cutri_migrations (number int primary key, name text not null, ran_at timestamptz not null default now())`.execute(
      transaction,
    );
    const { rows } = await sql<{ number: number }>`select number from cutri_migrations order by number`.execute(transaction);
    const ran = rows.at(-1)?.number ?? 0;
    if (ran > migrations.length) {
      throw new StoreFileError(
        `the database was used by a newer cutri (tables of version ${ran}, known here: ${migrations.length}): use that one`,
      );
    }
    for (const [index, { name, statements }] of migrations.entries()) {
      const number = index + 1;
      if (number <= ran) continue;
      for (const statement of statements) await sql.raw(statement).execute(transaction);
      await sql`insert into cutri_migrations (number, name) values (${number}, ${name})`.execute(transaction);
    }
  });
}
