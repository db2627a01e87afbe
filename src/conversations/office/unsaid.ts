import type { SendOutcome } from '../../messaging/channel.ts';
import type { ChatKey, OutgoingMessage } from '../../messaging/message.ts';

/** Something to be said to one chat. */
interface ToSay {
  chat: ChatKey;
  message: OutgoingMessage;
}

interface Unsaid extends ToSay {
  sinceMs: number;
  /** The platform takes nothing for this chat until its owner writes. */
  isWaiting?: boolean;
}

/** Says things to chats in order, each until it is taken. In memory alone: news that a restart loses stands in the console. */
export interface UnsaidNews {
  say(news: readonly ToSay[]): Promise<void>;
  /** Tries again what could not be said. Never rejects. */
  tick(): Promise<void>;
  /** Somebody wrote: what their platform would not take before, it takes now. Never rejects. */
  contacted(chat: ChatKey): Promise<void>;
}

/** News a day old is none. */
const keptMs = 24 * 3_600_000;
const mostUnsaid = 500;

export function createUnsaid({
  send,
  report,
  now,
}: {
  send(chat: ChatKey, message: OutgoingMessage): Promise<SendOutcome>;
  report(error: unknown): void;
  now: () => Date;
}): UnsaidNews {
  const unsaid: Unsaid[] = [];
  let saying: Promise<void> | undefined;

  /** In order; a chat that cannot be reached now waits for the next time, and the others do not wait for it. */
  async function sayAll(): Promise<void> {
    const later = new Set<ChatKey>();
    for (const one of [...unsaid]) {
      const old = now().getTime() - one.sinceMs > keptMs;
      if (later.has(one.chat) || (one.isWaiting && !old)) continue;
      const outcome = old ? undefined : await send(one.chat, one.message);
      const again = outcome?.kind === 'rate-limited' || outcome?.kind === 'unavailable' || outcome?.kind === 'unauthorised';
      if (outcome?.kind === 'outside-window') one.isWaiting = true;
      else if (again) later.add(one.chat);
      else unsaid.splice(unsaid.indexOf(one), 1);
    }
  }

  async function tick(): Promise<void> {
    saying ??= sayAll()
      .catch(report)
      .finally(() => {
        saying = undefined;
      });
    return saying;
  }

  return {
    tick,
    async say(news) {
      unsaid.push(...news.map((one) => ({ ...one, sinceMs: now().getTime() })));
      unsaid.splice(0, unsaid.length - mostUnsaid);
      // What is being said does not hold the new ones yet.
      await saying;
      await tick();
    },
    async contacted(chat) {
      const waiting = unsaid.filter((one) => one.chat === chat && one.isWaiting);
      if (waiting.length === 0) return;
      for (const one of waiting) one.isWaiting = false;
      await saying;
      await tick();
    },
  };
}
