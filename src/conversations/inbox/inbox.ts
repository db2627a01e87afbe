/** Every message is durably kept before it is acknowledged, and handled afterwards: one chat in order, chats in parallel, each channel apart. */
import type { Accept } from '../../messaging/channel.ts';
import { channelOf, type IncomingMessage } from '../../messaging/message.ts';
import type { Metrics } from '../../messaging/metrics.ts';
import { createAdmission, type WhyRefused } from './admission.ts';
import type { Flood } from './flood.ts';
import { createHandling, type Handle } from './handling.ts';
import { type ChatLane, createLane } from './lane.ts';
import type { InboxLog } from './log.ts';
import { occasionally } from './occasional.ts';

/** Runs something after a while; the result cancels it. */
export type Schedule = (afterMs: number, run: () => void) => () => void;

/** What an operator should read in the log. No text, no chat. */
export type InboxEvent =
  | { kind: 'dead-letter'; channel: string; why: string }
  | { kind: 'flood'; channel: string }
  /** This and the next at most every ten seconds: how many they are the metrics say. */
  | { kind: 'refused'; channel: string; why: WhyRefused }
  | { kind: 'store-failed'; doing: 'claim' | 'settle'; err: unknown }
  | { kind: 'notice-failed'; channel: string };

export interface InboxDeps {
  log: InboxLog;
  channels: readonly string[];
  flood: Flood;
  now: () => Date;
  schedule: Schedule;
  metrics: Pick<Metrics, 'received' | 'watchQueue' | 'watchKept'>;
  report: (event: InboxEvent) => void;
  /** Tells the person that the message could not be answered. Best effort. */
  apologise: (message: IncomingMessage) => Promise<unknown>;
  /** Tells the person, once in a while, that they write faster than the service answers. Best effort. */
  slowDown: (message: IncomingMessage) => Promise<unknown>;
  limits?: Partial<InboxLimits>;
}

export interface InboxLimits {
  /** Accepted and not yet answered; beyond it messages are refused and the platform repeats them. */
  maxWaiting: number;
  /** Messages handled at once, a channel. */
  concurrency: number;
  handlerTimeoutMs: number;
  /** How often a channel looks for messages accepted elsewhere or put off. */
  pollMs: number;
  /** A reply that could not leave for so long is not sent any more. */
  maxAgeMs: number;
}

export const inboxLimits: InboxLimits = {
  maxWaiting: 25_000,
  concurrency: 16,
  handlerTimeoutMs: 30_000,
  pollMs: 500,
  maxAgeMs: 6 * 60 * 60_000,
};

export interface Inbox {
  /** Resolves when the message is safe and may be acknowledged (also when it is a repeat, or one too many of a flood). */
  accept: Accept;
  /** Begins to handle what waits and what comes. */
  start(handle: Handle): void;
  /** Takes nothing new and resolves when what was being handled is done. The rest waits for the next start. */
  drain(): Promise<void>;
  /** Messages accepted and not yet answered. */
  depth(): number;
}

export function createInbox(deps: InboxDeps): Inbox {
  const limits = { ...inboxLimits, ...deps.limits };
  const { log, metrics, report, now, schedule } = deps;
  const lanes = new Map<string, ChatLane>();
  const reportSometimes = occasionally(now, report);
  let stopping = false;
  const isStopping = () => stopping;

  function tell(notice: (message: IncomingMessage) => Promise<unknown>, message: IncomingMessage): void {
    notice(message).catch(() => report({ kind: 'notice-failed', channel: channelOf(message.chat) }));
  }

  const accepted = createAdmission({
    ...deps,
    maxWaiting: limits.maxWaiting,
    isStopping,
    refused: (channel, why) => reportSometimes(`${channel} ${why}`, { kind: 'refused', channel, why }),
    flooded(message) {
      report({ kind: 'flood', channel: channelOf(message.chat) });
      tell(deps.slowDown, message);
    },
  });
  const handling = createHandling({
    log,
    now,
    schedule,
    timeoutMs: limits.handlerTimeoutMs,
    maxAgeMs: limits.maxAgeMs,
    isStopping,
    settleFailed: (err) => reportSometimes('settle', { kind: 'store-failed', doing: 'settle', err }),
    ended: ({ chat }) => lanes.get(channelOf(chat))?.wake(),
    died(message, why) {
      report({ kind: 'dead-letter', channel: channelOf(message.chat), why });
      tell(deps.apologise, message);
    },
  });

  for (const channel of deps.channels) {
    lanes.set(
      channel,
      createLane({
        // Longer than any handler may take, so that nobody else takes over what is still being handled.
        claim: (limit) => log.claim(channel, limit, 2 * limits.handlerTimeoutMs),
        concurrency: limits.concurrency,
        pollMs: limits.pollMs,
        schedule,
        failed: (err) => reportSometimes('claim', { kind: 'store-failed', doing: 'claim', err }),
      }),
    );
  }
  metrics.watchQueue('inbox', () => log.waiting());
  metrics.watchKept('flood-chats', () => deps.flood.size());

  return {
    async accept(message) {
      const channel = channelOf(message.chat);
      const lane = lanes.get(channel);
      if (!lane) throw new Error(`the inbox was not told about the channel ${channel}`);
      if (!(await accepted(message))) return;
      if (message.content.kind === 'location') handling.holdPosition(message);
      lane.wake();
    },
    depth: () => log.waiting(),
    start(handle) {
      for (const lane of lanes.values()) lane.start((message) => handling.work(message, handle));
    },
    async drain() {
      stopping = true;
      await Promise.all([...lanes.values()].map((lane) => lane.stop()));
      await handling.settled();
    },
  };
}
