/** How fast one lane (a channel's bulk sends, over all processes) may go. */
export interface PaceLimits {
  perSecond: number;
  /** Sends that may go at once after a quiet time. */
  burst: number;
}

/** What all processes share of one lane; instants in ms since 1970. */
export interface PaceState {
  /** When the last slot given away is used up (GCRA's theoretical arrival time). */
  usedUpMs: number;
  /** Nothing is sent before: the platform asked for it. */
  pausedUntilMs: number;
  /** When the platform last refused, and the rate it left us with: twice of that is soon reached again, the rest slowly. */
  refused?: { atMs: number; perSecond: number };
}

/** Keeps the state of each lane for all processes and over restarts. The contract is `test/contracts/pace-store.ts`. */
export interface PaceStore {
  /** Replaces the lane's state by what `change` makes of it, one change at a time over all processes; `change` may run more than once. */
  update<Result>(lane: string, change: (state: PaceState | undefined) => { state: PaceState; result: Result }): Promise<Result>;
}

/** After a rest the rate is soon what it was: a refusal costs three seconds of it. */
const regainMs = 12_000;
/** Refused again within so long: the platform permits less than we think. */
const againWithinMs = 120_000;
/** What is left of the rate after a refusal, and after another one soon. */
const shareLeft = 0.5;
const shareLeftAgain = 0.45;
const rampEveryMs = 10_000;
const longestPauseMs = 3_600_000;
const shortestPauseMs = 1_000;

/** How far ahead slots are given away at most, ms: what waits for a turn, and what a store writes down in advance. */
const aheadMs = 10_000;
/** Clocks of processes that differ by less are the same. */
const skewMs = 5_000;

/**
 * The state as it may be believed now. What lies further ahead than any send or any refusal can have put it was written by a clock that has been set
 * back since: a lane must not stand still until the clock has caught up.
 */
function believable({ perSecond }: PaceLimits, state: PaceState | undefined, nowMs: number): PaceState | undefined {
  if (!state) return undefined;
  const { refused, ...rest } = state;
  const isFromAhead = refused !== undefined && refused.atMs > nowMs + skewMs;
  const latestMs = refused === undefined || isFromAhead ? nowMs : refused.atMs + longestPauseMs + shortestPauseMs;
  const pausedUntilMs = Math.min(state.pausedUntilMs, Math.max(nowMs, latestMs));
  const mostMs = Math.max(nowMs, pausedUntilMs) + aheadMs + 1_000 / perSecond;
  const usedUpMs = state.usedUpMs > mostMs ? Math.max(nowMs, pausedUntilMs) : state.usedUpMs;
  return {
    ...rest,
    pausedUntilMs,
    usedUpMs,
    ...(refused === undefined ? {} : { refused: isFromAhead ? { ...refused, atMs: nowMs } : refused }),
  };
}

/**
 * The rate in force. After a refusal it is half and grows back within twelve seconds; after one more within two minutes only to a little below what was
 * refused, and by one a second for every ten seconds from there.
 */
export function currentRate({ perSecond }: PaceLimits, state: PaceState | undefined, nowMs: number): number {
  if (!state?.refused) return perSecond;
  const left = state.refused.perSecond;
  const since = sinceRest(state, nowMs);
  const regained = left * (1 + Math.min(1, since / regainMs));
  return Math.min(perSecond, regained + Math.floor(Math.max(0, since - regainMs) / rampEveryMs));
}

/** How long the lane has been going again after its last refusal, ms. */
const sinceRest = ({ refused, pausedUntilMs }: PaceState, nowMs: number): number =>
  Math.max(0, nowMs - Math.max(refused?.atMs ?? Number.NEGATIVE_INFINITY, pausedUntilMs));

/** Takes one slot: the state after it and when it may be used. Generic cell rate algorithm (ITU-T I.371). */
export function takeSlot(
  limits: PaceLimits,
  kept: PaceState | undefined,
  nowMs: number,
): { state: PaceState; result: { atMs: number } } {
  const state = believable(limits, kept, nowMs);
  const rate = currentRate(limits, state, nowMs);
  const everyMs = 1_000 / rate;
  const burst = rate < limits.perSecond ? 1 : limits.burst;
  const earliestMs = Math.max(nowMs, state?.pausedUntilMs ?? 0);
  const usedUpMs = Math.max(state?.usedUpMs ?? 0, earliestMs);
  const atMs = Math.max(earliestMs, usedUpMs - (burst - 1) * everyMs);
  return {
    state: { ...(state ?? { pausedUntilMs: 0 }), usedUpMs: usedUpMs + everyMs },
    result: { atMs },
  };
}

/** After a rate limit: the lane rests for what was asked (1 s to 1 h) and a little more, then goes on at half its rate. `random` in [0, 1). */
export function afterRefusal(
  limits: PaceLimits,
  kept: PaceState | undefined,
  retryAfterMs: number,
  nowMs: number,
  random: number,
): PaceState {
  const state = believable(limits, kept, nowMs);
  const asked = Number.isFinite(retryAfterMs)
    ? Math.min(Math.max(retryAfterMs, shortestPauseMs), longestPauseMs)
    : shortestPauseMs;
  const pausedUntilMs = Math.max(state?.pausedUntilMs ?? 0, nowMs + asked + 100 + random * 400);
  return {
    usedUpMs: Math.max(state?.usedUpMs ?? 0, pausedUntilMs),
    pausedUntilMs,
    refused: { atMs: nowMs, perSecond: rateLeft(limits, state, nowMs) },
  };
}

/** What a refusal leaves of the rate. */
function rateLeft(limits: PaceLimits, state: PaceState | undefined, nowMs: number): number {
  // Several refusals of one burst are one refusal: the rate is lowered once a pause.
  if (state?.refused !== undefined && nowMs < state.pausedUntilMs) return state.refused.perSecond;
  const isAgain = state?.refused !== undefined && sinceRest(state, nowMs) < againWithinMs;
  return Math.max(1, currentRate(limits, state, nowMs) * (isAgain ? shareLeftAgain : shareLeft));
}
