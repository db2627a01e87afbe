import type { ChatKey } from '../../messaging/message.ts';
import { type Breaker, createBreaker } from './breaker.ts';
import { createCrew } from './crew.ts';
import { createDelivering } from './delivering.ts';
import { createInsisting } from './insisting.ts';
import type { Lane } from './lane.ts';
import type { Outbox } from './outbox.ts';
import type { PaceStore } from './pace.ts';
import { createSendableWatch, type Sendable } from './sendables.ts';
import { createSpeed } from './speed.ts';
import type { Subscriber } from './subscribers.ts';
import { createSupply } from './supply.ts';
import { createTurns } from './turns.ts';

export interface WorkerDeps {
  lanes: readonly Lane[];
  outbox: Outbox;
  pace: PaceStore;
  sendables: () => Promise<Sendable[]>;
  /** The subscription as it is now. */
  subscription: (chat: ChatKey) => Promise<Subscriber | undefined>;
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

export function createWorker(deps: WorkerDeps): Worker {
  return {
    run: async (signal) => void (await Promise.all(deps.lanes.map((lane) => runLane(lane, deps, signal)))),
  };
}

async function runLane(lane: Lane, deps: WorkerDeps, signal: AbortSignal): Promise<void> {
  const { limits, inFlight, perChatMs } = lane;
  const { name } = lane.channel;
  const { outbox, pace, sendables, random } = deps;
  const nowMs = () => deps.now().getTime();
  const sleep = (ms: number) => deps.sleep(ms, signal);
  const failed = (what: string, error: unknown) => deps.report({ channel: name, what, error });
  const insist = createInsisting({ signal, sleep: deps.sleep, failed });
  const turns = createTurns({ lane: name, limits, perChatMs, pace, nowMs, sleep, random });
  const speed = createSpeed({ perSecond: limits.perSecond, inFlight });
  const breakers = createBreakers();
  const watch = createSendableWatch({
    channel: name,
    read: async () => (await insist('reading what may be sent', sendables)) ?? [],
    nowMs,
  });
  const common = { outbox, speed, watch, insist, nowMs, signal };
  const supply = createSupply({ ...common, channel: name, perSecond: limits.perSecond, inFlight, breakers, sleep });
  const delivering = createDelivering({ ...deps, ...common, lane, supply, turns, breakerOf: breakers.of, random, failed });

  const crew = createCrew({
    perSecond: limits.perSecond,
    most: inFlight,
    async one(turned) {
      const delivery = await supply.next();
      if (delivery) await delivering.deliver(delivery, turned);
      return delivery !== undefined;
    },
  });

  await Promise.all([supply.keep(), crew.run()]);
  for (const delivery of supply.drain()) await delivering.putBack(delivery, nowMs());
}

/** One for each announcement that is open. */
function createBreakers() {
  const breakers = new Map<string, Breaker>();
  return {
    of(announcement: string): Breaker {
      const breaker = breakers.get(announcement) ?? createBreaker();
      breakers.set(announcement, breaker);
      return breaker;
    },
    keepOnly(open: ReadonlyMap<string, unknown>): void {
      for (const id of breakers.keys()) if (!open.has(id)) breakers.delete(id);
    },
  };
}
