import { createHmac } from 'node:crypto';
import type { AuditRecord } from './audit.ts';
import { invitationToken, invitedBy } from './inviting.ts';
import type { Official, Officials, Totp } from './officials.ts';
import { signedOut, systemUserOf } from './signing-in.ts';
import { checkCode, newTotp, totpAddress } from './totp.ts';

/** Why somebody's authenticator was not taken. */
export type EnrollingRefusal =
  | { code: 'no-terminal' }
  /** None such, used already, or too old. */
  | { code: 'no-invitation' }
  | { code: 'new-code-wrong' };

type Enrolled<Value> = { kind: 'done'; value: Value } | { kind: 'refused'; refusal: EnrollingRefusal };

/** An official sets up their own authenticator at their own terminal, with the link or code of an invitation (`InvitationPass`). */
export interface Enrolling {
  /**
   * What the authenticator app reads (`otpauth://…`). It belongs to this invitation and this terminal: whoever looked elsewhere, the operator who handed
   * the invitation on, say, saw another one.
   */
  lookAtInvitation(terminal: string | undefined, id: string, invitation: string): Promise<Enrolled<{ address: string }>>;
  /** The authenticator counts from now on, by the code it shows; the invitation is used up. */
  acceptInvitation(terminal: string | undefined, id: string, invitation: string, code: string): Promise<Enrolled<undefined>>;
}

export interface EnrollingDeps {
  officials: Officials;
  /** Known to this installation alone, and not kept with the data. */
  key: string;
  now: () => Date;
}

export function createEnrolling({ officials, key, now }: EnrollingDeps): Enrolling {
  function totpOf(token: string, id: string, terminal: string): Totp {
    const bytes = createHmac('sha256', key)
      .update(JSON.stringify(['terminal authenticator', token, id, terminal]))
      .digest();
    return newTotp(new Uint8Array(bytes.subarray(0, 20)));
  }

  const record = (official: Official | undefined, outcome: string, terminal: string): AuditRecord => ({
    at: now().toISOString(),
    who: outcome === 'done' && official ? official.id : 'unknown',
    roles: outcome === 'done' && official ? official.roles : [],
    action: 'official-accept',
    outcome,
    subject: official?.id ?? 'unknown',
    from: `cli:${systemUserOf(terminal)}`,
  });

  const refused = (code: EnrollingRefusal['code']) => ({ kind: 'refused' as const, refusal: { code } });

  return {
    async lookAtInvitation(terminal, id, invitation) {
      if (terminal === undefined) return refused('no-terminal');
      const token = invitationToken(invitation);
      const invited = invitedBy(token, await officials.list(), now());
      if (invited?.id !== id) return refused('no-invitation');
      return { kind: 'done', value: { address: totpAddress(totpOf(token, id, terminal), id) } };
    },
    async acceptInvitation(terminal, id, invitation, code) {
      if (terminal === undefined) return refused('no-terminal');
      const token = invitationToken(invitation);
      return officials.update<Enrolled<undefined>>((held) => {
        const refuse = (why: EnrollingRefusal['code']) => ({
          officials: held,
          records: [
            record(
              held.find((one) => one.id === id),
              why,
              terminal,
            ),
          ],
          result: refused(why),
        });
        const invited = invitedBy(token, held, now());
        if (invited?.id !== id) return refuse('no-invitation');
        const check = checkCode(totpOf(token, id, terminal), code, now().getTime());
        if (check.kind !== 'right') return refuse('new-code-wrong');
        const next = { ...withoutInvitation(signedOut(invited)), totp: check.totp };
        return {
          officials: held.map((one) => (one === invited ? next : one)),
          records: [record(invited, 'done', terminal)],
          result: { kind: 'done', value: undefined },
        };
      });
    },
  };
}

/** A password of the console and its recovery codes stay as they are. */
function withoutInvitation({ access, ...account }: Official): Official {
  const { invitation: _, ...rest } = access ?? {};
  return Object.keys(rest).length === 0 ? account : { ...account, access: rest };
}
