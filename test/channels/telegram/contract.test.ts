import { afterAll, beforeAll, describe } from 'vitest';
import type { WebhookRequest } from '../../../src/messaging/channel.ts';
import { describeChannel, type OpenedChannel, type PlatformEvent, type Provoked } from '../../contracts/channel.ts';
import type { Fault } from '../../fakes/fault-proxy.ts';
import { openTelegram, telegramSecret, telegramWebhook } from '../../fakes/telegram-channel.ts';
import { type Emulator, startEmulator } from '../../fakes/telegram-emulator.ts';

const secret = telegramSecret;
const refusal = (code: number, description: string, parameters: object = {}): Fault => ({
  kind: 'answer',
  status: code,
  body: JSON.stringify({ ok: false, error_code: code, description, ...parameters }),
});
const faults: Record<Exclude<Provoked, 'outside-window'>, Fault> = {
  'rate-limited': refusal(429, 'Too Many Requests: retry after 3', { parameters: { retry_after: 3 } }),
  unreachable: refusal(403, 'Forbidden: bot was blocked by the user'),
  rejected: refusal(400, 'Bad Request: BUTTON_DATA_INVALID'),
  unavailable: refusal(502, 'Bad Gateway'),
  uncertain: { kind: 'cut', when: 'after' },
  unauthorised: refusal(401, 'Unauthorized'),
};
const abilities = {
  provokes: Object.keys(faults) as Provoked[],
  hears: ['choice', 'location', 'joined', 'left', 'unreadable'] as const,
  files: true,
};

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.stop());

async function open(kind: 'polling' | 'webhook'): Promise<OpenedChannel> {
  const { channel, desk, proxy, clock, token, events, close } = await openTelegram(emulator, {
    receiving: kind === 'polling' ? { kind } : telegramWebhook(),
  });
  const voters = new Map<string, ReturnType<typeof desk.voter>>();
  const happened = new Set<number>();

  async function happen({ id, chat, content }: PlatformEvent): Promise<void> {
    // Telegram does not repeat what was confirmed, and repeats by itself what was not.
    if (happened.has(id)) return;
    happened.add(id);
    const voter = voters.get(chat)!;
    switch (content.kind) {
      case 'text':
        return voter.types(content.text);
      case 'choice':
        return voter.presses(content.value);
      case 'location':
        return voter.sharesLocation(content.latitude, content.longitude);
      case 'joined':
        return voter.unblocks();
      case 'left':
        return voter.blocks();
      case 'unreadable':
        return voter.sends({ photo: [{ file_id: 'x', width: 1, height: 1 }] });
    }
  }

  return {
    channel,
    newChat() {
      const id = 7_000_000_000 + voters.size;
      voters.set(`telegram:${id}`, desk.voter(id));
      return `telegram:${id}`;
    },
    shown: (chat) => voters.get(chat)!.reads(),
    arrival:
      kind === 'polling'
        ? { kind, happen }
        : { kind, body: bodyOf, genuine: (rawBody) => request(rawBody, secret), forged: forgeries },
    provoke: (outcome, chat) => {
      if (outcome === 'outside-window') throw new Error('Telegram has no messaging window');
      proxy.order(faults[outcome], { path: /sendMessage$/u, body: new RegExp(chat.slice('telegram:'.length), 'u') });
    },
    pass: (ms) => clock.advance(ms),
    secrets: [token, secret],
    logged: () => JSON.stringify(events),
    close,
  };
}

/** https://core.telegram.org/bots/api#update. */
function bodyOf({ id, chat: key, content }: PlatformEvent): string {
  const date = Math.floor(Date.now() / 1_000);
  const chat = { id: Number(key.slice('telegram:'.length)), type: 'private', first_name: 'Cử tri' };
  const from = { id: chat.id, is_bot: false, first_name: 'Cử tri' };
  const message = (what: object) => ({ message: { message_id: id, date, chat, from, ...what } });
  const member = (before: string, after: string) => ({
    my_chat_member: { chat, from, date, old_chat_member: { status: before }, new_chat_member: { status: after } },
  });
  switch (content.kind) {
    case 'text':
      return JSON.stringify({ update_id: id, ...message({ text: content.text }) });
    case 'choice':
      return JSON.stringify({
        update_id: id,
        callback_query: { id: '77', from, chat_instance: '1', data: content.value, message: { message_id: 1, date: 0, chat } },
      });
    case 'location':
      return JSON.stringify({
        update_id: id,
        ...message({ location: { latitude: content.latitude, longitude: content.longitude } }),
      });
    case 'joined':
      return JSON.stringify({ update_id: id, ...member('kicked', 'member') });
    case 'left':
      return JSON.stringify({ update_id: id, ...member('member', 'kicked') });
    case 'unreadable':
      return JSON.stringify({ update_id: id, ...message({ photo: [{ file_id: 'x', width: 1, height: 1 }] }) });
  }
}

const request = (rawBody: string, given?: string): WebhookRequest => ({
  rawBody,
  headers: given === undefined ? {} : { 'x-telegram-bot-api-secret-token': given },
});

function forgeries(rawBody: string): WebhookRequest[] {
  const wrong = ['', secret.slice(0, -1), `${secret}x`, secret.toUpperCase(), `${secret}, ${secret}`, ` ${secret}`, 'undefined'];
  return [request(rawBody), ...wrong.map((given) => request(rawBody, given))];
}

describe('the contract of channels, kept by Telegram when it is polled', () => {
  describeChannel(abilities, () => open('polling'));
});

describe('the contract of channels, kept by Telegram’s webhook', () => {
  describeChannel(abilities, () => open('webhook'));
});
