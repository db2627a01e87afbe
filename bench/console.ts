/**
 * What the officials' console costs after years: the first byte and the size of every screen, and what a hundred people cost who watch a sending.
 * The service runs as it is started (`dist/`), in a process of its own, on a store and a pack filled as `console-data.ts` says. `npm run bench --
 * console`; with `DATABASE_URL` of an empty database on PostgreSQL.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, type ClientRequest, get, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startTelegram } from '../test/load/platforms.ts';
import { account, amounts, codeNow, fill, writePack } from './console-data.ts';
import { machine, saveSection, table } from './report.ts';

const limits = { firstByteMs: 50, pageBytes: 100 * 1024, watchersShare: 0.05 };
const rounds = 30;
/** A screen that is slow is looked at less often: all of it has to end within minutes. */
const longestMs = 5_000;
const fewestRounds = 5;
const watchers = 100;
const watchedSeconds = 10;
const root = join(import.meta.dirname, '..');
const shippedPack = ['knowledge/viet-nam', 'knowledge/lao-cai'];

/** The screens, by the path below the console's address. */
const screens = ({ waiting, live }: { waiting: number; live: number }): string[] => [
  ...['', '/thong-bao', '/thong-bao?truoc=5000', '/thong-bao?nguoi-soan=minh', '/thong-bao.csv', '/soan'],
  ...[
    `/thong-bao/${waiting}`,
    `/thong-bao/${waiting}/duyet`,
    `/thong-bao/${live}/theo-doi`,
    '/thong-bao/7',
    '/thong-bao/7/bien-ban',
  ],
  ...['/cau-hoi', '/cau-hoi?trang=40', '/cau-hoi/g00007'],
  ...['/su-kien', '/su-kien?tim=cu+tri', '/su-kien/bench-7', '/su-kien/bench-7/sua', '/su-kien/moi', '/tin', '/noi-bo-phieu'],
  ...['/de-xuat', '/so-lieu', '/can-bo', '/can-bo/lan', '/nhat-ky', '/cai-dat', '/tai-khoan', '/phien'],
];

interface Visit {
  status: number;
  firstByteMs: number;
  bytes: number;
  text: string;
  cookies: string[];
}

/** One visitor with a connection that stays open, as a browser's does. */
function createVisitor(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let cookie = '';
  const headers = () => ({ cookie, accept: 'text/html' });

  function finish(asked: ClientRequest): Promise<Visit> {
    const fromMs = performance.now();
    return new Promise((resolve, reject) => {
      asked.on('error', reject).on('response', (response: IncomingMessage) => {
        const firstByteMs = performance.now() - fromMs;
        const chunks: Buffer[] = [];
        const cookies = (response.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]!);
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const body = Buffer.concat(chunks);
          resolve({ status: response.statusCode ?? 0, firstByteMs, bytes: body.length, text: body.toString(), cookies });
        });
      });
      asked.end();
    });
  }
  const address = (path: string) => ({ host: '127.0.0.1', port, path: `/quan-tri${path}`, agent });

  return {
    get: (path: string) => finish(get({ ...address(path), headers: headers() })),
    async enter(): Promise<void> {
      const page = await this.get('/vao');
      cookie = page.cookies.join('; ');
      const form = /name="_form" value="([^"]+)"/u.exec(page.text)?.[1] ?? '';
      const body = new URLSearchParams({ _form: form, account: account.id, password: account.password, code: codeNow() });
      const asked = request({
        ...address('/vao'),
        method: 'POST',
        headers: { ...headers(), origin: `http://127.0.0.1:${port}`, 'content-type': 'application/x-www-form-urlencoded' },
      });
      asked.write(body.toString());
      const entered = await finish(asked);
      if (entered.status !== 303) throw new Error(`nobody could sign in: ${entered.status}`);
      cookie = entered.cookies.join('; ');
    },
    /** Watches until it is ended; `heard` is told of every event. */
    watch(path: string, heard: (bytes: number) => void): () => void {
      const asked = get(
        { ...address(path), agent: new Agent(), headers: { ...headers(), accept: 'text/event-stream' } },
        (response) => response.on('data', (chunk: Buffer) => heard(chunk.length)).on('error', () => undefined),
      );
      asked.on('error', () => undefined);
      return () => asked.destroy();
    },
  };
}
type Visitor = ReturnType<typeof createVisitor>;

const at = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

async function measureScreens(
  visitor: Visitor,
  child: ChildProcess,
  paths: readonly string[],
): Promise<{ rows: string[][]; holds: boolean }> {
  const rows = [['screen', 'first byte p50 ms', 'p95 ms', 'longest ms', 'processor ms', 'page KB', '']];
  let holds = true;
  for (const path of paths) {
    const visits: Visit[] = [];
    const cpuFrom = cpuMs(child);
    const untilMs = performance.now() + longestMs;
    while (visits.length < rounds && (visits.length < fewestRounds || performance.now() < untilMs))
      visits.push(await visitor.get(path));
    const cpu = (cpuMs(child) - cpuFrom) / visits.length;
    const wrong = visits.find(({ status }) => status !== 200);
    if (wrong) throw new Error(`${path} answered ${wrong.status}`);
    const times = visits.map(({ firstByteMs }) => firstByteMs);
    const bytes = Math.max(...visits.map((visit) => visit.bytes));
    // A table to download is no page.
    const good = at(times, 0.95) <= limits.firstByteMs && (bytes <= limits.pageBytes || path.includes('.csv'));
    holds &&= good;
    const ms = [0.5, 0.95, 1].map((share) => at(times, share).toFixed(1));
    console.error(path, ms.join(' '), cpu.toFixed(1), bytes);
    rows.push([`\`${path === '' ? '/' : path}\``, ...ms, cpu.toFixed(1), (bytes / 1024).toFixed(1), good ? '' : 'OVER']);
  }
  return { rows, holds };
}

