import { randomBytes } from 'node:crypto';
import type { Tickets } from '../../announcements/people/tickets.ts';
import type { Marks } from './marks.ts';

/** How long a page with a challenge may stay open. */
export const challengeMs = 10 * 60_000;

/** Challenges for passkeys: each for one purpose and one browser, good once. Nothing is written until one is used: whoever only looks fills no store. */
export interface Challenges {
  /** `bound`: the mark of the browser's session. */
  issue(purpose: string, bound: string): string;
  /** Uses it up, whatever comes of it. `challenge`: base64url of what was issued, as browsers send it back. */
  spend(challenge: string, purpose: string, bound: string): Promise<boolean>;
}

export function createChallenges({ tickets, marks, now }: { tickets: Tickets; marks: Marks; now: () => Date }): Challenges {
  const claimOf = (purpose: string, bound: string, atMs: string, nonce: string): string =>
    JSON.stringify([purpose, bound, atMs, nonce]);

  return {
    issue(purpose, bound) {
      const [atMs, nonce] = [String(now().getTime()), randomBytes(16).toString('base64url')];
      return [atMs, nonce, marks.of('passkey challenge', claimOf(purpose, bound, atMs, nonce))].join('.');
    },
    async spend(challenge, purpose, bound) {
      const issued = Buffer.from(challenge, 'base64url').toString();
      const [atMs = '', nonce = '', mark = ''] = issued.split('.');
      if (!marks.isOf('passkey challenge', claimOf(purpose, bound, atMs, nonce), mark)) return false;
      if (Math.abs(now().getTime() - Number(atMs)) >= challengeMs) return false;
      const key = marks.of('spent passkey challenge', nonce);
      // Kept longer than a clock that is set back could make the challenge young again.
      const expiresAt = new Date(Number(atMs) + 2 * challengeMs).toISOString();
      return tickets.change(key, (held) =>
        held ? { next: held, result: false } : { next: { key, owner: 'passkeys', expiresAt, body: '{}' }, result: true },
      );
    },
  };
}
