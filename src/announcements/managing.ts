import { type ChatKey, channelOf, type OutgoingMessage } from '../messaging/message.ts';
import type { Authority } from './people/authority.ts';
import { createOfficialChanges, isSensitive, type Managed, type ManagingRefusal } from './people/changing.ts';
import { withoutDelegations } from './people/delegation.ts';
import { type InvitationPass, withInvitation } from './people/inviting.ts';
import { withLinkingCode } from './people/linking.ts';
import { chatsOf, holds, isPerson, type Official, type Officials, type Role } from './people/officials.ts';
import { createSigningIn, type SigningIn, withoutDevices } from './people/signing-in.ts';
import { newTotp } from './people/totp.ts';
import { officialsChanged } from './people/words-officials.ts';

/** An official without anything secret. */
export interface OfficialSummary {
  id: string;
  person: string;
  name: string;
  roles: readonly Role[];
  /** Code of the commune of a commune officer. */
  commune?: string;
  disabled: boolean;
  /** Channel of the chat it works from. */
  linked?: string;
  /** Channels on which it is told what waits for it. */
  notices?: readonly string[];
}

/** Keeping the list of officials, and their signing in at a terminal. */
export interface Managing extends SigningIn {
  list(): Promise<OfficialSummary[]>;
  /** A new account, and the invitation by which its owner sets up the authenticator: until then nobody has one for it. */
  add(
    by: readonly Authority[],
    official: Pick<Official, 'id' | 'person' | 'name' | 'roles' | 'commune'>,
  ): Promise<Managed<InvitationPass>>;
  /** At once: nothing they do or approved counts any more. Also ends the link with their chat, and passkeys. */
  disable(by: readonly Authority[], id: string): Promise<Managed<undefined>>;
  enable(by: readonly Authority[], id: string): Promise<Managed<undefined>>;
  /** Other roles from now on; needs as many administrators as making an approver. `commune`: code, with the role `commune` alone. */
  assign(by: readonly Authority[], id: string, roles: readonly Role[], commune?: string): Promise<Managed<undefined>>;
  /** An invitation to a new authenticator; codes of the old one, and passkeys, are worth nothing from now on. */
  enrol(by: readonly Authority[], id: string): Promise<Managed<InvitationPass>>;
  /** A one-time code: sent to the bot as `/lienket <id> <code>`, on any channel, it links the chat. */
  link(by: readonly Authority[], id: string): Promise<Managed<{ code: string; expiresAt: string }>>;
  /** An invitation to a new authenticator, at the console to a new password too; the old ones hold until then. Needs as many administrators as `enrol`. */
  invite(by: readonly Authority[], id: string): Promise<Managed<InvitationPass>>;
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

const validId = /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/u;

export function createManaging(deps: ManagingDeps): Managing {
  const { officials, random, now, console } = deps;
  const tell = (action: string, subject: Official) => tellApprovers(deps, action, subject);
  const { change, changeOne } = createOfficialChanges({ officials, now, tell });

  return {
    ...createSigningIn({ officials, now }),
    list: async () => (await officials.list()).map(summaryOf),
    add(by, official) {
      const person = official.person.normalize('NFKC').trim().toLowerCase();
      // Nobody sees this secret: the owner of the account makes their own.
      const account: Official = { ...official, person, disabled: false, totp: newTotp(random(20)) };
      const { next: added, result } = withInvitation(account, random(32), console, now());
      return change(
        by,
        'add',
        official.id,
        (held) => {
          if (!validId.test(official.id) || official.name.trim() === '') return { code: 'bad-id' };
          if (!isPerson(official.person)) return { code: 'bad-person' };
          const unfit = unfitRoles(official);
          if (unfit) return unfit;
          if (held.some(({ id }) => id === official.id)) return { code: 'known-id' };
          if (!held.some((one) => holds(one, 'admin')) && !holds(added, 'admin')) return { code: 'admin-first' };
          return { person: official.person, strict: isSensitive(official) };
        },
        (held) => ({ officials: [...held, added], subject: added, result, detail: communeDetail(added) }),
      );
    },
    disable: (by, id) =>
      changeOne(by, 'disable', id, (account, held) => {
        if (isLastAdmin(account, held)) return { code: 'last-admin' };
        const { chat: _, linking: __, notices: ___, ...rest } = account;
        return { next: { ...withoutDevices(rest), disabled: true, term: (account.term ?? 0) + 1 }, result: undefined };
      }),
    assign: (by, id, roles, commune) =>
      changeOne(by, 'roles', id, (before, held) => {
        const { commune: _, ...account } = before;
        const given = { roles, ...(commune === undefined ? {} : { commune }) };
        const unfit = unfitRoles(given);
        if (unfit) return unfit;
        if (!roles.includes('admin') && isLastAdmin(account, held)) return { code: 'last-admin' };
        // Whoever gets the role back later has not delegated anew.
        const revoked = { at: now().toISOString(), by: by[0]?.admin ?? 'operator' };
        const kept = roles.includes('approver') ? account : withoutDelegations(account, revoked);
        return { next: { ...kept, ...given }, result: undefined, detail: communeDetail(given) };
      }),
    enable: (by, id) => changeOne(by, 'enable', id, (account) => ({ next: { ...account, disabled: false }, result: undefined })),
    enrol(by, id) {
      const [totp, token] = [newTotp(random(20)), random(32)];
      return changeOne(by, 'totp', id, (account) => withInvitation({ ...withoutDevices(account), totp }, token, console, now()));
    },
    link: (by, id) => changeOne(by, 'link-code', id, (account) => withLinkingCode(account, random(10), now())),
    invite: (by, id) => changeOne(by, 'invite', id, (account) => withInvitation(account, random(32), console, now())),
  };
}

/** Why these roles cannot stand together. A commune is named by its code. */
function unfitRoles({ roles: held, commune }: Pick<Official, 'roles' | 'commune'>): ManagingRefusal | undefined {
  if (held.length === 0) return { code: 'no-roles' };
  const isCommune = held.includes('commune');
  if (isCommune !== (commune !== undefined && commune.trim() !== '')) return { code: 'no-commune' };
  return isCommune && held.length > 1 ? { code: 'commune-alone' } : undefined;
}

const communeDetail = ({ commune }: Pick<Official, 'commune'>): string | undefined =>
  commune === undefined ? undefined : `commune ${commune}`;

const isLastAdmin = (account: Official, held: readonly Official[]): boolean =>
  holds(account, 'admin') && !held.some((one) => holds(one, 'admin') && one.id !== account.id);

function summaryOf({ id, person, name, roles, commune, disabled, chat, notices }: Official): OfficialSummary {
  const known = { ...(commune === undefined ? {} : { commune }), ...(chat === undefined ? {} : { linked: channelOf(chat) }) };
  return { id, person, name, roles, disabled, ...known, ...(notices === undefined ? {} : { notices: notices.map(channelOf) }) };
}

async function tellApprovers({ officials, notify }: ManagingDeps, action: string, subject: Official): Promise<void> {
  for (const one of await officials.list())
    for (const chat of holds(one, 'approver') ? chatsOf(one) : [])
      await notify(chat, { text: officialsChanged(action, subject) });
}
