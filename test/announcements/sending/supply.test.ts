import { describe, expect, it } from 'vitest';
import { createBreaker } from '../../../src/announcements/sending/breaker.ts';
import type { ClaimedDelivery, Outbox } from '../../../src/announcements/sending/outbox.ts';
import type { Sendable } from '../../../src/announcements/sending/sendables.ts';
import { createSupply, leaseMs, type SupplyDeps } from '../../../src/announcements/sending/supply.ts';
import { createTestClock } from '../../fakes/clock.ts';

/** A supply on a clock that goes on by what is slept, over an outbox of so many deliveries. */
function lane(waiting: number, changes: Partial<SupplyDeps> = {}) {
  const clock = createTestClock();
  const stop = new AbortController();
  const left = Array.from(
    { length: waiting },
    (_, rank) => ({ announcement: 'a', chat: `telegram:${rank}`, rank }) as ClaimedDelivery,
  );
  const claims: { limit: number; atMs: number }[] = [];
  const renewed: number[] = [];
  const breaker = createBreaker();
  const beganMs = clock.now().getTime();
  const sinceMs = () => clock.now().getTime() - beganMs;
  let slept = 0;
  const deps: SupplyDeps = {
    ...{ channel: 'telegram', perSecond: 25, inFlight: 8, signal: stop.signal },
    speed: { observe: () => undefined, within: () => 1_000 },
    outbox: {
      claim: async (_: string, limit: number) => {
        claims.push({ limit, atMs: sinceMs() });
        return left.splice(0, limit);
      },
      hold: async (held: readonly ClaimedDelivery[]) => void renewed.push(held.length),
    } as unknown as Outbox,
    watch: {
      current: async () => new Map([['a', { announcement: 'a', ranks: 9_999 } as Sendable]]),
      close: () => undefined,
      reread: () => undefined,
    },
    breakers: { of: () => breaker, keepOnly: () => undefined },
    insist: async (_, run) => run(),
    nowMs: () => clock.now().getTime(),
    async sleep(ms) {
      clock.pass(ms);
      slept += 1;
      if (slept >= 2_000) stop.abort();
    },
    ...changes,
  };
  return { clock, stop, claims, renewed, breaker, sinceMs, supply: createSupply(deps) };
}
async function taken({ supply }: ReturnType<typeof lane>, most = 1_000): Promise<number> {
  for (let count = 0; count < most; count += 1) if (!(await supply.next())) return count;
  return most;
}

describe('what a lane takes', () => {
  it('is every delivery once, in the order of the outbox, no more at a time than is sent in a second', async () => {
    const one = lane(60);
    const ranks: number[] = [];
    for (let i = 0; i < 60; i += 1) ranks.push((await one.supply.next())!.rank);
    expect(ranks).toEqual(Array.from({ length: 60 }, (_, rank) => rank));
    expect(one.claims.map(({ limit }) => limit)).toEqual([25, 25, 25]);
  });

  it.each([
    ['four for each send that waits for an answer', { inFlight: 2 }, 8],
    ['four at least, however slow the pace', { perSecond: 0.5 }, 4],
    [
      'what the platform answers within half a lease',
      { speed: { observe: () => undefined, within: (ms: number) => ms / 5_000 } },
      3,
    ],
  ])('is at most %s', async (_, changes, limit) => {
    const one = lane(60, changes);
    await one.supply.next();
    expect(one.claims[0]!.limit).toBe(limit);
  });

  it('is asked for again every quarter of a second while there is nothing, until the lane is to end', async () => {
    const one = lane(0);
    expect(await taken(one)).toBe(0);
    expect(one.claims.slice(0, 3).map(({ atMs }) => atMs)).toEqual([0, 250, 500]);
  });

  it('is nothing where nothing may be sent', async () => {
    const watch = { current: async () => new Map(), close: () => undefined, reread: () => undefined };
    const one = lane(9, { watch });
    expect([await taken(one), one.claims]).toEqual([0, []]);
  });

  it('is nothing before the end of a rest, but one that no platform asks for is of a clock set back since', async () => {
    const resting = lane(9);
    resting.supply.rest(resting.clock.now().getTime() + 60_000);
    await resting.supply.next();
    expect(resting.claims[0]!.atMs).toBe(60_000);
    const setBack = lane(9);
    setBack.supply.rest(setBack.clock.now().getTime() + 7 * 3_600_000);
    await setBack.supply.next();
    expect(setBack.claims[0]!.atMs).toBe(0);
  });

  it('is one in ten seconds while the channel gives no answer', async () => {
    const one = lane(9);
    for (let i = 0; i < 20; i += 1) one.breaker.observe('unavailable', 'pending');
    for (let i = 0; i < 3; i += 1) await one.supply.next();
    expect(one.claims).toEqual([
      { limit: 1, atMs: 0 },
      { limit: 1, atMs: 10_000 },
      { limit: 1, atMs: 20_000 },
    ]);
  });

  it('is asked for once by all who wait for it at the same moment', async () => {
    const one = lane(60);
    const all = await Promise.all(Array.from({ length: 8 }, () => one.supply.next()));
    expect(new Set(all.map((delivery) => delivery?.rank)).size).toBe(8);
    expect(one.claims).toHaveLength(1);
  });
});

describe('what a lane has taken', () => {
  it('stays its own by a renewal every ten seconds, three within a lease, until it is done', async () => {
    let stops = 0;
    const one = lane(3, {
      async sleep(ms) {
        expect(ms).toBe(leaseMs / 3);
        stops += 1;
        if (stops === 2) for (const delivery of deliveries) one.supply.done(delivery);
        if (stops === 4) one.stop.abort();
      },
    });
    const deliveries: ClaimedDelivery[] = [];
    for (let i = 0; i < 3; i += 1) deliveries.push((await one.supply.next())!);
    await one.supply.keep();
    expect([stops, one.renewed]).toEqual([4, [3]]);
  });

  it('and not begun with is handed back at the end, once', async () => {
    const one = lane(5);
    await one.supply.next();
    expect(one.supply.drain().map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
    expect(one.supply.drain()).toEqual([]);
  });
});
