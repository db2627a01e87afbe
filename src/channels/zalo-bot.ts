/** A bot of Zalo's Bot Platform as a channel: plain text, numbered menus, by webhook or by polling. For trials and staff: 50 people a bot. */
import type { Accept, Channel, Receiver, SendOutcome } from '../messaging/channel.ts';
import { createMenus } from '../messaging/menu.ts';
import type { ChatKey, IncomingMessage } from '../messaging/message.ts';
import { sameSecret } from './secret.ts';
import { createSendGate } from './send-gate.ts';
import { createZaloBotApi, type ZaloBotApi } from './zalo-bot-api.ts';
import { runBotPolling } from './zalo-bot-polling.ts';
import { botMaxTextLength, createBotSending } from './zalo-bot-sending.ts';
import { decodeBotUpdate } from './zalo-bot-update.ts';

/** The path of the address `cutri channels webhook set` gives to Zalo. */
export const botWebhookPath = '/webhooks/zalo/bot';

/** What the basic plan allows, the only one there is. */
export const botPlan = { people: 50, messagesAMonth: 3_000 };

/** The same for people who read a status line. */
export const botPlanNote = `Zalo's basic plan: ${botPlan.people} people and ${botPlan.messagesAMonth} messages a month`;

/** What an operator should hear of: no tokens, no texts, no ids of people. */
export type ZaloBotEvent =
  | { kind: 'webhook-refused'; why: 'secret' }
  | { kind: 'update-ignored'; why: string }
  /** Getting updates: what Zalo answered instead. `webhook-in-the-way`: one was registered, and is being deleted. */
  | { kind: 'poll-failed'; why: string }
  | { kind: 'message-refused'; code: number }
  /** So many people have written since the start; Zalo lets no more in. */
  | { kind: 'people-limit'; people: number };

export interface ZaloBotSettings {
  token: string;
  /** Address without a slash at the end. */
  root: string;
  receiving: { kind: 'polling' } | { kind: 'webhook'; secret: string };
  /** How long a poll waits for news. Default 30 s. */
  pollMs?: number | undefined;
  /** For one request. Default 10 s. */
  deadlineMs?: number | undefined;
}

export interface ZaloBotDeps {
  settings: ZaloBotSettings;
  now: () => Date;
  random?: () => number;
  report(event: ZaloBotEvent): void;
  /** What a poll produced, in the words of a send. */
  observed(outcome: SendOutcome['kind']): void;
}

export function createZaloBot({ settings, now, random = Math.random, report, observed }: ZaloBotDeps): Channel {
  const { token, root, receiving, pollMs = 30_000, deadlineMs } = settings;
  const api = createZaloBotApi({ token, root, deadlineMs });
  const menus = createMenus();
  const people = new Set<ChatKey>();
  const showTyping = createTyping(api);

  /** Resolves once what a person did is safe. */
  async function take(raw: unknown, accept: Accept): Promise<void> {
    const decoded = decodeBotUpdate(raw, now());
    if (decoded.kind === 'ignored') return report({ kind: 'update-ignored', why: decoded.why });
    const { message } = decoded;
    count(message.chat);
    await accept(withChoice(message));
    showTyping(message.chat);
  }

  /** A number typed under a menu is the choice it stands for. */
  function withChoice(message: IncomingMessage): IncomingMessage {
    const value = message.content.kind === 'text' ? menus.picked(message.chat, message.content.text) : undefined;
    return value === undefined ? message : { ...message, content: { kind: 'choice', value } };
  }

  function count(chat: ChatKey): void {
    if (people.size >= botPlan.people || people.has(chat)) return;
    people.add(chat);
    if (people.size === botPlan.people) report({ kind: 'people-limit', people: people.size });
  }

  const polling: Receiver = {
    kind: 'polling',
    run: (accept, signal) =>
      runBotPolling(
        {
          api,
          take: (raw) => take(raw, accept),
          now,
          random,
          failed: (why) => report({ kind: 'poll-failed', why }),
          observed,
          pollMs,
        },
        signal,
      ),
  };
  const webhook = (secret: string): Receiver => ({
    kind: 'webhook',
    path: botWebhookPath,
    async handle({ headers, rawBody }, accept) {
      if (!sameSecret(headers['x-bot-api-secret-token'] ?? '', secret)) {
        report({ kind: 'webhook-refused', why: 'secret' });
        return { status: 401 };
      }
      const raw = parsedObject(rawBody);
      if (raw === undefined) return { status: 400 };
      await take(raw, accept);
      return { status: 200 };
    },
  });

  return {
    name: 'zalo-bot',
    maxTextLength: botMaxTextLength,
    sendsPerSecond: 1,
    receiver: receiving.kind === 'polling' ? polling : webhook(receiving.secret),
    send: createBotSending({
      api,
      // What Zalo limits is the bot.
      gate: createSendGate(now, 'everybody'),
      menus,
      refused: (code) => report({ kind: 'message-refused', code }),
    }),
  };
}

const typingDeadlineMs = 3_000;
const maxTyping = 16;

/** "Is typing" while an answer is looked for: a courtesy nobody waits for, a few at once and no more. */
function createTyping(api: ZaloBotApi): (chat: ChatKey) => void {
  let running = 0;
  return (chat) => {
    if (running >= maxTyping) return;
    running += 1;
    const body = { chat_id: chat.slice(chat.indexOf(':') + 1), action: 'typing' };
    void api.call('sendChatAction', body, { deadlineMs: typingDeadlineMs }).finally(() => {
      running -= 1;
    });
  };
}

function parsedObject(rawBody: string): object | undefined {
  try {
    const raw: unknown = JSON.parse(rawBody);
    return typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? raw : undefined;
  } catch {
    return undefined;
  }
}
