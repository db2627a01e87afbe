import { describe } from 'vitest';
import { describeChannel, type OpenedChannel, type PlatformEvent } from '../../contracts/channel.ts';
import { botWebhookSecret, openZaloBot, webhookReceiving, type ZaloBotChannelOptions } from '../../fakes/zalo-bot-channel.ts';
import type { ScriptedBot, ZaloBotDouble } from '../../fakes/zalo-bot-double.ts';
import { userOf } from '../../fakes/zalo-oa-channel.ts';

/** What the platform says so that a send has this outcome. It has no word for a person who is gone or silent for long. */
const causes = {
  'rate-limited': { code: 429 },
  rejected: { code: 400 },
  unavailable: { code: 403 },
  uncertain: { fault: 'reset-after' },
  unauthorised: { code: 401 },
} satisfies Partial<Record<Parameters<OpenedChannel['provoke']>[0], ScriptedBot>>;

function updateOf(double: ZaloBotDouble, { id, chat, content }: PlatformEvent): unknown {
  const messageId = `in-${id}`;
  const told = (event: string, more: object) => double.update(userOf(chat), messageId, event, more);
  return content.kind === 'text'
    ? told('message.text.received', { text: content.text })
    : told('message.image.received', { photo_url: 'https://photo.zalo.example/1.jpg' });
}

async function open(options: ZaloBotChannelOptions, receiving: 'webhook' | 'polling'): Promise<OpenedChannel> {
  const opened = await openZaloBot({
    ...options,
    settings: { receiving: receiving === 'polling' ? { kind: 'polling' } : webhookReceiving },
  });
  const { double } = opened;
  const secretHeader = (value: string) => ({ 'x-bot-api-secret-token': value });
  return {
    channel: opened.channel,
    newChat: opened.newChat,
    shown: async (chat) => double.shown(userOf(chat)).map((text) => ({ text })),
    arrival:
      receiving === 'polling'
        ? { kind: 'polling', happen: async (event) => double.queue(updateOf(double, event)) }
        : {
            kind: 'webhook',
            body: (event) => JSON.stringify(updateOf(double, event)),
            genuine: opened.genuine,
            forged: (rawBody) => [
              { rawBody, headers: {} },
              ...['', 'wrong', botWebhookSecret.slice(0, -1), `${botWebhookSecret}x`, botWebhookSecret.toUpperCase()].map(
                (value) => ({
                  rawBody,
                  headers: secretHeader(value),
                }),
              ),
              { rawBody, headers: secretHeader(`${botWebhookSecret}, ${botWebhookSecret}`) },
              { rawBody, headers: { 'x-telegram-bot-api-secret-token': botWebhookSecret } },
            ],
          },
    provoke: (outcome) => double.script('sendMessage', causes[outcome as keyof typeof causes]),
    pass: opened.pass,
    secrets: [double.token, botWebhookSecret],
    logged: () => JSON.stringify(opened.events),
    close: opened.close,
  };
}

const abilities = {
  provokes: Object.keys(causes) as (keyof typeof causes)[],
  hears: ['unreadable'],
  files: false,
} as const;

describe('a Zalo bot by webhook', () => describeChannel(abilities, () => open({}, 'webhook')));
describe('a Zalo bot by webhook, its updates bare', () => describeChannel(abilities, () => open({ wrapped: false }, 'webhook')));
describe('a Zalo bot by polling', () => describeChannel(abilities, () => open({}, 'polling')));
