/**
 * One server of the webhook benchmark, in a process of its own: `bare` checks the signature and answers, `durable` is ours.
 * Says its port on the first line; on SIGTERM closes and says how many updates are durably stored.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import { createWebChat } from '../src/channels/web-chat.ts';
import type { Accept, Channel } from '../src/messaging/channel.ts';
import { createMetrics } from '../src/web/metrics.ts';
import { createServer } from '../src/web/server.ts';
import { signature, signatureHeader, webhookPath } from './webhook-request.ts';

const [kind, folder = ''] = process.argv.slice(2);
const server = kind === 'bare' ? await startBare() : await startDurable(folder);
console.log(server.port);
process.on('SIGTERM', () => void server.close().then(() => console.log(server.stored())));

function signed(rawBody: string, given: string | undefined): boolean {
  const [wanted, got] = [signature(rawBody), given ?? ''].map((text) => createHash('sha256').update(text).digest());
  return wanted !== undefined && got !== undefined && timingSafeEqual(wanted, got);
}

/** The same framework doing nothing but the signature check: what no webhook can be faster than. */
async function startBare() {
  const app = new Hono();
  app.post(webhookPath, async (c) =>
    signed(await c.req.text(), c.req.header(signatureHeader)) ? c.text('ok') : c.text('no', 401),
  );
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const started = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(started));
  });
  const address = server.address();
  return {
    port: typeof address === 'object' ? address?.port : undefined,
    close: () => new Promise((resolve) => server.close(resolve)),
    stored: () => 0,
  };
}

async function startDurable(into: string) {
  const journal = join(into, 'journal.jsonl');
  const accept = await groupFsync(journal);
  const update = z.object({ id: z.string(), from: z.string(), text: z.string() });
  const channel: Channel = {
    name: 'bench',
    maxTextLength: 2_000,
    sendsPerSecond: 1,
    receiver: {
      kind: 'webhook',
      path: webhookPath,
      async handle({ headers, rawBody }, accepting) {
        if (!signed(rawBody, headers[signatureHeader])) return { status: 401 };
        const { id, from, text } = update.parse(JSON.parse(rawBody));
        await accepting({ id, chat: `bench:${from}`, content: { kind: 'text', text }, receivedAt: new Date().toISOString() });
        return { status: 200, body: 'ok' };
      },
    },
    send: async () => ({ kind: 'sent' }),
  };
  const server = await createServer({
    host: '127.0.0.1',
    port: 0,
    trustedProxies: 0,
    chat: createWebChat({ now: () => new Date(), run: 'bench', returned: () => undefined }),
    channels: [channel],
    accept,
    status: () => [],
    metrics: createMetrics(),
    logger: console,
  });
  return {
    port: Number(new URL(server.address).port),
    close: () => server.close(),
    stored: () => readFileSync(journal, 'utf8').split('\n').filter(Boolean).length,
  };
}

/** The least that is durable: everything that arrived during one fsync shares the next. */
async function groupFsync(path: string): Promise<Accept> {
  const file = await open(path, 'a');
  let waiting: { line: string; done: () => void; failed: (reason: unknown) => void }[] = [];
  let writing = false;
  async function flush() {
    writing = true;
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await file.appendFile(group.map(({ line }) => line).join(''));
        await file.datasync();
        for (const { done } of group) done();
      } catch (reason) {
        for (const { failed } of group) failed(reason);
      }
    }
    writing = false;
  }
  return (message) =>
    new Promise((done, failed) => {
      waiting.push({ line: `${JSON.stringify(message)}\n`, done, failed });
      if (!writing) void flush();
    });
}
