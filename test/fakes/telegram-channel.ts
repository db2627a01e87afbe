/** The Telegram channel as it runs, before an emulator and a proxy that goes wrong on demand; its clock is the test's. */
import { createTelegram, type TelegramEvent, type TelegramSettings } from '../../src/channels/telegram/telegram.ts';
import { telegramProfile, telegramWords } from '../../src/channels/telegram/words.ts';
import { commandMenu } from '../../src/conversations/words-menu.ts';
import type { SendOutcome } from '../../src/messaging/channel.ts';
import { createTestClock } from './clock.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { type Emulator, openDesk } from './telegram-emulator.ts';

export const telegramSecret = 'CANARY-webhook-secret-0123456789-abcdef';
export const telegramWebhook = (publicUrl = 'https://cutri.example.vn') =>
  ({ kind: 'webhook', secret: telegramSecret, publicUrl }) as const;

export type OpenedTelegram = Awaited<ReturnType<typeof openTelegram>>;

let bots = 0;

export async function openTelegram(
  emulator: Emulator,
  settings: Partial<TelegramSettings> = {},
  report: (event: TelegramEvent) => void = () => undefined,
) {
  bots += 1;
  const token = `${bots}00000:CANARY-token-of-the-bot-abcdefghijk`;
  const desk = await openDesk(emulator, token);
  const proxy = await startFaultProxy(desk.apiRoot);
  const clock = createTestClock(new Date().toISOString());
  const events: TelegramEvent[] = [];
  const observed: SendOutcome['kind'][] = [];
  const slept: number[] = [];
  const pictures = new Map<string, Uint8Array>();
  const channel = createTelegram({
    settings: {
      token,
      apiRoot: proxy.address,
      receiving: { kind: 'polling' },
      commands: commandMenu,
      profile: telegramProfile(),
      groupNotice: telegramWords.group,
      pollMs: 2_000,
      ...settings,
    },
    readImage: async (sha256) => pictures.get(sha256),
    now: clock.now,
    schedule: clock.schedule,
    random: () => 0,
    // Nobody waits in a test, but everybody else gets a turn.
    sleep: (ms) => {
      slept.push(ms);
      return new Promise((resolve) => setImmediate(resolve));
    },
    report(event) {
      events.push(event);
      report(event);
    },
    observed: (outcome) => void observed.push(outcome),
  });
  return {
    channel,
    token,
    desk,
    proxy,
    clock,
    /** Pictures there are, by hash. */
    pictures,
    events,
    observed,
    /** Every pause the channel made, in ms. */
    slept,
    /** What went wrong, without the calls. */
    problems: () => events.filter(({ kind }) => kind !== 'called'),
    async close() {
      channel.close();
      await proxy.close();
      await desk.close();
      if (desk.mistakes.length > 0) throw new Error(desk.mistakes.join('\n'));
    },
  };
}
