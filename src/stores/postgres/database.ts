import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { StoreFileError } from '../files.ts';
import { migrations } from './migrations.ts';

export { sql };

/** A PostgreSQL database with our tables in it, through a pool of connections. Statements are raw SQL with bound values. */
export interface Database {
  db: Statements;
  /** Runs statements as one: all of them or none. Runs them again where they and somebody else's stood in each other's way. */
  change<Result>(run: (db: Statements) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** What a statement is executed on: any connection of the pool, or one transaction. */
export type Statements = Kysely<unknown>;

/** What processes take turns by, one number each that nothing else in the database uses. */
export const locks = { migration: 7_203_114_250, office: 7_203_114_251, people: 7_203_114_252 } as const;

const usualConnectTimeoutMs = 5_000;
const changeTries = 5;

/**
 * Connects and brings the tables up to date; safe with any number of processes starting at once. A connection the server ends later is
 * `lost` and replaced by itself: statements fail until the server is back. Throws `StoreFileError` when it cannot be used at the start.
 */
export async function openDatabase(url: string, lost: (error: Error) => void): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: connectTimeoutMs(url) });
  // Without these a server that goes away would end this process.
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db);
    return { db, change: (run) => changing(db, run), close: () => db.destroy() };
  } catch (error) {
    await db.destroy();
    if (error instanceof StoreFileError) throw error;
    throw new StoreFileError(
      `the database named by DATABASE_URL cannot be used (${reason(error)}): check that it runs and may be written`,
      error,
    );
  }
}

/**
 * How long to wait for a connection, be it for a free one of the pool, in milliseconds: `connect_timeout` of the address (in seconds, as
 * PostgreSQL's own programs read it), else five seconds.
 */
export function connectTimeoutMs(url: string): number {
  const seconds = URL.canParse(url) ? Number(new URL(url).searchParams.get('connect_timeout')) : 0;
  return seconds > 0 ? seconds * 1_000 : usualConnectTimeoutMs;
}

async function changing<Result>(db: Statements, run: (db: Statements) => Promise<Result>): Promise<Result> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await db.transaction().execute(run);
    } catch (error) {
      if (tried === changeTries || !isCollision(error)) throw error;
    }
  }
}

/** Deadlock or serialisation failure: nothing was done, and the same may work now. */
const isCollision = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '40001');

function reason(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no connection';
}

async function migrate(db: Kysely<unknown>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${locks.migration})`.execute(transaction);
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
