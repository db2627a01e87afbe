import type { ChatKey, OutgoingMessage } from '../../messaging/message.ts';
import { type ActingDeps, type Actor, cameFrom, createActing } from '../acting.ts';
import type { AuditRecord } from '../people/audit.ts';
import { type DelegationState, delegationState, revokingAction } from '../people/delegation.ts';
import { chatsOf, type Delegation, holds, type Official, personKey, termOf } from '../people/officials.ts';
import { strangerAt } from '../people/signing-in.ts';
import { checkCode } from '../people/totp.ts';
import type { Outcome } from '../refusal.ts';
import { type DelegationRefusal, wishFlaw } from './wish.ts';
import { delegatingWords as words } from './words.ts';

/** Who shall approve in one's name, and when. ISO 8601 UTC; a beginning that has passed means now. */
export interface DelegationWish {
  /** Account. */
  to: string;
  from: string;
  until: string;
  reason?: string | undefined;
}

/** A delegation as officials see it. */
export interface DelegationSummary {
  id: string;
  of: { id: string; name: string };
  to: { id: string; name: string };
  from: string;
  until: string;
  reason?: string;
  state: DelegationState;
}

export type DelegationOutcome = { kind: 'done'; value: DelegationSummary } | { kind: 'refused'; refusal: DelegationRefusal };

/** Letting another official approve in one's own name for a time. Every rule is behind this and `people/delegation.ts`. */
export interface Delegating {
  /** `code`: of the authenticator of whoever delegates, fresh. Both hear of it. */
  delegate(actor: Actor, wish: DelegationWish, code: string): Promise<DelegationOutcome>;
  /** The latest first, with those that are over. */
  delegations(): Promise<DelegationSummary[]>;
  /** At once, and what was approved by it and has not gone out counts no more. By either of the two, or an administrator. Both hear of it. */
  revokeDelegation(actor: Actor, id: string): Promise<DelegationOutcome>;
}

export interface DelegatingDeps extends ActingDeps {
  /** Tells an official something. Best effort. */
  notify(chat: ChatKey, message: OutgoingMessage): Promise<unknown>;
}

/** Kept of one account; older ones stand in the log. */
const mostKept = 50;

type Base = Omit<AuditRecord, 'outcome'>;
type Made = { of: Official; delegation: Delegation };

export function createDelegating(deps: DelegatingDeps): Delegating {
  const { officials, now } = deps;
  const acting = createActing(deps);
  const nowIso = () => now().toISOString();

  /** Whoever asks, if it is proven, with the beginning of the record of it. */
  async function asking(actor: Actor, action: string, subject: string): Promise<{ who: Official; base: Base } | Refused> {
    const who = await acting.official(actor);
    const base = acting.record('code' in who ? actor : who, cameFrom(actor), action, subject);
    return 'code' in who ? acting.refuse(base, who) : { who, base };
  }

  /** Changes the account of whoever delegates, with its record, and tells both. */
  async function keep(
    base: Base,
    say: 'made' | 'revoked',
    change: (held: readonly Official[]) => Changed,
  ): Promise<DelegationOutcome> {
    const outcome = await officials.update<Made | DelegationRefusal>((held) => {
      const changed = change(held);
      if ('refusal' in changed) {
        const { refusal, list = held } = changed;
        return { officials: list, records: [{ ...base, outcome: refusal.code }], result: refusal };
      }
      const { of, delegation } = changed;
      const record = { ...base, outcome: 'done', detail: words.detail(delegation) };
      return { officials: held.map((one) => (one.id === of.id ? of : one)), records: [record], result: changed };
    });
    if ('code' in outcome) return { kind: 'refused', refusal: outcome };
    const all = await officials.list();
    const summary = summaryOf(outcome, all, nowIso());
    await tellBoth(deps, all, summary, say, base.who);
    return { kind: 'done', value: summary };
  }

  return {
    async delegate(actor, wish, code) {
      const asked = await asking(actor, 'official-delegate', wish.to);
      if ('kind' in asked) return asked;
      const { who, base } = asked;
      if (!holds(who, 'approver')) return acting.refuse(base, { code: 'not-permitted', needs: ['approver'] });
      if (code.trim() === '') return acting.refuse(base, { code: 'code-needed' });
      return keep(base, 'made', (held) => delegated(held, actor, wish, code, now()));
    },
    async delegations() {
      const all = await officials.list();
      const made = all.flatMap((of) => (of.delegations ?? []).map((delegation) => ({ of, delegation })));
      const latest = made.toSorted((a, b) => (a.delegation.madeAt < b.delegation.madeAt ? 1 : -1));
      return latest.map((one) => summaryOf(one, all, nowIso()));
    },
    async revokeDelegation(actor, id) {
      const asked = await asking(actor, revokingAction, id);
      if ('kind' in asked) return asked;
      const { who, base } = asked;
      return keep(base, 'revoked', (held) => revoked(held, who, id, nowIso()));
    },
  };
}

