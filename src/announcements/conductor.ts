import { type Acting, createActing } from './acting.ts';
import type { Announcement, State } from './announcement.ts';
import { approvalFlaw } from './approval.ts';
import { type BroadcastingDeps, createBroadcasting } from './broadcasting.ts';
import { createImageWatch, type FindImageFlaw } from './images/standing.ts';
import { begunStates } from './openings.ts';
import type { LogFlaw } from './people/log-guard.ts';
import { logFlawText } from './people/words-log.ts';
import { begun, ended, lateMs } from './running.ts';
import type { Tally } from './sending/outbox.ts';
import { flawText } from './words.ts';

/** What is done with announcements that repeat, see `series/releasing.ts`. */
export interface SeriesSteps {
  /** Takes the step that is due for one that is scheduled. `lostBy`: why its approval counts no more; answered is what took the approval from it now. */
  step(series: Announcement, lostBy: () => Promise<Lost | undefined>): Promise<Lost | undefined>;
  /** Whether what went out at one time may go on; any other announcement may. */
  stands(announcement: Announcement): Promise<boolean>;
  /** Stops what went out, or was to go out, at one time. */
  callOff(announcement: Announcement, why: 'late' | 'series-over'): Promise<void>;
}

export interface ConductorDeps extends BroadcastingDeps {
  series: SeriesSteps;
  /** How long the rest waits for a "stop" after them. */
  holdMs: number;
  /** See `ClockWatch`. */
  isClockSettled: () => boolean;
}

/** Moves announcements on by themselves: every step can be taken again after a crash, by any process. */
export interface Conductor {
  /** Takes whatever step is due; to be called every second or so. */
  tick(): Promise<void>;
  /** Holds one announcement back on one channel until an official resumes it. */
  hold(id: string, channel: string, why: string): Promise<void>;
}

const everyRank = Number.MAX_SAFE_INTEGER;
/** A canary that cannot end (a channel is down) is waited for no longer than this. */
const canaryMs = 120_000;
/** Clocks of processes may differ by so much. */
const skewMs = 5_000;

const open = (tallies: readonly Tally[]) => tallies.reduce((sum, { pending, leased }) => sum + pending + leased, 0);

export function createConductor(given: ConductorDeps): Conductor {
  const acting = createActing(given);
  const deps: StepDeps = {
    ...given,
    acting,
    publish: createBroadcasting(given, acting),
    imageFlaw: createImageWatch(given.images, given.now),
  };
  const { announcements, guard, isClockSettled, now, tell } = given;
  return {
    async tick() {
      // None of these steps can be taken back: a clock that has just jumped decides none of them.
      if (!isClockSettled()) return;
      const due = await announcements.list(['approved', 'scheduled', ...begunStates], now().toISOString());
      guard.watch(due.some(({ state }) => state === 'sending'));
      for (const announcement of due) await step(deps, announcement);
    },
    async hold(id, channel, why) {
      const held = await announcements.get(id);
      if (held?.state !== 'sending' || channel in held.heldChannels) return;
      const kept = await acting.advance(
        held,
        { heldChannels: { ...held.heldChannels, [channel]: why } },
        `${channel} held: ${why}`,
      );
      if (kept) await tell({ announcement: kept, what: 'channel-held', detail: channel });
    },
  };
}

interface StepDeps extends ConductorDeps {
  acting: Acting;
  publish: ReturnType<typeof createBroadcasting>;
  imageFlaw: FindImageFlaw;
}

const isExpired = ({ content }: Announcement, nowIso: string): boolean => (content.expiresAt ?? '') <= nowIso;

const unended: readonly State[] = ['approved', 'sending', 'paused'];

/** Takes the step that is due for one announcement, if one is. */
async function step(deps: StepDeps, announcement: Announcement): Promise<void> {
  const { state, content, occurrence } = announcement;
  if (occurrence && unended.includes(state) && !(await deps.series.stands(announcement)))
    return deps.series.callOff(announcement, 'series-over');
  switch (state) {
    case 'approved':
    case 'scheduled':
      return content.repeat && state === 'scheduled' ? stepSeries(deps, announcement) : stepWaiting(deps, announcement);
    case 'sending':
      return stepSending(deps, announcement);
    case 'paused':
      if (isExpired(announcement, deps.now().toISOString())) await expire(deps, announcement.id);
      return;
    case 'finished':
    case 'stopped':
    case 'expired':
      return stepEnded(deps, announcement);
    case 'draft':
    case 'submitted':
    case 'missed':
  }
}

async function expire({ acting, now, tell }: StepDeps, id: string): Promise<void> {
  const over = await acting.serve(id, 'expire', (held) => ({ next: ended(held, now()) }));
  if (over) await tell({ announcement: over, what: 'expired', detail: '' });
}

/** One that was approved begins at its time, is missed, expires, or goes back where its approval counts no more. */
async function stepWaiting(deps: StepDeps, announcement: Announcement): Promise<void> {
  const { acting, guard, now } = deps;
  const { id, content, state, occurrence } = announcement;
  const nowIso = now().toISOString();
  if (isExpired(announcement, nowIso)) return expire(deps, id);
  // Made by somebody who was killed before they let it go: its series does it in time, or nobody.
  if (occurrence) {
    if (now().getTime() - Date.parse(occurrence.at) > lateMs) await deps.series.callOff(announcement, 'late');
    return;
  }
  if (state !== 'scheduled' || content.sendAt === undefined || content.sendAt > nowIso) return;
  if (now().getTime() - Date.parse(content.sendAt) > lateMs) return miss(deps, id, content.sendAt);
  const flaw = logLost(await guard.flaw()) ?? (await lostBy(deps, announcement, nowIso));
  if (flaw) return loseApproval(deps, id, 'return', flaw);
  await acting.serve(id, 'send', (held) => ({ next: begun(held, now()) }));
}

