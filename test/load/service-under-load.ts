/** The service in a process of its own, the Bot API answering at once, and people writing through Telegram's webhook at a given pace. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const secret = 'x'.repeat(32);

export interface Load {
  /** New updates a second. */
  perSecond: number;
  seconds: number;
  /** The chat an update is from. */
  chatOf: (number: number) => number;
}

export interface Post {
  chat: number;
  status: number;
  ms: number;
}

export interface ServiceUnderLoad {
  child: ChildProcess;
  /** Posts at the given pace whatever comes back: who is late does not slow down who comes next. */
  drive(load: Load): Promise<Post[]>;
  /** How often each chat was sent something. */
  replies: Map<number, number>;
  /** Resolves when every chat has what it waits for, or the time is over. */
  answered(count: number, withinMs: number): Promise<boolean>;
  residentMb(): number;
  stderr(): string;
  stop(): Promise<number | null>;
}

const questions = [
  'Ngày bầu cử là ngày nào?',
  'phuong cam duong thuoc don vi bau cu nao',
  'di bau can mang giay to gi vay ad',
  'Người đang nằm viện thì bỏ phiếu thế nào?',
  'thoi tiet hom nay the nao',
];

export async function startUnderLoad(): Promise<ServiceUnderLoad> {
  const replies = new Map<number, number>();
  let total = 0;
  const platform = createServer((incoming, outgoing) => {
    let body = '';
    incoming.on('data', (chunk) => {
      body += chunk;
    });
    incoming.on('end', () => {
      if (incoming.url?.endsWith('/sendMessage')) {
        const { chat_id: chat } = JSON.parse(body) as { chat_id: number };
        replies.set(chat, (replies.get(chat) ?? 0) + 1);
        total += 1;
      }
      outgoing.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true,"result":{"message_id":1}}');
    });
  });
  await once(platform.listen(0, '127.0.0.1'), 'listening');
  const data = mkdtempSync(join(tmpdir(), 'cutri-load-'));
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../src/main.ts')], {
    env: {
      PATH: process.env.PATH ?? '',
      CUTRI_PORT: '0',
      CUTRI_DATA: data,
      CUTRI_PUBLIC_URL: 'https://cutri.example.vn',
      CUTRI_TELEGRAM_TOKEN: '1:load',
      CUTRI_TELEGRAM_API_ROOT: `http://127.0.0.1:${(platform.address() as AddressInfo).port}`,
      CUTRI_TELEGRAM_WEBHOOK_SECRET: secret,
    },
  });
  let out = '';
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk;
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk;
      const found = /http:\/\/127\.0\.0\.1:(\d+)/u.exec(out)?.[1];
      if (found) resolve(Number(found));
    });
    child.on('exit', () => reject(new Error(`the service ended: ${out}${err}`)));
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  let nextId = 1;

  function post(chat: number): Promise<Post> {
    const id = nextId++;
    const body = JSON.stringify({
      update_id: id,
      message: {
        message_id: id,
        date: Math.floor(Date.now() / 1_000),
        chat: { id: chat, type: 'private' },
        from: { id: chat, is_bot: false },
        text: questions[id % questions.length],
      },
    });
    const startedMs = performance.now();
    return new Promise((resolve) => {
      const done = (status: number) => resolve({ chat, status, ms: performance.now() - startedMs });
      const sent = request(
        {
          port,
          path: '/webhooks/telegram',
          method: 'POST',
          agent,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            'x-telegram-bot-api-secret-token': secret,
          },
        },
        (response) => {
          response.resume().on('end', () => done(response.statusCode ?? 0));
        },
      );
      sent.on('error', () => done(0));
      sent.end(body);
    });
  }

  return {
    child,
    replies,
    async drive({ perSecond, seconds, chatOf }) {
      const posts: Promise<Post>[] = [];
      const startedMs = performance.now();
      const wanted = perSecond * seconds;
      while (posts.length < wanted) {
        const due = Math.min(wanted, Math.ceil(((performance.now() - startedMs) / 1_000) * perSecond));
        while (posts.length < due) posts.push(post(chatOf(posts.length)));
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      return Promise.all(posts);
    },
    async answered(count, withinMs) {
      const until = performance.now() + withinMs;
      while (total < count && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
      return total >= count;
    },
    residentMb: () => Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1_024,
    stderr: () => err,
    async stop() {
      agent.destroy();
      if (child.exitCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      platform.closeAllConnections();
      await new Promise((resolve) => platform.close(resolve));
      rmSync(data, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}

/** p50, p99, p99.9 and the longest, in ms. */
export function percentiles(posts: readonly Post[]): { p50: number; p99: number; p999: number; max: number } {
  const sorted = posts.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), p999: at(0.999), max: at(1) };
}
