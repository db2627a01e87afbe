import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql } from 'kysely';
import { StoreFileError } from '../files.ts';
import { migrations } from './migrations.ts';
import { createDatabasePool, type DatabaseDeadlines, type DatabasePool, type Reachability, usualDeadlines } from './pool.ts';
import { copyBeforeUpgrade, type Run } from './upgrade-copy.ts';

export { sql };

/** A PostgreSQL database with our tables in it, through a pool of connections. Statements are raw SQL with bound values. */
export interface Database {
  db: Statements;
  /** Runs statements as one: all of them or none. Runs them again where they and somebody else's stood in each other's way. */
  change<Result>(run: (db: Statements) => Promise<Result>): Promise<Result>;
  /** Statements after this have to be answered in the usual time. */
  settled(): void;
  /** Takes at most about two seconds, whatever the server does. */
  close(): Promise<void>;
}

/** What a statement is executed on: any connection of the pool, or one transaction. */
export type Statements = Kysely<unknown>;

/** What processes take turns by, one number each that nothing else in the database uses. */
export const locks = {
  migration: 7_203_114_250,
  office: 7_203_114_251,
  people: 7_203_114_252,
  tickets: 7_203_114_253,
  records: 7_203_114_254,
  chats: 7_203_114_255,
} as const;

const changeTries = 5;

export interface DatabaseOptions {
  /** `postgres://…`, see `DATABASE_URL`. */
  url: string;
  /** How the database stands, after every statement; `error` where it did not answer. */
  observed?: (state: Reachability, error?: Error) => void;
  deadlines?: DatabaseDeadlines;
}

/**
 * Connects and brings the tables up to date, after a copy of them where there is something to change; safe with any number of processes
 * starting at once. A connection that is lost later is replaced
 * by itself: statements fail until the server is back. Throws `StoreFileError` when it cannot be used at the start.
 */
export async function openDatabase({
  url,
  observed = () => undefined,
  deadlines = usualDeadlines,
}: DatabaseOptions): Promise<Database> {
  const pool = createDatabasePool({ url, max: 10, applicationName: 'cutri', deadlines, observed });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: dialectPool(pool) }) });
  try {
    await migrate(db);
    return { db, change: (run) => changing(db, run), settled: () => pool.settled(), close: () => db.destroy() };
  } catch (error) {
    await db.destroy();
    if (error instanceof StoreFileError) throw error;
    throw new StoreFileError(
      `the database named by DATABASE_URL cannot be used (${reason(error)}): check that it runs and may be written`,
      error,
    );
  }
}

/** What Kysely asks of a pool; it reads nothing in batches and cancels nothing. */
const dialectPool = (pool: DatabasePool): PostgresPool => ({
  connect: () => pool.connect() as Promise<unknown> as Promise<PostgresPoolClient>,
  end: () => pool.end(),
  options: {},
});

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

/** Statements of ours without values, in a transaction. */
export const plainly =
  (db: Statements): Run =>
  async (statement) =>
    (await sql.raw(statement).execute(db)).rows;

async function migrate(db: Kysely<unknown>): Promise<void> {
  await changing(db, async (transaction) => {
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
    if (ran > 0 && ran < migrations.length) await copyBeforeUpgrade(plainly(transaction), ran);
    for (const [index, { name, statements }] of migrations.entries()) {
      const number = index + 1;
      if (number <= ran) continue;
      for (const statement of statements) await sql.raw(statement).execute(transaction);
      await sql`insert into cutri_migrations (number, name) values (${number}, ${name})`.execute(transaction);
    }
  });
}