type Refused = Extract<Outcome<never>, { kind: 'refused' }>;
/** `list`: where a code was used up. */
type Changed = Made | { refusal: DelegationRefusal; list?: readonly Official[] };

/** A delegation of whoever asks; the code is used up by a right wish only, and a wrong code is counted. */
function delegated(held: readonly Official[], actor: Actor, wish: DelegationWish, code: string, now: Date): Changed {
  const of = held.find(({ id }) => id === actor.official);
  if (!holds(of, 'approver')) return { refusal: { code: 'not-permitted', needs: ['approver'] } };
  const nowIso = now.toISOString();
  const from = wish.from > nowIso ? wish.from : nowIso;
  const delegate = held.find(({ id }) => id === wish.to);
  const flaw = wishFlaw({ of, delegate, from, until: wish.until }, held, nowIso);
  if (flaw) return { refusal: flaw };
  const stranger = actor.from === 'cli' ? strangerAt(of, actor.terminal, now.getTime()) : undefined;
  const check = checkCode(of.totp, code, now.getTime(), stranger);
  if (check.kind === 'locked') return { refusal: { code: 'code-locked', until: check.until } };
  const counted: Official = { ...of, totp: check.totp };
  if (check.kind === 'wrong')
    return { refusal: { code: 'code-wrong' }, list: held.map((one) => (one.id === of.id ? counted : one)) };
  const before = of.delegations ?? [];
  const reason = wish.reason?.trim().slice(0, 300);
  const delegation: Delegation = {
    id: `${of.id}-${Number(before.at(-1)?.id.split('-').at(-1) ?? 0) + 1}`,
    to: delegate!.id,
    persons: [personKey(of.person), personKey(delegate!.person)],
    terms: [termOf(of), termOf(delegate)],
    ...{ from, until: wish.until, madeAt: nowIso },
    ...(reason ? { reason } : {}),
  };
  return { of: { ...counted, delegations: [...before, delegation].slice(-mostKept) }, delegation };
}

function revoked(held: readonly Official[], who: Official, id: string, nowIso: string): Changed {
  const of = held.find(({ delegations = [] }) => delegations.some((one) => one.id === id));
  const delegation = of?.delegations?.find((one) => one.id === id);
  if (!of || !delegation) return { refusal: { code: 'unknown-delegation', id } };
  if (who.id !== of.id && who.id !== delegation.to && !holds(who, 'admin'))
    return { refusal: { code: 'not-permitted', needs: ['admin'] } };
  if (delegation.revoked) return { refusal: { code: 'delegation-over', id } };
  const next = { ...delegation, revoked: { at: nowIso, by: who.id } };
  const delegations = of.delegations!.map((one) => (one === delegation ? next : one));
  return { of: { ...of, delegations }, delegation: next };
}

function summaryOf({ of, delegation }: Made, all: readonly Official[], nowIso: string): DelegationSummary {
  const { id, to, from, until, reason } = delegation;
  return {
    id,
    of: { id: of.id, name: of.name },
    to: { id: to, name: all.find((one) => one.id === to)?.name ?? to },
    ...{ from, until },
    ...(reason === undefined ? {} : { reason }),
    state: delegationState(of, delegation, all, nowIso),
  };
}

async function tellBoth(
  { notify }: Pick<DelegatingDeps, 'notify'>,
  all: readonly Official[],
  summary: DelegationSummary,
  say: 'made' | 'revoked',
  by: string,
): Promise<void> {
  const name = all.find(({ id }) => id === by)?.name ?? by;
  for (const who of ['of', 'to'] as const) {
    const account = all.find(({ id, disabled }) => id === summary[who].id && !disabled);
    for (const chat of account ? chatsOf(account) : []) await notify(chat, { text: words[say][who](summary, name) });
  }
}
