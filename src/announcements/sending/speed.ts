/** How fast a lane sends: at most its pace, and no faster than the platform answers. */
export interface Speed {
  /** A send took so long, ms. */
  observe(tookMs: number): void;
  /** How many can be sent within so long, ms; at least one. */
  within(ms: number): number;
}

/** The weight of the latest answer in the average. */
const weight = 0.2;
/** An answer that seems to take longer is of a clock that was set meanwhile. */
const longestMs = 60_000;

export function createSpeed({ perSecond, inFlight }: { perSecond: number; inFlight: number }): Speed {
  let averageMs = 0;
  return {
    observe(tookMs) {
      averageMs += weight * (Math.min(Math.max(tookMs, 0), longestMs) - averageMs);
    },
    within(ms) {
      const answered = averageMs > 0 ? (inFlight * 1_000) / averageMs : Number.POSITIVE_INFINITY;
      return Math.max(1, Math.floor((Math.min(perSecond, answered) * ms) / 1_000));
    },
  };
}
