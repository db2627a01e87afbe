/** Telegram and Zalo as the service meets them: what people write arrives as their webhook requests, what it sends is counted person by person. */
import { randomBytes } from 'node:crypto';
import { inboxWords } from '../../src/answering/reply/words-talk.ts';
import { telegramWebhookPath } from '../../src/channels/telegram/setup.ts';
import { decodeUpdate } from '../../src/channels/telegram/update.ts';
import { decodeEvent, readEvent } from '../../src/channels/zalo-oa/update.ts';
import { oaWebhookPath } from '../../src/channels/zalo-oa/webhook.ts';
import { messageKey } from '../../src/conversations/inbox/log.ts';
import type { IncomingMessage } from '../../src/messaging/message.ts';
import { openZaloTokens } from '../../src/stores/zalo-tokens.ts';
import { mistakeInCall } from '../fakes/bot-api-calls.ts';
import { startPlatform } from '../fakes/platform-server.ts';
import { givenTokens } from '../fakes/zalo-oa-channel.ts';
import { startZaloOaDouble, type ZaloOaDouble } from '../fakes/zalo-oa-double.ts';

/** Something a person wrote. */
export interface Said {
  /** What the inbox knows it by, made by the channel's own decoder. */
  key(): string;
  /** The webhook request it arrives in, as it goes over the wire. */
  request: string;
  /** Messages the person has been sent so far. */
  replies(): number;
}

export interface Platform {
  /** What the service has to be told. */
  settings: Record<string, string>;
  says(person: number, text: string): Said;
  /** Messages sent to everybody so far. */
  replies(): number;
  /** Who was told to write less, and how often. */
  slowedDown: Map<string, number>;
  /** What the platform had to find fault with. */
  mistakes: string[];
  close(): Promise<void>;
}

const now = () => new Date();

function countUp(counts: Map<string, number>, person: string): void {
  counts.set(person, (counts.get(person) ?? 0) + 1);
}

function keyOf(message: IncomingMessage | undefined): string {
  if (message === undefined) throw new Error('the channel takes this for no message');
  return messageKey(message);
}

function httpPost(path: string, headers: Record<string, string>, body: string): string {
  const lines = Object.entries({ ...headers, 'content-length': Buffer.byteLength(body) }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return `POST ${path} HTTP/1.1\r\nhost: cutri.example.vn\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}

export async function startTelegram(): Promise<Platform> {
  const secret = randomBytes(16).toString('hex');
  const [sent, slowedDown, mistakes] = [new Map<string, number>(), new Map<string, number>(), [] as string[]];
  let updates = 0;
  let replies = 0;

  const server = await startPlatform(({ path, body }) => {
    server.requests.length = 0;
    const method = path.slice(path.lastIndexOf('/') + 1);
    const call = JSON.parse(body) as { chat_id?: number; text?: string };
    const mistake = mistakeInCall(method, call);
    if (mistake !== undefined) mistakes.push(mistake);
    if (method === 'sendMessage') {
      countUp(call.text === inboxWords.slowDown ? slowedDown : sent, String(call.chat_id));
      replies += 1;
    }
    return { answer: () => ({ status: 200, body: { ok: true, result: { message_id: 1 } } }) };
  });

  return {
    settings: {
      CUTRI_TELEGRAM_TOKEN: '1:load',
      CUTRI_TELEGRAM_API_ROOT: server.root,
      CUTRI_TELEGRAM_WEBHOOK_SECRET: secret,
    },
    says(person, text) {
      updates += 1;
      const from = { id: person, is_bot: false };
      const message = {
        message_id: updates,
        date: Math.floor(Date.now() / 1_000),
        chat: { id: person, type: 'private' },
        from,
        text,
      };
      const update = { update_id: updates, message };
      const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret };
      return {
        key() {
          const decoded = decodeUpdate(update, now());
          return keyOf(decoded.kind === 'message' ? decoded.message : undefined);
        },
        request: httpPost(telegramWebhookPath, headers, JSON.stringify(update)),
        replies: () => sent.get(String(person)) ?? 0,
      };
    },
    replies: () => replies,
    slowedDown,
    mistakes,
    close: server.close,
  };
}

export interface ZaloPlatform extends Platform {
  double: ZaloOaDouble;
  /** The access token and the refresh token the service begins with. */
  given: [string, string];
}

/** @param data folder of the service, which is given a token pair as by an operator. */
export async function startZalo(data: string): Promise<ZaloPlatform> {
  const double = await startZaloOaDouble({ now, callsPerMinute: Number.MAX_SAFE_INTEGER });
  const tokens = await openZaloTokens({ folder: data, appSecret: double.app.secret, writer: 'operator' });
  const pair = givenTokens(double, now());
  await tokens.save(pair);
  await tokens.close();
  const users = new Map<number, string>();
  let messages = 0;

  function userOf(person: number): string {
    const user = users.get(person) ?? double.newUser();
    users.set(person, user);
    return user;
  }

  return {
    double,
    given: [pair.accessToken, pair.refreshToken],
    settings: {
      CUTRI_ZALO_OA_APP_ID: double.app.id,
      CUTRI_ZALO_OA_APP_SECRET: double.app.secret,
      CUTRI_ZALO_OA_WEBHOOK_SECRET: double.webhookSecret,
      CUTRI_ZALO_OA_API_ROOT: double.root,
      CUTRI_ZALO_OA_OAUTH_ROOT: double.root,
    },
    says(person, text) {
      double.requests.length = 0;
      messages += 1;
      const [user, id] = [userOf(person), `msg-${messages}`];
      const event = double.events.text(user, id, text);
      const { rawBody, headers } = double.signed(JSON.stringify(event));
      return {
        key() {
          const known = readEvent(event);
          return keyOf(known && decodeEvent(known, now()));
        },
        request: httpPost(oaWebhookPath, headers, rawBody),
        replies: () => double.shown(user).length,
      };
    },
    replies: double.messages,
    slowedDown: new Map(),
    mistakes: [],
    close: double.close,
  };
}
