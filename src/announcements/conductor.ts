import { createActing } from './acting.ts';
import type { Announcement } from './announcement.ts';
import { approvalFlaw } from './approval.ts';
import { begunStates } from './openings.ts';
import type { PublishingDeps } from './publishing-deps.ts';
import { createRecipientLists } from './recipients.ts';
import { begun, ended, lateMs } from './running.ts';
import { acceptedTotals } from './sending/audience.ts';
import type { Tally } from './sending/outbox.ts';
import { flawText } from './words.ts';

/** Something officials have to know of. */
export interface Incident {
  announcement: Announcement;
  what: 'missed' | 'recount' | 'approval-lost' | 'channel-held' | 'finished' | 'expired';
  /** Vietnamese or a channel's name; no voter's data. */
  detail: string;
}

export interface ConductorDeps extends Omit<PublishingDeps, 'newId' | 'facts'> {
  /** How many go first. */
  canary: number;
  /** How long the rest waits for a "stop" after them. */
  holdMs: number;
  tell(incident: Incident): Promise<void>;
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

const open = (tallies: readonly Tally[]) => tallies.reduce((sum, { pending, leased }) => sum + pending + leased, 0);
const leased = (tallies: readonly Tally[]) => tallies.reduce((sum, tally) => sum + tally.leased, 0);

/** How many recipients there may be. Without an audience or an approved count: none can be right. */
function boundsOf({ kind, content: { audience }, approval }: Announcement): { least: number; most: number } {
  const approved = approval?.count;
  if (!audience || approved === undefined) return { least: 1, most: 0 };
  // Approved long before; whoever has joined since asked for exactly this (docs/decisions/0029).
  if (kind === 'reminder') return { least: 1, most: Number.MAX_SAFE_INTEGER };
  // Who a wrong announcement reached is a matter of fact, known only once nothing of it is on its way any more.
  if (audience.kind === 'reached') return { least: 0, most: Number.MAX_SAFE_INTEGER };
  const { least, most } = acceptedTotals(approved);
  return { least: Math.max(1, least), most };
}

export function createConductor(deps: ConductorDeps): Conductor {
  const { announcements, officials, outbox, now, canary, holdMs, tell } = deps;
  const acting = createActing(deps);
  const lists = createRecipientLists(deps);

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

  /** What this one takes the place of is called off, and nothing of it may be on its way any more. */
  async function predecessorSettled({ about }: Announcement): Promise<boolean> {
    if (!about) return true;
    await acting.serve(about.id, 'stop', (held) => ({ next: ended(held, now()), detail: 'superseded' }));
    await outbox.end(about.id, 'cancelled');
    return leased(await outbox.tally(about.id, everyRank)) === 0;
  }

  async function publish(announcement: Announcement): Promise<void> {
    if (!(await predecessorSettled(announcement))) return;
    const { audience } = announcement.content;
    const approved = announcement.approval?.count;
    const bounds = boundsOf(announcement);
    const published = audience
      ? await outbox.publish(announcement.id, await lists.of(audience), bounds)
      : { kind: 'refused' as const, total: 0 };
    if (published.kind === 'refused') {
      const counted = await acting.serve(announcement.id, 'recount', (held) => {
        const { approval: _, phase: __, startedAt: ___, ...rest } = held;
        return {
          next: { ...rest, note: `${approved ?? 0} → ${published.total}` },
          detail: `${approved ?? 0} → ${published.total}`,
        };
      });
      if (counted) await tell({ announcement: counted, what: 'recount', detail: `${approved ?? 0} → ${published.total}` });
      return;
    }
    const { total } = published;
    const phase = total <= canary ? ({ kind: 'all' } as const) : ({ kind: 'canary', sinceAt: now().toISOString() } as const);
    await acting.advance(announcement, { total, phase }, `published ${total}`);
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
        const over = open(await outbox.tally(id, canary)) === 0 || now().getTime() - Date.parse(phase.sinceAt) > canaryMs;
        const untilAt = new Date(now().getTime() + holdMs).toISOString();
        if (over) await acting.advance(announcement, { phase: { kind: 'holding', untilAt } }, `holding until ${untilAt}`);
        return;
      }
      case 'holding':
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
