import type { ChatKey, OutgoingMessage } from '../messaging/message.ts';
import type { AuditRecord } from './people/audit.ts';
import { type Authority, type AuthorityRefusal, checkAuthority } from './people/authority.ts';
import { withInvitation } from './people/inviting.ts';
import { withLinkingCode } from './people/linking.ts';
import { holds, isPerson, type Official, type Officials, type Role } from './people/officials.ts';
import { createSigningIn, type SigningIn, signedOut, systemUserOf } from './people/signing-in.ts';
import { newTotp, totpAddress } from './people/totp.ts';
import { officialsChanged } from './words.ts';

/** Why the list of officials was left as it is. */
export type ManagingRefusal =
  | { code: 'bad-id' }
  /** Something else than letters without marks, digits and `-`, e.g. a letter that only looks like one. */
  | { code: 'bad-person' }
  | { code: 'known-id' }
  | { code: 'unknown-official' }
  | { code: 'no-roles' }
  /** The first account has to be an administrator's: everything later is done with their code. */
  | { code: 'admin-first' }
  | AuthorityRefusal
  | { code: 'last-admin' }
  /** There is no console to invite anybody to. */
  | { code: 'no-console' };

export type Managed<Result> = { kind: 'done'; value: Result } | { kind: 'refused'; refusal: ManagingRefusal };

/** An official without anything secret. */
export interface OfficialSummary {
  id: string;
  person: string;
  name: string;
  roles: readonly Role[];
  disabled: boolean;
  /** Channel of the linked chat. */
  linked?: string;
}

/** Keeping the list of officials, and their signing in at a terminal. */
export interface Managing extends SigningIn {
  list(): Promise<OfficialSummary[]>;
  /** `address`: what the authenticator app reads (`otpauth://…`), shown once and never again. */
  add(
    by: readonly Authority[],
    official: Pick<Official, 'id' | 'person' | 'name' | 'roles'>,
  ): Promise<Managed<{ address: string }>>;
  /** At once: nothing they do or approved counts any more. Also ends the link with their chat. */
  disable(by: readonly Authority[], id: string): Promise<Managed<undefined>>;
  enable(by: readonly Authority[], id: string): Promise<Managed<undefined>>;
  /** Other roles from now on; needs as many administrators as making an approver. */
  assign(by: readonly Authority[], id: string, roles: readonly Role[]): Promise<Managed<undefined>>;
  /** A new authenticator; codes of the old one are worth nothing from now on. */
  enrol(by: readonly Authority[], id: string): Promise<Managed<{ address: string }>>;
  /** A one-time code: sent to the bot as `/lienket <id> <code>`, it links the chat. */
  link(by: readonly Authority[], id: string): Promise<Managed<{ code: string; expiresAt: string }>>;
  /** A one-time link for the first sign-in at the console, with a new password and authenticator; needs as many administrators as `enrol`. */
  invite(by: readonly Authority[], id: string): Promise<Managed<{ address: string; expiresAt: string }>>;
}

export interface ManagingDeps {
  officials: Officials;
  /** So many unpredictable bytes. */
  random: (bytes: number) => Uint8Array<ArrayBuffer>;
  /** Tells an official something. Best effort. */
  notify(chat: ChatKey, message: OutgoingMessage): Promise<unknown>;
  now: () => Date;
  /** Address of the console, where it is on. */
  console?: string | undefined;
}

/** Accounts that can approve or make approvers: nobody gives one to themselves, and every approver hears of it. */
const sensitive = ({ roles }: Pick<Official, 'roles'>): boolean => roles.includes('approver') || roles.includes('admin');
const validId = /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/u;

type Change<Result> = { officials: readonly Official[]; subject: Official; result: Result } | ManagingRefusal;

