/** A clock that stands still until told otherwise, and the timers that hang on it. */
export interface TestClock {
  now(): Date;
  /** Ms that really passed: no jump shows in it. */
  steadyMs(): number;
  /** Runs something after a while; the result cancels it. */
  schedule(afterMs: number, run: () => void): () => void;
  /** Lets so much time pass; timers run in their order, and what they started gets its turn. */
  advance(ms: number): Promise<void>;
  /** So much time passes while nothing runs, as when the service is down. */
  pass(ms: number): void;
  /** Sets the clock forward or back, as an operator or a time server would: no timer runs because of it. */
  jump(ms: number): void;
}

export function createTestClock(startAt = '2026-03-01T08:00:00Z'): TestClock {
  let elapsedMs = 0;
  let offsetMs = Date.parse(startAt);
  let timers: { atMs: number; run: () => void }[] = [];
  return {
    now: () => new Date(offsetMs + elapsedMs),
    steadyMs: () => elapsedMs,
    schedule(afterMs, run) {
      const timer = { atMs: elapsedMs + afterMs, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async advance(ms) {
      const until = elapsedMs + ms;
      for (;;) {
        const due = timers.filter(({ atMs }) => atMs <= until).sort((a, b) => a.atMs - b.atMs)[0];
        if (!due) break;
        timers = timers.filter((other) => other !== due);
        elapsedMs = Math.max(elapsedMs, due.atMs);
        due.run();
        await settled();
      }
      elapsedMs = until;
      await settled();
    },
    pass: (ms) => {
      elapsedMs += ms;
    },
    jump: (ms) => {
      offsetMs += ms;
    },
  };
}

/** Every promise that can go on without time passing has gone on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
