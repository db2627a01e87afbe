/**
 * One server of the webhook benchmark, in a process of its own: `bare` checks the signature and answers, `durable` is ours.
 * Says its port on the first line; on SIGTERM closes and says how many updates are durably stored.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import { createWebChat } from '../src/channels/web/chat.ts';
import { createFlood } from '../src/conversations/inbox/flood.ts';
import { createInbox } from '../src/conversations/inbox/inbox.ts';
import type { Channel } from '../src/messaging/channel.ts';
import { openInboxJournal } from '../src/stores/embedded/inbox-journal.ts';
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

/** Ours: signature, the real inbox on its journal, and a bot that answers at once. */
async function startDurable(into: string) {
  const path = join(into, 'inbox.journal');
  const now = () => new Date();
  const { inbox: log } = await openInboxJournal({ path, now, create: true });
  const metrics = createMetrics();
  const inbox = createInbox({
    log,
    channels: ['bench'],
    flood: createFlood(),
    now,
    schedule(afterMs, run) {
      const timer = setTimeout(run, afterMs);
      return () => clearTimeout(timer);
    },
    metrics,
    report: (event) => console.error(event),
    apologise: async () => undefined,
    slowDown: async () => undefined,
  });
  inbox.start(async () => ({ kind: 'done' }));
  const update = z.object({ id: z.string(), from: z.string(), text: z.string() });
  const channel: Channel = {
    name: 'bench',
    maxTextLength: 2_000,
    sendsPerSecond: 1,
    receiver: {
      kind: 'webhook',
      path: webhookPath,
      async handle({ headers, rawBody }, accept) {
        if (!signed(rawBody, headers[signatureHeader])) return { status: 401 };
        const { id, from, text } = update.parse(JSON.parse(rawBody));
        await accept({ id, chat: `bench:${from}`, content: { kind: 'text', text }, receivedAt: now().toISOString() });
        return { status: 200, body: 'ok' };
      },
    },
    send: async () => ({ kind: 'sent' }),
  };
  const server = await createServer({
    door: { host: '127.0.0.1', port: 0 },
    trustedProxies: 0,
    chat: createWebChat({ now, run: 'bench', returned: () => undefined }),
    channels: [channel],
    accept: inbox.accept,
    status: () => [],
    store: () => ({ state: 'on' }),
    metrics,
    logger: console,
  });
  return {
    port: Number(new URL(server.address).port),
    async close() {
      await server.close();
      await inbox.drain();
      await log.close();
    },
    /** Distinct updates in the journal. */
    stored: () => new Set(readFileSync(path, 'utf8').match(/"id":"update-\d+"/g)).size,
  };
}
