import { type Action, type Announcement, type AnnouncementStore, permitted, type State, stateAfter } from './announcement.ts';
import { contentHash } from './approval.ts';
import type { AuditLog, AuditRecord } from './people/audit.ts';
import { mandatesOf } from './people/delegation.ts';
import { communeBoundOf, type Official, type Officials, officeRoles } from './people/officials.ts';
import { isSignedIn, systemUserOf } from './people/signing-in.ts';
import { done, type Outcome, type Refusal, refused } from './refusal.ts';

/**
 * Who asks, and the way it came. A linked chat or a signed-in console says whose account it is; at a terminal anybody can name any account, so
 * it counts only where that account signed in (`SigningIn`). `terminal`: system user and terminal, where they can be told.
 */
export type Actor =
  | { official: string; from: 'telegram' | 'console' }
  | { official: string; from: 'cli'; terminal: string | undefined };

/** What a request makes of an announcement; its state follows from the table. `detail` goes into the audit log. */
export type Decision = { next: Announcement; detail?: string } | Refusal;

export interface Acting {
  /** The account, if it is in force and it is proven that they ask; else why not. */
  official(actor: Actor): Promise<Official | Refusal>;
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
  /** The body that speaks; without it the log does not say which content was acted on. */
  issuer?: string;
  now: () => Date;
}

/** What may be done in somebody else's name. */
export const delegable: readonly Action[] = ['approve', 'return'];

/** Whether the account may do it in its own name, by its roles. A drill may be approved by an author. */
export function isAllowed({ roles }: Pick<Official, 'roles'>, { kind }: Pick<Announcement, 'kind'>, action: Action): boolean {
  const allowed = kind === 'drill' && action === 'approve' ? [...permitted.approve, 'author'] : permitted[action];
  return allowed.some((role) => (roles as readonly string[]).includes(role));
}

// Somebody else changed the announcement at the same moment: everything is decided again on what it is then.
const tries = 5;

export function createActing({ announcements, officials, audit, issuer, now }: ActingDeps): Acting {
  const record: Acting['record'] = (...what) => recordOf(now().toISOString(), ...what);

  async function refuse(base: Omit<AuditRecord, 'outcome'>, refusal: Refusal) {
    await audit.append({ ...base, outcome: refusal.code });
    return refused(refusal);
  }

  async function keep(decision: { next: Announcement; detail?: string }, state: State, base: Omit<AuditRecord, 'outcome'>) {
    const next = { ...decision.next, state };
    const { detail } = decision;
    return announcements.save(next, {
      ...base,
      outcome: 'done',
      ...(issuer === undefined ? {} : { hash: contentHash(next, issuer) }),
      ...(detail ? { detail } : {}),
    });
  }

  return {
    official: async (actor) => proven(actor, await officials.list(), now().getTime()),
    record,
    refuse,
    async act(actor, id, action, decide) {
      for (let i = 0; i < tries; i += 1) {
        const all = await officials.list();
        const who = proven(actor, all, now().getTime());
        const base = record('code' in who ? actor : who, cameFrom(actor), action, id);
        if ('code' in who) return refuse(base, who);
        const announcement = await announcements.get(id);
        if (!announcement) return refuse(base, { code: 'unknown-announcement' });
        const isDelegate = delegable.includes(action) && mandatesOf(who, all, now().toISOString()).length > 0;
        if (!isDelegate && !isAllowed(who, announcement, action))
          return refuse(base, { code: 'not-permitted', needs: permitted[action] });
        const state = stateAfter(announcement, action);
        if (!state) return refuse(base, { code: 'wrong-state', state: announcement.state, action });
        const decision = await decide(announcement, who, all);
        if ('code' in decision) return refuse(base, decision);
        const kept = await keep(decision, state, base);
        if (kept) return done(kept);
      }
      return refuse(record(actor, cameFrom(actor), action, id), { code: 'changed-meanwhile' });
    },
    async serve(id, action, decide) {
      for (let i = 0; i < tries; i += 1) {
        const announcement = await announcements.get(id);
        const state = announcement && stateAfter(announcement, action);
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

/** Where it was typed; `undefined` where it was no terminal. */
export const terminalOf = (actor: Actor): string | undefined => (actor.from === 'cli' ? actor.terminal : undefined);

/** The way a request came, for the audit log: of a terminal also which system user typed there, e.g. `cli:cutri/1001`. */
export const cameFrom = (actor: Actor): string =>
  actor.from === 'cli' && actor.terminal !== undefined ? `cli:${systemUserOf(actor.terminal)}` : actor.from;

/** Of what somebody did, or the service by itself (`undefined`). */
function recordOf(
  at: string,
  who: Actor | Official | undefined,
  from: string,
  action: string,
  subject: string,
): Omit<AuditRecord, 'outcome'> {
  if (who === undefined) return { at, who: 'cutri', roles: [], action, subject, from };
  if (!('official' in who)) return { at, who: who.id, roles: who.roles, action, subject, from };
  // Who only names an account at a terminal did nothing in its name.
  return who.from === 'cli'
    ? { at, who: 'unknown', roles: [], action, subject, from, detail: `as ${who.official}` }
    : { at, who: who.official, roles: [], action, subject, from };
}

/** The account, where it is in force, known to be theirs who ask, and not bound to one commune. */
function proven(actor: Actor, all: readonly Official[], nowMs: number): Official | Refusal {
  const who = all.find(({ id, disabled }) => id === actor.official && !disabled);
  if (actor.from === 'cli' && !(who && isSignedIn(who, actor.terminal, nowMs)))
    return { code: 'not-signed-in', id: actor.official };
  if (!who) return { code: 'unknown-official' };
  // Announcements are of the whole province: an account of one commune does not even see them.
  return communeBoundOf(who) === undefined ? who : { code: 'not-permitted', needs: officeRoles };
}