/** One that repeats lets each of its times go out, as long as its approval holds. */
async function stepSeries(deps: StepDeps, announcement: Announcement): Promise<void> {
  const lost = await deps.series.step(
    announcement,
    async () => logLost(await deps.guard.flaw()) ?? lostBy(deps, announcement, deps.now().toISOString()),
  );
  if (lost) await loseApproval(deps, announcement.id, 'return', lost);
}

async function miss({ acting, tell }: StepDeps, id: string, sendAt: string): Promise<void> {
  const missed = await acting.serve(id, 'miss', (held) => {
    const { approval: _, ...rest } = held;
    return { next: rest, detail: sendAt };
  });
  if (missed) await tell({ announcement: missed, what: 'missed', detail: sendAt });
}

/** What had not begun is given back to its author, what is being sent is paused; officials hear why. */
async function loseApproval(
  { acting, tell }: StepDeps,
  id: string,
  how: 'return' | 'pause',
  { code, text }: Lost,
): Promise<void> {
  const kept = await acting.serve(id, how, (held) => {
    const { approval, ...rest } = held;
    return { next: { ...rest, ...(how === 'pause' && approval ? { approval } : {}), note: text }, detail: code };
  });
  if (kept) await tell({ announcement: kept, what: 'approval-lost', detail: text });
}

/** Why an approval counts no more. `code` stands in the log, officials read `text`. */
export interface Lost {
  code: string;
  text: string;
}

async function lostBy(deps: StepDeps, announcement: Announcement, nowIso: string): Promise<Lost | undefined> {
  const flaw = approvalFlaw(announcement, await deps.officials.list(), nowIso, deps) ?? (await deps.imageFlaw(announcement));
  const found = flaw ?? (deps.guard.isVoid(announcement.approval) ? 'before-restart' : undefined);
  return found && { code: found, text: flawText(found) };
}

const logLost = (flaw: LogFlaw | undefined): Lost | undefined => flaw && { code: 'log-broken', text: logFlawText(flaw) };

/** One that is being sent goes on to its next phase, as long as its approval holds. */
async function stepSending(deps: StepDeps, announcement: Announcement): Promise<void> {
  const { id, phase } = announcement;
  const nowIso = deps.now().toISOString();
  if (isExpired(announcement, nowIso)) return expire(deps, id);
  const flaw = logLost(await deps.guard.known()) ?? (await lostBy(deps, announcement, nowIso));
  if (flaw) return loseApproval(deps, id, 'pause', flaw);
  switch (phase?.kind) {
    case 'publishing':
      return deps.publish(announcement);
    case 'canary':
      return stepCanary(deps, announcement, phase.sinceAt);
    case 'holding':
      return stepHolding(deps, announcement, phase.untilAt);
    case 'all':
      return stepAll(deps, id);
    case 'ending':
    case undefined:
  }
}

async function holdFromNow({ acting, now, holdMs }: StepDeps, announcement: Announcement, why = ''): Promise<void> {
  const untilAt = new Date(now().getTime() + holdMs).toISOString();
  await acting.advance(announcement, { phase: { kind: 'holding', untilAt } }, `holding until ${untilAt}${why}`);
}

async function stepCanary(deps: StepDeps, announcement: Announcement, sinceAt: string): Promise<void> {
  const { outbox, now, canary } = deps;
  // Off by more than the wait itself, back or forth, is of a clock that has been set since.
  const over =
    open(await outbox.tally(announcement.id, canary)) === 0 || Math.abs(now().getTime() - Date.parse(sinceAt)) > canaryMs;
  if (over) await holdFromNow(deps, announcement);
}

async function stepHolding(deps: StepDeps, announcement: Announcement, untilAt: string): Promise<void> {
  const { acting, now, holdMs } = deps;
  if (Date.parse(untilAt) > now().getTime() + holdMs + skewMs) return holdFromNow(deps, announcement, ': the clock was set back');
  if (untilAt <= now().toISOString()) await acting.advance(announcement, { phase: { kind: 'all' } }, 'all');
}

async function stepAll({ acting, outbox, now, tell }: StepDeps, id: string): Promise<void> {
  if (open(await outbox.tally(id, everyRank)) > 0) return;
  const finished = await acting.serve(id, 'finish', (held) => ({ next: { ...held, endedAt: now().toISOString() } }));
  if (finished) await tell({ announcement: finished, what: 'finished', detail: '' });
}

/** Calls off what is left of one that is over, until nothing of it is on its way. */
async function stepEnded({ acting, outbox, now }: StepDeps, announcement: Announcement): Promise<void> {
  const { id, state, phase } = announcement;
  if (!phase) return;
  if (state === 'finished' && !isExpired(announcement, now().toISOString())) return;
  await outbox.end(id, state === 'stopped' ? 'cancelled' : 'expired');
  if (open(await outbox.tally(id, everyRank)) > 0) return;
  const { phase: _, ...rest } = announcement;
  await acting.advance(rest, {}, 'settled');
}
