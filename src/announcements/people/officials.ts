import type { ChatKey } from '../../messaging/message.ts';
import type { AuditRecord } from './audit.ts';

/** What an official may do; see `permitted` in `announcement.ts`. `commune`: hands in the polling stations of one commune, and nothing else. */
export type Role = 'author' | 'approver' | 'editor' | 'commune' | 'auditor' | 'admin';

export const roles: readonly Role[] = ['author', 'approver', 'editor', 'commune', 'auditor', 'admin'];

/** Roles that are not of one commune. */
export const officeRoles: readonly Role[] = roles.filter((role) => role !== 'commune');

/** One account of an official. A person with two accounts is still one person. */
export interface Official {
  id: string;
  /** What tells persons apart, e.g. a staff number: accounts with the same one never approve each other. */
  person: string;
  /** Name or post as other officials see it. */
  name: string;
  roles: readonly Role[];
  /** Code of the commune of an account with the role `commune`. */
  commune?: string;
  disabled: boolean;
  /** The chat this account works from. */
  chat?: ChatKey;
  /** Chats on other channels, one each, that are told what waits for this account; nothing is done from them. */
  notices?: readonly ChatKey[];
  /** Waiting to be linked: hash of the one-time code, and until when it holds. */
  linking?: { codeHash: string; expiresAt: string; failures: number };
  totp: Totp;
  /** As it is kept: over the whole list, under the approval key. Nobody but the store looks at it. */
  seal?: string;
  /** How often the account was disabled: approvals of an earlier term stay void. */
  term?: number;
  /** Where the account signed in with its authenticator (system user and terminal), and when; see `isSignedIn`. */
  terminals?: readonly { place: string; since: string }[];
  access?: ConsoleAccess;
  /** That another approves in this one's name, the latest last; see `delegation.ts`. */
  delegations?: readonly Delegation[];
}

/** An approver's word that another official approves in their name for a time: under the seal of the list, like everything of an account. */
export interface Delegation {
  /** `minh-3`: the third of this account, never used again. */
  id: string;
  /** The account that approves. */
  to: string;
  /** Whose accounts they were, the one who gives it first. */
  persons: readonly string[];
  /** How often both accounts had been disabled by then. */
  terms: readonly number[];
  /** From then on, up to and without `until`. ISO 8601 UTC. */
  from: string;
  until: string;
  madeAt: string;
  reason?: string;
  /** ISO 8601 UTC, and the account that did it. */
  revoked?: { at: string; by: string };
}

/** How an account enters the console: hashes and public keys only, under the seal of the list. */
export interface ConsoleAccess {
  /** Not accepted yet: hash of the one-time link, and until when it holds. */
  invitation?: { hash: string; expiresAt: string };
  /** As `passwords.ts` of the console writes it. */
  password?: string;
  /** Hashes of the recovery codes that are left. */
  recovery?: readonly string[];
  passkeys?: readonly Passkey[];
}

/** What is kept of a passkey (WebAuthn): nothing of it is secret, and nobody but us may write it. */
export interface Passkey {
  /** Credential id, base64url. */
  id: string;
  /** COSE key, base64url. */
  publicKey: string;
  /** Signatures made so far, as the device counts; 0 where it does not count. */
  counter: number;
  /** What its owner calls it. */
  name: string;
  /** ISO 8601 UTC. */
  addedAt: string;
  /** Last sign-in with it, ISO 8601 UTC. */
  usedAt?: string;
}

/** What is kept of an official's authenticator (RFC 6238). */
export interface Totp {
  /** Base32. */
  secret: string;
  /** Step of the last code that was accepted: it and all before it are used up. */
  lastStep: number;
  /** Wrong codes since the last right one. */
  failures: number;
  /** Until then no code is accepted. */
  lockedUntil?: string;
  /** Wrong codes typed where nobody was known to be the owner, by place; forgotten after 15 minutes. */
  doors?: readonly { place: string; failures: number; at: string }[];
}

/** The officials, few enough to be read at once. The contract every implementation passes is `test/contracts/officials.ts`. */
export interface Officials {
  list(): Promise<readonly Official[]>;
  /**
   * Replaces the list by what `change` makes of it and adds its audit records, all or nothing, one change at a time; durable once it
   * resolves. The same list back and no records: nothing is written. `change` may run more than once.
   */
  update<Result>(
    change: (officials: readonly Official[]) => {
      officials: readonly Official[];
      records: readonly AuditRecord[];
      result: Result;
    },
  ): Promise<Result>;
}

/** Whether the account is in force and has the role. */
export function holds(official: Official | undefined, role: Role): official is Official {
  return official !== undefined && !official.disabled && official.roles.includes(role);
}

/** How often the account has been disabled: what it did in an earlier term counts no more. */
export const termOf = (official: Pick<Official, 'term'> | undefined): number => official?.term ?? 0;
/** The commune beyond which this account sees and changes nothing; `undefined` where it has no such bounds. An account that lost its commune has none: ''. */
export const communeBoundOf = ({ roles: held, commune = '' }: Pick<Official, 'roles' | 'commune'>): string | undefined =>
  held.includes('commune') ? commune : undefined;

/** Officials work where a linked chat is theirs alone and messages can be edited; a chat of another channel is told only. */
export const workChannel = 'telegram';

/** Every chat that hears what concerns this account. */
export const chatsOf = ({ chat, notices = [] }: Pick<Official, 'chat' | 'notices'>): ChatKey[] => [
  ...(chat === undefined ? [] : [chat]),
  ...notices,
];

/** What tells persons apart: a staff number without case, spaces and marks, so that `CB-02 ` is `cb-02` and `cb02`. */
export const personKey = (person: string): string =>
  person
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/gu, '');

/** Whether a person can be told apart at all: ASCII letters and digits, where no letter looks like another, and marks between them. */
export const isPerson = (person: string): boolean => /^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,62}$/u.test(person.normalize('NFKC').trim());

export const isSamePerson = (person: string, others: readonly string[]): boolean =>
  others.some((other) => personKey(other) === personKey(person));
