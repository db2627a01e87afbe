/** The channel of a Zalo bot with its platform's double. */
import { createZaloBot, type ZaloBotEvent, type ZaloBotSettings } from '../../src/channels/zalo-bot.ts';
import type { SendOutcome } from '../../src/messaging/channel.ts';
import { startZaloBotDouble, type ZaloBotDoubleOptions } from './zalo-bot-double.ts';

export const botWebhookSecret = 'bot-webhook-secret-1234';

export interface ZaloBotChannelOptions extends Omit<ZaloBotDoubleOptions, 'now'> {
  settings?: Partial<ZaloBotSettings>;
}

export async function openZaloBot({ settings, ...platform }: ZaloBotChannelOptions = {}) {
  let nowMs = Date.parse('2026-03-01T08:00:30.000Z');
  const now = () => new Date(nowMs);
  const double = await startZaloBotDouble({ now, ...platform });
  const events: ZaloBotEvent[] = [];
  const observed: SendOutcome['kind'][] = [];
  const channel = createZaloBot({
    settings: {
      token: double.token,
      root: double.root,
      receiving: { kind: 'webhook', secret: botWebhookSecret },
      pollMs: 1_000,
      deadlineMs: 400,
      ...settings,
    },
    now,
    random: () => 0,
    report: (event) => void events.push(event),
    observed: (outcome) => void observed.push(outcome),
  });
  return {
    double,
    channel,
    events,
    observed,
    now,
    pass: (ms: number) => {
      nowMs += ms;
    },
    newChat: () => `zalo-bot:${double.newUser()}`,
    /** The request Zalo makes for an update. */
    genuine: (rawBody: string) => ({ rawBody, headers: { 'x-bot-api-secret-token': botWebhookSecret } }),
    close: double.close,
  };
}
