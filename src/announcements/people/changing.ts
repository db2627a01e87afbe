import type { AuditRecord } from './audit.ts';
import { type Authority, type AuthorityRefusal, checkAuthority } from './authority.ts';
import type { Official, Officials } from './officials.ts';
import { systemUserOf } from './signing-in.ts';

/** Why the list of officials was left as it is. */
export type ManagingRefusal =
  | { code: 'bad-id' }
  /** Something else than letters without marks, digits and `-`, e.g. a letter that only looks like one. */
  | { code: 'bad-person' }
  | { code: 'known-id' }
  | { code: 'unknown-official' }
  | { code: 'no-roles' }
  /** The role of a commune officer without a commune, or a commune without the role. */
  | { code: 'no-commune' }
  /** The role of a commune officer stands alone: whoever works for the whole province beside it has another account. */
  | { code: 'commune-alone' }
  /** The first account has to be an administrator's: everything later is done with their code. */
  | { code: 'admin-first' }
  | AuthorityRefusal
  | { code: 'last-admin' };

export type Managed<Result> = { kind: 'done'; value: Result } | { kind: 'refused'; refusal: ManagingRefusal };

/** What a change made of the list. */
interface Made<Result> {
  officials: readonly Official[];
  /** Whose account it was. */
  subject: Official;
  result: Result;
  /** For the audit log. */
  detail?: string | undefined;
}

/** What a change of one account makes of it. */
type AccountChange<Result> = { next: Official; result: Result; detail?: string | undefined } | ManagingRefusal;

/** Changes of the list of officials: each needs administrators' codes, is audited whatever becomes of it, and approvers hear of what concerns them. */
export interface OfficialChanges {
  /** `concerns`: whose account it is, and whether it takes two administrators; refused before anybody's code is used up. */
  change<Result>(
    by: readonly Authority[],
    action: string,
    id: string,
    concerns: (held: readonly Official[]) => { person: string; strict: boolean } | ManagingRefusal,
    make: (held: readonly Official[]) => Made<Result> | ManagingRefusal,
  ): Promise<Managed<Result>>;
  /** A change to one account there is. */
  changeOne<Result>(
    by: readonly Authority[],
    action: 'disable' | 'enable' | 'totp' | 'link-code' | 'invite' | 'roles',
    id: string,
    make: (account: Official, held: readonly Official[]) => AccountChange<Result>,
  ): Promise<Managed<Result>>;
}

export interface OfficialChangesDeps {
  officials: Officials;
  now: () => Date;
  /** Tells approvers of a change that concerns who may approve. Best effort. */
  tell(action: string, subject: Official): Promise<void>;
}

/** Accounts that can approve or make approvers: nobody gives one to themselves, and every approver hears of it. */
export const isSensitive = ({ roles }: Pick<Official, 'roles'>): boolean => roles.includes('approver') || roles.includes('admin');

// To stop somebody, or to let them work from a chat, one administrator is enough; approving takes the authenticator anyway.
const strictForSensitive: readonly string[] = ['enable', 'totp', 'invite'];

export function createOfficialChanges({ officials, now, tell }: OfficialChangesDeps): OfficialChanges {
  async function change<Result>(
    by: readonly Authority[],
    action: string,
    id: string,
    concerns: (held: readonly Official[]) => { person: string; strict: boolean } | ManagingRefusal,
    make: (held: readonly Official[]) => Made<Result> | ManagingRefusal,
  ): Promise<Managed<Result>> {
    const record = (outcome: string): AuditRecord => ({
      at: now().toISOString(),
      who: by.map(({ admin }) => admin).join('+') || 'operator',
      roles: by.length > 0 ? ['admin'] : [],
      action: `official-${action}`,
      outcome,
      subject: id,
      from: cameFromOf(by),
    });
    const refuse = (list: readonly Official[], refusal: ManagingRefusal) => ({
      officials: list,
      records: [record(refusal.code)],
      result: { kind: 'refused' as const, refusal },
    });
    const outcome = await officials.update<Managed<Made<Result>>>((held) => {
      const subject = concerns(held);
      if ('code' in subject) return refuse(held, subject);
      const { list, refusal } = checkAuthority(held, by, subject, now().getTime());
      if (refusal) return refuse(list, refusal);
      const made = make(list);
      if ('code' in made) return refuse(list, made);
      return {
        officials: made.officials,
        records: [{ ...record('done'), ...(made.detail === undefined ? {} : { detail: made.detail }) }],
        result: { kind: 'done' as const, value: made },
      };
    });
    if (outcome.kind === 'refused') return outcome;
    const { subject, result } = outcome.value;
    // Who is no approver any more may have been one.
    if (action === 'roles' || isSensitive(subject)) await tell(action, subject);
    return { kind: 'done', value: result };
  }

  return {
    change,
    changeOne(by, action, id, make) {
      const find = (held: readonly Official[]) => held.find((one) => one.id === id);
      return change(
        by,
        action,
        id,
        (held) => {
          const account = find(held);
          if (!account) return { code: 'unknown-official' };
          const isStrict = action === 'roles' || (strictForSensitive.includes(action) && isSensitive(account));
          return { person: account.person, strict: isStrict };
        },
        (held) => {
          const made = make(find(held)!, held);
          if ('code' in made) return made;
          const { next, result, detail } = made;
          return { officials: held.map((one) => (one.id === id ? next : one)), subject: next, result, detail };
        },
      );
    },
  };
}

/** Where it was asked for: the console, or a system user's terminal. */
function cameFromOf(by: readonly Authority[]): string {
  if (by.some(({ from }) => from === 'console')) return 'console';
  return by[0]?.terminal === undefined ? 'cli' : `cli:${systemUserOf(by[0].terminal)}`;
}
