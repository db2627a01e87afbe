/** A Telegram bot as a channel: private chats, plain text, inline keyboards, by polling or by webhook. */
import type { Accept, Channel, Receiver, SendOutcome } from '../../messaging/channel.ts';
import type { ChannelSetup } from '../../messaging/channel-setup.ts';
import type { ReadImage } from '../../messaging/image.ts';
import type { ChatKey, OutgoingMessage } from '../../messaging/message.ts';
import type { FetchPicture } from '../../messaging/sent-picture.ts';
import { pause } from '../backoff.ts';
import { wordFor } from '../operator-line.ts';
import { secretWebhook } from '../secret-webhook.ts';
import { createSendGate } from '../send-gate.ts';
import { createTypingIndicator } from '../typing-indicator.ts';
import { createTelegramApi, createTelegramBot, type TelegramApi } from './api.ts';
import { createPictureFetching } from './files.ts';
import { createGroupLeaving } from './groups.ts';
import { telegramMaxTextLength } from './parts.ts';
import { createPhotoSending } from './photos.ts';
import { type PollFailure, runPolling } from './polling.ts';
import { createRepeats } from './repeats.ts';
import { createTelegramSending, isPrivateChat } from './sending.ts';
import {
  type BotProfile,
  createTelegramSetup,
  type MenuCommand,
  type TelegramReceiving,
  telegramWebhookPath,
  type WatchFinding,
  watchTelegram,
} from './setup.ts';
import { decodeUpdate, type ReceivedUpdate } from './update.ts';

export interface TelegramSettings {
  token: string;
  /** `https://api.telegram.org`, a Bot API server of one's own, or a double. */
  apiRoot: string;
  /** Address of an HTTP proxy. */
  proxy?: string | undefined;
  receiving: TelegramReceiving;
  /** The menu beside the text field. */
  commands: readonly MenuCommand[];
  /** What is read of the bot before anybody writes to it. */
  profile: BotProfile;
  /** What a group reads before the bot leaves it. */
  groupNotice: string;
  /** How long a poll waits for news. Default 25 s. */
  pollMs?: number | undefined;
  /** For one call. Default 10 s. */
  deadlineMs?: number | undefined;
}

/** What an operator should hear of: no tokens, no texts, no ids of people. */
export type TelegramEvent =
  | { kind: 'webhook-refused'; why: 'secret' }
  | { kind: 'poll-failed'; why: PollFailure }
  | { kind: 'watch'; found: WatchFinding }
  | { kind: 'group-left' }
  /** Every call, for debugging. */
  | { kind: 'called'; method: string; outcome: string };

export interface TelegramDeps {
  settings: TelegramSettings;
  /** Pictures to be sent. */
  readImage: ReadImage;
  now: () => Date;
  random?: () => number;
  /** Resolves after so long, or when `signal` aborts. Default: waits so long. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Runs something after a while; the result cancels it. */
  schedule: (afterMs: number, run: () => void) => () => void;
  report(event: TelegramEvent): void;
  /** What a poll or the watch produced, in the words of a send. */
  observed(outcome: SendOutcome['kind']): void;
}

export interface Telegram extends Channel {
  /** Puts a message in the place of one sent before. */
  edit(chat: ChatKey, messageId: string, message: OutgoingMessage): Promise<SendOutcome>;
  /** What the channel does besides: the menu of commands, and seeing that the webhook is ours. Runs until `signal` aborts; never rejects. */
  watch(signal: AbortSignal): Promise<void>;
  /** By `file_id`. */
  readonly fetchPicture: FetchPicture;
  readonly setup: ChannelSetup;
  /** Lets go of the connections. */
  close(): void;
}

/** What the Bot FAQ allows (https://core.telegram.org/bots/faq#broadcasting-to-users), less what two clocks may differ by: never more than 30 in any second. */
const sendsPerSecond = 29.98;
const defaultPollMs = 25_000;
const asideDeadlineMs = 5_000;

/** Throws where the settings are none a channel can run with. */
export function createTelegram(deps: TelegramDeps): Telegram {
  const { settings, readImage, now, random = Math.random, sleep = pause, schedule, report, observed } = deps;
  const { receiving, commands, profile, groupNotice, pollMs = defaultPollMs } = settings;
  if (receiving.kind === 'webhook' && !/^[\w-]{32,256}$/u.test(receiving.secret)) {
    throw new Error('The webhook of Telegram needs a secret of 32 to 256 letters, digits, _ or -.');
  }
  const api = reportedApi(createTelegramApi(settings), report);
  const photos = createPhotoSending(api, readImage, now);
  const sending = createTelegramSending(api, createSendGate(now, 'chat', isPrivateChat), photos);
  const typing = createTypingIndicator({ schedule, show: sending.showTyping });
  const bot = createTelegramBot(settings, take);
  const repeats = createRepeats(now);
  const leave = createGroupLeaving({ api, sending, notice: groupNotice, left: () => report({ kind: 'group-left' }) });

  /** Resolves once what a person did is safe; what else it brings about is waited for by nobody. */
  async function take(update: ReceivedUpdate, accept: Accept): Promise<void> {
    if (update.kind === 'group') return void leave(update.chatId);
    if (update.kind === 'message') await repeats.once(update, accept);
    if (update.callbackId !== undefined) {
      void api.call('answerCallbackQuery', { callback_query_id: update.callbackId }, { deadlineMs: asideDeadlineMs });
    }
    if (update.kind === 'message' && update.message.content.kind !== 'left') typing.waiting(update.message.chat);
  }

  const polling: Receiver = {
    kind: 'polling',
    run: (accept, signal) =>
      runPolling(
        {
          api,
          take: (raw, update) => bot.handleUpdate(raw, update, accept),
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
      path: telegramWebhookPath,
      header: 'x-telegram-bot-api-secret-token',
      secret,
      async take(body, accept) {
        const update = decodeUpdate(body, now());
        if (update.kind === 'invalid') return 'unreadable';
        await bot.handleUpdate(body, update, accept);
        return 'taken';
      },
      refused: () => report({ kind: 'webhook-refused', why: 'secret' }),
      now,
    });

  return {
    name: 'telegram',
    maxTextLength: telegramMaxTextLength,
    sendsPerSecond,
    receiver: receiving.kind === 'polling' ? polling : webhook(receiving.secret),
    send(chat, message) {
      typing.answered(chat);
      return sending.send(chat, message);
    },
    edit: sending.edit,
    fetchPicture: createPictureFetching({ ...settings, api }),
    watch: (signal) =>
      watchTelegram(
        { api, receiving, commands, profile, random, sleep, observed, found: (found) => report({ kind: 'watch', found }) },
        signal,
      ),
    setup: createTelegramSetup(api, receiving),
    close: () => api.close(),
  };
}

function reportedApi(api: TelegramApi, report: (event: TelegramEvent) => void): TelegramApi {
  return {
    async call(method, payload, options) {
      const answer = await api.call(method, payload, options);
      report({ kind: 'called', method, outcome: wordFor(answer) });
      return answer;
    },
    agent: api.agent,
    close: () => api.close(),
  };
}