/** Processor time of a process so far, ms. */
function cpuMs({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function shareOver(child: ChildProcess, seconds: number): Promise<number> {
  const [fromMs, fromCpu] = [performance.now(), cpuMs(child)];
  await pause(seconds * 1_000);
  return (cpuMs(child) - fromCpu) / (performance.now() - fromMs);
}

/** The same sending with nobody and with a hundred who watch, in turns. */
async function measureWatchers(
  visitor: Visitor,
  child: ChildProcess,
  live: number,
): Promise<{ rows: string[][]; holds: boolean }> {
  const rows = [
    ['round', 'nobody watches, % of a core', `${watchers} watch`, 'more', 'events a watcher and second', 'KB an event'],
  ];
  const more: number[] = [];
  for (let round = 1; round <= 3; round += 1) {
    const without = await shareOver(child, watchedSeconds);
    let [events, bytes] = [0, 0];
    const hear = (size: number) => {
      events += 1;
      bytes += size;
    };
    const ends = Array.from({ length: watchers }, () => visitor.watch(`/thong-bao/${live}/truc-tiep`, hear));
    await pause(2_000);
    [events, bytes] = [0, 0];
    const share = await shareOver(child, watchedSeconds);
    for (const end of ends) end();
    await pause(1_000);
    more.push(share - without);
    const perSecond = events / watchers / watchedSeconds;
    rows.push([
      String(round),
      ...[without, share, share - without].map((part) => (100 * part).toFixed(1)),
      perSecond.toFixed(2),
      (bytes / events / 1024).toFixed(1),
    ]);
  }
  return { rows, holds: at(more, 0.5) <= limits.watchersShare };
}

async function start(settings: Record<string, string>): Promise<{ child: ChildProcess; port: number }> {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } };
  const flags = scripts.start.split(' ').filter((word) => word.startsWith('--'));
  const env = { PATH: process.env.PATH ?? '', ...settings };
  const child = spawn(process.execPath, [...flags, join(root, 'dist/main.js')], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of child.stdout!) {
    said += String(chunk);
    const port = /http:\/\/127\.0\.0\.1:(\d+)/u.exec(said)?.[1];
    if (port !== undefined) {
      child.stdout!.resume();
      return { child, port: Number(port) };
    }
  }
  throw new Error(`the service did not start: ${said}`);
}

export async function benchConsole(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'cutri-bench-'));
  const { DATABASE_URL: database } = process.env;
  const telegram = await startTelegram();
  let child: ChildProcess | undefined;
  try {
    writePack(join(folder, 'pack'), amounts.facts);
    const settings = {
      ...telegram.settings,
      ...{ CUTRI_PORT: '0', CUTRI_LOG_LEVEL: 'error', CUTRI_DATA: join(folder, 'data'), CUTRI_HOLD_SECONDS: '0' },
      ...{ CUTRI_ISSUER: 'Ủy ban bầu cử tỉnh', CUTRI_APPROVAL_KEY: 'a-key-for-benchmarks-of-40-characters!!!' },
      CUTRI_KNOWLEDGE: [...shippedPack, join(folder, 'pack')].join(':'),
      ...(database === undefined ? {} : { DATABASE_URL: database }),
    };
    const numbers = await fill(settings);
    const started = await start(settings);
    child = started.child;
    const visitor = createVisitor(started.port);
    await visitor.enter();
    const watched = await measureWatchers(visitor, child, numbers.live);
    const shown = await measureScreens(visitor, child, ['/vao', ...screens(numbers)]);
    const name = database === undefined ? 'embedded store' : 'PostgreSQL';
    const { announcements, facts, groups, subscribers } = amounts;
    const count = (value: number) => value.toLocaleString('en');
    const text = [
      `Machine: ${machine()}. ${name}; ${count(announcements)} announcements, ${count(facts)} facts besides the shipped ones, ${count(groups)} groups of unanswered questions, ${count(subscribers)} subscribers, an announcement being sent to them.`,
      `Every screen ${rounds} times, or as often as ${longestMs / 1_000} s allow, one after the other, while the announcement goes out (limits: first byte p95 ${limits.firstByteMs} ms, page ${limits.pageBytes / 1024} KB)\n\n${table(shown.rows)}`,
      `${watchers} people who watch the sending, ${watchedSeconds} s each (limit: ${100 * limits.watchersShare} % of a core more, median)\n\n${table(watched.rows)}`,
      shown.holds && watched.holds ? 'Every limit holds.' : 'NOT EVERY LIMIT HOLDS.',
    ].join('\n\n');
    console.log(text);
    saveSection(database === undefined ? 'console' : 'console-postgres', text);
    return shown.holds && watched.holds;
  } finally {
    if (child?.exitCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await telegram.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
