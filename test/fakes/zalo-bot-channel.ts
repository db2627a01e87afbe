/** The channel of a Zalo bot with its platform's double. */
import { createZaloBot, type ZaloBotEvent, type ZaloBotSettings } from '../../src/channels/zalo-bot/zalo-bot.ts';
import type { Observation } from '../../src/messaging/channel-status.ts';
import { createTestClock } from './clock.ts';
import { startZaloBotDouble, type ZaloBotDoubleOptions } from './zalo-bot-double.ts';

export const botWebhookSecret = 'bot-webhook-secret-1234';

export const webhookReceiving = { kind: 'webhook', secret: botWebhookSecret, publicUrl: 'https://cutri.example.vn' } as const;

export interface ZaloBotChannelOptions extends Omit<ZaloBotDoubleOptions, 'now'> {
  settings?: Partial<ZaloBotSettings>;
  random?: () => number;
}

export async function openZaloBot({ settings, random = () => 0, ...platform }: ZaloBotChannelOptions = {}) {
  const clock = createTestClock('2026-03-01T08:00:30.000Z');
  const { now } = clock;
  const double = await startZaloBotDouble({ now, ...platform });
  const events: ZaloBotEvent[] = [];
  const observed: Observation[] = [];
  const slept: number[] = [];
  const channel = createZaloBot({
    settings: {
      token: double.token,
      root: double.root,
      receiving: webhookReceiving,
      pollMs: 1_000,
      deadlineMs: 10_000,
      ...settings,
    },
    now,
    random,
    // Patience takes no time here; how much was asked for is in `slept`.
    sleep: async (ms) => {
      slept.push(ms);
      await new Promise((resolve) => setImmediate(resolve));
    },
    schedule: clock.schedule,
    report: (event) => void events.push(event),
    observed: (outcome) => void observed.push(outcome),
  });
  return {
    double,
    channel,
    events,
    observed,
    slept,
    now,
    pass: clock.advance,
    newChat: () => `zalo-bot:${double.newUser()}`,
    /** The request Zalo makes for an update. */
    genuine: (rawBody: string) => ({ rawBody, headers: { 'x-bot-api-secret-token': botWebhookSecret } }),
    close: double.close,
  };
}
