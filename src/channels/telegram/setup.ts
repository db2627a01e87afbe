/** What is done with a bot besides talking: its menu of commands, where its updates go, and whether all of it is in order. */
import { z } from 'zod';
import type { SendOutcome } from '../../messaging/channel.ts';
import type { ChannelSetup, SetupFinding } from '../../messaging/channel-setup.ts';
import { createBackoff } from '../backoff.ts';
import { hostOf, oneLine } from '../operator-line.ts';
import type { RequestFailure } from '../request-json.ts';
import type { TelegramAnswer, TelegramApi } from './api.ts';
import { outcomeOfAnswer } from './outcome.ts';
import { allowedUpdates } from './update.ts';

/** The path of the address Telegram is given. */
export const telegramWebhookPath = '/webhooks/telegram';

/** How updates come. `publicUrl`: where the service is reached, without a path. */
export type TelegramReceiving = { kind: 'polling' } | { kind: 'webhook'; secret: string; publicUrl: string };

/** One entry of the menu Telegram shows beside the text field. */
export interface MenuCommand {
  /** `[a-z0-9_]`, 1 to 32. */
  command: string;
  description: string;
}

/** What a person reads of the bot before they write to it. */
export interface BotProfile {
  /** In the empty chat, at most 512 characters. */
  description: string;
  /** On its page and where it is shared, at most 120. */
  short: string;
}

/** What the watch over a running bot finds wrong. `webhook-elsewhere`: updates go to another address; somebody else may have the token. */
export type WatchFinding =
  | 'unauthorised'
  | 'no-answer'
  | 'webhook-elsewhere'
  | 'webhook-missing'
  | 'commands-not-set'
  | 'profile-not-set';

const webhookInfo = z.object({
  url: z.string(),
  pending_update_count: z.number().catch(0),
  last_error_date: z.number().optional().catch(undefined),
  last_error_message: z.string().optional().catch(undefined),
});

const watchEveryMs = 60_000;
const mostTries = 3;
const maxConnections = 40;

const addressOf = ({ publicUrl }: { publicUrl: string }) => `${publicUrl}${telegramWebhookPath}`;

export function createTelegramSetup(api: TelegramApi, receiving: TelegramReceiving): ChannelSetup {
  const channel = 'telegram';
  const found = (kind: SetupFinding['kind'], line: string): SetupFinding => ({ kind, line });

  async function checkReceiving(): Promise<SetupFinding> {
    const answer = await api.call('getWebhookInfo', {});
    if (answer.kind !== 'ok')
      return found('broken', `the token is accepted, but where updates go is not known: ${troubleOf(answer)}`);
    const info = webhookInfo.safeParse(answer.result).data;
    if (!info) return found('broken', 'the token is accepted, but the answer about the webhook cannot be read');
    if (receiving.kind === 'polling') {
      if (info.url === '') return found('fine', 'the token is accepted; updates are polled');
      return found(
        'broken',
        `a webhook on ${hostOf(info.url)} gets the updates, so polling gets none: cutri channels webhook delete telegram, or CUTRI_TELEGRAM_MODE=webhook`,
      );
    }
    if (info.url === '') return found('broken', 'no webhook is registered: cutri channels webhook set telegram');
    if (info.url !== addressOf(receiving)) {
      return found(
        'broken',
        `updates go to ${hostOf(info.url)} and not to ${addressOf(receiving)}: cutri channels webhook set telegram; if nobody here set the other, the token has leaked: ask @BotFather for a new one`,
      );
    }
    return deliveryFinding(info);
  }

  function deliveryFinding(info: z.infer<typeof webhookInfo>): SetupFinding {
    const waiting = info.pending_update_count > 0 ? `, ${info.pending_update_count} updates wait` : '';
    if (info.last_error_message === undefined || info.pending_update_count === 0) {
      return found('fine', `the token is accepted; updates come to our webhook${waiting}`);
    }
    const unauthorised = /401/u.test(info.last_error_message);
    const advice = unauthorised
      ? 'Telegram has another secret: cutri channels webhook set telegram'
      : 'is the service running, reachable from outside, and its certificate valid?';
    return found('broken', `Telegram cannot deliver to our webhook (${oneLine(info.last_error_message)})${waiting}: ${advice}`);
  }

  return {
    channel,
    async check() {
      const answer = await api.call('getMe', {});
      return answer.kind === 'ok' ? checkReceiving() : found('broken', troubleOf(answer));
    },
    async setWebhook() {
      if (receiving.kind !== 'webhook') {
        return found(
          'broken',
          'a webhook needs CUTRI_PUBLIC_URL (https) and CUTRI_TELEGRAM_WEBHOOK_SECRET (from: openssl rand -hex 32), and not CUTRI_TELEGRAM_MODE=polling',
        );
      }
      const answer = await registerWebhook(api, receiving);
      return answer.kind === 'ok'
        ? found('fine', `updates come to ${addressOf(receiving)} from now on`)
        : found('broken', `the webhook was not set: ${troubleOf(answer)}`);
    },
    async deleteWebhook() {
      const answer = await api.call('deleteWebhook', { drop_pending_updates: false });
      return answer.kind === 'ok'
        ? found('fine', 'no webhook is registered any more; what waits is kept for polling')
        : found('broken', `the webhook was not deleted: ${troubleOf(answer)}`);
    },
  };
}

