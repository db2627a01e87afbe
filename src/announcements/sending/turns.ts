import type { ChatKey } from '../../messaging/message.ts';
import { afterRefusal, type PaceLimits, type PaceStore, takeSlot } from './pace.ts';

/** When a lane may send its next message. */
export interface Turns {
  /** Waits for the turn of this chat and of the lane. When that is too far away it does not wait but says when (ms since 1970). */
  wait(chat: ChatKey): Promise<number | undefined>;
  /** The platform refused for the moment: the lane rests, in every process. */
  refused(retryAfterMs: number): Promise<void>;
}

export interface TurnsDeps {
  lane: string;
  limits: PaceLimits;
  /** Between two messages to one chat. */
  perChatMs: number;
  pace: PaceStore;
  nowMs: () => number;
  sleep: (ms: number) => Promise<void>;
  random: () => number;
}

/** A turn further away than this is not waited for with a delivery in hand. */
const longestWaitMs = 5_000;
const wakings = 3;

export function createTurns({ lane, limits, perChatMs, pace, nowMs, sleep, random }: TurnsDeps): Turns {
  /** Chat → when it may be sent to again; only those still in the future matter. */
  const free = new Map<ChatKey, number>();
  /** Known here at once: whoever already has a slot does not use it while the lane rests. A rest that begins later than now is of a clock set back since. */
  let rests = { fromMs: 0, untilMs: 0 };
  const isResting = (): boolean => rests.fromMs <= nowMs() && nowMs() < rests.untilMs;

  function takeChat(chat: ChatKey, atMs: number): void {
    free.delete(chat);
    free.set(chat, atMs + perChatMs);
    for (const [other, freeMs] of free) {
      if (freeMs > nowMs()) break;
      free.delete(other);
    }
  }

  return {
    async wait(chat) {
      const chatMs = Math.max(nowMs(), Math.min(free.get(chat) ?? 0, nowMs() + longestWaitMs));
      takeChat(chat, chatMs);
      if (chatMs > nowMs()) await sleep(chatMs - nowMs());
      if (limits.perSecond === Number.POSITIVE_INFINITY) return undefined;
      for (;;) {
        const slot = await pace.update(lane, (state) => {
          const { state: taken, result } = takeSlot(limits, state, nowMs());
          const near = result.atMs - nowMs() <= longestWaitMs;
          return { state: near || !state ? taken : state, result: { atMs: result.atMs, near } };
        });
        if (!slot.near) return slot.atMs;
        // A timer may go off a little early, and the clocks behind it are not ours: a slot that is given away too soon is lost to everybody.
        for (let tries = 0; tries < wakings && nowMs() < slot.atMs; tries += 1) await sleep(Math.ceil(slot.atMs - nowMs()));
        // Woken before its time again and again: whoever waits is to end, or the clock was set back.
        if (nowMs() < slot.atMs) return Math.min(slot.atMs, nowMs() + longestWaitMs);
        if (!isResting()) return undefined;
      }
    },
    refused: (retryAfterMs) =>
      pace.update(lane, (before) => {
        const state = afterRefusal(limits, before, retryAfterMs, nowMs(), random());
        rests = { fromMs: nowMs(), untilMs: state.pausedUntilMs };
        return { state, result: undefined };
      }),
  };
}
