import { delegationState, longestDelegationMs } from '../people/delegation.ts';
import { communeBoundOf, isSamePerson, type Official } from '../people/officials.ts';
import type { Refusal } from '../refusal.ts';

/** Why nothing was delegated or revoked. `delegating/words.ts` says it in Vietnamese. */
export type DelegationRefusal =
  | Refusal
  | { code: 'unknown-delegate' }
  | { code: 'unfit-delegate' }
  | { code: 'same-person' }
  | { code: 'delegation-order' }
  | { code: 'delegation-too-long' }
  /** `id`: of one that overlaps. */
  | { code: 'delegated-already'; id: string }
  | { code: 'unknown-delegation'; id: string }
  | { code: 'delegation-over'; id: string };

/** Why somebody may not let this one approve in their name in this time. */
export function wishFlaw(
  { of, delegate, from, until }: { of: Official; delegate: Official | undefined; from: string; until: string },
  officials: readonly Official[],
  nowIso: string,
): DelegationRefusal | undefined {
  if (!delegate || delegate.disabled) return { code: 'unknown-delegate' };
  // Whoever is bound to a commune sees no announcement.
  if (communeBoundOf(delegate) !== undefined) return { code: 'unfit-delegate' };
  if (isSamePerson(of.person, [delegate.person])) return { code: 'same-person' };
  const lastsMs = Date.parse(until) - Date.parse(from);
  if (!(lastsMs > 0)) return { code: 'delegation-order' };
  if (lastsMs > longestDelegationMs) return { code: 'delegation-too-long' };
  // One at a time, so that everybody knows who decides in whose name.
  const other = of.delegations?.find(
    (one) =>
      ['in-force', 'to-come'].includes(delegationState(of, one, officials, nowIso)) && one.from < until && from < one.until,
  );
  return other && { code: 'delegated-already', id: other.id };
}
