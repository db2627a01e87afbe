import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Milliseconds to wait, or `undefined` when the request may go on. `cost` in points, one unless said. */
export type RateLimit = (key: string, cost?: number) => Promise<number | undefined>;

/** At most `points` in `windowMs` for each key. Holds at most `maxKeys` keys: beyond that the oldest starts afresh. */
export function createRateLimit({ points, windowMs, maxKeys }: { points: number; windowMs: number; maxKeys: number }): RateLimit {
  const limiter = new RateLimiterMemory({ points, duration: windowMs / 1000 });
  // The library keeps every key until its window ends: under a flood of made-up keys that is without bound.
  const known = new Set<string>();

  return async (key, cost = 1) => {
    if (!known.has(key)) {
      const oldest = known.size >= maxKeys ? known.values().next().value : undefined;
      if (oldest !== undefined) {
        known.delete(oldest);
        await limiter.delete(oldest);
      }
      known.add(key);
    }
    try {
      await limiter.consume(key, cost);
      return undefined;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) {
        // The library counts by the wall clock: set back, it would say hours, though its own timer ends the window in time.
        return Math.min(Math.max(refusal.msBeforeNext, 1), windowMs);
      }
      throw refusal;
    }
  };
}
