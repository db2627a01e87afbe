/** A bot of Zalo's Bot Platform as a channel: plain text, numbered menus, by polling or by webhook. For trials and staff: 50 people a bot. */
import type { Accept, Channel, Receiver } from '../../messaging/channel.ts';
import type { ChannelSetup } from '../../messaging/channel-setup.ts';
import type { Observation } from '../../messaging/channel-status.ts';
import { type ChatKey, chatIdOf } from '../../messaging/message.ts';
import { pause } from '../backoff.ts';
import { wordFor } from '../operator-line.ts';
import { secretWebhook } from '../secret-webhook.ts';
import { createSendGate } from '../send-gate.ts';
import { createTypingIndicator } from '../typing-indicator.ts';
import { createZaloBotApi, type ZaloBotApi } from './api.ts';
import { botMaxTextLength } from './parts.ts';
import { runBotPolling } from './polling.ts';
import { createBotSending } from './sending.ts';
import { type BotWatchFinding, botPlan, botWebhookPath, createBotSetup, watchBot, type ZaloBotReceiving } from './setup.ts';
import { decodeBotUpdate } from './update.ts';

/** What an operator should hear of: no tokens, no texts, no ids of people. */
export type ZaloBotEvent =
  | { kind: 'webhook-refused'; why: 'secret' }
  | { kind: 'update-ignored'; why: string }
  /** Getting updates: what Zalo answered instead. `webhook-in-the-way`: one was registered, and is being deleted. */
  | { kind: 'poll-failed'; why: string }
  | { kind: 'watch'; found: BotWatchFinding }
  | { kind: 'message-refused'; code: number }
  /** Zalo takes no message any more, until the month is over; or takes them again. */
  | { kind: 'quota-exhausted' }
  | { kind: 'quota-free' }
  /** So many people have written since the start; Zalo lets no more in. */
  | { kind: 'people-limit'; people: number }
  /** Every call, for debugging. */
  | { kind: 'called'; method: string; outcome: string };

export interface ZaloBotSettings {
  token: string;
  /** Address without a slash at the end. */
  root: string;
  receiving: ZaloBotReceiving;
  /** How long a poll waits for news. Default 30 s. */
  pollMs?: number | undefined;
  /** For one request. Default 10 s. */
  deadlineMs?: number | undefined;
}

export interface ZaloBotDeps {
  settings: ZaloBotSettings;
  now: () => Date;
  random?: () => number;
  /** Resolves after so long, or when `signal` aborts. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Runs something after a while; the result cancels it. */
  schedule: (afterMs: number, run: () => void) => () => void;
  report(event: ZaloBotEvent): void;
  /** What a poll, the watch or the quota produced. */
  observed(outcome: Observation): void;
}

export interface ZaloBot extends Channel {
  /** Sees to it that updates come to our webhook. Runs until `signal` aborts; never rejects. */
  watch(signal: AbortSignal): Promise<void>;
  readonly setup: ChannelSetup;
}

const typingDeadlineMs = 3_000;

export function createZaloBot(deps: ZaloBotDeps): ZaloBot {
  const { settings, now, random = Math.random, sleep = pause, schedule, report, observed } = deps;
  const { receiving, pollMs = 30_000 } = settings;
  const api = reportedApi(createZaloBotApi(settings), report);
  const countPerson = createPeopleCount((people) => report({ kind: 'people-limit', people }));
  const typing = createTypingIndicator({
    schedule,
    show: (chat) => api.call('sendChatAction', { chat_id: chatIdOf(chat), action: 'typing' }, { deadlineMs: typingDeadlineMs }),
  });
  // What Zalo limits is the bot, not the chat.
  const gate = createSendGate(now, 'everybody');
  const quota = (kind: 'quota-exhausted' | 'quota-free'): void => {
    report({ kind });
    observed(kind);
  };
  const refused = (code: number): void => report({ kind: 'message-refused', code });
  const send = createBotSending({ api, gate, refused, quota, now });

  /** Resolves once what a person did is safe. */
  async function take(raw: unknown, accept: Accept): Promise<void> {
    const decoded = decodeBotUpdate(raw, now());
    if (decoded.kind === 'ignored') return report({ kind: 'update-ignored', why: decoded.why });
    const { message } = decoded;
    await accept(message);
    countPerson(message.chat);
    typing.waiting(message.chat);
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
          sleep,
          failed: (why) => report({ kind: 'poll-failed', why }),
          observed,
          pollMs,
        },
        signal,
      ),
  };

  const webhook = (secret: string): Receiver =>
    secretWebhook({
      path: botWebhookPath,
      header: 'x-bot-api-secret-token',
      secret,
      async take(body, accept) {
        if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'unreadable';
        await take(body, accept);
        return 'taken';
      },
      refused: () => report({ kind: 'webhook-refused', why: 'secret' }),
      now,
    });

  return {
    name: 'zalo-bot',
    maxTextLength: botMaxTextLength,
    sendsPerSecond: 1,
    receiver: receiving.kind === 'polling' ? polling : webhook(receiving.secret),
    send(chat, message) {
      typing.answered(chat);
      return send(chat, message);
    },
    watch: (signal) => watchBot({ api, receiving, observed, found: (found) => report({ kind: 'watch', found }) }, signal),
    setup: createBotSetup(api, receiving),
  };
}

/** Counts the people who write; `full` is told once how many there are when Zalo lets no more in. */
function createPeopleCount(full: (people: number) => void): (chat: ChatKey) => void {
  const people = new Set<ChatKey>();
  return (chat) => {
    if (people.size >= botPlan.people || people.has(chat)) return;
    people.add(chat);
    if (people.size === botPlan.people) full(people.size);
  };
}

function reportedApi(api: ZaloBotApi, report: (event: ZaloBotEvent) => void): ZaloBotApi {
  return {
    async call(method, body, options) {
      const answer = await api.call(method, body, options);
      report({ kind: 'called', method, outcome: wordFor(answer) });
      return answer;
    },
  };
}
