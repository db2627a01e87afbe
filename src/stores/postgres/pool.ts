import type { Socket } from 'node:net';
import pg from 'pg';

/** How the database stands: `unreachable` from the first statement that got no answer until the next that gets one. */
export type Reachability = 'on' | 'unreachable';

/** Connections to PostgreSQL of which none is waited for without end: what gets no answer in time is cut off and replaced. */
export interface DatabasePool {
  /** One connection, for statements one after the other. `release` gives it back, or closes it where it was lost. */
  connect(): Promise<PooledConnection>;
  /** Runs one statement, or several divided by semicolons without values, on any connection. One that fails is closed. */
  run(text: string, values?: readonly unknown[]): Promise<pg.QueryResult>;
  /** Statements after this have the usual deadlines: making tables and moving everything in may take longer. */
  settled(): void;
  /** Says goodbye to the server, for two seconds; then every connection is cut. */
  end(): Promise<void>;
}

export interface PooledConnection {
  query(text: string, values: readonly unknown[]): Promise<pg.QueryResult>;
  release(): void;
}

export interface DatabaseDeadlines {
  /** Opening a connection, or waiting for a free one. */
  connectMs: number;
  /** A statement of its own, and the beginning of a transaction. */
  statementMs: number;
  /** A statement within a transaction: publishing to everyone is one. */
  transactionMs: number;
  /** A statement before `settled`. */
  startMs: number;
  /** Saying goodbye. */
  endMs: number;
}

export const usualDeadlines: DatabaseDeadlines = {
  connectMs: 5_000,
  statementMs: 5_000,
  transactionMs: 30_000,
  startMs: 600_000,
  endMs: 2_000,
};

export interface DatabasePoolOptions {
  /** `postgres://…` */
  url: string;
  max: number;
  /** What the server's own lists call these connections. */
  applicationName: string;
  deadlines: DatabaseDeadlines;
  /** After every statement and every connection that failed: whether the server answered. `error` where it did not. */
  observed(answered: Reachability, error?: Error): void;
}

/**
 * How long to wait for a connection, be it for a free one of the pool, in milliseconds: `connect_timeout` of the address (in seconds, as
 * PostgreSQL's own programs read it), else `usualMs`.
 */
export function connectTimeoutMs(url: string, usualMs: number): number {
  const seconds = URL.canParse(url) ? Number(new URL(url).searchParams.get('connect_timeout')) : 0;
  return seconds > 0 ? seconds * 1_000 : usualMs;
}

type Client = pg.PoolClient;

interface Connections {
  pool: pg.Pool;
  /** Those there are, used or not. */
  open: ReadonlySet<Client>;
  /** A free one opened since the last one was lost. */
  acquire(): Promise<Client>;
  /** Carries out a statement; rejects after `deadlineMs`, having cut the connection. */
  execute(client: Client, text: string, values: readonly unknown[] | undefined, deadlineMs: number): Promise<pg.QueryResult>;
}

/**
 * A connection can die without a word: the server fails over, a firewall forgets it. Nothing arrives, not even an end, and a deadline alone
 * would give it back to the pool for the next to hang on. So its socket is destroyed, and with it those of the connections that were
 * open at that moment, as soon as they are free: they most likely died with it.
 */
function createConnections({ url, max, applicationName, deadlines, observed }: DatabasePoolOptions): Connections {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: applicationName,
    connectionTimeoutMillis: connectTimeoutMs(url, deadlines.connectMs),
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  const open = new Set<Client>();
  const generations = new WeakMap<Client, number>();
  let generation = 0;

  pool.on('error', (error) => observed('unreachable', error));
  pool.on('connect', (client) => {
    open.add(client);
    generations.set(client, generation);
    // Without this a server that goes away would end this process.
    client.on('error', () => undefined);
  });
  pool.on('remove', (client) => void open.delete(client));

  async function connected(): Promise<Client> {
    try {
      return await pool.connect();
    } catch (error) {
      observed('unreachable', asError(error));
      throw error;
    }
  }

  return {
    pool,
    open,
    async acquire() {
      for (;;) {
        const client = await connected();
        if (generations.get(client) === generation) return client;
        cut(client);
        client.release(true);
      }
    },
    async execute(client, text, values, deadlineMs) {
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        if (generations.get(client) === generation) generation += 1;
        cut(client);
      }, deadlineMs);
      try {
        const result = values === undefined ? await client.query(text) : await client.query(text, [...values]);
        observed('on');
        return result;
      } catch (error) {
        const failure = late ? new DatabaseSilenceError(deadlineMs, error) : asError(error);
        if (answered(failure)) observed('on');
        else observed('unreachable', failure);
        throw failure;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** Connects when the first statement is run. */
export function createDatabasePool(options: DatabasePoolOptions): DatabasePool {
  const { deadlines } = options;
  const { pool, open, acquire, execute } = createConnections(options);
  let starting = true;
  return {
    async connect() {
      const client = await acquire();
      let lost: Error | undefined;
      let begun = false;
      return {
        async query(text, values) {
          if (lost) throw lost;
          const usualMs = begun ? deadlines.transactionMs : deadlines.statementMs;
          begun ||= /^(?:begin|start transaction)/iu.test(text);
          try {
            return await execute(client, text, values, starting ? deadlines.startMs : usualMs);
          } catch (error) {
            if (!answered(error)) lost = asError(error);
            throw error;
          }
        },
        release: () => client.release(lost),
      };
    },
    async run(text, values) {
      const client = await acquire();
      try {
        const result = await execute(client, text, values, starting ? deadlines.startMs : deadlines.statementMs);
        client.release();
        return result;
      } catch (error) {
        client.release(true);
        throw error;
      }
    },
    settled() {
      starting = false;
    },
    async end() {
      const goodbye = pool.end();
      const timer = setTimeout(() => {
        for (const client of open) cut(client);
      }, deadlines.endMs);
      await goodbye.finally(() => clearTimeout(timer));
    },
  };
}

/** Nothing came from the server within the deadline; the connection was cut. Whether the statement was carried out is not known. */
export class DatabaseSilenceError extends Error {
  constructor(deadlineMs: number, cause: unknown) {
    super(`the database did not answer within ${deadlineMs / 1_000} s; the connection was cut`, { cause });
    this.name = 'DatabaseSilenceError';
  }
}

/** Destroys the socket: everything that waits for it fails now. */
function cut(client: Client): void {
  const { connection } = client as unknown as { connection: { stream: Socket } };
  connection.stream.destroy();
}

/** PostgreSQL's error classes after which a server does not serve: no more connections, shutting down, only a copy that reads. */
const notServing = /^(?:53|57P|25006)/u;

/** Whether the server itself said no, and will go on serving. */
function answered(error: unknown): boolean {
  return error instanceof pg.DatabaseError && !notServing.test(error.code ?? '');
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
