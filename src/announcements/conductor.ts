import { createActing } from './acting.ts';
import type { Announcement } from './announcement.ts';
import { approvalFlaw } from './approval.ts';
import { type BroadcastingDeps, createBroadcasting } from './broadcasting.ts';
import { begunStates } from './openings.ts';
import { begun, ended, lateMs } from './running.ts';
import type { Tally } from './sending/outbox.ts';
import { flawText } from './words.ts';

export interface ConductorDeps extends BroadcastingDeps {
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

export function createConductor(deps: ConductorDeps): Conductor {
  const { announcements, officials, outbox, now, canary, holdMs, isClockSettled, tell } = deps;
  const acting = createActing(deps);
  const publish = createBroadcasting(deps, acting);

  async function expire(id: string): Promise<void> {
    const over = await acting.serve(id, 'expire', (held) => ({ next: ended(held, now()) }));
    if (over) await tell({ announcement: over, what: 'expired', detail: '' });
  }

  async function stepWaiting(announcement: Announcement): Promise<void> {
    const { id, content, state } = announcement;
    const nowIso = now().toISOString();
    if ((content.expiresAt ?? '') <= nowIso) return expire(id);
    if (state !== 'scheduled' || content.sendAt === undefined || content.sendAt > nowIso) return;
    if (now().getTime() - Date.parse(content.sendAt) > lateMs) {
      const missed = await acting.serve(id, 'miss', (held) => {
        const { approval: _, ...rest } = held;
        return { next: rest, detail: content.sendAt! };
      });
      if (missed) await tell({ announcement: missed, what: 'missed', detail: content.sendAt });
      return;
    }
    const flaw = approvalFlaw(announcement, await officials.list(), nowIso, deps);
    if (flaw) {
      const returned = await acting.serve(id, 'return', (held) => {
        const { approval: _, ...rest } = held;
        return { next: { ...rest, note: flawText(flaw) }, detail: flaw };
      });
      if (returned) await tell({ announcement: returned, what: 'approval-lost', detail: flawText(flaw) });
      return;
    }
    await acting.serve(id, 'send', (held) => ({ next: begun(held, now()) }));
  }

  async function stepSending(announcement: Announcement): Promise<void> {
    const { id, phase, content } = announcement;
    const nowIso = now().toISOString();
    if ((content.expiresAt ?? '') <= nowIso) return expire(id);
    const flaw = approvalFlaw(announcement, await officials.list(), nowIso, deps);
    if (flaw) {
      const paused = await acting.serve(id, 'pause', (held) => ({ next: { ...held, note: flawText(flaw) }, detail: flaw }));
      if (paused) await tell({ announcement: paused, what: 'approval-lost', detail: flawText(flaw) });
      return;
    }
    switch (phase?.kind) {
      case 'publishing':
        return publish(announcement);
      case 'canary': {
        // Off by more than the wait itself, back or forth, is of a clock that has been set since.
        const over =
          open(await outbox.tally(id, canary)) === 0 || Math.abs(now().getTime() - Date.parse(phase.sinceAt)) > canaryMs;
        const untilAt = new Date(now().getTime() + holdMs).toISOString();
        if (over) await acting.advance(announcement, { phase: { kind: 'holding', untilAt } }, `holding until ${untilAt}`);
        return;
      }
      case 'holding':
        if (Date.parse(phase.untilAt) > now().getTime() + holdMs + skewMs) {
          const untilAt = new Date(now().getTime() + holdMs).toISOString();
          return void (await acting.advance(
            announcement,
            { phase: { kind: 'holding', untilAt } },
            `holding until ${untilAt}: the clock was set back`,
          ));
        }
        if (phase.untilAt <= nowIso) await acting.advance(announcement, { phase: { kind: 'all' } }, 'all');
        return;
      case 'all': {
        if (open(await outbox.tally(id, everyRank)) > 0) return;
        const finished = await acting.serve(id, 'finish', (held) => ({ next: { ...held, endedAt: now().toISOString() } }));
        if (finished) await tell({ announcement: finished, what: 'finished', detail: '' });
        return;
      }
      case 'ending':
      case undefined:
    }
  }

  /** Calls off what is left of one that is over, until nothing of it is on its way. */
  async function stepEnded(announcement: Announcement): Promise<void> {
    const { id, state, phase, content } = announcement;
    if (!phase) return;
    if (state === 'finished' && (content.expiresAt ?? '') > now().toISOString()) return;
    await outbox.end(id, state === 'stopped' ? 'cancelled' : 'expired');
    if (open(await outbox.tally(id, everyRank)) > 0) return;
    const { phase: _, ...rest } = announcement;
    await acting.advance(rest, {}, 'settled');
  }

  async function step(announcement: Announcement): Promise<void> {
    switch (announcement.state) {
      case 'approved':
      case 'scheduled':
        return stepWaiting(announcement);
      case 'sending':
        return stepSending(announcement);
      case 'paused':
        if ((announcement.content.expiresAt ?? '') <= now().toISOString()) await expire(announcement.id);
        return;
      case 'finished':
      case 'stopped':
      case 'expired':
        return stepEnded(announcement);
      case 'draft':
      case 'submitted':
      case 'missed':
    }
  }

  return {
    async tick() {
      // None of these steps can be taken back: a clock that has just jumped decides none of them.
      if (!isClockSettled()) return;
      for (const announcement of await announcements.list(['approved', 'scheduled', ...begunStates])) await step(announcement);
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
