import type { ChatKey } from '../messaging/message.ts';

/** Says "typing…" to who waits longer than a moment: shown with a quick answer it would stand below that answer for seconds. */
export interface TypingIndicator {
  /** A person wrote and waits. */
  waiting(chat: ChatKey): void;
  /** They are being answered. */
  answered(chat: ChatKey): void;
}

export interface TypingDeps {
  /** Tells the platform; must not reject. Nothing waits for it. */
  show: (chat: ChatKey) => Promise<unknown>;
  /** Runs something after a while; the result cancels it. */
  schedule: (afterMs: number, run: () => void) => () => void;
  /** Default 700 ms: most answers are out by then. */
  delayMs?: number;
}

/** People told at once; beyond it nobody is told, for the calls would compete with the answers themselves. */
const maxWaiting = 100;

export function createTypingIndicator({ show, schedule, delayMs = 700 }: TypingDeps): TypingIndicator {
  const timers = new Map<ChatKey, () => void>();
  return {
    waiting(chat) {
      if (timers.has(chat) || timers.size >= maxWaiting) return;
      const cancel = schedule(delayMs, () => {
        timers.delete(chat);
        void show(chat);
      });
      timers.set(chat, cancel);
    },
    answered(chat) {
      timers.get(chat)?.();
      timers.delete(chat);
    },
  };
}
