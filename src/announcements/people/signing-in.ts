import type { AuditRecord } from './audit.ts';
import type { Official, Officials } from './officials.ts';
import { checkCode } from './totp.ts';

/** How long a sign-in at a terminal holds. */
export const signedInMs = 30 * 60_000;
/** Terminals one account is signed in at; a newer one takes the place of the oldest. */
const mostTerminals = 5;

/** Why somebody was not signed in. */
export type SigningInRefusal =
  | { code: 'no-terminal' }
  | { code: 'code-wrong'; id: string }
  | { code: 'code-locked'; id: string; until: string };

/** Proving at a terminal who acts there. */
export interface SigningIn {
  /**
   * Ties the account to the terminal for `signedInMs`, by the code its authenticator shows. `terminal`: system user and terminal, `undefined`
   * where it cannot be told from others. An account there is not is refused like a wrong code.
   */
  login(
    terminal: string | undefined,
    id: string,
    code: string,
  ): Promise<{ kind: 'done'; until: string } | { kind: 'refused'; refusal: SigningInRefusal }>;
  /** Nobody is signed in at this terminal any more. Returns whose sign-ins ended. */
  logout(terminal: string | undefined): Promise<string[]>;
}

/** Whether the account is signed in at the terminal. A sign-in from the future (the clock was set back) does not count. */
export function isSignedIn({ terminals }: Official, terminal: string | undefined, nowMs: number): boolean {
  const isHere = ({ place, since }: { place: string; since: string }) => {
    const ageMs = nowMs - Date.parse(since);
    return place === terminal && ageMs >= 0 && ageMs < signedInMs;
  };
  return terminals?.some(isHere) ?? false;
}

/** Where wrong codes are counted: the account's own place needs no name, a stranger's does. */
export function strangerAt(official: Official, terminal: string | undefined, nowMs: number): string | undefined {
  return isSignedIn(official, terminal, nowMs) ? undefined : (terminal ?? 'no terminal');
}

const noLogin = '4294967295';

/** The system user of a terminal as the audit log names it: `cutri`, or `cutri/1001` where user number 1001 logged in and became cutri. */
export function systemUserOf(terminal: string): string {
  const [user = '', login = ''] = terminal.split(' ');
  return /^\d+$/u.test(login) && login !== noLogin ? `${user}/${login}` : user;
}

/** The account without its sign-ins. */
export function signedOut<Account extends Official>(official: Account): Account {
  const { terminals: _, ...rest } = official;
  return rest as Account;
}

/** The account without the devices it was opened with: signed in at no terminal, no passkey. What a lost device could open, it opens no more. */
export function withoutDevices<Account extends Official>(official: Account): Account {
  const { access, ...rest } = signedOut(official);
  if (!access) return rest as Account;
  const { passkeys: _, ...kept } = access;
  return { ...rest, access: kept } as Account;
}

export function createSigningIn({ officials, now }: { officials: Officials; now: () => Date }): SigningIn {
  const record = (
    terminal: string,
    what: Pick<AuditRecord, 'who' | 'roles' | 'action' | 'outcome' | 'subject'>,
  ): AuditRecord => ({
    at: now().toISOString(),
    ...what,
    from: `cli:${systemUserOf(terminal)}`,
  });
  /** Of what the account did itself. */
  const own = (terminal: string, { id, roles }: Official, action: 'login' | 'logout') =>
    record(terminal, { who: id, roles, action, outcome: 'done', subject: id });

  function tied(official: Official, terminal: string): Official {
    const nowMs = now().getTime();
    const others = (official.terminals ?? []).filter(({ place }) => place !== terminal && isSignedIn(official, place, nowMs));
    return { ...official, terminals: [...others.slice(-(mostTerminals - 1)), { place: terminal, since: now().toISOString() }] };
  }

  return {
    async login(terminal, id, code) {
      if (terminal === undefined) return { kind: 'refused', refusal: { code: 'no-terminal' } };
      return officials.update<Awaited<ReturnType<SigningIn['login']>>>((held) => {
        const official = held.find((one) => one.id === id && !one.disabled);
        const refuse = (list: readonly Official[], refusal: SigningInRefusal) => ({
          officials: list,
          records: [
            record(terminal, {
              ...{ who: 'unknown', roles: [], action: 'login', outcome: refusal.code },
              subject: official ? id : 'unknown',
            }),
          ],
          result: { kind: 'refused' as const, refusal },
        });
        if (!official) return refuse(held, { code: 'code-wrong', id });
        const check = checkCode(official.totp, code, now().getTime(), terminal);
        if (check.kind === 'locked') return refuse(held, { code: 'code-locked', id, until: check.until });
        const counted = { ...official, totp: check.totp };
        const next = check.kind === 'right' ? tied(counted, terminal) : counted;
        const list = held.map((one) => (one.id === id ? next : one));
        if (check.kind === 'wrong') return refuse(list, { code: 'code-wrong', id });
        const until = new Date(now().getTime() + signedInMs).toISOString();
        return { officials: list, records: [own(terminal, official, 'login')], result: { kind: 'done', until } };
      });
    },
    logout: (terminal) =>
      officials.update((held) => {
        const here = held.filter(({ terminals = [] }) => terminals.some(({ place }) => place === terminal));
        const leave = (one: Official): Official => {
          const kept = (one.terminals ?? []).filter(({ place }) => place !== terminal);
          return kept.length > 0 ? { ...one, terminals: kept } : signedOut(one);
        };
        return {
          officials: here.length === 0 ? held : held.map(leave),
          // Whoever is here is at a terminal that can be told from others.
          records: here.map((one) => own(terminal!, one, 'logout')),
          result: here.map(({ id }) => id),
        };
      }),
  };
}
