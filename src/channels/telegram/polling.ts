/** Asking Telegram for updates. One is confirmed, by asking for what comes after it, only once it is safe. */
import { z } from 'zod';
import type { SendOutcome } from '../../messaging/channel.ts';
import { createBackoff } from '../backoff.ts';
import type { TelegramAnswer, TelegramApi } from './api.ts';
import { outcomeOfAnswer } from './outcome.ts';
import { allowedUpdates, decodeUpdate, type ReceivedUpdate } from './update.ts';

export interface PollingDeps {
  api: TelegramApi;
  /** Resolves once the update is safe (or nothing for us), rejects while it cannot be kept. */
  take(raw: unknown, update: ReceivedUpdate): Promise<void>;
  now: () => Date;
  random: () => number;
  /** Resolves after so long, or when `signal` aborts. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  failed(why: PollFailure): void;
  observed(outcome: SendOutcome['kind']): void;
  /** How long Telegram is asked to wait for news; at most 50 s. */
  pollMs: number;
}

/** `conflict`: somebody else polls with the same token. `webhook-in-the-way`: one is registered. `not-accepted`: ours, the inbox is full or broken. */
export type PollFailure = 'conflict' | 'webhook-in-the-way' | 'unauthorised' | 'rate-limited' | 'no-answer' | 'not-accepted';

/** Our own patience is longer than Telegram's. */
const graceMs = 15_000;
/** A poll that brought nothing new and came back at once is no reason to ask at once again. */
const shortestIdleMs = 200;
const refusedPauseMs = 60_000;
/** After each 409 in a row: a restart that overlaps with the old process must not make the bot deaf for half a minute. */
const conflictPausesMs = [1_000, 2_000, 4_000, 8_000];

const updates = z.array(z.unknown());

/** Runs until `signal` aborts. Never rejects. */
export async function runPolling(deps: PollingDeps, signal: AbortSignal): Promise<void> {
  const { api, now, random, sleep, pollMs } = deps;
  const backoff = createBackoff({ random });
  /** The first update not yet confirmed; Telegram begins with the oldest it still has. */
  let offset: number | undefined;
  let conflicts = 0;

  while (!signal.aborted) {
    const askedAtMs = now().getTime();
    const answer = await api.call(
      'getUpdates',
      { timeout: Math.floor(pollMs / 1_000), allowed_updates: allowedUpdates, ...(offset === undefined ? {} : { offset }) },
      { deadlineMs: pollMs + graceMs, signal },
    );
    if (signal.aborted && answer.kind !== 'ok') return;
    const batch = answer.kind === 'ok' ? updates.safeParse(answer.result).data : undefined;
    if (batch === undefined) {
      await sleep(afterFailure(answer), signal);
      continue;
    }
    deps.observed('sent');
    const { next, complete } = await takeBatch(batch, deps);
    const progress = next !== undefined && next !== offset;
    offset = next ?? offset;
    if (!complete) {
      deps.failed('not-accepted');
      await sleep(backoff.failed(), signal);
      continue;
    }
    backoff.succeeded();
    conflicts = 0;
    if (!progress && now().getTime() - askedAtMs < shortestIdleMs) await sleep(shortestIdleMs, signal);
  }

  /** How long to wait. */
  function afterFailure(answer: TelegramAnswer): number {
    const outcome = outcomeOfAnswer(answer);
    const why = failureOf(answer, outcome);
    deps.failed(why);
    // A refusal of the request itself brings no updates either.
    deps.observed(outcome.kind === 'unauthorised' || outcome.kind === 'rate-limited' ? outcome.kind : 'unavailable');
    if (outcome.kind === 'rate-limited') return outcome.retryAfterMs;
    if (outcome.kind === 'unauthorised') return refusedPauseMs;
    if (why === 'no-answer') return backoff.failed();
    conflicts += 1;
    return conflictPausesMs[Math.min(conflicts, conflictPausesMs.length) - 1]!;
  }
}

function failureOf(answer: TelegramAnswer, outcome: SendOutcome): PollFailure {
  if (outcome.kind === 'unauthorised' || outcome.kind === 'rate-limited') return outcome.kind;
  if (answer.kind !== 'refused' || answer.code !== 409) return 'no-answer';
  return /webhook/iu.test(answer.description) ? 'webhook-in-the-way' : 'conflict';
}

/** An update as it came and as we read it. */
interface Told {
  raw: unknown;
  update: ReceivedUpdate;
}

/**
 * Takes the updates of one answer: chats side by side, each chat's own in their order. `next` is the first id not to be confirmed: behind it
 * everything is safe, and what was taken beyond it is told again and recognised as a repeat.
 */
async function takeBatch(
  batch: readonly unknown[],
  { take, now }: PollingDeps,
): Promise<{ next: number | undefined; complete: boolean }> {
  const lines = new Map<string, Told[]>();
  const unsafe = new Set<number>();
  for (const raw of batch) {
    const update = decodeUpdate(raw, now());
    // Without a number it cannot be confirmed, nor be anything we know.
    if (update.kind === 'invalid') continue;
    unsafe.add(update.updateId);
    const line = update.kind === 'message' ? update.message.chat : `update ${update.updateId}`;
    lines.set(line, [...(lines.get(line) ?? []), { raw, update }]);
  }
  const last = Math.max(...unsafe);
  await Promise.all([...lines.values()].map(takeLine));
  if (unsafe.size > 0) return { next: Math.min(...unsafe), complete: false };
  return { next: Number.isFinite(last) ? last + 1 : undefined, complete: true };

  async function takeLine(line: readonly Told[]): Promise<void> {
    for (const { raw, update } of line) {
      try {
        await take(raw, update);
      } catch {
        // What came after it in the same chat waits for it.
        return;
      }
      unsafe.delete(update.updateId);
    }
  }
}
