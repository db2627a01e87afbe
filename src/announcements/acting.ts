import { type Action, type Announcement, type AnnouncementStore, permitted, type State, transitions } from './announcement.ts';
import { contentHash } from './approval.ts';
import type { AuditLog, AuditRecord } from './audit.ts';
import type { Official, Officials } from './officials.ts';
import { done, type Outcome, type Refusal, refused } from './refusal.ts';

/** Who asks: an account known to be theirs, and the way it came. */
export interface Actor {
  official: string;
  from: 'cli' | 'telegram' | 'console';
}

/** What a request makes of an announcement; its state follows from the table. `detail` goes into the audit log. */
export type Decision = { next: Announcement; detail?: string } | Refusal;

export interface Acting {
  /** The account, if it is in force. */
  official(actor: Actor): Promise<Official | undefined>;
  /** Carries out an official's action by the table of states and roles; done or refused, the audit log tells of it. */
  act(
    actor: Actor,
    id: string,
    action: Action,
    decide: (announcement: Announcement, official: Official, officials: readonly Official[]) => Promise<Decision> | Decision,
  ): Promise<Outcome<Announcement>>;
  /** The same for what the service does by itself; `undefined` when the table does not allow it now. */
  serve(id: string, action: Action, decide: (announcement: Announcement) => Decision): Promise<Announcement | undefined>;
  /** Keeps a change of the service that leaves the state as it is. */
  advance(announcement: Announcement, changes: Partial<Announcement>, detail: string): Promise<Announcement | undefined>;
  /** An audit record of now. */
  record(who: Actor | Official | undefined, from: string, action: string, subject: string): Omit<AuditRecord, 'outcome'>;
  /** Notes a refusal and passes it on. */
  refuse(base: Omit<AuditRecord, 'outcome'>, refusal: Refusal): Promise<{ kind: 'refused'; refusal: Refusal }>;
}

export interface ActingDeps {
  announcements: AnnouncementStore;
  officials: Officials;
  audit: AuditLog;
  now: () => Date;
}

// Somebody else changed the announcement at the same moment: everything is decided again on what it is then.
const tries = 5;

export function createActing({ announcements, officials, audit, now }: ActingDeps): Acting {
  function record(
    who: Actor | Official | undefined,
    from: string,
    action: string,
    subject: string,
  ): Omit<AuditRecord, 'outcome'> {
    const at = now().toISOString();
    if (who === undefined) return { at, who: 'cutri', roles: [], action, subject, from };
    return 'official' in who
      ? { at, who: who.official, roles: [], action, subject, from }
      : { at, who: who.id, roles: who.roles, action, subject, from };
  }

  async function refuse(base: Omit<AuditRecord, 'outcome'>, refusal: Refusal) {
    await audit.append({ ...base, outcome: refusal.code });
    return refused(refusal);
  }

  async function official(actor: Actor): Promise<Official | undefined> {
    return (await officials.list()).find(({ id, disabled }) => id === actor.official && !disabled);
  }

  async function keep(decision: { next: Announcement; detail?: string }, state: State, base: Omit<AuditRecord, 'outcome'>) {
    const next = { ...decision.next, state };
    const { detail } = decision;
    return announcements.save(next, { ...base, outcome: 'done', hash: contentHash(next), ...(detail ? { detail } : {}) });
  }

  return {
    official,
    record,
    refuse,
    async act(actor, id, action, decide) {
      for (let i = 0; i < tries; i += 1) {
        const all = await officials.list();
        const who = all.find((held) => held.id === actor.official && !held.disabled);
        const base = record(who ?? actor, actor.from, action, id);
        const announcement = await announcements.get(id);
        if (!who) return refuse(base, { code: 'unknown-official' });
        if (!announcement) return refuse(base, { code: 'unknown-announcement' });
        const allowed =
          announcement.kind === 'drill' && action === 'approve' ? [...permitted.approve, 'author'] : permitted[action];
        if (!allowed.some((role) => (who.roles as readonly string[]).includes(role)))
          return refuse(base, { code: 'not-permitted', needs: permitted[action] });
        const state = transitions[announcement.state][action];
        if (!state) return refuse(base, { code: 'wrong-state', state: announcement.state, action });
        const decision = await decide(announcement, who, all);
        if ('code' in decision) return refuse(base, decision);
        const kept = await keep(decision, state, base);
        if (kept) return done(kept);
      }
      return refuse(record(actor, actor.from, action, id), { code: 'changed-meanwhile' });
    },
    async serve(id, action, decide) {
      for (let i = 0; i < tries; i += 1) {
        const announcement = await announcements.get(id);
        const state = announcement && transitions[announcement.state][action];
        if (!announcement || !state) return undefined;
        const base = record(undefined, 'service', action, id);
        const decision = decide(announcement);
        if ('code' in decision) return undefined;
        const kept = await keep(decision, state, base);
        if (kept) return kept;
      }
      return undefined;
    },
    advance: (announcement, changes, detail) =>
      keep(
        { next: { ...announcement, ...changes }, detail },
        announcement.state,
        record(undefined, 'service', 'advance', announcement.id),
      ),
  };
}