export function createManaging(deps: ManagingDeps): Managing {
  const { officials, random, now, console } = deps;
  async function change<Result>(
    by: readonly Authority[],
    action: string,
    id: string,
    concerns: (held: readonly Official[]) => { person: string; strict: boolean } | ManagingRefusal,
    make: (held: readonly Official[]) => Change<Result>,
  ): Promise<Managed<Result>> {
    const outcome = await officials.update<Managed<Result> & { subject?: Official }>((held) => {
      const record = (why: string): AuditRecord => ({
        at: now().toISOString(),
        who: by.map(({ admin }) => admin).join('+') || 'operator',
        roles: by.length > 0 ? ['admin'] : [],
        action: `official-${action}`,
        outcome: why,
        subject: id,
        from: cameFromOf(by),
      });
      const refuse = (list: readonly Official[], refusal: ManagingRefusal) => ({
        officials: list,
        records: [record(refusal.code)],
        result: { kind: 'refused' as const, refusal },
      });
      const subject = concerns(held);
      if ('code' in subject) return refuse(held, subject);
      const { list, refusal } = checkAuthority(held, by, subject, now().getTime());
      if (refusal) return refuse(list, refusal);
      const made = make(list);
      if ('code' in made) return refuse(list, made);
      return {
        officials: made.officials,
        records: [record('done')],
        result: { kind: 'done' as const, value: made.result, subject: made.subject },
      };
    });
    if (outcome.kind === 'refused') return outcome;
    // Who is no approver any more may have been one.
    if (outcome.subject && (action === 'roles' || sensitive(outcome.subject))) await tellApprovers(deps, action, outcome.subject);
    return { kind: 'done', value: outcome.value };
  }

  const replaced = (held: readonly Official[], next: Official) => held.map((one) => (one.id === next.id ? next : one));

  /** A change to one account there is. */
  function changeOne<Result>(
    by: readonly Authority[],
    action: 'disable' | 'enable' | 'totp' | 'link-code' | 'invite' | 'roles',
    id: string,
    make: (account: Official, held: readonly Official[]) => { next: Official; result: Result } | ManagingRefusal,
  ): Promise<Managed<Result>> {
    const find = (held: readonly Official[]) => held.find((one) => one.id === id);
    return change(
      by,
      action,
      id,
      (held) => {
        const account = find(held);
        // To stop somebody, or to let them work from a chat, one administrator is enough; approving takes the authenticator anyway.
        const strict = action === 'enable' || action === 'totp' || action === 'invite';
        if (!account) return { code: 'unknown-official' };
        return { person: account.person, strict: action === 'roles' || (strict && sensitive(account)) };
      },
      (held) => {
        const made = make(find(held)!, held);
        return 'code' in made ? made : { officials: replaced(held, made.next), subject: made.next, result: made.result };
      },
    );
  }

  return {
    ...createSigningIn({ officials, now }),
    list: async () => (await officials.list()).map(summaryOf),
    add(by, official) {
      const totp = newTotp(random(20));
      const added: Official = {
        ...official,
        person: official.person.normalize('NFKC').trim().toLowerCase(),
        disabled: false,
        totp,
      };
      return change(
        by,
        'add',
        official.id,
        (held) => {
          if (!validId.test(official.id) || official.name.trim() === '') return { code: 'bad-id' };
          if (!isPerson(official.person)) return { code: 'bad-person' };
          if (official.roles.length === 0) return { code: 'no-roles' };
          if (held.some(({ id }) => id === official.id)) return { code: 'known-id' };
          if (!held.some((one) => holds(one, 'admin')) && !holds(added, 'admin')) return { code: 'admin-first' };
          return { person: official.person, strict: sensitive(official) };
        },
        (held) => ({ officials: [...held, added], subject: added, result: { address: totpAddress(totp, official.id) } }),
      );
    },
    disable: (by, id) =>
      changeOne(by, 'disable', id, (account, held) => {
        if (isLastAdmin(account, held)) return { code: 'last-admin' };
        const { chat: _, linking: __, ...rest } = account;
        return { next: { ...signedOut(rest), disabled: true, term: (account.term ?? 0) + 1 }, result: undefined };
      }),
    assign: (by, id, roles) =>
      changeOne(by, 'roles', id, (account, held) => {
        if (roles.length === 0) return { code: 'no-roles' };
        if (!roles.includes('admin') && isLastAdmin(account, held)) return { code: 'last-admin' };
        return { next: { ...account, roles }, result: undefined };
      }),
    enable: (by, id) => changeOne(by, 'enable', id, (account) => ({ next: { ...account, disabled: false }, result: undefined })),
    enrol(by, id) {
      const totp = newTotp(random(20));
      return changeOne(by, 'totp', id, (account) => ({
        next: { ...signedOut(account), totp },
        result: { address: totpAddress(totp, id) },
      }));
    },
    link: (by, id) => changeOne(by, 'link-code', id, (account) => withLinkingCode(account, random(10), now())),
    invite: (by, id) =>
      changeOne(by, 'invite', id, (account) =>
        console === undefined ? { code: 'no-console' } : withInvitation(account, random(32), console, now()),
      ),
  };
}

const isLastAdmin = (account: Official, held: readonly Official[]): boolean =>
  holds(account, 'admin') && !held.some((one) => holds(one, 'admin') && one.id !== account.id);

function summaryOf({ id, person, name, roles, disabled, chat }: Official): OfficialSummary {
  return { id, person, name, roles, disabled, ...(chat === undefined ? {} : { linked: chat.slice(0, chat.indexOf(':')) }) };
}

async function tellApprovers({ officials, notify }: ManagingDeps, action: string, subject: Official): Promise<void> {
  for (const one of await officials.list())
    if (holds(one, 'approver') && one.chat !== undefined) await notify(one.chat, { text: officialsChanged(action, subject) });
}

/** Where it was asked for: the console, or a system user's terminal. */
function cameFromOf(by: readonly Authority[]): string {
  if (by.some(({ from }) => from === 'console')) return 'console';
  return by[0]?.terminal === undefined ? 'cli' : `cli:${systemUserOf(by[0].terminal)}`;
}
