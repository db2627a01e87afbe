import { holds, type Official, personKey } from './officials.ts';
import { strangerAt } from './signing-in.ts';
import { checkCode } from './totp.ts';

/** An administrator's word for one change: their account and the code their authenticator shows. */
export interface Authority {
  admin: string;
  code: string;
  /** Where it is typed: system user and terminal, or an address. Wrong codes count against the place, unless the account is signed in there. */
  terminal?: string | undefined;
  /** The account itself is signed in at the console and asks there. */
  from?: 'console' | undefined;
}

/** What is missing of the word of administrators. */
export type AuthorityRefusal =
  /** So many different administrators, none of them the person concerned, have to give their code. */
  | { code: 'needs-admins'; count: number }
  | { code: 'not-an-admin'; id: string }
  | { code: 'code-wrong'; id: string }
  | { code: 'code-locked'; id: string; until: string };

/** Uses up the codes, right or wrong, and says what is missing. */
export function checkAuthority(
  held: readonly Official[],
  by: readonly Authority[],
  { person, strict }: { person: string; strict: boolean },
  nowMs: number,
): { list: readonly Official[]; refusal?: AuthorityRefusal } {
  const admins = new Set(held.filter((one) => holds(one, 'admin')).map((one) => personKey(one.person)));
  if (strict && admins.size > 1) admins.delete(personKey(person));
  const count = Math.min(strict ? 2 : 1, admins.size);
  let list = held;
  const given = new Set<string>();
  for (const { admin: id, code, terminal, from } of by) {
    const account = list.find((one) => one.id === id);
    if (!holds(account, 'admin')) return { list, refusal: { code: 'not-an-admin', id } };
    const stranger = from === 'console' ? undefined : strangerAt(account, terminal, nowMs);
    const check = checkCode(account.totp, code, nowMs, stranger);
    if (check.kind === 'locked') return { list, refusal: { code: 'code-locked', id, until: check.until } };
    list = list.map((one) => (one.id === id ? { ...one, totp: check.totp } : one));
    if (check.kind === 'wrong') return { list, refusal: { code: 'code-wrong', id } };
    if (admins.has(personKey(account.person))) given.add(personKey(account.person));
  }
  return given.size < count ? { list, refusal: { code: 'needs-admins', count } } : { list };
}
