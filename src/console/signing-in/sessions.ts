import type { Official } from '../../announcements/people/officials.ts';
import { sessionOwner, type Ticket, type Tickets } from '../../announcements/people/tickets.ts';
import type { Marks } from './marks.ts';
import { type SessionRecord, sessionRecord } from './session-record.ts';

/** A session not used for so long is over. */
export const idleMs = 30 * 60_000;
/** However much it is used. */
export const longestMs = 12 * 3_600_000;
/** Use is written down this often: a session ends at most so much too early. */
const notedMs = 60_000;

export interface Session {
  /** Names it among the sessions of its official; opens nothing. */
  id: string;
  official: string;
  startedAt: string;
  seenAt: string;
  /** Browser and system, e.g. `Firefox, Windows`. */
  browser: string;
  /** Id of the passkey it began with, where it was one. */
  passkey?: string;
}

/** Who is signed in at the console. Kept by the store, so that any process serves any request and a restart signs nobody out. */
export interface Sessions {
  /** A new one; the token is for the cookie and is kept nowhere. `passkey`: id of the one it begins with. */
  begin(official: Official, browser: string, passkey?: string): Promise<{ token: string; session: Session }>;
  /** Whose session it is, if it holds now: not over, and the account as it was when it began. */
  find(token: string): Promise<{ session: Session; official: Official } | undefined>;
  /** Of one official, the latest first. */
  list(official: Official): Promise<Session[]>;
  end(token: string): Promise<void>;
  /** Ends one of this official's sessions; an id of somebody else's does nothing. */
  endOne(official: Official, id: string): Promise<boolean>;
}

export interface SessionsDeps {
  tickets: Tickets;
  officials: () => Promise<readonly Official[]>;
  marks: Marks;
  /** Unpredictable, base64url. */
  newToken: () => string;
  now: () => Date;
}

/** Everything a session depends on: another role, authenticator or password, or a disabled account, and it is over. */
const standingOf = ({ id, roles, commune, disabled, term, totp, access }: Official): string =>
  JSON.stringify([
    ...[id, [...roles].sort(), disabled, term ?? 0, totp.secret, access?.password ?? null],
    ...(commune === undefined ? [] : [commune]),
  ]);

const sessionOf = (key: string, { official, startedAt, seenAt, browser, passkey }: Omit<SessionRecord, 'seal'>): Session => ({
  id: key.slice(0, 16),
  official,
  startedAt,
  seenAt,
  browser,
  ...(passkey === undefined ? {} : { passkey }),
});

const hasPasskey = ({ access }: Official, passkey: string | undefined): boolean =>
  passkey === undefined || (access?.passkeys ?? []).some(({ id }) => id === passkey);

export function createSessions({ tickets, officials, marks, newToken, now }: SessionsDeps): Sessions {
  const keyOf = (token: string): string => marks.of('session', token);
  // Without a passkey it is the seal of before there were any: those sessions go on.
  const sealOf = (key: string, { official, standing, startedAt, seenAt, passkey }: Omit<SessionRecord, 'seal'>): string =>
    marks.of('session record', JSON.stringify([key, official, standing, startedAt, seenAt].concat(passkey ?? [])));

  function written(key: string, record: Omit<SessionRecord, 'seal'>): Ticket {
    const sealed = { ...record, seal: sealOf(key, record) };
    const untilMs = Math.min(Date.parse(record.seenAt) + idleMs, Date.parse(record.startedAt) + longestMs);
    return {
      key,
      owner: sessionOwner(record.official),
      expiresAt: new Date(untilMs).toISOString(),
      body: JSON.stringify(sealed),
    };
  }

  /** What a ticket says, if it is ours, not over, and of an account that stands as it stood. */
  function read(ticket: Ticket | undefined, all: readonly Official[]): { record: SessionRecord; official: Official } | undefined {
    const record = ticket && sessionRecord(ticket.body);
    if (!ticket || !record || record.seal !== sealOf(ticket.key, record)) return undefined;
    const nowMs = now().getTime();
    const [startedMs, seenMs] = [Date.parse(record.startedAt), Date.parse(record.seenAt)];
    // One from the future (the clock was set back) does not count.
    if (nowMs - seenMs >= idleMs || nowMs - startedMs >= longestMs || seenMs - nowMs > notedMs) return undefined;
    const official = all.find(({ id, disabled }) => id === record.official && !disabled);
    if (!official || !hasPasskey(official, record.passkey)) return undefined;
    if (!marks.isOf('standing', standingOf(official), record.standing)) return undefined;
    return { record, official };
  }

  const drop = (key: string): Promise<void> => tickets.change(key, () => ({ next: undefined, result: undefined }));

  async function heldBy(official: Official): Promise<{ key: string; session: Session }[]> {
    return (await tickets.ofOwner(sessionOwner(official.id))).flatMap((ticket) => {
      const found = read(ticket, [official]);
      return found ? [{ key: ticket.key, session: sessionOf(ticket.key, found.record) }] : [];
    });
  }

  return {
    async begin(official, browser, passkey) {
      const token = newToken();
      const key = keyOf(token);
      const at = now().toISOString();
      const standing = marks.of('standing', standingOf(official));
      const record = { official: official.id, standing, startedAt: at, seenAt: at, browser, passkey };
      await tickets.change(key, () => ({ next: written(key, record), result: undefined }));
      return { token, session: sessionOf(key, record) };
    },
    async find(token) {
      const key = keyOf(token);
      const ticket = await tickets.get(key);
      const found = read(ticket, await officials());
      if (!found) {
        if (ticket) await drop(key);
        return undefined;
      }
      const { record, official } = found;
      if (now().getTime() - Date.parse(record.seenAt) >= notedMs)
        await tickets.change(key, (held) => ({
          // Ended at this moment by somebody else: it stays ended.
          next: held && written(key, { ...record, seenAt: now().toISOString() }),
          result: undefined,
        }));
      return { session: sessionOf(key, record), official };
    },
    async list(official) {
      const held = (await heldBy(official)).map(({ session }) => session);
      return held.sort((a, b) => (a.seenAt < b.seenAt ? 1 : -1));
    },
    end: (token) => drop(keyOf(token)),
    async endOne(official, id) {
      const found = (await heldBy(official)).find(({ session }) => session.id === id);
      if (found) await drop(found.key);
      return found !== undefined;
    },
  };
}
