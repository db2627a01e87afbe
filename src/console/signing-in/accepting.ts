import type { AuditRecord } from '../../announcements/people/audit.ts';
import { invitedBy } from '../../announcements/people/inviting.ts';
import { roles as allRoles, type Official, type Officials, type Totp } from '../../announcements/people/officials.ts';
import { checkCode, newTotp, totpAddress } from '../../announcements/people/totp.ts';
import type { Marks } from './marks.ts';
import { type Passwords, type WeakPassword, weakness } from './passwords.ts';
import { newRecoveryCodes, recoveryMark } from './recovery.ts';

/** Who is invited, and what their authenticator app reads. */
export interface Invitation {
  official: Official;
  address: string;
  /** The same for typing, in groups of four. */
  secret: string;
}

export type Accepted =
  /** `recovery`: shown now and never again. */
  | { kind: 'done'; official: Official; recovery: readonly string[] }
  | { kind: 'no-invitation' }
  | { kind: 'weak'; why: WeakPassword }
  | { kind: 'not-twice' }
  | { kind: 'code-wrong' };

/** The first sign-in: a one-time link becomes a password and an authenticator. */
export interface Accepting {
  /** `browser`: what only this browser has; another one that opens the link sees another authenticator. */
  look(token: string, browser: string): Promise<Invitation | undefined>;
  accept(token: string, typed: { password: string; again: string; code: string; browser: string }): Promise<Accepted>;
}

export function createAccepting(deps: { officials: Officials; passwords: Passwords; marks: Marks; now: () => Date }): Accepting {
  const { officials, passwords, marks, now } = deps;

  /** Made from link and browser, so that it is nowhere before the link is used, and whoever handed the link on did not see it: a page that is opened again shows the same. */
  function totpOf(token: string, browser: string, { id }: Official): Totp {
    const bytes = Buffer.from(marks.of('authenticator', JSON.stringify([token, browser, id])), 'base64url');
    return newTotp(new Uint8Array(bytes.subarray(0, 20)));
  }

  const record = ({ id, roles }: Official): AuditRecord => ({
    at: now().toISOString(),
    who: id,
    roles,
    action: 'console-first-sign-in',
    outcome: 'done',
    subject: id,
    from: 'console',
  });

  return {
    async look(token, browser) {
      const official = invitedBy(token, await officials.list(), now());
      if (!official) return undefined;
      const totp = totpOf(token, browser, official);
      return { official, address: totpAddress(totp, official.id), secret: totp.secret.replace(/(.{4})(?=.)/gu, '$1 ') };
    },
    async accept(token, { password, again, code, browser }) {
      const invited = invitedBy(token, await officials.list(), now());
      if (!invited) return { kind: 'no-invitation' };
      const why = weakness(password, [invited.id, invited.person, ...allRoles]);
      if (why) return { kind: 'weak', why };
      if (password !== again) return { kind: 'not-twice' };
      const check = checkCode(totpOf(token, browser, invited), code, now().getTime());
      if (check.kind !== 'right') return { kind: 'code-wrong' };
      const kept = await passwords.hash(password);
      const recovery = newRecoveryCodes();
      return officials.update<Accepted>((held) => {
        // Two pages of the same link: the first one counts.
        const official = invitedBy(token, held, now());
        if (!official) return { officials: held, records: [], result: { kind: 'no-invitation' } };
        const access = { password: kept, recovery: recovery.map((one) => recoveryMark(marks, official.id, one)) };
        const next: Official = { ...official, totp: check.totp, access };
        return {
          officials: held.map((one) => (one === official ? next : one)),
          records: [record(official)],
          result: { kind: 'done', official: next, recovery },
        };
      });
    },
  };
}
