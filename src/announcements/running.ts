import type { Acting, Actor } from './acting.ts';
import type { Announcement } from './announcement.ts';
import { approvalFlaw, contentHash } from './approval.ts';
import type { UseCode } from './factor.ts';
import { createImageLook } from './images/standing.ts';
import type { Official } from './people/officials.ts';
import type { PublishingDeps } from './publishing-deps.ts';
import { begunFlaw, type Outcome, type Refusal } from './refusal.ts';

/** What is shown by whoever lets an announcement go. */
export interface LettingGo {
  /** Of the content they saw; it goes only as long as it is that. Absent: whatever was approved. */
  hash?: string;
  /** Of their authenticator, fresh; needed where `takesCode` says so. */
  code?: string | undefined;
}

/** Letting an approved announcement go, and holding it back. */
export interface Running {
  /** Lets it begin by itself at the approved time. */
  schedule(actor: Actor, id: string, given?: LettingGo): Promise<Outcome<Announcement>>;
  /** Begins now. */
  send(actor: Actor, id: string, given?: LettingGo): Promise<Outcome<Announcement>>;
  pause(actor: Actor, id: string, reason: string): Promise<Outcome<Announcement>>;
  /** Goes on, on channels held back as well. */
  resume(actor: Actor, id: string): Promise<Outcome<Announcement>>;
  /** For good. Acknowledged means durable: nothing is sent after it but what was on its way. */
  stop(actor: Actor, id: string, reason: string): Promise<Outcome<Announcement>>;
}

/** How late an announcement may still begin: later its time is missed, and somebody has to approve a new one. */
export const lateMs = 15 * 60_000;

/** Whether letting it go takes a fresh code: what goes to everyone, and what was made from an emergency template, wherever an official works from. */
export const takesCode = ({ content, filled }: Pick<Announcement, 'content' | 'filled'>): boolean =>
  content.audience?.kind === 'everyone' || filled !== undefined;

export function createRunning(
  { now, approvalKey, issuer, images, guard }: PublishingDeps,
  acting: Acting,
  useCode: UseCode,
): Running {
  /** A phone, a browser or a terminal may be left alone: they saw this content and, where it goes to everyone, are there now. */
  function proof(
    actor: Actor,
    { hash, code }: LettingGo,
  ): (who: Official, announcement: Announcement) => Promise<Refusal | undefined> {
    let used: { refusal: Refusal | undefined } | undefined;
    return async (who, announcement) => {
      if (hash !== undefined && hash !== contentHash(announcement, issuer)) return { code: 'not-what-was-shown' };
      if (!takesCode(announcement)) return undefined;
      if (!code) return { code: 'code-needed' };
      used ??= { refusal: await useCode(actor, who, code) };
      return used.refusal;
    };
  }

  const imageFlaw = createImageLook(images);

  async function notReady(announcement: Announcement, all: readonly Official[]): Promise<Refusal | undefined> {
    const nowIso = now().toISOString();
    const flaw = approvalFlaw(announcement, all, nowIso, { approvalKey, issuer }) ?? (await imageFlaw(announcement));
    if (flaw) return { code: 'approval', flaw };
    const verdict = await guard.flaw();
    if (verdict) return { code: 'log-broken', verdict };
    if (guard.isVoid(announcement.approval)) return { code: 'approval', flaw: 'before-restart' };
    const { expiresAt } = announcement.content;
    return expiresAt === undefined || expiresAt <= nowIso ? { code: 'time-past' } : undefined;
  }

  return {
    schedule(actor, id, given = {}) {
      const unproven = proof(actor, given);
      return acting.act(actor, id, 'schedule', async (announcement, who, all) => {
        const { sendAt } = announcement.content;
        if (sendAt === undefined) return { code: 'no-time' };
        const flaw = begunFlaw(announcement.content, now().toISOString());
        if (flaw) return { code: 'repeat', why: flaw };
        if (sendAt <= now().toISOString()) return { code: 'time-past' };
        const refusal = (await notReady(announcement, all)) ?? (await unproven(who, announcement));
        return refusal ?? { next: announcement, detail: sendAt };
      });
    },
    send(actor, id, given = {}) {
      const unproven = proof(actor, given);
      return acting.act(actor, id, 'send', async (announcement, who, all) => {
        const { sendAt, repeat } = announcement.content;
        if (repeat) return { code: 'repeat', why: { code: 'not-by-hand' } };
        if (sendAt !== undefined && sendAt > now().toISOString()) return { code: 'not-due', sendAt };
        if (sendAt !== undefined && now().getTime() - Date.parse(sendAt) > lateMs) return { code: 'time-past' };
        const refusal = (await notReady(announcement, all)) ?? (await unproven(who, announcement));
        return refusal ?? { next: begun(announcement, now()) };
      });
    },
    pause: (actor, id, reason) =>
      acting.act(actor, id, 'pause', (announcement) => ({ next: { ...announcement, note: reason }, detail: reason })),
    resume: (actor, id) =>
      acting.act(actor, id, 'resume', async (announcement, _, all) => {
        const { note: __, ...rest } = announcement;
        return (await notReady(announcement, all)) ?? { next: { ...rest, heldChannels: {} } };
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
