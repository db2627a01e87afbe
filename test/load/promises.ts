/**
 * What is promised under load, in one place so that a change is seen. Durations in ms, memory in MiB. Asserted by the files beside: durations where the
 * machine was the service's own (`watchMachine`), everything else everywhere.
 */
export const promises = {
  /**
   * Processor time for an update, from its acknowledgement to its reply: 1,000 a second are to fit two processors. Who else works on a machine takes
   * caches and clock rate from it: the same work is then counted as up to thrice as long.
   */
  updateMs: { alone: 2, beside: 6 },
  /** Others that are acknowledged between a request and its acknowledgement, of 100 that are under way at once. */
  passedBy: 1_000,
  /** 1,000 updates a second. */
  acknowledged: { p50: 20, p99: 200, p999: 500, max: 2_000 },
  /** As many as it can take. */
  pressed: { perSecond: 3_000, moreMb: 150, drainedMs: 60_000 },
  /** 5,000 within a second. */
  burst: { p999: 2_000, refusedWithin: 100 },
  /** One person who floods, and the others beside. */
  flood: { repliesAMinute: 20, noticesAMinute: 1, linesAMinute: 6, messageMs: 0.5, slowerForOthers: 1.2, slowerMs: 5 },
  /** 100,000 people within a minute. */
  crowd: { floodChats: 50_000, ids: 200_000, moreMb: 100 },
  /** A client that sends a byte a second. */
  slowClientCut: 10_000,
  /** From SIGTERM to the first connection that is refused. */
  refuses: 1_000,
  /** From SIGTERM to the end of the process. */
  drained: 10_000,
} as const;
