/** The service in a process of its own, connected to both platforms, that can be killed and started again on what it kept. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { createPeople, type People } from './people.ts';
import { type Platform, startTelegram, startZalo } from './platforms.ts';

export interface ServiceUnderLoad {
  people: People;
  telegram: Platform;
  zalo: Platform;
  /** Its folder. */
  data: string;
  port(): number;
  /** On what it kept, after it ended. */
  start(): Promise<void>;
  /** Resolves when the process is gone: its exit code, `null` where a signal ended it. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  /** Messages sent to people so far, on either platform. */
  replies(): number;
  /** Resolves when they are so many; `false` when not one more came for a minute: how long it takes in all depends on the machine. */
  answered(count: number): Promise<boolean>;
  /** Of its process. */
  pid(): number;
  /** A number the service tells about itself, by its whole name in `/metrics`. */
  metric(name: string): Promise<number>;
  residentMb(): number;
  /** Open files and connections. */
  handles(): number;
  /** How often each line was logged. */
  logged: Map<string, number>;
  close(): Promise<void>;
}

const root = join(import.meta.dirname, '../..');
const main = join(root, 'dist/main.js');
/** What `npm start` gives Node. */
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } };
/** So long without a single reply means that none will come. */
const stalledMs = 60_000;
const flags = scripts.start.split(' ').filter((word) => word.startsWith('--'));

/** `more`: settings besides those of the platforms. `prepare`: what is put into its folder before it starts. */
export async function startUnderLoad(
  more: Record<string, string> = {},
  prepare: (data: string) => Promise<unknown> = async () => undefined,
): Promise<ServiceUnderLoad> {
  const data = mkdtempSync(join(tmpdir(), 'cutri-load-'));
  const [telegram, zalo] = await Promise.all([startTelegram(), startZalo(data)]);
  const logged = new Map<string, number>();
  const settings = { ...telegram.settings, ...zalo.settings, CUTRI_DATA: data, ...more };
  await prepare(data);
  let running = await startProcess(settings, logged);
  const people = createPeople(() => running.port);

  const replies = () => telegram.replies() + zalo.replies();

  async function answered(count: number): Promise<boolean> {
    let [last, sinceMs] = [replies(), performance.now()];
    while (replies() < count) {
      if (replies() > last) [last, sinceMs] = [replies(), performance.now()];
      else if (performance.now() - sinceMs > stalledMs) return false;
      await pause(50);
    }
    return true;
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    const { child } = running;
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    child.kill(signal);
    await once(child, 'exit');
    return child.exitCode;
  }

  return {
    people,
    telegram,
    zalo,
    data,
    logged,
    end,
    port: () => running.port,
    async start() {
      running = await startProcess(settings, logged);
    },
    replies,
    answered,
    pid: () => running.child.pid!,
    async metric(name) {
      const metrics = await (await fetch(`http://127.0.0.1:${running.port}/metrics`)).text();
      const line = metrics.split('\n').find((candidate) => candidate.startsWith(`${name} `));
      if (line === undefined) throw new Error(`there is no metric ${name}`);
      return Number(line.slice(name.length + 1));
    },
    residentMb: () => Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${running.child.pid}/status`, 'utf8'))?.[1]) / 1_024,
    handles: () => readdirSync(`/proc/${running.child.pid}/fd`).length,
    async close() {
      people.close();
      await end('SIGTERM');
      await Promise.all([telegram.close(), zalo.close()]);
      for (const left of [data, `${data}.epoch`]) rmSync(left, { recursive: true, force: true });
    },
  };
}

async function startProcess(settings: Record<string, string>, logged: Map<string, number>) {
  const env = { PATH: process.env.PATH ?? '', CUTRI_PORT: '0', CUTRI_PUBLIC_URL: 'https://cutri.example.vn', ...settings };
  const child = spawn(process.execPath, [...flags, main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (said.length < 20) said.push(line);
    const message = /"msg":"([^"]*)"/u.exec(line)?.[1] ?? line;
    logged.set(message, (logged.get(message) ?? 0) + 1);
  });
  return { child, port: await portOf(child, said) };
}

function portOf(child: ChildProcess, said: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`the service did not start: ${said.join('\n')}`)));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const port = /http:\/\/127\.0\.0\.1:(\d+)/u.exec(line)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  });
}
