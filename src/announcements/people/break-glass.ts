import type { ChatKey } from '../../messaging/message.ts';
import type { AuditRecord } from './audit.ts';
import { type InvitationPass, withInvitation } from './inviting.ts';
import { chatsOf, holds, isSamePerson, type Official, type Officials } from './officials.ts';
import { systemUserOf, withoutDevices } from './signing-in.ts';
import { newTotp } from './totp.ts';

/** What is left where the only administrator has lost their phone. */
export interface BreakGlass {
  /**
   * An invitation to a new authenticator for the only administrator in force, without anybody's code: only for commands typed on the machine itself. The
   * audit log names the reason and the system user, and every official with a chat is told. Refused where another person may do it (`enrol`).
   */
  breakGlass(
    id: string,
    given: { reason: string; terminal: string | undefined },
  ): Promise<{ kind: 'done'; value: InvitationPass } | { kind: 'refused'; refusal: BreakGlassRefusal }>;
}

export type BreakGlassRefusal =
  | { code: 'unknown-official' }
  | { code: 'not-an-admin'; id: string }
  | { code: 'no-reason' }
  /** Another administrator gives a new authenticator in the usual way. */
  | { code: 'has-other-admin'; id: string };

const shortestReason = 10;

export interface BreakGlassDeps {
  officials: Officials;
  /** So many unpredictable bytes. */
  random: (bytes: number) => Uint8Array<ArrayBuffer>;
  /** Tells one official, in a chat, whose authenticator it was. Best effort. */
  warn(chat: ChatKey, broken: Official): Promise<unknown>;
  now: () => Date;
  /** Address of the console, where it is on. */
  console?: string | undefined;
}

export function createBreakGlass({ officials, random, warn, now, console }: BreakGlassDeps): BreakGlass {
  return {
    async breakGlass(id, { reason, terminal }) {
      const [totp, token] = [newTotp(random(20)), random(32)];
      const record = (outcome: string): AuditRecord => ({
        at: now().toISOString(),
        who: 'operator',
        roles: [],
        action: 'official-break-glass',
        outcome,
        subject: id,
        from: terminal === undefined ? 'cli' : `cli:${systemUserOf(terminal)}`,
        detail: reason.trim(),
      });
      const outcome = await officials.update<{ broken: Official; pass: InvitationPass } | BreakGlassRefusal>((held) => {
        const refusal = refusalOf(held, id, reason);
        if (refusal) return { officials: held, records: [record(refusal.code)], result: refusal };
        const account = held.find((one) => one.id === id)!;
        const { next, result: pass } = withInvitation({ ...withoutDevices(account), totp }, token, console, now());
        return {
          officials: held.map((one) => (one.id === id ? next : one)),
          records: [record('done')],
          result: { broken: next, pass },
        };
      });
      if ('code' in outcome) return { kind: 'refused', refusal: outcome };
      const told = (await officials.list()).filter(({ disabled }) => !disabled).flatMap(chatsOf);
      for (const chat of told) await warn(chat, outcome.broken);
      return { kind: 'done', value: outcome.pass };
    },
  };
}

function refusalOf(held: readonly Official[], id: string, reason: string): BreakGlassRefusal | undefined {
  const account = held.find((one) => one.id === id);
  if (!account) return { code: 'unknown-official' };
  if (!holds(account, 'admin')) return { code: 'not-an-admin', id };
  // Who never accepted their invitation has no authenticator to help with.
  const other = held.find((one) => holds(one, 'admin') && one.totp.lastStep > 0 && !isSamePerson(one.person, [account.person]));
  if (other) return { code: 'has-other-admin', id: other.id };
  return reason.trim().length < shortestReason ? { code: 'no-reason' } : undefined;
}
