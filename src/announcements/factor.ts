import type { Actor } from './acting.ts';
import type { Official, Officials } from './people/officials.ts';
import { strangerAt } from './people/signing-in.ts';
import { checkCode } from './people/totp.ts';
import type { Refusal } from './refusal.ts';

/** Uses up a code of somebody's authenticator, right or wrong, and says why it does not count. */
export type UseCode = (actor: Actor, who: Official, code: string) => Promise<Refusal | undefined>;

export function createFactor({ officials, now }: { officials: Officials; now: () => Date }): UseCode {
  return (actor, who, code) =>
    officials.update<Refusal | undefined>((held) => {
      const current = held.find(({ id }) => id === who.id) ?? who;
      const nowMs = now().getTime();
      const stranger = actor.from === 'cli' ? strangerAt(current, actor.terminal, nowMs) : undefined;
      const check = checkCode(current.totp, code, nowMs, stranger);
      if (check.kind === 'locked') return { officials: held, records: [], result: { code: 'code-locked', until: check.until } };
      return {
        officials: held.map((official) => (official.id === who.id ? { ...official, totp: check.totp } : official)),
        records: [],
        result: check.kind === 'right' ? undefined : { code: 'code-wrong' },
      };
    });
}
