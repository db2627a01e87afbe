import type { ChatKey } from '../../messaging/message.ts';

export interface PushRestDeps {
  now: () => Date;
  schedule: (afterMs: number, run: () => void) => () => void;
  /** What waits for a visitor may be tried again. */
  retry: (chat: ChatKey) => void;
}

const shortestRestMs = 60_000;
const longestRestMs = 30 * 60_000;

/** Leaves a push service that gives no answer alone for a while, and remembers who waits for it: nobody at an open page waits with them. */
export interface PushRest {
  isResting(host: string): boolean;
  /** Of a service that rests: tried again when its rest is over. */
  wait(host: string, chat: ChatKey): void;
  failed(host: string, chat: ChatKey, retryAfterMs?: number): void;
  worked(host: string): void;
}

interface Resting {
  untilMs: number;
  restMs: number;
  waiting: Set<ChatKey>;
}

/** The rests double from a minute to half an hour. */
export function createPushRest({ now, schedule, retry }: PushRestDeps): PushRest {
  const byHost = new Map<string, Resting>();

  function over(host: string) {
    const resting = byHost.get(host);
    if (!resting) return;
    const chats = [...resting.waiting];
    resting.waiting.clear();
    for (const chat of chats) retry(chat);
  }

  const isResting = (host: string) => (byHost.get(host)?.untilMs ?? 0) > now().getTime();

  return {
    isResting,
    wait: (host, chat) => void byHost.get(host)?.waiting.add(chat),
    failed(host, chat, retryAfterMs = 0) {
      const before = byHost.get(host);
      // Several were under way when it stopped answering: that is one failure.
      if (before && isResting(host)) return void before.waiting.add(chat);
      const restMs = Math.min(longestRestMs, Math.max(before ? before.restMs * 2 : shortestRestMs, retryAfterMs));
      const waiting = (before?.waiting ?? new Set<ChatKey>()).add(chat);
      byHost.set(host, { untilMs: now().getTime() + restMs, restMs, waiting });
      schedule(restMs, () => over(host));
    },
    worked: (host) => void byHost.delete(host),
  };
}
