import type { SendOutcome } from '../messaging/channel.ts';
import type { ChatKey } from '../messaging/message.ts';
import { dropOldest } from '../messaging/recent.ts';

/** Keeps a platform from being called again before the time it asked for, and from being flooded with credentials it refuses. */
export interface SendGate {
  /** The outcome a send would have now without asking the platform; `undefined`: ask it. */
  closed(chat: ChatKey): SendOutcome | undefined;
  /** What the platform said. */
  observe(chat: ChatKey, outcome: SendOutcome): void;
}

const refusedPauseMs = 60_000;
const maxChats = 10_000;

/**
 * A rate limit closes the chat it was said of, and everybody when it is said of a second chat while the first still waits (or at once, where
 * the platform's limits are of the whole account: `scope: 'everybody'`). Refused credentials close everybody for a minute; then one
 * send may try again. What is said of a chat that is not private closes that chat alone.
 */
export function createSendGate(
  now: () => Date,
  scope: 'chat' | 'everybody' = 'chat',
  isPrivate: (chat: ChatKey) => boolean = () => true,
): SendGate {
  const closedUntilMs = new Map<ChatKey, number>();
  let allUntilMs = 0;
  let unauthorisedUntilMs = 0;

  return {
    closed(chat) {
      const nowMs = now().getTime();
      if (nowMs < unauthorisedUntilMs) return { kind: 'unauthorised' };
      const untilMs = Math.max(allUntilMs, closedUntilMs.get(chat) ?? 0);
      if (nowMs < untilMs) return { kind: 'rate-limited', retryAfterMs: untilMs - nowMs };
      // One at a time: whoever comes next waits for what this one finds out.
      if (unauthorisedUntilMs > 0) unauthorisedUntilMs = nowMs + refusedPauseMs;
      return undefined;
    },
    observe(chat, outcome) {
      const nowMs = now().getTime();
      if (outcome.kind === 'unauthorised') {
        unauthorisedUntilMs = nowMs + refusedPauseMs;
        return;
      }
      if (outcome.kind !== 'unavailable' && outcome.kind !== 'uncertain') unauthorisedUntilMs = 0;
      if (outcome.kind !== 'rate-limited') return;
      const untilMs = nowMs + outcome.retryAfterMs;
      for (const [other, atMs] of closedUntilMs) {
        if (atMs <= nowMs) closedUntilMs.delete(other);
      }
      const othersWait = isPrivate(chat) && [...closedUntilMs.keys()].some((other) => other !== chat && isPrivate(other));
      if (scope === 'everybody' || othersWait) allUntilMs = Math.max(allUntilMs, untilMs);
      closedUntilMs.set(chat, untilMs);
      dropOldest(closedUntilMs, maxChats);
    },
  };
}
