/**
 * `npm run bench -- broadcast --processes`: one announcement by one, two, three and four processes on the same PostgreSQL, at a platform that takes its time
 * and has no limit. What bounds a process then is how many of its sends wait for an answer.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openStore } from '../test/crash/crash-store.ts';
import { startPostgresServer, type TestPostgres } from '../test/fakes/postgres-server.ts';
import { populate } from '../test/fakes/sending-service.ts';
import { openSender, type Taken } from './process-sender.ts';
import { machine, saveSection, table } from './report.ts';

const recipients = 2_000;
const answerMs = 200;
const inFlight = 20;
const processes = [1, 2, 3, 4];
/** Of as many times the rate of one as there are processes. */
const shareFloor = 0.8;
const longestMs = 60_000;

interface Measured {
  perSecond: number;
  lost: number;
  twice: number;
}

export async function benchProcesses(): Promise<boolean> {
  const server = await startPostgresServer();
  if (!server) throw new Error('There is no PostgreSQL here: set TEST_DATABASE_URL, or install it.');
  const measured: Measured[] = [];
  try {
    for (const count of processes) {
      measured.push(await sentBy(count, server));
      console.log(count, JSON.stringify(measured.at(-1)));
    }
  } finally {
    await server.stop();
  }
  const one = measured[0]!.perSecond;
  const rows = measured.map(({ perSecond, lost, twice }, i) => [
    ...[String(processes[i]), perSecond.toFixed(1), (perSecond / one).toFixed(2)],
    ...[`${((perSecond * answerMs) / (10 * inFlight * processes[i]!)).toFixed(0)}`, String(lost), String(twice)],
  ]);
  const isEverybody = measured.every(({ lost, twice }) => lost + twice === 0);
  const isLinear = measured.every(({ perSecond }, i) => perSecond >= shareFloor * processes[i]! * one);
  const verdict = isEverybody && isLinear ? 'hold' : 'MISSED';
  const text = [
    `Machine: ${machine()}, load ${loadavg()[0]!.toFixed(1)} at the end. ${recipients} recipients, answers after ${answerMs} ms, no limit, ${inFlight} sends in flight in each process; the PostgreSQL server is the one of the tests (fsync off).`,
    table([['processes', 'messages a second', 'times one', '% of what the answers allow', 'lost', 'twice'], ...rows]),
    `Floors (${100 * shareFloor} % of as many times one, nobody lost, nobody twice): ${verdict}.`,
  ].join('\n\n');
  console.log(`\n${text}`);
  saveSection('broadcast-processes', text);
  return isEverybody && isLinear;
}

async function sentBy(count: number, server: TestPostgres): Promise<Measured> {
  const url = await server.createDatabase();
  const store = await openStore({ folder: '', databaseUrl: url }, () => new Date());
  await populate(store, recipients, new Date().toISOString());
  await openSender(store, { answerMs, inFlight }).service.begin(() => undefined);
  await store.close();
  const senders = Array.from({ length: count }, () => startSender(url));
  const timer = setTimeout(() => {
    for (const { child } of senders) child.kill('SIGKILL');
  }, longestMs);
  try {
    for (const { next } of senders) await next();
    for (const { child } of senders) child.stdin!.write('go\n');
    const all = await Promise.all(senders.map(async ({ next }) => JSON.parse(await next()) as Taken));
    const chats = all.flatMap((taken) => taken.chats);
    const reached = new Set(chats).size;
    const tookMs = Math.max(...all.map(({ lastMs }) => lastMs)) - Math.min(...all.map(({ firstMs }) => firstMs));
    await Promise.all(senders.map(({ gone }) => gone));
    return { perSecond: chats.length / (tookMs / 1_000), lost: recipients - reached, twice: chats.length - reached };
  } finally {
    clearTimeout(timer);
    for (const { child } of senders) child.kill('SIGKILL');
  }
}

function startSender(url: string): { child: ChildProcess; next: () => Promise<string>; gone: Promise<unknown> } {
  const program = join(import.meta.dirname, 'process-sender.ts');
  const child = spawn(process.execPath, [program, url, String(answerMs), String(inFlight)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error(`a sender ended with ${child.exitCode ?? child.signalCode}`);
    return value;
  };
  return { child, next, gone: once(child, 'exit') };
}
