/** What is done with a Zalo bot besides talking: where its updates go, and whether that is in order. */
import { z } from 'zod';
import type { SendOutcome } from '../../messaging/channel.ts';
import type { ChannelSetup, SetupFinding } from '../../messaging/channel-setup.ts';
import { pause } from '../backoff.ts';
import { hostOf, oneLine } from '../operator-line.ts';
import type { ZaloBotAnswer, ZaloBotApi } from './api.ts';
import { outcomeOfBotAnswer } from './sending.ts';

/** The path of the address Zalo is given. */
export const botWebhookPath = '/webhooks/zalo/bot';

/** What the basic plan allows, the only one there is. */
export const botPlan = { people: 50, messagesAMonth: 3_000 };

/** The same for people who read a status line. */
export const botPlanNote = `Zalo’s basic plan: ${botPlan.people} people and ${botPlan.messagesAMonth.toLocaleString('en')} messages a month`;

/** How updates come. `publicUrl`: where the service is reached, without a path. */
export type ZaloBotReceiving = { kind: 'polling' } | { kind: 'webhook'; secret: string; publicUrl: string };

/** What the watch over a running bot finds wrong. `webhook-elsewhere`: updates go to another address; somebody else may have the token. */
export type BotWatchFinding = 'unauthorised' | 'no-answer' | 'webhook-elsewhere' | 'webhook-missing' | 'webhook-not-set';

type NoAnswer = Exclude<ZaloBotAnswer, { kind: 'ok' }>;

const identity = z.object({ account_name: z.string() });
const webhookInfo = z.object({ url: z.string().catch('') });
const verification = z.object({
  verification: z
    .object({ ok: z.boolean(), hint: z.string().catch('') })
    .optional()
    .catch(undefined),
});

const addressOf = ({ publicUrl }: { publicUrl: string }) => `${publicUrl}${botWebhookPath}`;
const watchEveryMs = 60_000;

/** Where updates go now; `''`: nowhere, they wait for a poll. */
export async function registeredWebhook(api: ZaloBotApi, signal?: AbortSignal): Promise<NoAnswer | { kind: 'url'; url: string }> {
  const answer = await api.call('getWebhookInfo', {}, signal ? { signal } : {});
  if (answer.kind === 'ok') return { kind: 'url', url: webhookInfo.safeParse(answer.result).data?.url ?? '' };
  // "Not found" is how a bot without a webhook was seen to answer.
  return answer.kind === 'refused' && answer.code === 404 ? { kind: 'url', url: '' } : answer;
}

const register = (api: ZaloBotApi, webhook: Extract<ZaloBotReceiving, { kind: 'webhook' }>) =>
  api.call('setWebhook', { url: addressOf(webhook), secret_token: webhook.secret });

export function createBotSetup(api: ZaloBotApi, receiving: ZaloBotReceiving): ChannelSetup {
  const found = (kind: SetupFinding['kind'], line: string): SetupFinding => ({ kind, line });

  async function checkReceiving(accepted: string): Promise<SetupFinding> {
    const registered = await registeredWebhook(api);
    if (registered.kind !== 'url')
      return found('broken', `${accepted}, but where its updates go is not known: ${troubleOf(registered)}`);
    const { url } = registered;
    if (receiving.kind === 'polling') {
      if (url === '') return found('fine', `${accepted}; updates are polled; ${botPlanNote}`);
      return found(
        'broken',
        `a webhook on ${hostOf(url)} gets the updates: the service deletes it when it polls; now: cutri channels webhook delete zalo-bot`,
      );
    }
    if (url === addressOf(receiving)) return found('fine', `${accepted}; updates come to our webhook; ${botPlanNote}`);
    if (url === '') return found('broken', 'no webhook is registered: cutri channels webhook set zalo-bot');
    return found(
      'broken',
      `updates go to ${hostOf(url)} and not to ${addressOf(receiving)}: cutri channels webhook set zalo-bot; if nobody here set the other, the token has leaked: reset it in Zalo Bot Creator`,
    );
  }

  return {
    channel: 'zalo-bot',
    async check() {
      const answer = await api.call('getMe', {});
      if (answer.kind !== 'ok') return found('broken', troubleOf(answer));
      const name = identity.safeParse(answer.result).data?.account_name ?? '?';
      return checkReceiving(`the token of “${oneLine(name)}” is accepted`);
    },
    async setWebhook() {
      if (receiving.kind !== 'webhook') {
        return found(
          'broken',
          'a webhook needs CUTRI_PUBLIC_URL (https) and CUTRI_ZALO_BOT_WEBHOOK_SECRET (from: openssl rand -hex 32), and not CUTRI_ZALO_BOT_MODE=polling',
        );
      }
      const answer = await register(api, receiving);
      if (answer.kind !== 'ok') return found('broken', `the webhook was not set: ${troubleOf(answer)}`);
      const verified = verification.safeParse(answer.result).data?.verification;
      // Zalo keeps an address it could not reach.
      return verified?.ok === false
        ? found(
            'broken',
            `${addressOf(receiving)} is registered, but Zalo could not reach it (${oneLine(verified.hint) || 'no reason given'})`,
          )
        : found('fine', `updates come to ${addressOf(receiving)} from now on`);
    },
    async deleteWebhook() {
      const answer = await api.call('deleteWebhook', {});
      return answer.kind === 'ok'
        ? found('fine', 'no webhook is registered any more')
        : found('broken', `the webhook was not deleted: ${troubleOf(answer)}`);
    },
  };
}

/** What went wrong and what to do, in one line. */
function troubleOf(answer: NoAnswer): string {
  const { kind } = outcomeOfBotAnswer(answer);
  if (kind === 'unauthorised') return 'CUTRI_ZALO_BOT_TOKEN is refused: copy it again, or reset it in Zalo Bot Creator';
  if (kind === 'rate-limited') return 'Zalo asks us to wait, or the messages of this month are used up';
  if (answer.kind === 'refused') return `Zalo refused (${answer.code})`;
  return `Zalo cannot be reached (${answer.code ?? answer.why}): check CUTRI_ZALO_BOT_API_ROOT and the way out of this machine`;
}

export interface BotWatchDeps {
  api: ZaloBotApi;
  receiving: ZaloBotReceiving;
  found(finding: BotWatchFinding): void;
  observed(outcome: SendOutcome['kind']): void;
}

/**
 * Where updates come by webhook, sees to it every minute that they do: registers ours where there is none, and says so when they go elsewhere.
 * It takes nothing from another instance. Runs until `signal` aborts (polling: not at all); never rejects.
 */
export async function watchBot({ api, receiving, found, observed }: BotWatchDeps, signal: AbortSignal): Promise<void> {
  if (receiving.kind === 'polling') return;
  while (!signal.aborted) {
    const registered = await registeredWebhook(api, signal);
    if (signal.aborted) return;
    if (registered.kind !== 'url') {
      const refused = outcomeOfBotAnswer(registered).kind === 'unauthorised';
      observed(refused ? 'unauthorised' : 'unavailable');
      found(refused ? 'unauthorised' : 'no-answer');
    } else {
      observed('sent');
      if (registered.url === '') {
        found('webhook-missing');
        if ((await register(api, receiving)).kind !== 'ok') found('webhook-not-set');
      } else if (registered.url !== addressOf(receiving)) found('webhook-elsewhere');
    }
    await pause(watchEveryMs, signal);
  }
}
