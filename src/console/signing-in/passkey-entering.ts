import type { AuditRecord } from '../../announcements/people/audit.ts';
import type { Official, Officials, Passkey } from '../../announcements/people/officials.ts';
import type { Challenges } from './challenges.ts';
import { leastMs } from './entering.ts';
import type { Marks } from './marks.ts';
import { passkeyUser } from './passkeys.ts';
import { signInRecord } from './sign-in-record.ts';
import type { Tries } from './tries.ts';
import { type Assertion, type PasskeyPlace, readAssertion, requestOptions, usedPasskey } from './webauthn.ts';

/** What became of it. Nothing tells whether there is such a passkey, or what was wrong with it. */
export type PasskeyEntered =
  /** `passkey`: id of the one it was. */
  { kind: 'in'; official: Official; passkey: string } | { kind: 'wrong'; left: number } | { kind: 'locked'; until: string };

/** Signing in at the console with a passkey in place of password and code. */
export interface PasskeyEntering {
  /** JSON for the browser. `bound`: mark of the browser's session. */
  options(bound: string): string;
  /** `typed`: what the browser answered, JSON; `address`: where it comes from, as requests are counted. */
  enter(typed: string, bound: string, address: string): Promise<PasskeyEntered>;
}

export interface PasskeyEnteringDeps {
  officials: Officials;
  challenges: Challenges;
  marks: Marks;
  tries: Tries;
  place: PasskeyPlace;
  now: () => Date;
  pause: (ms: number) => Promise<unknown>;
}

const purpose = 'sign in';

const passkeyOf = ({ disabled, access }: Official, id: string): Passkey | undefined =>
  disabled ? undefined : access?.passkeys?.find((one) => one.id === id);

export function createPasskeyEntering(deps: PasskeyEnteringDeps): PasskeyEntering {
  const { officials, challenges, marks, tries, place, now, pause } = deps;

  const record = (official: Official | undefined, outcome: string, detail: string): AuditRecord =>
    signInRecord(official, outcome, now(), detail);

  /** The passkey that answered, and how often it has signed by now. */
  async function answered(
    read: Assertion,
    bound: string,
  ): Promise<{ official: Official; passkey: Passkey; counter: number } | undefined> {
    const spend = (challenge: string) => challenges.spend(challenge, purpose, bound);
    const official = (await officials.list()).find((one) => passkeyOf(one, read.id) !== undefined);
    const passkey = official && passkeyOf(official, read.id);
    if (!official || !passkey || read.response.userHandle !== passkeyUser(marks, official.id)) return undefined;
    const counter = await usedPasskey(place, read, passkey, spend);
    return counter === undefined ? undefined : { official, passkey, counter };
  }

  async function attempt(typed: string, bound: string, address: string): Promise<PasskeyEntered> {
    const read = readAssertion(typed);
    // Counted apart from the password of the account: whoever tries passkeys locks nobody out of it.
    const counted = `passkey ${read?.id ?? ''}`;
    const taken = await tries.take(counted, address);
    if (taken.kind === 'locked') return taken;
    const wrong: PasskeyEntered = taken.left > 0 ? { kind: 'wrong', left: taken.left } : { kind: 'locked', until: taken.until };
    const found = read && (await answered(read, bound));
    const entered = await officials.update<PasskeyEntered>((held) => {
      const official = found && held.find(({ id }) => id === found.official.id);
      const passkey = official && found && passkeyOf(official, found.passkey.id);
      // Taken away, or used at the same moment with a copy of it, since it was looked at.
      const holds = found && passkey?.publicKey === found.passkey.publicKey && passkey.counter === found.passkey.counter;
      if (!official || !passkey || !holds)
        return { officials: held, records: [record(found?.official, 'wrong', 'passkey')], result: wrong };
      const used: Passkey = { ...passkey, counter: found.counter, usedAt: now().toISOString() };
      const passkeys = official.access!.passkeys!.map((one) => (one === passkey ? used : one));
      const next: Official = { ...official, access: { ...official.access, passkeys } };
      return {
        officials: held.map((one) => (one === official ? next : one)),
        records: [record(official, 'done', `passkey: ${passkey.name}`)],
        result: { kind: 'in', official: next, passkey: passkey.id },
      };
    });
    if (entered.kind === 'in') await tries.right(counted, address);
    return entered;
  }

  return {
    options: (bound) => requestOptions(place, challenges.issue(purpose, bound)),
    async enter(typed, bound, address) {
      const [entered] = await Promise.all([attempt(typed, bound, address), pause(leastMs)]);
      return entered;
    },
  };
}
