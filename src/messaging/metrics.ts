import type { Channel, SendOutcome } from './channel.ts';

/** What the service counts. Subjects and channels call this; `web/metrics.ts` turns it into Prometheus text. */
export interface Metrics {
  /** An update arrived. `refused` = the inbox was full or the service is stopping. */
  received(channel: string, outcome: 'accepted' | 'duplicate' | 'flood' | 'refused'): void;
  /** A message was answered (or its handler failed), `durationMs` after it was taken up. */
  answered(channel: string, kind: 'answer' | 'clarify' | 'none' | 'talk' | 'failed', durationMs: number): void;
  /** One attempt to send ended. */
  sent(channel: string, outcome: SendOutcome['kind'], durationMs: number): void;
  /** A platform misbehaved outside a send (polling, webhook set-up, token refresh). `kind` from a small fixed set. */
  platformError(channel: string, kind: string): void;
  /** Registers a queue; `depth` is read whenever the metrics are. */
  watchQueue(queue: string, depth: () => number): void;
  /** Registers something kept in memory that must stay bounded; `entries` is read whenever the metrics are. */
  watchKept(what: string, entries: () => number): void;
}

/** Counts nothing. */
export const noMetrics: Metrics = {
  received: () => undefined,
  answered: () => undefined,
  sent: () => undefined,
  platformError: () => undefined,
  watchQueue: () => undefined,
  watchKept: () => undefined,
};

/** The same channel, with every send reported to `observe`. `nowMs` is any clock that only goes forward. */
export function observedChannel(
  channel: Channel,
  observe: (outcome: SendOutcome['kind'], durationMs: number) => void,
  nowMs: () => number,
): Channel {
  return {
    name: channel.name,
    maxTextLength: channel.maxTextLength,
    sendsPerSecond: channel.sendsPerSecond,
    receiver: channel.receiver,
    async send(chat, message) {
      const startedMs = nowMs();
      const outcome = await channel.send(chat, message);
      observe(outcome.kind, nowMs() - startedMs);
      return outcome;
    },
  };
}
