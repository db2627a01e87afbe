import { type Acting, type ActingDeps, type Actor, cameFrom, createActing } from './acting.ts';
import type { Announcement, AnnouncementStore } from './announcement.ts';
import { createFactor } from './factor.ts';
import { begunStates } from './openings.ts';
import type { AuditRecord } from './people/audit.ts';
import { everyDelegation, revokeAllDelegations, revokingAction } from './people/delegation.ts';
import { holds } from './people/officials.ts';
import { done, type Outcome } from './refusal.ts';
import { ended } from './running.ts';
import type { Outbox } from './sending/outbox.ts';

interface Kept {
  announcements: AnnouncementStore;
  outbox: Outbox;
}

/**
 * What a store that was put back to an older state holds may have gone out since: approved ones need a new approval, those being sent are stopped, and
 * nobody who still waits is sent to. Returns how many there were. `why` stands in the audit log.
 */
export async function callOffAll({ announcements, outbox }: Kept, acting: Acting, now: () => Date, why: string): Promise<number> {
  const calledOff = await announcements.list(['approved', 'scheduled', 'sending', 'paused']);
  for (const { id, state } of calledOff) {
    if (state === 'approved' || state === 'scheduled')
      await acting.serve(id, 'return', (one) => ({ next: unapproved(one, why), detail: why }));
    else await acting.serve(id, 'stop', (one) => ({ next: { ...ended(one, now()), note: why }, detail: why }));
  }
  for (const { id } of await announcements.list(begunStates)) await outbox.end(id, 'cancelled');
  return calledOff.length;
}

function unapproved(announcement: Announcement, why: string): Announcement {
  const { approval: _, ...rest } = announcement;
  return { ...rest, note: why };
}

/** What the log says of delegations that were revoked because a store was put back. `base`: of what was done to it. */
export const delegationsRevoked = (base: Omit<AuditRecord, 'outcome'>): AuditRecord => ({
  ...{ ...base, action: revokingAction, outcome: 'done', subject: everyDelegation },
  detail: 'the store was put back to an older state',
});

/** `olderThan`: what the store had come to; `undefined`: it is not older, and nothing was done. */
export type AfterRestore = (
  actor: Actor,
  code: string | undefined,
) => Promise<Outcome<{ olderThan: string | undefined; calledOff: number }>>;

/** An approver or administrator has looked at a store that was put back: what it holds is called off, and sending may go on. */
export function createAfterRestore(
  deps: ActingDeps & Kept & { age: { olderThan(): Promise<string | undefined>; accept(): Promise<void> } },
): AfterRestore {
  const { age, audit, officials, now } = deps;
  const acting = createActing(deps);
  const useCode = createFactor(deps);
  return async (actor, code) => {
    const who = await acting.official(actor);
    const base = acting.record('code' in who ? actor : who, cameFrom(actor), 'resume-after-restore', 'store');
    if ('code' in who) return acting.refuse(base, who);
    if (!holds(who, 'approver') && !holds(who, 'admin'))
      return acting.refuse(base, { code: 'not-permitted', needs: ['approver', 'admin'] });
    const olderThan = await age.olderThan();
    if (olderThan === undefined) return done({ olderThan, calledOff: 0 });
    const refusal = code === undefined ? ({ code: 'code-needed' } as const) : await useCode(actor, who, code);
    if (refusal) return acting.refuse(base, refusal);
    const calledOff = await callOffAll(deps, acting, now, `older than ${olderThan}`);
    await revokeAllDelegations(officials, delegationsRevoked(base));
    await audit.append({ ...base, outcome: 'done', detail: `the store was older than ${olderThan}; ${calledOff} called off` });
    await age.accept();
    return done({ olderThan, calledOff });
  };
}
