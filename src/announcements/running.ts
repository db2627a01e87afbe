import type { Acting, Actor } from './acting.ts';
import type { Announcement } from './announcement.ts';
import { approvalFlaw } from './approval.ts';
import type { Official } from './officials.ts';
import type { PublishingDeps } from './publishing-deps.ts';
import type { Outcome, Refusal } from './refusal.ts';

/** Letting an approved announcement go, and holding it back. */
export interface Running {
  /** Lets it begin by itself at the approved time. */
  schedule(actor: Actor, id: string): Promise<Outcome<Announcement>>;
  /** Begins now. */
  send(actor: Actor, id: string): Promise<Outcome<Announcement>>;
  pause(actor: Actor, id: string, reason: string): Promise<Outcome<Announcement>>;
  /** Goes on, on channels held back as well. */
  resume(actor: Actor, id: string): Promise<Outcome<Announcement>>;
  /** For good. Acknowledged means durable: nothing is sent after it but what was on its way. */
  stop(actor: Actor, id: string, reason: string): Promise<Outcome<Announcement>>;
}

/** How late an announcement may still begin: later its time is missed, and somebody has to approve a new one. */
export const lateMs = 15 * 60_000;

export function createRunning({ now, approvalKey }: PublishingDeps, acting: Acting): Running {
  function notReady(announcement: Announcement, all: readonly Official[]): Refusal | undefined {
    const nowIso = now().toISOString();
    const flaw = approvalFlaw(announcement, all, nowIso, approvalKey);
    if (flaw) return { code: 'approval', flaw };
    const { expiresAt } = announcement.content;
    return expiresAt === undefined || expiresAt <= nowIso ? { code: 'time-past' } : undefined;
  }

  return {
    schedule: (actor, id) =>
      acting.act(actor, id, 'schedule', (announcement, _, all) => {
        const { sendAt } = announcement.content;
        if (sendAt === undefined) return { code: 'no-time' };
        if (sendAt <= now().toISOString()) return { code: 'time-past' };
        return notReady(announcement, all) ?? { next: announcement, detail: sendAt };
      }),
    send: (actor, id) =>
      acting.act(actor, id, 'send', (announcement, _, all) => {
        const { sendAt } = announcement.content;
        if (sendAt !== undefined && sendAt > now().toISOString()) return { code: 'not-due', sendAt };
        if (sendAt !== undefined && now().getTime() - Date.parse(sendAt) > lateMs) return { code: 'time-past' };
        return notReady(announcement, all) ?? { next: begun(announcement, now()) };
      }),
    pause: (actor, id, reason) =>
      acting.act(actor, id, 'pause', (announcement) => ({ next: { ...announcement, note: reason }, detail: reason })),
    resume: (actor, id) =>
      acting.act(actor, id, 'resume', (announcement, _, all) => {
        const { note: __, ...rest } = announcement;
        return notReady(announcement, all) ?? { next: { ...rest, heldChannels: {} } };
      }),
    stop: (actor, id, reason) =>
      acting.act(actor, id, 'stop', (announcement) => ({
        next: { ...ended(announcement, now()), note: reason },
        detail: reason,
      })),
  };
}

/** An announcement whose sending begins. */
export function begun(announcement: Announcement, now: Date): Announcement {
  return { ...announcement, startedAt: now.toISOString(), phase: { kind: 'publishing' } };
}

/** An announcement that is over; what it still has in the outbox is called off by the conductor. */
export function ended(announcement: Announcement, now: Date): Announcement {
  const { phase, ...rest } = announcement;
  return { ...rest, endedAt: now.toISOString(), ...(phase ? { phase: { kind: 'ending' } } : {}) };
}
