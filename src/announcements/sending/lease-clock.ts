import type { ClaimedDelivery } from './outbox.ts';

/**
 * How old the leases of deliveries in hand are. A send begins in the first half only: the other half is for its answer, so that nobody else takes the
 * delivery while the platform is slow.
 */
export function createLeaseClock(leaseMs: number, nowMs: () => number) {
  const begunAtMs = new WeakMap<ClaimedDelivery, number>();
  return {
    begin(claimed: readonly ClaimedDelivery[], atMs: number): void {
      for (const delivery of claimed) begunAtMs.set(delivery, atMs);
    },
    isHalfOver: (delivery: ClaimedDelivery): boolean => Math.abs(nowMs() - (begunAtMs.get(delivery) ?? 0)) > leaseMs / 2,
  };
}
