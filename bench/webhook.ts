/**
 * How many updates a second are durably accepted and acknowledged, beside a bare server of the same framework that only checks
 * the signature: both in processes of their own, in turns, in one run. `npm run bench -- webhook`, or `npx node bench/webhook.ts`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openSlowClients } from '../test/load/slow-clients.ts';
import { machine, saveSection } from './report.ts';
import { updateRequest, webhookPath } from './webhook-request.ts';

/** Floors the durable server has to hold. */
const floors = { acksPerSecond: 3_000, shareOfBare: 0.5, slowClientCutMs: 10_000 };
const usual = { connections: 50, requests: 20_000, rounds: 3, slowClients: 2_000 };

export interface Measured {
  server: 'bare' | 'durable' | 'durable, slow clients';
  acksPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
  /** Requests not answered 200. */
  refused: number;
  /** Acknowledged updates that are not on disk. */
  lost: number;
  /** Longest any slow client was suffered, where there were any. */
  slowestCutMs?: number;
}

/** Runs the comparison, prints a table, keeps it in docs/benchmarks.md and says whether the floors hold. */
export async function benchWebhook(): Promise<boolean> {
  const said = [`Machine: ${machine()}.\n`];
  const holds = await compare((line) => {
    console.log(line);
    said.push(line);
  });
  saveSection('webhook', said.join('\n'));
  return holds;
}

async function compare(print: (line: string) => void, load = usual): Promise<boolean> {
  const measured: Measured[] = [];
  print('| round | server | acks/s | p50 ms | p99 ms | max ms | refused | lost |');
  print('|---|---|---|---|---|---|---|---|');
  for (let round = 1; round <= load.rounds; round += 1) {
    for (const server of ['bare', 'durable', 'durable, slow clients'] as const) {
      if (server === 'durable, slow clients' && round < load.rounds) continue;
      const one = await measure(server, load);
      measured.push(one);
      const ms = [one.p50Ms, one.p99Ms, one.maxMs].map((value) => value.toFixed(1)).join(' | ');
      print(`| ${round} | ${server} | ${Math.round(one.acksPerSecond)} | ${ms} | ${one.refused} | ${one.lost} |`);
    }
  }
  const rate = (server: Measured['server']) =>
    median(measured.filter((one) => one.server === server).map((one) => one.acksPerSecond));
  const share = rate('durable') / rate('bare');
  const cutMs = Math.max(...measured.map(({ slowestCutMs = 0 }) => slowestCutMs));
  const clean = measured.every(({ refused, lost }) => refused === 0 && lost === 0) && cutMs <= floors.slowClientCutMs;
  const fast = [rate('durable'), rate('durable, slow clients')].every((acksPerSecond) => acksPerSecond >= floors.acksPerSecond);
  const holds = clean && fast && share >= floors.shareOfBare;
  print(
    `\nMedian: ${Math.round(rate('durable'))} durable acks/s (floor ${floors.acksPerSecond}), ${Math.round(share * 100)} % of the bare server (floor ${floors.shareOfBare * 100} %); ` +
      `${load.slowClients} clients sending a header byte a second were cut within ${(cutMs / 1_000).toFixed(1)} s (floor ${floors.slowClientCutMs / 1_000} s): ` +
      `${holds ? 'holds' : 'DOES NOT HOLD'}. ${load.connections} connections, ${load.requests} requests a run.`,
  );
  return holds;
}

async function measure(server: Measured['server'], { connections, requests, slowClients }: typeof usual): Promise<Measured> {
  const kind = server === 'bare' ? 'bare' : 'durable';
  const folder = mkdtempSync(join(tmpdir(), 'cutri-bench-'));
  const child = spawn(process.execPath, [join(import.meta.dirname, 'webhook-server.ts'), kind, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const port = Number((await lines.next()).value);
    const bodies = Array.from({ length: requests }, (_, number) => updateRequest(number));
    const slow = server === 'durable, slow clients' ? await openSlowClients(port, webhookPath, slowClients) : undefined;
    const { durationsMs, refused, totalMs } = await drive(port, bodies, connections);
    const slowestCutMs = await slow?.allCut();
    child.kill('SIGTERM');
    const stored = Number((await lines.next()).value);
    await ended(child);
    const sorted = durationsMs.sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return {
      server,
      acksPerSecond: ((requests - refused) / totalMs) * 1_000,
      p50Ms: at(0.5),
      p99Ms: at(0.99),
      maxMs: at(1),
      refused,
      lost: kind === 'durable' ? requests - refused - stored : 0,
      ...(slowestCutMs === undefined ? {} : { slowestCutMs }),
    };
  } finally {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Sends every request once over so many connections, each waiting for its answer: raw sockets, so that the load costs less than the server. */
async function drive(port: number, requests: readonly Buffer[], connections: number) {
  const durationsMs: number[] = [];
  let refused = 0;
  let next = 0;
  const startedMs = performance.now();
  await Promise.all(
    Array.from(
      { length: connections },
      () =>
        new Promise<void>((resolve, reject) => {
          let sentMs = 0;
          let pending = '';
          const socket = connect(port, '127.0.0.1', send).setNoDelay();
          socket.on('error', reject);
          socket.on('data', (data) => {
            pending += data.toString('latin1');
            const headEnd = pending.indexOf('\r\n\r\n');
            const length = Number(/content-length: (\d+)/i.exec(pending)?.[1] ?? 0);
            if (headEnd < 0 || pending.length < headEnd + 4 + length) return;
            durationsMs.push(performance.now() - sentMs);
            if (!pending.startsWith('HTTP/1.1 200')) refused += 1;
            pending = '';
            send();
          });
          function send() {
            const request = requests[next];
            next += 1;
            if (request === undefined) {
              socket.destroy();
              return resolve();
            }
            sentMs = performance.now();
            socket.write(request);
          }
        }),
    ),
  );
  return { durationsMs, refused, totalMs: performance.now() - startedMs };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once('exit', () => resolve());
  });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

if (import.meta.main) process.exitCode = (await benchWebhook()) ? 0 : 1;
