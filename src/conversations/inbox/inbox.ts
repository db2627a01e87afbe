/** Every message is durably kept before it is acknowledged, and handled afterwards: one chat in order, chats in parallel, each channel apart. */
import type { Accept } from '../../messaging/channel.ts';
import { channelOf, type IncomingContent, type IncomingMessage, messageKey } from '../../messaging/message.ts';
import type { Metrics } from '../../messaging/metrics.ts';
import { dropOldest } from '../../messaging/recent.ts';
import { admit, type Flood } from './flood.ts';
import { type ChatLane, createLane } from './lane.ts';
import type { InboxLog, Settlement } from './log.ts';
import { occasionally } from './occasional.ts';
import { createRecentKeys } from './recent-keys.ts';
import { settle } from './settling.ts';

/** What became of a message: `later` when the reply cannot leave now (a platform out of reach). Throwing makes a dead letter. */
export type Handled = { kind: 'done' } | { kind: 'later'; afterMs: number };
export type Handle = (message: IncomingMessage) => Promise<Handled>;

/** Runs something after a while; the result cancels it. */
export type Schedule = (afterMs: number, run: () => void) => () => void;

/** What an operator should read in the log. No text, no chat. */
export type InboxEvent =
  | { kind: 'dead-letter'; channel: string; why: string }
  | { kind: 'flood'; channel: string }
  /** This and the next at most every ten seconds: how many they are the metrics say. */
  | { kind: 'refused'; channel: string; why: 'full' | 'stopping' }
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

/** The message was not kept: answer the platform so that it sends it again. */
export class InboxRefusal extends Error {
  constructor(why: string) {
    super(`the message was not accepted: ${why}`);
    this.name = 'InboxRefusal';
  }
}

const maxPositions = 1_000;

