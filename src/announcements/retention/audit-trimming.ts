import { type ActingDeps, type Actor, cameFrom, createActing } from '../acting.ts';
import { createFactor } from '../factor.ts';
import { type ApprovedHead, type AuditEntry, auditDigest, verifyAudit } from '../people/audit.ts';
import { anchorText, trimAction } from '../people/audit-anchor.ts';
import { holds } from '../people/officials.ts';
import type { Refusal } from '../refusal.ts';

/** So many days of the log are never removed. */
export const auditKeptDays = 365;
const dayMs = 86_400_000;

/** Why nothing was removed from the log. */
export type TrimRefusal =
  | Refusal
  /** `earliest`: what is older than that may be removed, ISO 8601 UTC. */
  | { code: 'kept-a-year'; earliest: string }
  | { code: 'nothing-so-old' }
  /** What is removed could not be kept elsewhere first. */
  | { code: 'not-archived'; why: string };

/** What is or would be removed. */
export interface TrimPlan {
  /** How many entries. */
  entries: number;
  /** Number, moment and chain of the last of them. */
  last: Pick<AuditEntry, 'number' | 'at' | 'chain'>;
  /** How many stay. */
  kept: number;
}

export type TrimOutcome<Value> = { kind: 'done'; value: Value } | { kind: 'refused'; refusal: TrimRefusal };

/** Keeps entries elsewhere; durable once it resolves. A sentence where it could not. */
export type ArchiveEntries = (entries: AsyncIterable<AuditEntry>) => Promise<string | undefined>;

/** Shortening the log at its beginning, for administrators. `before`: entries made before then, ISO 8601 UTC. */
export interface AuditTrimming {
  /** What would be removed. */
  plan(actor: Actor, before: string): Promise<TrimOutcome<TrimPlan>>;
  /** Removes it, with a fresh code of the authenticator, after `archive` has kept it. The value's `head`: chain of the last entry there is then. */
  trim(
    actor: Actor,
    given: { before: string; code: string | undefined },
    archive: ArchiveEntries,
  ): Promise<TrimOutcome<TrimPlan & { head: string }>>;
}

export interface AuditTrimmingDeps extends ActingDeps {
  /** See `chained`. */
  auditKey: string | undefined;
  approvedHeads(): Promise<readonly ApprovedHead[]>;
  rest?: () => Promise<unknown>;
}

const refuse = (refusal: TrimRefusal): { kind: 'refused'; refusal: TrimRefusal } => ({ kind: 'refused', refusal });

export function createAuditTrimming(deps: AuditTrimmingDeps): AuditTrimming {
  const { audit, auditKey, approvedHeads, rest, now } = deps;
  const acting = createActing(deps);
  const useCode = createFactor(deps);

  /** Whoever asks, if they may; else a refusal that the log tells of. */
  async function allowed(actor: Actor) {
    const who = await acting.official(actor);
    const base = acting.record('code' in who ? actor : who, cameFrom(actor), trimAction, 'audit');
    if ('code' in who) return { refused: await acting.refuse(base, who) };
    if (!holds(who, 'admin')) return { refused: await acting.refuse(base, { code: 'not-permitted', needs: ['admin'] }) };
    return { who, base };
  }

  /** What may be removed of the log as it is now, once all of it has been checked. */
  async function planned(before: string): Promise<TrimPlan | TrimRefusal> {
    const earliest = new Date(now().getTime() - auditKeptDays * dayMs).toISOString();
    if (before > earliest) return { code: 'kept-a-year', earliest };
    const approved = await approvedHeads();
    const check = { approved, key: auditKey, ...(rest ? { rest } : {}) };
    const verdict = await verifyAudit(audit.entries(), check);
    // A log that somebody changed is neither shortened nor made a right one.
    if (verdict.kind === 'broken') return { code: 'log-broken', verdict };
    // Whoever checks an approval that was given since looks for its head among what stays.
    const staying = new Set(approved.filter(({ at }) => at >= before).map(({ head }) => head));
    let last: TrimPlan['last'] | undefined;
    let entries = 0;
    for await (const { number, at, chain } of audit.entries()) {
      if (at >= before || staying.has(chain)) break;
      last = { number, at, chain };
      entries += 1;
    }
    return last === undefined ? { code: 'nothing-so-old' } : { entries, last, kept: verdict.entries - entries };
  }

  async function* part(isIn: (entry: AuditEntry) => boolean): AsyncGenerator<AuditEntry> {
    for await (const entry of audit.entries()) if (isIn(entry)) yield entry;
  }

  return {
    async plan(actor, before) {
      const { refused } = await allowed(actor);
      if (refused) return refused;
      const plan = await planned(before);
      return 'code' in plan ? refuse(plan) : { kind: 'done', value: plan };
    },
    async trim(actor, { before, code }, archive) {
      const { refused, who, base } = await allowed(actor);
      if (refused) return refused;
      async function noted(refusal: TrimRefusal) {
        await audit.append({ ...base!, at: now().toISOString(), outcome: refusal.code });
        return refuse(refusal);
      }
      const plan = await planned(before);
      if ('code' in plan) return noted(plan);
      const wrong = code === undefined ? ({ code: 'code-needed' } as const) : await useCode(actor, who, code);
      if (wrong) return noted(wrong);
      const { number, chain } = plan.last;
      const going = () => part((entry) => entry.number <= number);
      const removed = await auditDigest(going());
      const why = await archive(going());
      if (why !== undefined) return noted({ code: 'not-archived', why });
      // Somebody else removed some of them while they were written: the file may lack them.
      if ((await auditDigest(going())) !== removed) return noted({ code: 'changed-meanwhile' });
      const kept = await auditDigest(part((entry) => entry.number > number));
      const detail = anchorText({ before, removed, kept });
      const record = { ...base, at: now().toISOString(), outcome: 'done', hash: chain, detail };
      const entry = await audit.trim({ number, chain }, record);
      if (entry === undefined) return noted({ code: 'changed-meanwhile' });
      return { kind: 'done', value: { ...plan, head: entry.chain } };
    },
  };
}
