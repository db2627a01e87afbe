import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { openStore } from '../test/crash/crash-store.ts';
import { startPostgresServer } from '../test/fakes/postgres-server.ts';
import { populate } from '../test/fakes/sending-service.ts';
import { table } from './report.ts';
import { inFlight, type SenderLine, type SenderReport } from './store-sender.ts';

/** How soon the next process has to send after one was killed. */
const resumeFloorMs = 10_000;

/** Both stores without any limit; PostgreSQL with a million people where that is asked for. */
export async function benchStores(recipients: number, million: boolean): Promise<{ text: string; holds: boolean }> {
  const head = [
    '',
    'recipients',
    'written down in s',
    'messages a second',
    'CPU µs a message, ours',
    'the database’s',
    'most memory, MB',
    'on disk, MB',
  ];
  const rows = [head, await embeddedRow(recipients)];
  const notes: string[] = [];
  let holds = true;
  const postgres = await startPostgresServer();
  for (const count of postgres ? [recipients, ...(million ? [1_000_000] : [])] : []) {
    const url = await postgres!.createDatabase();
    await populateDatabase(url, count);
    const before = databaseCpuMs();
    const { publishMs, report, sentBefore, resumeMs, lost } = await killAndResume(url, count);
    const databaseMs = (databaseCpuMs() - before) / count;
    rows.push(rowOf('PostgreSQL', count, publishMs, report, await databaseMb(url), databaseMs));
    const isSoon = resumeMs < resumeFloorMs && lost === 0;
    holds &&= isSoon;
    notes.push(
      `PostgreSQL, ${count} recipients: killed (SIGKILL) after ${sentBefore}; the next process sent ${(resumeMs / 1_000).toFixed(1)} s after it was started ` +
        `(floor ${resumeFloorMs / 1_000} s), lost ${lost}: ${isSoon ? 'holds' : 'DOES NOT HOLD'}.`,
    );
    console.log(notes.at(-1));
  }
  await postgres?.stop();
  const what =
    `No limit, a platform that takes everything at once, ${inFlight} in flight. Every claim and every result is synced to disk by the embedded store; ` +
    'the PostgreSQL server is the one of the tests (fsync off).';
  return { text: [what, table(rows), ...notes].join('\n\n'), holds };
}

async function embeddedRow(recipients: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cutri-bench-'));
  try {
    const store = await openStore({ folder }, () => new Date());
    await populate(store, recipients, new Date().toISOString());
    await store.close();
    let publishMs = 0;
    let report: SenderReport | undefined;
    const child = start(folder, (line) => {
      if (line.kind === 'published') publishMs = line.tookMs;
      if (line.kind === 'done') report = line.report;
    });
    await once(child, 'close');
    if (!report) throw new Error(`the sender ended with ${child.exitCode}`);
    return rowOf('embedded', recipients, publishMs, report, folderMb(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rowOf(
  store: string,
  recipients: number,
  publishMs: number,
  { sent, perSecond, cpuMs, maxRssMb }: SenderReport,
  diskMb: number,
  databaseMsEach?: number,
): string[] {
  return [
    store,
    String(recipients),
    (publishMs / 1_000).toFixed(2),
    perSecond.toFixed(0),
    ((cpuMs / sent) * 1_000).toFixed(0),
    databaseMsEach === undefined ? '–' : (databaseMsEach * 1_000).toFixed(0),
    maxRssMb.toFixed(0),
    diskMb.toFixed(0),
  ];
}

function start(where: string, heard: (line: SenderLine) => void): ChildProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'store-sender.ts'), where], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface({ input: child.stdout }).on('line', (line) => heard(JSON.parse(line)));
  return child;
}

interface Resumed {
  publishMs: number;
  /** Sent by the one that was killed, to a thousand. */
  sentBefore: number;
  /** From the start of the next process to its first send. */
  resumeMs: number;
  lost: number;
  /** Of the one that finished. */
  report: SenderReport;
}

/** Kills a sender after two fifths and lets another one finish. */
async function killAndResume(url: string, recipients: number): Promise<Resumed> {
  let publishMs = 0;
  let sentBefore = 0;
  const first = start(url, (line) => {
    if (line.kind === 'published') publishMs = line.tookMs;
    if (line.kind !== 'sent') return;
    sentBefore = line.count;
    if (sentBefore >= recipients * 0.4) first.kill('SIGKILL');
  });
  await once(first, 'close');
  const startedMs = Date.now();
  let resumeMs = Number.POSITIVE_INFINITY;
  let report: SenderReport | undefined;
  const second = start(url, (line) => {
    if (line.kind === 'first') resumeMs = line.atMs - startedMs;
    if (line.kind === 'done') report = line.report;
  });
  await once(second, 'close');
  if (!report) throw new Error(`the second sender ended with ${second.exitCode}`);
  const [counted] = await query<{ lost: number }>(url, "select count(*)::int as lost from deliveries where state <> 'sent'");
  return { publishMs, sentBefore, resumeMs, lost: counted!.lost, report };
}

async function query<Row>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows as Row[];
}

/** A million people one by one would take longer than everything that is measured. */
async function populateDatabase(url: string, recipients: number): Promise<void> {
  const store = await openStore({ folder: '', databaseUrl: url }, () => new Date());
  await populate(store, 1, new Date().toISOString());
  await store.close();
  await query(
    url,
    `insert into subscribers (chat, topics, communes, subscribed_at, last_contact_at)
     select 'telegram:' || n, '{all}', '{}', now(), now() from generate_series(2, ${recipients}) as n`,
  );
  await query(url, 'vacuum analyze subscribers');
}

async function databaseMb(url: string): Promise<number> {
  const [size] = await query<{ bytes: string }>(
    url,
    "select sum(pg_total_relation_size(oid)) as bytes from pg_class where relname in ('deliveries', 'broadcasts')",
  );
  return Number(size!.bytes) / 2 ** 20;
}

function folderMb(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) / 2 ** 20;
}

const clockTicksPerSecond = 100;

/** Processor time of the database server we started, its children dead and alive included; 0 where the system does not tell. */
function databaseCpuMs(): number {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [, , ...rest] = stat.slice(stat.lastIndexOf(')')).split(' ');
        const command = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
        const [parent = 0, ...numbers] = rest.map(Number);
        // utime and stime, and those of children that have ended: fields 14 to 17 of proc(5).
        return [{ pid: Number(name), parent, command, own: numbers[9]! + numbers[10]!, ended: numbers[11]! + numbers[12]! }];
      } catch {
        return []; // ended meanwhile
      }
    });
  const server = processes.find(({ parent, command }) => parent === process.pid && command === 'postgres');
  if (!server) return 0;
  const alive = processes.filter(({ parent }) => parent === server.pid).reduce((sum, { own }) => sum + own, 0);
  return ((server.own + server.ended + alive) / clockTicksPerSecond) * 1_000;
}
