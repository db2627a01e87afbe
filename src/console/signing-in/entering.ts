import type { AuditRecord } from '../../announcements/people/audit.ts';
import type { Official, Officials } from '../../announcements/people/officials.ts';
import { checkCode } from '../../announcements/people/totp.ts';
import type { Marks } from './marks.ts';
import type { Passwords } from './passwords.ts';
import { recoveryMark } from './recovery.ts';
import { signInRecord } from './sign-in-record.ts';
import type { Tries } from './tries.ts';

export interface EnteringRequest {
  account: string;
  password: string;
  /** Six digits of the authenticator, or a recovery code. */
  code: string;
  /** Where it comes from, as requests are counted. */
  address: string;
}

/** What became of it. Nothing tells which of account, password and code was wrong. */
export type Entered = { kind: 'in'; official: Official } | { kind: 'wrong'; left: number } | { kind: 'locked'; until: string };

/** Signing in at the console with password and second factor. */
export interface Entering {
  enter(request: EnteringRequest): Promise<Entered>;
}

export interface EnteringDeps {
  officials: Officials;
  passwords: Passwords;
  tries: Tries;
  marks: Marks;
  now: () => Date;
  pause: (ms: number) => Promise<unknown>;
}

/** Every answer takes at least so long: writing a record is seen in no answer's time. */
export const leastMs = 400;

export function createEntering({ officials, passwords, tries, marks, now, pause }: EnteringDeps): Entering {
  const record = (official: Official | undefined, outcome: string): AuditRecord => signInRecord(official, outcome, now());

  /** Uses up the second factor, right or wrong. */
  function used(official: Official, code: string, place: string): { next: Official; right: boolean } {
    if (/^[\d\s]{1,20}$/u.test(code)) {
      const check = checkCode(official.totp, code, now().getTime(), place);
      if (check.kind === 'locked') return { next: official, right: false };
      return { next: { ...official, totp: check.totp }, right: check.kind === 'right' };
    }
    const mark = recoveryMark(marks, official.id, code);
    const held = official.access?.recovery ?? [];
    const recovery = held.filter((one) => one !== mark);
    if (recovery.length === held.length) return { next: official, right: false };
    return { next: { ...official, access: { ...official.access, recovery } }, right: true };
  }

  async function attempt({ account, password, code, address }: EnteringRequest): Promise<Entered> {
    const taken = await tries.take(account, address);
    if (taken.kind === 'locked') return taken;
    const id = account.trim().toLowerCase();
    const known = (await officials.list()).find((one) => one.id === id && !one.disabled);
    const knows = await passwords.verify(password, known?.access?.password);
    const place = `web ${marks.of('address', address).slice(0, 16)}`;
    const entered = await officials.update<Entered>((held) => {
      const official = held.find((one) => one.id === known?.id && !one.disabled);
      const wrong: Entered = taken.left > 0 ? { kind: 'wrong', left: taken.left } : { kind: 'locked', until: taken.until };
      // The password may have been changed since it was looked at.
      if (!official || !knows || official.access?.password !== known?.access?.password)
        return { officials: held, records: [record(official, 'wrong')], result: wrong };
      const { next, right } = used(official, code.trim(), place);
      return {
        officials: held.map((one) => (one === official ? next : one)),
        records: [record(official, right ? 'done' : 'wrong')],
        result: right ? { kind: 'in', official: next } : wrong,
      };
    });
    if (entered.kind === 'in') await tries.right(account, address);
    return entered;
  }

  return {
    async enter(request) {
      const [entered] = await Promise.all([attempt(request), pause(leastMs)]);
      return entered;
    },
  };
}
