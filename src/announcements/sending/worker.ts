import type { Channel, SendOutcome } from '../../messaging/channel.ts';
import type { ChatKey, OutgoingMessage } from '../../messaging/message.ts';
import { isMeant } from './audience.ts';
import { type Breaker, createBreaker } from './breaker.ts';
import { afterAttempt } from './delivery.ts';
import { createLeaseClock } from './lease-clock.ts';
import { type ClaimedDelivery, type DeliveryState, longestAheadMs, type Outbox } from './outbox.ts';
import type { PaceLimits, PaceStore } from './pace.ts';
import { createSendableWatch, type Sendable } from './sendables.ts';
import { createTurns } from './turns.ts';

/** How one channel is sent to. */
export interface Lane {
  channel: Pick<Channel, 'name' | 'send'>;
  limits: PaceLimits;
  /** Sends waiting for an answer at once. */
  inFlight: number;
  /** Between two messages to one chat. */
  perChatMs: number;
  /** Puts the message in the place of one sent before, where the platform can; `undefined` where it cannot. */
  edit: ((chat: ChatKey, messageId: string, message: OutgoingMessage) => Promise<SendOutcome>) | undefined;
}

export interface WorkerDeps {
  lanes: readonly Lane[];
  outbox: Outbox;
  pace: PaceStore;
  sendables: () => Promise<Sendable[]>;
  /** Ends a subscription: the platform says nobody is there. */
  unsubscribe: (chat: ChatKey) => Promise<void>;
  hold: (announcement: string, channel: string, why: string) => Promise<void>;
  /** Resolves when no conversation waits for this channel: people who write come before bulk. */
  conversationsFirst: (channel: string) => Promise<void>;
  now: () => Date;
  /** Resolves after so long, or when `signal` aborts. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  random: () => number;
  /** A store failed: `what` was tried again until it worked. */
  report: (event: { channel: string; what: string; error: unknown }) => void;
}

export interface Worker {
  /** Sends until `signal` aborts; what is under way then is sent and recorded to its end. */
  run(signal: AbortSignal): Promise<void>;
}

const leaseMs = 30_000;
const idleMs = 250;
const probeEveryMs = 10_000;
const storeRetryMs = 1_000;
/** A platform asks for an hour at most (`pace.ts`), and a little more is waited. */
const longestRestMs = 3_600_000 + 10_000;

