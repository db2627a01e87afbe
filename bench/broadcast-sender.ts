/**
 * One way of sending a text to many chats, in a process of its own: `node broadcast-sender.ts <way> <api root> <token> <recipients>`.
 * Standard output says at the end how much processor time it took, in ms.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { autoRetry } from '@grammyjs/auto-retry';
import { apiThrottler } from '@grammyjs/transformer-throttler';
import Bottleneck from 'bottleneck';
import { Api } from 'grammy';
import { Telegram, TelegramError } from 'telegraf';
import { createTelegram } from '../src/channels/telegram/telegram.ts';
import { parseConfig } from '../src/config.ts';
import { openDataFolder } from '../src/stores/embedded/data-folder.ts';
import { openEmbeddedStore } from '../src/stores/embedded/store.ts';
import { goodText } from '../test/fakes/announcing.ts';
import { createSendingService, populate } from '../test/fakes/sending-service.ts';

export const ways = {
  ours: 'Cử Tri, embedded store',
  'ours, 500 ms': 'Cử Tri, answers after 375 to 625 ms',
  'ours, 1 s': 'Cử Tri, answers after 750 to 1,250 ms',
  loop: 'telegraf, a loop with await',
  'all at once': 'telegraf, all at once',
  bottleneck: 'telegraf with bottleneck',
  grammy: 'grammY with auto-retry and transformer-throttler',
} as const;
export type Way = keyof typeof ways;

/** Telegram’s lane as it is without any setting. */
const { CUTRI_TELEGRAM_PER_SECOND: perSecond, CUTRI_TELEGRAM_BURST: burst, CUTRI_SENDS_IN_FLIGHT: inFlight } = parseConfig({});

interface Task {
  apiRoot: string;
  token: string;
  chats: number[];
}

/** As the documentation of bottleneck shows it: 30 a second, and one more try as long as the platform says how long to wait. */
async function byBottleneck({ apiRoot, token, chats }: Task): Promise<void> {
  const telegram = new Telegram(token, { apiRoot });
  const limiter = new Bottleneck({ reservoir: 30, reservoirRefreshAmount: 30, reservoirRefreshInterval: 1_000, minTime: 33 });
  limiter.on('failed', (error: unknown) =>
    error instanceof TelegramError && error.code === 429 ? (error.parameters?.retry_after ?? 1) * 1_000 : undefined,
  );
  await Promise.all(chats.map((chat) => limiter.schedule(() => telegram.sendMessage(chat, goodText)).catch(ignored)));
}

/** As the documentation of the plugins shows it. */
async function byGrammy({ apiRoot, token, chats }: Task): Promise<void> {
  const api = new Api(token, { apiRoot });
  api.config.use(apiThrottler());
  api.config.use(autoRetry());
  await Promise.all(chats.map((chat) => api.sendMessage(chat, goodText).catch(ignored)));
}

/** What everybody writes first. */
async function byLoop({ apiRoot, token, chats }: Task): Promise<void> {
  const telegram = new Telegram(token, { apiRoot });
  for (const chat of chats) await telegram.sendMessage(chat, goodText).catch(ignored);
}

/** What everybody writes when the loop is too slow. */
async function allAtOnce({ apiRoot, token, chats }: Task): Promise<void> {
  const telegram = new Telegram(token, { apiRoot });
  await Promise.all(chats.map((chat) => telegram.sendMessage(chat, goodText).catch(ignored)));
}

const ignored = () => undefined;

async function byUs({ apiRoot, token, chats }: Task): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cutri-bench-'));
  const now = () => new Date();
  const data = await openDataFolder(folder);
  const store = await openEmbeddedStore({ data, now });
  await populate(store, chats.length, now().toISOString());
  const channel = createTelegram({
    settings: {
      token,
      apiRoot,
      receiving: { kind: 'polling' },
      commands: [],
      profile: { description: '', short: '' },
      groupNotice: '',
    },
    readImage: async () => undefined,
    now,
    schedule: () => ignored,
    report: ignored,
    observed: ignored,
  });
  const service = createSendingService({
    store,
    lane: { channel, limits: { perSecond, burst }, inFlight, perChatMs: 1_000, edit: undefined, template: undefined },
    canary: Number.MAX_SAFE_INTEGER,
    holdMs: 0,
    now,
    sleep: (ms, signal) => pause(ms, undefined, signal ? { signal } : {}).catch(ignored),
  });
  await service.begin(ignored);
  startedUs = process.cpuUsage();
  await service.send();
  channel.close();
  await store.close();
  data.release();
  rmSync(folder, { recursive: true });
}

const doing: Record<Way, (task: Task) => Promise<void>> = {
  ours: byUs,
  'ours, 500 ms': byUs,
  'ours, 1 s': byUs,
  loop: byLoop,
  'all at once': allAtOnce,
  bottleneck: byBottleneck,
  grammy: byGrammy,
};

let startedUs = process.cpuUsage();
if (import.meta.main) {
  const [way, apiRoot, token, recipients] = process.argv.slice(2) as [Way, string, string, string];
  await doing[way]({ apiRoot, token, chats: Array.from({ length: Number(recipients) }, (_, i) => i + 1) });
  const { user, system } = process.cpuUsage(startedUs);
  console.log((user + system) / 1_000);
  process.exit(0);
}
