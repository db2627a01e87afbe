/** What is promised under load, in one place so that a change is seen. Durations in ms, memory in MiB. Asserted by the files beside. */
export const promises = {
  /** 1,000 updates a second. */
  acknowledged: { p50: 20, p99: 200, p999: 500, max: 2_000 },
  /** As many as it can take. */
  pressed: { perSecond: 3_000, moreMb: 150, drainedMs: 60_000 },
  /** 5,000 within a second. */
  burst: { p999: 2_000, refusedWithin: 100 },
  /** One person who floods, and the others beside. */
  flood: { repliesAMinute: 20, noticesAMinute: 1, linesAMinute: 6, slowerForOthers: 1.2, slowerMs: 5 },
  /** 100,000 people within a minute. */
  crowd: { floodChats: 50_000, ids: 200_000, moreMb: 100 },
  /** A client that sends a byte a second. */
  slowClientCut: 10_000,
  /** From SIGTERM to the end of the process. */
  drained: 10_000,
} as const;