function registerWebhook(api: TelegramApi, receiving: Extract<TelegramReceiving, { kind: 'webhook' }>): Promise<TelegramAnswer> {
  return api.call('setWebhook', {
    url: addressOf(receiving),
    secret_token: receiving.secret,
    allowed_updates: allowedUpdates,
    max_connections: maxConnections,
    drop_pending_updates: false,
  });
}

/** What went wrong and what to do, in one line. */
function troubleOf(answer: Exclude<TelegramAnswer, { kind: 'ok' }>): string {
  const { kind } = outcomeOfAnswer(answer);
  if (kind === 'unauthorised')
    return 'CUTRI_TELEGRAM_TOKEN is refused: copy it again from @BotFather, or ask there for a new one';
  if (kind === 'rate-limited') return 'Telegram asks us to wait: try again in a minute';
  if (answer.kind === 'refused') return `Telegram refused (${answer.code} ${oneLine(answer.description)})`;
  const what = strangers[answer.why] ?? `cannot be reached (${answer.code ?? answer.why})`;
  return `the Bot API ${what}: Telegram is blocked on some networks; set CUTRI_TELEGRAM_PROXY, or check CUTRI_TELEGRAM_API_ROOT`;
}

/** What stands in Telegram's place. */
const strangers: Partial<Record<RequestFailure['why'], string>> = {
  redirect: 'was redirected',
  'not-json': 'is answered by something that is not Telegram',
};

export interface WatchDeps {
  api: TelegramApi;
  receiving: TelegramReceiving;
  commands: readonly MenuCommand[];
  profile: BotProfile;
  random: () => number;
  /** Resolves after so long, or when `signal` aborts. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  found(finding: WatchFinding): void;
  observed(outcome: SendOutcome['kind']): void;
}

/**
 * Sets the menu of commands, the button that opens it and what is read of the bot, and where updates come by webhook sees to it that they do: registers ours where there is none, and says so every
 * minute when they go elsewhere. It takes nothing from another instance. Runs until `signal` aborts (polling: until that is set); never rejects.
 */
export async function watchTelegram(deps: WatchDeps, signal: AbortSignal): Promise<void> {
  const { api, receiving, commands, profile, random, sleep } = deps;
  const { description, short } = profile;
  await Promise.all([setUp(), receiving.kind === 'webhook' && watchWebhook(receiving)]);

  async function setUp(): Promise<void> {
    await untilSet('commands-not-set', () => api.call('setMyCommands', { commands }, { signal }));
    const aside = (call: () => Promise<TelegramAnswer>): Promise<void> => untilSet('profile-not-set', call, mostTries);
    await aside(() => api.call('setChatMenuButton', { menu_button: { type: 'commands' } }, { signal }));
    await aside(() => api.call('setMyDescription', { description }, { signal }));
    await aside(() => api.call('setMyShortDescription', { short_description: short }, { signal }));
  }

  /** Tries until it is set, at most `tries` times; what is merely nice to have is left for the next start. */
  async function untilSet(
    finding: WatchFinding,
    call: () => Promise<TelegramAnswer>,
    tries = Number.POSITIVE_INFINITY,
  ): Promise<void> {
    const backoff = createBackoff({ random, longestMs: watchEveryMs });
    for (let tried = 0; tried < tries && !signal.aborted; tried += 1) {
      const answer = await call();
      if (answer.kind === 'ok' || signal.aborted) return;
      deps.found(finding);
      await sleep(backoff.failed(), signal);
    }
  }

  async function watchWebhook(webhook: Extract<TelegramReceiving, { kind: 'webhook' }>): Promise<void> {
    while (!signal.aborted) {
      await look(webhook);
      await sleep(watchEveryMs, signal);
    }
  }

  async function look(webhook: Extract<TelegramReceiving, { kind: 'webhook' }>): Promise<void> {
    const answer = await api.call('getWebhookInfo', {}, { signal });
    if (signal.aborted) return;
    const info = answer.kind === 'ok' ? webhookInfo.safeParse(answer.result).data : undefined;
    if (!info) {
      const refused = outcomeOfAnswer(answer).kind === 'unauthorised';
      deps.observed(refused ? 'unauthorised' : 'unavailable');
      return deps.found(refused ? 'unauthorised' : 'no-answer');
    }
    deps.observed('sent');
    if (info.url === addressOf(webhook)) return;
    if (info.url !== '') return deps.found('webhook-elsewhere');
    deps.found('webhook-missing');
    await registerWebhook(api, webhook);
  }
}
