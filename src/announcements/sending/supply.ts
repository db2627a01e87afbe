import type { Breaker } from './breaker.ts';
import type { Insist } from './insisting.ts';
import type { ClaimedDelivery, Outbox } from './outbox.ts';
import type { SendableWatch } from './sendables.ts';
import type { Speed } from './speed.ts';

/** The deliveries one lane has taken, and how long they stay its own. */
export interface Supply {
  /** The next one to be sent; `undefined` when the lane is to end. */
  next(): Promise<ClaimedDelivery | undefined>;
  /** It was recorded, or is somebody else's: it is not held any more. */
  done(delivery: ClaimedDelivery): void;
  /** Nothing is taken before: the lane has no turn. ms since 1970. */
  rest(untilMs: number): void;
  /** Takes out those nobody has begun with. */
  drain(): ClaimedDelivery[];
  /** Renews every lease again and again, however slow the platform is, until the lane is to end. */
  keep(): Promise<void>;
}

/** Nobody else takes a delivery for so long after its last renewal. */
export const leaseMs = 30_000;
const renewEveryMs = leaseMs / 3;
const idleMs = 250;
const probeEveryMs = 10_000;
/** A platform asks for an hour at most (`pace.ts`), and a little more is waited. */
const longestRestMs = 3_600_000 + 10_000;

export interface SupplyDeps {
  channel: string;
  /** The lane's pace. */
  perSecond: number;
  /** Sends waiting for an answer at once, at most. */
  inFlight: number;
  speed: Speed;
  outbox: Outbox;
  watch: SendableWatch;
  /** Of announcements that are open; forgets those that are not. */
  breakers: { of(announcement: string): Breaker; keepOnly(open: ReadonlyMap<string, unknown>): void };
  insist: Insist;
  nowMs: () => number;
  sleep: (ms: number) => Promise<void>;
  signal: AbortSignal;
}

export function createSupply(deps: SupplyDeps): Supply {
  const { channel, perSecond, inFlight, speed, outbox, watch, breakers, insist, nowMs, sleep, signal } = deps;
  // No more than is sent in a second, nor within half a lease: the rest is better off with somebody else.
  const batch = Math.min(inFlight * 4, Math.max(4, Math.ceil(perSecond)));
  const queue: ClaimedDelivery[] = [];
  /** Queued or being sent. */
  const held = new Set<ClaimedDelivery>();
  let filling: Promise<void> | undefined;
  let probeAtMs = 0;
  let restsUntilMs = 0;
  /** Whether it is still to come; further ahead than it can have been put is of a clock set back since. */
  const isAhead = (atMs: number, mostMs: number): boolean => nowMs() < atMs && atMs <= nowMs() + mostMs;

  async function fill(): Promise<void> {
    if (isAhead(restsUntilMs, longestRestMs)) return sleep(idleMs);
    const opened = await watch.current();
    breakers.keepOnly(opened);
    const list = [...opened.values()].map(({ announcement, ranks }) => ({ announcement, ranks }));
    const probing = list.some(({ announcement }) => breakers.of(announcement).advice().kind === 'probe');
    if (list.length === 0 || (probing && isAhead(probeAtMs, probeEveryMs))) return sleep(idleMs);
    const limit = probing ? 1 : Math.min(batch, speed.within(leaseMs / 2));
    const claimed = (await insist('claiming', () => outbox.claim(channel, limit, leaseMs, list))) ?? [];
    if (probing) probeAtMs = nowMs() + probeEveryMs;
    if (claimed.length === 0) return sleep(idleMs);
    for (const delivery of claimed) held.add(delivery);
    queue.push(...claimed);
  }

  function refill(): Promise<void> {
    filling ??= fill().finally(() => {
      filling = undefined;
    });
    return filling;
  }

  return {
    async next() {
      while (!signal.aborted) {
        const delivery = queue.shift();
        if (delivery) return delivery;
        await refill();
      }
      return undefined;
    },
    done: (delivery) => void held.delete(delivery),
    rest(untilMs) {
      restsUntilMs = untilMs;
    },
    drain: () => queue.splice(0),
    async keep() {
      while (!signal.aborted) {
        await sleep(renewEveryMs);
        if (held.size > 0 && !signal.aborted) await insist('keeping leases', () => outbox.hold([...held], leaseMs, 'keep'));
      }
    },
  };
}
