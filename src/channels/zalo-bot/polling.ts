/** Asking Zalo for updates, one at a time. Zalo forgets an update the moment it hands it out: it is held here until it is safe. */
import type { SendOutcome } from '../../messaging/channel.ts';
import { createBackoff } from '../backoff.ts';
import type { ZaloBotApi } from './api.ts';
import { outcomeOfBotAnswer } from './sending.ts';
import { registeredWebhook } from './setup.ts';

export interface BotPollingDeps {
  api: ZaloBotApi;
  /** Rejects while the update cannot be kept. */
  take(raw: unknown): Promise<void>;
  now: () => Date;
  random: () => number;
  /** Resolves after so long, or when `signal` aborts. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** What went wrong: a name from a small fixed set, or Zalo's number. */
  failed(why: string): void;
  observed(outcome: SendOutcome['kind']): void;
  /** How long Zalo is asked to wait for news. */
  pollMs: number;
}

/** Our own patience is longer than Zalo's. */
const graceMs = 10_000;
/** Without news a poll lasts `pollMs`; one that comes back at once is no reason to ask at once again. */
const shortestIdleMs = 1_000;
const refusedPauseMs = 60_000;

/** Runs until `signal` aborts. Never rejects. */
export async function runBotPolling(deps: BotPollingDeps, signal: AbortSignal): Promise<void> {
  const { api, now, random, sleep, failed, observed, pollMs } = deps;
  const backoff = createBackoff({ random, longestMs: 60_000 });

  while (!signal.aborted) {
    const askedAtMs = now().getTime();
    // Seconds, in a string: https://bot.zapps.me/docs/apis/getUpdates.
    const answer = await api.call(
      'getUpdates',
      { timeout: String(Math.ceil(pollMs / 1_000)) },
      { deadlineMs: pollMs + graceMs, signal },
    );
    if (answer.kind === 'failed' && answer.why === 'stopped') return;
    if (answer.kind === 'ok' || (answer.kind === 'refused' && answer.code === 408)) {
      backoff.succeeded();
      observed('sent');
      const updates = answer.kind === 'ok' ? updatesIn(answer.result) : [];
      for (const update of updates) await keep(update);
      if (updates.length === 0 && now().getTime() - askedAtMs < shortestIdleMs) await sleep(shortestIdleMs, signal);
      continue;
    }
    await sleep(await afterFailure(answer), signal);
  }

  async function keep(update: unknown): Promise<void> {
    for (const kept = createBackoff({ random }); ; ) {
      try {
        return await deps.take(update);
      } catch {
        failed('not-accepted');
        if (signal.aborted) return;
        await sleep(kept.failed(), signal);
      }
    }
  }

  /** How long to wait. */
  async function afterFailure(answer: Exclude<Awaited<ReturnType<ZaloBotApi['call']>>, { kind: 'ok' }>): Promise<number> {
    const outcome = outcomeOfBotAnswer(answer).kind;
    if (answer.kind === 'failed') failed(answer.why);
    else failed(String(answer.code));
    observed(outcome === 'rejected' ? 'unavailable' : outcome);
    if (outcome === 'unauthorised') return refusedPauseMs;
    // A webhook and polling exclude each other, and a request of ours has nothing in it that could be wrong.
    if (answer.kind === 'refused' && (answer.code === 400 || answer.code === 409) && (await removeWebhook())) return 0;
    return outcome === 'rate-limited' ? refusedPauseMs : backoff.failed();
  }

  async function removeWebhook(): Promise<boolean> {
    const registered = await registeredWebhook(api, signal);
    if (registered.kind !== 'url' || registered.url === '') return false;
    failed('webhook-in-the-way');
    return (await api.call('deleteWebhook', {}, { signal })).kind === 'ok';
  }
}

/** One update, as documented; a list is taken too, and whatever is no object is no update. */
function updatesIn(result: unknown): unknown[] {
  return [result].flat().filter((update) => typeof update === 'object' && update !== null && Object.keys(update).length > 0);
}
