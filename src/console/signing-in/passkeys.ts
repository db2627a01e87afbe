import type { AuditRecord } from '../../announcements/people/audit.ts';
import type { Official, Officials, Passkey } from '../../announcements/people/officials.ts';
import { checkCode } from '../../announcements/people/totp.ts';
import type { Challenges } from './challenges.ts';
import type { Marks } from './marks.ts';
import { creationOptions, madePasskey, type PasskeyPlace } from './webauthn.ts';

/** More than anybody has devices. */
export const mostPasskeys = 10;

/** What a new passkey takes first: a fresh code of the authenticator. */
export type PasskeyBegun =
  /** `options`: JSON for the browser, good for one passkey within ten minutes. */
  | { kind: 'options'; options: string }
  | { kind: 'code-wrong' }
  | { kind: 'code-locked'; until: string }
  | { kind: 'too-many' }
  | { kind: 'off' };

/** The passkeys of an account, in its owner's hands. */
export interface Passkeys {
  /** Uses up the code, right or wrong. `bound`: mark of the session. */
  begin(official: Official, code: string, bound: string): Promise<PasskeyBegun>;
  /** `made`: what the browser answered to the options, JSON. */
  add(official: Official, made: string, name: string, bound: string): Promise<'added' | 'refused' | 'too-many'>;
  /** One of the account's own; sessions begun with it are over. Another's id does nothing. */
  remove(official: Official, id: string): Promise<boolean>;
}

/** Names a person to their devices without saying who it is: what a passkey carries has to be of its account. */
export const passkeyUser = (marks: Marks, id: string): string => marks.of('passkey user', id);

export interface PasskeysDeps {
  officials: Officials;
  challenges: Challenges;
  marks: Marks;
  /** `undefined`: browsers make none for this address; those there are can be removed. */
  place: PasskeyPlace | undefined;
  /** What the service is called on the devices. */
  service: string;
  now: () => Date;
}

const purposeOf = ({ id }: Official): string => `register ${id}`;

export function createPasskeys({ officials, challenges, marks, place, service, now }: PasskeysDeps): Passkeys {
  const record = ({ id, roles }: Official, action: string, outcome: string, detail?: string): AuditRecord => ({
    ...{ at: now().toISOString(), who: id, roles, action, outcome, subject: id, from: 'console' },
    ...(detail === undefined ? {} : { detail }),
  });
  const isFull = ({ access }: Official): boolean => (access?.passkeys ?? []).length >= mostPasskeys;
  const withPasskeys = (held: readonly Official[], id: string, passkeys: readonly Passkey[]): Official[] =>
    held.map((one) => (one.id === id ? { ...one, access: { ...one.access, passkeys } } : one));

  /** `undefined`: the code is right, and used up. */
  const useCode = (id: string, code: string): Promise<PasskeyBegun | undefined> =>
    officials.update<PasskeyBegun | undefined>((held) => {
      const current = held.find((one) => one.id === id && !one.disabled);
      if (!current) return { officials: held, records: [], result: { kind: 'code-wrong' } };
      const refuse = (list: readonly Official[], result: PasskeyBegun) => ({
        officials: list,
        records: [record(current, 'console-passkey-add', result.kind)],
        result,
      });
      if (isFull(current)) return refuse(held, { kind: 'too-many' });
      const check = checkCode(current.totp, code, now().getTime());
      if (check.kind === 'locked') return refuse(held, { kind: 'code-locked', until: check.until });
      const next = held.map((one) => (one === current ? { ...one, totp: check.totp } : one));
      if (check.kind === 'wrong') return refuse(next, { kind: 'code-wrong' });
      return { officials: next, records: [], result: undefined };
    });

  return {
    async begin(official, code, bound) {
      if (!place) return { kind: 'off' };
      const refused = await useCode(official.id, code);
      if (refused) return refused;
      const options = await creationOptions(place, {
        challenge: challenges.issue(purposeOf(official), bound),
        user: passkeyUser(marks, official.id),
        account: official.id,
        name: official.name,
        service,
        known: (official.access?.passkeys ?? []).map(({ id }) => id),
      });
      return { kind: 'options', options };
    },
    async add(official, typed, name, bound) {
      const made =
        place && (await madePasskey(place, typed, (challenge) => challenges.spend(challenge, purposeOf(official), bound)));
      return officials.update((held) => {
        const current = held.find(({ id, disabled }) => id === official.id && !disabled);
        // An id that anybody has already would make it unclear whose it is.
        const isKnown = held.some(({ access }) => access?.passkeys?.some(({ id }) => id === made?.id));
        const outcome = !current || !made || isKnown ? 'refused' : isFull(current) ? 'too-many' : 'added';
        const entry = record(official, 'console-passkey-add', outcome === 'added' ? 'done' : outcome, name);
        if (outcome !== 'added') return { officials: held, records: [entry], result: outcome };
        const passkeys = [...(current!.access?.passkeys ?? []), { ...made!, name, addedAt: now().toISOString() }];
        return { officials: withPasskeys(held, official.id, passkeys), records: [entry], result: outcome };
      });
    },
    remove: (official, id) =>
      officials.update((held) => {
        const passkeys = held.find((one) => one.id === official.id)?.access?.passkeys ?? [];
        const gone = passkeys.find((one) => one.id === id);
        if (!gone) return { officials: held, records: [], result: false };
        return {
          officials: withPasskeys(
            held,
            official.id,
            passkeys.filter((one) => one !== gone),
          ),
          records: [record(official, 'console-passkey-remove', 'done', gone.name)],
          result: true,
        };
      }),
  };
}