export function createInbox(deps: InboxDeps): Inbox {
  const limits = { ...inboxLimits, ...deps.limits };
  const { log, metrics, report } = deps;
  /** Positions are never written down: in memory until handled, and after a crash the person is asked again. */
  const positions = new Map<string, IncomingContent>();
  /** Keys accepted by this process a short while ago. */
  const recent = createRecentKeys();
  const lanes = new Map<string, ChatLane>();
  const settling = new Set<Promise<void>>();
  const reportSometimes = occasionally(deps.now, report);
  let accepting = 0;
  let stopping = false;

  function refuse(channel: string, why: 'full' | 'stopping'): never {
    metrics.received(channel, 'refused');
    reportSometimes(`${channel} ${why}`, { kind: 'refused', channel, why });
    throw new InboxRefusal(why === 'full' ? 'too many messages are waiting' : 'the service is stopping');
  }

  function tell(notice: (message: IncomingMessage) => Promise<unknown>, message: IncomingMessage): void {
    notice(message).catch(() => report({ kind: 'notice-failed', channel: channelOf(message.chat) }));
  }

  async function accept(message: IncomingMessage): Promise<void> {
    const channel = channelOf(message.chat);
    const lane = lanes.get(channel);
    if (!lane) throw new Error(`the inbox was not told about the channel ${channel}`);
    if (stopping) refuse(channel, 'stopping');
    if (log.waiting() + accepting >= limits.maxWaiting) refuse(channel, 'full');
    // A platform that repeats itself must not use up what the person may still ask.
    if (recent.has(messageKey(message))) {
      metrics.received(channel, 'duplicate');
      return;
    }
    const admitted = admit(deps.flood, message, deps.now().getTime());
    if (admitted !== 'pass') {
      metrics.received(channel, 'flood');
      if (admitted === 'notice') {
        report({ kind: 'flood', channel });
        tell(deps.slowDown, message);
      }
      return;
    }
    accepting += 1;
    try {
      const outcome = await log.append(withoutPosition(message));
      metrics.received(channel, outcome);
      recent.add(messageKey(message));
      if (outcome === 'duplicate') return;
    } catch (error) {
      metrics.received(channel, 'refused');
      throw error;
    } finally {
      accepting -= 1;
    }
    if (message.content.kind === 'location') {
      positions.set(messageKey(message), message.content);
      dropOldest(positions, maxPositions);
    }
    lane.wake();
  }

  const settleFailed = (err: unknown) => reportSometimes('settle', { kind: 'store-failed', doing: 'settle', err });

  async function finish(message: IncomingMessage, result: Settlement): Promise<void> {
    await settle(log, message, result, { schedule: deps.schedule, failed: settleFailed, isStopping: () => stopping });
    if (result.kind !== 'later') positions.delete(messageKey(message));
    if (result.kind !== 'dead') return;
    report({ kind: 'dead-letter', channel: channelOf(message.chat), why: result.why });
    tell(deps.apologise, message);
  }

  async function work(message: IncomingMessage, handle: Handle): Promise<void> {
    const content = positions.get(messageKey(message)) ?? message.content;
    const result = await handled({ ...message, content }, handle);
    const settled = finish(message, result);
    settling.add(settled);
    // The chat stays taken until this is on disk; the place in the lane does not.
    void settled.finally(() => {
      settling.delete(settled);
      lanes.get(channelOf(message.chat))?.wake();
    });
  }

  /** Never rejects: what goes wrong is a settlement too. */
  function handled(message: IncomingMessage, handle: Handle): Promise<Settlement> {
    return new Promise((resolve) => {
      const why = `not handled within ${limits.handlerTimeoutMs / 1_000} s`;
      const cancel = deps.schedule(limits.handlerTimeoutMs, () => resolve({ kind: 'dead', why }));
      const end = (settlement: Settlement) => {
        cancel();
        resolve(settlement);
      };
      handle(message).then(
        (outcome) => end(settlementOf(message, outcome)),
        (error: unknown) => end({ kind: 'dead', why: failureLabel(error) }),
      );
    });
  }

  function settlementOf({ receivedAt }: IncomingMessage, outcome: Handled): Settlement {
    if (outcome.kind === 'done') return { kind: 'handled' };
    if (deps.now().getTime() - Date.parse(receivedAt) <= limits.maxAgeMs) return outcome;
    return { kind: 'dead', why: 'the reply could not be delivered in time' };
  }

  for (const channel of deps.channels) {
    lanes.set(
      channel,
      createLane({
        // Longer than any handler may take, so that nobody else takes over what is still being handled.
        claim: (limit) => log.claim(channel, limit, 2 * limits.handlerTimeoutMs),
        concurrency: limits.concurrency,
        pollMs: limits.pollMs,
        schedule: deps.schedule,
        failed: (err) => reportSometimes('claim', { kind: 'store-failed', doing: 'claim', err }),
      }),
    );
  }
  metrics.watchQueue('inbox', () => log.waiting());
  metrics.watchKept('flood-chats', () => deps.flood.size());

  return {
    accept,
    depth: () => log.waiting(),
    start(handle) {
      for (const lane of lanes.values()) lane.start((message) => work(message, handle));
    },
    async drain() {
      stopping = true;
      await Promise.all([...lanes.values()].map((lane) => lane.stop()));
      await Promise.all(settling);
    },
  };
}

function withoutPosition(message: IncomingMessage): IncomingMessage {
  return message.content.kind === 'location' ? { ...message, content: { kind: 'unreadable', what: 'other' } } : message;
}

/** A stack can hold the message, and that anything: only so much of a line is looked at. */
const longestFrame = 400;

/** The kind of an error and where it was thrown: its own message could quote what the person wrote. */
export function failureLabel(error: unknown): string {
  if (!(error instanceof Error)) return 'something was thrown that is no error';
  const frame = (error.stack ?? '').split('\n').find((line) => /^\s+at .*\.[cm]?[jt]s:\d/u.test(line.slice(0, longestFrame)));
  const at = frame && /([\w.-]{1,80}\.[cm]?[jt]s:\d{1,6})/u.exec(frame)?.[1];
  return at === undefined ? error.name : `${error.name} at ${at}`;
}
