import { createHash } from 'node:crypto';
import { spokenCode } from './linking.ts';
import type { Official } from './officials.ts';

/** How long an invitation holds. */
export const invitationMs = 24 * 3_600_000;
const codeBytes = 15;

/** What is handed to an official, once, to set up an authenticator that nobody else sees. */
export type InvitationPass =
  /** To the console, where it is on. */
  | { kind: 'link'; address: string; expiresAt: string }
  /** For `cutri official accept`, 75 bits, e.g. `K7QF2-9XTR4-M3PW8`. */
  | { kind: 'code'; code: string; expiresAt: string };

/** What is kept of a link or code. */
export const invitationHash = (token: string): string => createHash('sha256').update(`invitation ${token}`).digest('base64url');

/** The token in what somebody types: a whole link, the end of one, or a code as it is read aloud. */
export function invitationToken(typed: string): string {
  const end = typed.trim().split('/').at(-1) ?? '';
  const letters = end.toUpperCase().replace(/[^A-Z0-9]/gu, '');
  return end.length > 2 * codeBytes ? end : letters;
}

/**
 * The account with an invitation, from 32 random bytes; an earlier one is worth nothing any more.
 * @param console address of the console; without one the official gets a code
 */
export function withInvitation(
  account: Official,
  random: Uint8Array,
  console: string | undefined,
  now: Date,
): { next: Official; result: InvitationPass } {
  const code = spokenCode(random.subarray(0, codeBytes));
  const token = console === undefined ? invitationToken(code) : Buffer.from(random).toString('base64url');
  const expiresAt = new Date(now.getTime() + invitationMs).toISOString();
  return {
    next: { ...account, access: { ...account.access, invitation: { hash: invitationHash(token), expiresAt } } },
    result:
      console === undefined ? { kind: 'code', code, expiresAt } : { kind: 'link', address: `${console}/moi/${token}`, expiresAt },
  };
}

/** Whose invitation it is, while it holds. */
export function invitedBy(token: string, officials: readonly Official[], now: Date): Official | undefined {
  const hash = invitationHash(token);
  return officials.find(
    ({ disabled, access }) =>
      !disabled && access?.invitation?.hash === hash && Date.parse(access.invitation.expiresAt) > now.getTime(),
  );
}
