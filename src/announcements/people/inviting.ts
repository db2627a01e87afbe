import { createHash } from 'node:crypto';
import type { Official } from './officials.ts';

/** How long a link for the first sign-in holds. */
export const invitationMs = 24 * 3_600_000;

/** What is kept of a link. */
export const invitationHash = (token: string): string => createHash('sha256').update(`invitation ${token}`).digest('base64url');

/** The account with a one-time link to the console, from 32 random bytes; an earlier link is worth nothing any more. `console`: its address. */
export function withInvitation(
  account: Official,
  random: Uint8Array,
  console: string,
  now: Date,
): { next: Official; result: { address: string; expiresAt: string } } {
  const token = Buffer.from(random).toString('base64url');
  const expiresAt = new Date(now.getTime() + invitationMs).toISOString();
  return {
    next: { ...account, access: { ...account.access, invitation: { hash: invitationHash(token), expiresAt } } },
    result: { address: `${console}/moi/${token}`, expiresAt },
  };
}

/** Whose link it is, while it holds. */
export function invitedBy(token: string, officials: readonly Official[], now: Date): Official | undefined {
  const hash = invitationHash(token);
  return officials.find(
    ({ disabled, access }) =>
      !disabled && access?.invitation?.hash === hash && Date.parse(access.invitation.expiresAt) > now.getTime(),
  );
}