export function createWorker(deps: WorkerDeps): Worker {
  const { outbox, pace, sendables, hold, conversationsFirst, unsubscribe, now, sleep, random, report } = deps;
  const nowMs = () => now().getTime();

  async function runLane({ channel, limits, inFlight, perChatMs, edit }: Lane, signal: AbortSignal): Promise<void> {
    const { name } = channel;
    const breakers = new Map<string, Breaker>();
    const turns = createTurns({ lane: name, limits, perChatMs, pace, nowMs, sleep: (ms) => sleep(ms, signal), random });
    const queue: ClaimedDelivery[] = [];
    const leases = createLeaseClock(leaseMs, nowMs);
    let filling: Promise<void> | undefined;
    let probeAtMs = 0;
    /** The lane has no turn before. */
    let restsUntilMs = 0;
    /** Whether it is still to come; further ahead than it can have been put is of a clock set back since. */
    const isAhead = (atMs: number, mostMs: number): boolean => nowMs() < atMs && atMs <= nowMs() + mostMs;

    const breakerOf = (announcement: string): Breaker => {
      const breaker = breakers.get(announcement) ?? createBreaker();
      breakers.set(announcement, breaker);
      return breaker;
    };

    /** Does it until it works: what has happened must be written, and a store that fails must not end the lane. */
    async function insist<Result>(what: string, run: () => Promise<Result>): Promise<Result | undefined> {
      for (;;) {
        try {
          return await run();
        } catch (error) {
          report({ channel: name, what, error });
          if (signal.aborted) return undefined;
          await sleep(storeRetryMs, signal);
        }
      }
    }

    async function fill(): Promise<void> {
      if (isAhead(restsUntilMs, longestRestMs)) return sleep(idleMs, signal);
      const opened = await watch.current();
      for (const id of breakers.keys()) if (!opened.has(id)) breakers.delete(id);
      const list = [...opened.values()].map(({ announcement, ranks }) => ({ announcement, ranks }));
      const probing = list.some(({ announcement }) => breakerOf(announcement).advice().kind === 'probe');
      if (list.length === 0 || (probing && isAhead(probeAtMs, probeEveryMs))) return sleep(idleMs, signal);
      const askedAtMs = nowMs();
      const claimed = (await insist('claiming', () => outbox.claim(name, probing ? 1 : inFlight * 4, leaseMs, list))) ?? [];
      if (probing) probeAtMs = nowMs() + probeEveryMs;
      if (claimed.length === 0) return sleep(idleMs, signal);
      leases.begin(claimed, askedAtMs);
      queue.push(...claimed);
    }

    async function next(): Promise<ClaimedDelivery | undefined> {
      while (!signal.aborted) {
        const delivery = queue.shift();
        if (delivery) return delivery;
        filling ??= fill().finally(() => {
          filling = undefined;
        });
        await filling;
      }
      return undefined;
    }

    async function record(delivery: ClaimedDelivery, state: DeliveryState): Promise<void> {
      const { announcement, chat } = delivery;
      await insist('recording', () => outbox.record([{ announcement, chat, next: state }]));
    }

    const watch = createSendableWatch({
      channel: name,
      read: async () => (await insist('reading what may be sent', sendables)) ?? [],
      nowMs,
    });

    /** Gives a delivery back as it was taken, to be sent not before `atMs`. */
    function putBack(delivery: ClaimedDelivery, atMs: number): Promise<void> {
      const { attempts, uncertain, firstAttemptAt } = delivery;
      return record(delivery, {
        kind: 'pending',
        dueAt: new Date(atMs).toISOString(),
        attempts,
        uncertain,
        ...(firstAttemptAt === undefined ? {} : { firstAttemptAt }),
      });
    }

    /** Whether it may still go to this person: open, not held, and wanted by them now. */
    async function standing(delivery: ClaimedDelivery): Promise<Sendable | 'closed' | 'left'> {
      const opened = (await watch.current()).get(delivery.announcement);
      if (!opened || delivery.rank >= opened.ranks || signal.aborted) return 'closed';
      const { audience } = opened;
      switch (audience?.kind) {
        case 'everyone':
        case 'topics':
        case 'communes':
          return delivery.subscriber && isMeant(audience, delivery.subscriber) ? opened : 'left';
        case 'reached':
          return delivery.subscriber ? opened : 'left';
        case 'officials':
          return opened;
        case undefined:
          return 'closed';
      }
    }

    async function deliver(delivery: ClaimedDelivery): Promise<void> {
      await conversationsFirst(name);
      const laterMs = await insist('taking a turn', () => turns.wait(delivery.chat));
      if (laterMs !== undefined) {
        restsUntilMs = laterMs;
        return putBack(delivery, Math.min(laterMs, nowMs() + longestAheadMs));
      }
      const held = await standing(delivery);
      if (held === 'left') return record(delivery, { kind: 'left' });
      if (held === 'closed' || leases.isHalfOver(delivery)) return putBack(delivery, nowMs());
      const { message } = held;
      const breaker = breakerOf(delivery.announcement);
      const channelDown = breaker.advice().kind === 'probe';
      const outcome = await attempt(() => channel.send(delivery.chat, message));
      // Before anything else: nobody else may send while the platform wants rest.
      if (outcome.kind === 'rate-limited') await insist('pausing the lane', () => turns.refused(outcome.retryAfterMs));
      await record(delivery, afterAttempt(delivery, outcome, { nowMs: nowMs(), random: random(), channelDown }));
      breaker.observe(outcome.kind);
      await learn(delivery, outcome, breaker);
      if (outcome.kind === 'sent') await replaceOriginal(delivery, message);
    }

    const attempt = (send: () => Promise<SendOutcome>) =>
      heardOf(send, (error) => report({ channel: name, what: 'sending', error }));

    /** The wrong message disappears where the platform lets it; they have the right one by now, so nothing depends on it. */
    async function replaceOriginal({ chat, originalMessageId }: ClaimedDelivery, message: OutgoingMessage): Promise<void> {
      if (!edit || originalMessageId === undefined || (await turns.wait(chat)) !== undefined) return;
      const outcome = await attempt(() => edit(chat, originalMessageId, message));
      if (outcome.kind === 'rate-limited') await insist('pausing the lane', () => turns.refused(outcome.retryAfterMs));
    }

    async function learn({ announcement, chat }: ClaimedDelivery, outcome: SendOutcome, breaker: Breaker): Promise<void> {
      if (outcome.kind === 'unreachable') await insist('ending a subscription', () => unsubscribe(chat));
      const advice = breaker.advice();
      if (advice.kind !== 'hold') return;
      watch.close(announcement);
      await insist('holding a channel back', () => hold(announcement, name, advice.why));
      watch.reread();
    }

    async function sender(): Promise<void> {
      for (;;) {
        const delivery = await next();
        if (!delivery) return;
        await deliver(delivery);
      }
    }

    await Promise.all(Array.from({ length: inFlight }, sender));
    for (const delivery of queue.splice(0)) await putBack(delivery, nowMs());
  }

  return {
    run: async (signal) => void (await Promise.all(deps.lanes.map((lane) => runLane(lane, signal)))),
  };
}

/** What became of a send; nobody knows of one that throws. */
async function heardOf(send: () => Promise<SendOutcome>, failed: (error: unknown) => void): Promise<SendOutcome> {
  try {
    return await send();
  } catch (error) {
    failed(error);
    return { kind: 'uncertain' };
  }
}
