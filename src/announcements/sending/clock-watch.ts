/** A step of the wall clock that no time passed for. */
export interface ClockJump {
  /** How far, ms; negative: back. */
  byMs: number;
  /** How long ago, ms. */
  agoMs: number;
}

/** Whether the wall clock can be believed. What cannot be taken back (expiry, a missed time, letting go of people) waits while it cannot. */
export interface ClockWatch {
  /** Not within a minute after a jump: by then whoever set the clock wrong has usually set it right. */
  isSettled(): boolean;
  /** The last jump since the start. */
  lastJump(): ClockJump | undefined;
}

/** A clock that is slewed, or a process that was busy, is off by less. */
const toleratedMs = 5_000;
const settlingMs = 60_000;

/** `steadyMs` counts on whatever is done to the wall clock. `jumped` hears of each jump once. Looks whenever it is asked. */
export function createClockWatch(deps: {
  wallMs: () => number;
  steadyMs: () => number;
  jumped: (byMs: number) => void;
}): ClockWatch {
  const { wallMs, steadyMs, jumped } = deps;
  let offsetMs = wallMs() - steadyMs();
  let last: { byMs: number; atMs: number } | undefined;

  function look(): void {
    const seenMs = wallMs() - steadyMs();
    const byMs = seenMs - offsetMs;
    offsetMs = seenMs;
    if (Math.abs(byMs) <= toleratedMs) return;
    last = { byMs: Math.round(byMs), atMs: steadyMs() };
    jumped(last.byMs);
  }

  return {
    isSettled() {
      look();
      return last === undefined || steadyMs() - last.atMs >= settlingMs;
    },
    lastJump() {
      look();
      return last && { byMs: last.byMs, agoMs: Math.round(steadyMs() - last.atMs) };
    },
  };
}
