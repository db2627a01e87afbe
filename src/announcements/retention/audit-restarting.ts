import type { ChatKey } from '../../messaging/message.ts';
import { type ActingDeps, type Actor, cameFrom, createActing } from '../acting.ts';
import { callOffAll } from '../after-restore.ts';
import { createFactor } from '../factor.ts';
import { type ApprovedHead, type AuditEntry, auditBeginning, auditDigest, isProved, verifyAudit } from '../people/audit.ts';
import { restartAction, restartText } from '../people/audit-anchor.ts';
import { chatsOf, holds, isSamePerson, type Official } from '../people/officials.ts';
import type { Refusal } from '../refusal.ts';
import type { Outbox } from '../sending/outbox.ts';
import type { ArchiveEntries } from './audit-trimming.ts';

/** How long what one person has asked for waits for another. */
export const askedMinutes = 30;
const askedMs = askedMinutes * 60_000;

/** Why the log was not begun anew. */
export type RestartRefusal =
  | Refusal
  /** Only a broken log may be put away. */
  | { code: 'log-whole' }
  /** What there is could not be kept elsewhere first. */
  | { code: 'not-archived'; why: string };

export type RestartOutcome =
  /** Another person has to confirm. */
  | { kind: 'asked' }
  /** `entries`: how many were put away. `calledOff`: announcements that have to be approved again, or were stopped. `head`: of the new log. */
  | { kind: 'done'; value: { entries: number; calledOff: number; head: string; askedBy: string } }
  | { kind: 'refused'; refusal: RestartRefusal };

/** A way out for an office whose log is broken: two persons put it away and begin another. */
export interface AuditRestarting {
  /**
   * An administrator asks, with a reason; within half an hour another person, administrator or approver, confirms: each with a fresh code. Then everything
   * approved is called off, `archive` keeps the broken log, and the new one begins with an entry that says so.
   */
  restart(actor: Actor, given: { reason: string; code: string | undefined }, archive: ArchiveEntries): Promise<RestartOutcome>;
}

export interface AuditRestartingDeps extends ActingDeps {
  outbox: Outbox;
  /** See `chained`. */
  auditKey: string | undefined;
  approvedHeads(): Promise<readonly ApprovedHead[]>;
  rest: () => Promise<unknown>;
  /** Tells one official in a chat of theirs; best effort. */
  tell(chat: ChatKey, said: { by: string; askedBy: string; reason: string }): Promise<unknown>;
}

const refuse = (refusal: RestartRefusal): RestartOutcome => ({ kind: 'refused', refusal });

export function createAuditRestarting(deps: AuditRestartingDeps): AuditRestarting {
  const { audit, auditKey, approvedHeads, officials, rest, tell, now } = deps;
  const acting = createActing(deps);
  const useCode = createFactor(deps);

  /** What another person has asked for, and may still: proved by the key, however broken the log is around it. */
  async function askedBefore(who: Official): Promise<{ asker: Official; reason: string } | undefined> {
    const all = await officials.list();
    const earliest = new Date(now().getTime() - askedMs).toISOString();
    for (const entry of await audit.latest({ action: restartAction, outcome: 'asked', limit: 50 })) {
      const asker = all.find(({ id }) => id === entry.who);
      const counts = entry.at >= earliest && isProved(entry, auditKey);
      if (counts && asker && holds(asker, 'admin') && !isSamePerson(asker.person, [who.person]))
        return { asker, reason: entry.detail ?? '' };
    }
    return undefined;
  }

  async function isBroken(): Promise<boolean> {
    return (await verifyAudit(audit.entries(), { approved: await approvedHeads(), key: auditKey, rest })).kind === 'broken';
  }

  /** Puts the log away. `last`: where the file ends. */
  async function begin(
    base: Parameters<typeof acting.refuse>[0],
    asked: { asker: Official; reason: string },
    archive: ArchiveEntries,
  ) {
    const calledOff = await callOffAll(deps, acting, now, 'the audit log is begun anew');
    const seen: { count: number; last: AuditEntry | undefined } = { count: 0, last: undefined };
    async function* read() {
      for await (const entry of audit.entries()) {
        seen.count += 1;
        seen.last = entry;
        yield entry;
      }
    }
    const why = await archive(read());
    if (why !== undefined) return refuse({ code: 'not-archived', why });
    const detail = restartText({ removed: await auditDigest(audit.entries()), askedBy: asked.asker.id, reason: asked.reason });
    const record = { ...base, at: now().toISOString(), outcome: 'done', detail };
    const entry = await audit.restart(seen.last?.chain ?? auditBeginning, record);
    if (entry === undefined) return refuse({ code: 'changed-meanwhile' });
    const value = { entries: seen.count, calledOff, head: entry.chain, askedBy: asked.asker.id };
    return { kind: 'done', value } as const;
  }

  return {
    async restart(actor, { reason, code }, archive) {
      const who = await acting.official(actor);
      const base = acting.record('code' in who ? actor : who, cameFrom(actor), restartAction, 'audit');
      if ('code' in who) return acting.refuse(base, who);
      const asked = await askedBefore(who);
      if (!holds(who, 'admin') && !(asked && holds(who, 'approver')))
        return acting.refuse(base, { code: 'not-permitted', needs: asked ? ['admin', 'approver'] : ['admin'] });
      if (!(await isBroken())) return refuse({ code: 'log-whole' });
      if (!asked && reason.trim() === '') return acting.refuse(base, { code: 'no-reason' });
      const wrong = code === undefined ? ({ code: 'code-needed' } as const) : await useCode(actor, who, code);
      if (wrong) return acting.refuse(base, wrong);
      if (!asked) {
        await audit.append({ ...base, at: now().toISOString(), outcome: 'asked', detail: reason.trim() });
        return { kind: 'asked' };
      }
      const made = await begin(base, asked, archive);
      if (made.kind !== 'done') return made;
      const said = { by: who.name, askedBy: asked.asker.name, reason: asked.reason };
      const told = (await officials.list()).filter(({ disabled }) => !disabled).flatMap(chatsOf);
      for (const chat of told) await tell(chat, said);
      return made;
    },
  };
}
