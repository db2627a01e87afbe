import type { AuditRecord } from './audit.ts';
import type { Approval, ApprovalBehalf } from './given-approval.ts';
import {
  communeBoundOf,
  type Delegation,
  holds,
  isSamePerson,
  type Official,
  type Officials,
  personKey,
  termOf,
} from './officials.ts';

/** Longest time between beginning and end of a delegation. */
export const longestDelegationMs = 30 * 86_400_000;

/** How the log calls that it ends before its time. */
export const revokingAction = 'official-delegation-revoked';
/** What the log says it was about where all there were ended at once, because a store was put back. */
export const everyDelegation = 'all';

/** `void`: one of the two has been disabled since, is another person, or the one who gave it may not approve any more. */
export type DelegationState = 'in-force' | 'to-come' | 'over' | 'revoked' | 'void';

/** One account may approve in the name of another. */
export interface Mandate {
  of: Official;
  delegation: Delegation;
}

/** What a delegation of this account is worth at an instant (ISO 8601 UTC), by the officials as they are now. Only what is `in-force` counts for anything. */
export function delegationState(
  of: Official,
  delegation: Delegation,
  officials: readonly Official[],
  atIso: string,
): DelegationState {
  if (delegation.revoked) return 'revoked';
  if (atIso >= delegation.until) return 'over';
  if (!isWhole(of, delegation, officials)) return 'void';
  return atIso < delegation.from ? 'to-come' : 'in-force';
}

/** Whether both are in force as they were when it was made, two persons, and the time is one that may be delegated for. */
function isWhole(of: Official, { to, persons, terms, from, until }: Delegation, officials: readonly Official[]): boolean {
  const delegate = officials.find(({ id }) => id === to);
  if (!holds(of, 'approver') || !delegate || delegate.disabled || communeBoundOf(delegate) !== undefined) return false;
  if (isSamePerson(of.person, [delegate.person])) return false;
  const [both, bothTerms] = [[of, delegate].map(({ person }) => personKey(person)), [of, delegate].map((one) => termOf(one))];
  const lastsMs = Date.parse(until) - Date.parse(from);
  return both.join(' ') === persons.join(' ') && bothTerms.join(' ') === terms.join(' ') && lastsMs <= longestDelegationMs;
}

/**
 * In whose names an account may approve at an instant (ISO 8601 UTC). A delegation is of what somebody may do themselves: what was delegated to them is not
 * among it, so that no chain comes about.
 */
export function mandatesOf(who: Official, officials: readonly Official[], atIso: string): Mandate[] {
  if (who.disabled) return [];
  return officials.flatMap(
    (of) =>
      of.delegations
        ?.filter((delegation) => delegation.to === who.id && delegationState(of, delegation, officials, atIso) === 'in-force')
        .map((delegation) => ({ of, delegation })) ?? [],
  );
}

/** Somebody in whose name an account may approve. */
export interface BehalfChoice {
  /** Account. */
  of: string;
  name: string;
  from: string;
  until: string;
}

/**
 * The same for one announcement: nobody approves what they wrote, in whosever name, and nobody in the name of who wrote it. A template goes out without a
 * second person for months: it takes an approver's own word.
 */
export function behalvesFor(
  who: Official,
  { kind, writers }: { kind: string; writers: readonly string[] },
  officials: readonly Official[],
  atIso: string,
): BehalfChoice[] {
  if (kind === 'template' || isSamePerson(who.person, writers)) return [];
  return mandatesOf(who, officials, atIso)
    .filter(({ of }) => !isSamePerson(of.person, writers))
    .map(({ of: { id, name }, delegation: { from, until } }) => ({ of: id, name, from, until }));
}

/** What an approval in somebody's name is bound to. */
export const behalfOf = ({ of, delegation: { id, from, until } }: Mandate): ApprovalBehalf => ({
  ...{ of: of.id, person: personKey(of.person) },
  ...{ delegation: id, from, until },
});

/**
 * Whether the delegation that an approval was given by still carries it: in force at that moment, the same as then, and neither revoked nor void since.
 * One that has merely run out since carries what was approved while it lasted.
 */
export function behalfFlaw(
  { of: id, person, delegation: named, from, until }: ApprovalBehalf,
  { by, at }: Pick<Approval, 'by' | 'at'>,
  officials: readonly Official[],
): 'delegation-void' | undefined {
  const of = officials.find((one) => one.id === id);
  const delegation = of?.delegations?.find((one) => one.id === named);
  const isSame =
    delegation?.to === by && delegation.from === from && delegation.until === until && personKey(of!.person) === person;
  return isSame && delegationState(of!, delegation, officials, at) === 'in-force' ? undefined : 'delegation-void';
}

/** Who approved, by name, and in whose name, for whoever reads the record. */
export interface ApproverNames {
  by: string;
  behalf?: { of: string; from: string; until: string };
}

export function approverNames(
  { by, behalf }: Pick<Approval, 'by' | 'behalf'>,
  officials: readonly Pick<Official, 'id' | 'name'>[],
): ApproverNames {
  const nameOf = (id: string) => officials.find((one) => one.id === id)?.name ?? id;
  if (!behalf) return { by: nameOf(by) };
  return { by: nameOf(by), behalf: { of: nameOf(behalf.of), from: behalf.from, until: behalf.until } };
}

/** The account with every delegation that could still count revoked. */
export function withoutDelegations(account: Official, revoked: { at: string; by: string }): Official {
  if (!account.delegations) return account;
  return { ...account, delegations: account.delegations.map((one) => (isPast(one, revoked.at) ? one : { ...one, revoked })) };
}

const isPast = ({ revoked, until }: Delegation, atIso: string): boolean => revoked !== undefined || until <= atIso;

/** Revokes every delegation, for a store that was put back: one of them may have been revoked since. `record`: one audit record of it. */
export const revokeAllDelegations = (officials: Officials, record: AuditRecord): Promise<number> =>
  officials.update((held) => {
    const { at, who: by } = record;
    const open = held.flatMap(({ delegations = [] }) => delegations.filter((one) => !isPast(one, at)));
    if (open.length === 0) return { officials: held, records: [], result: 0 };
    return { officials: held.map((one) => withoutDelegations(one, { at, by })), records: [record], result: open.length };
  });
