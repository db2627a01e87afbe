import { describe, expect, it, vi } from 'vitest';
import type { Official } from '../../../src/announcements/people/officials.ts';
import { browserName } from '../../../src/console/signing-in/browser.ts';
import { createChallenges } from '../../../src/console/signing-in/challenges.ts';
import { createMarks } from '../../../src/console/signing-in/marks.ts';
import { newRecoveryCodes, recoveryMark } from '../../../src/console/signing-in/recovery.ts';
import { createSessions } from '../../../src/console/signing-in/sessions.ts';
import { official } from '../../contracts/officials.ts';
import { createTestClock } from '../../fakes/clock.ts';
import { createTicketsMemory } from '../../fakes/tickets-memory.ts';

const minuteMs = 60_000;
const marks = createMarks('a key for tests');
const passkey = { id: 'key-1', publicKey: 'b', counter: 0, name: 'Máy', addedAt: '2026-03-01T07:00:00.000Z' };
const lan = official('lan', { roles: ['author', 'approver'], access: { password: 'hash', passkeys: [passkey] } });

function office() {
  const clock = createTestClock();
  const tickets = createTicketsMemory();
  const accounts: Official[] = [lan, official('minh')];
  let made = 0;
  const newToken = () => {
    made += 1;
    return `token-${made}`;
  };
  const sessions = createSessions({ tickets, officials: async () => accounts, marks, newToken, now: clock.now });
  const become = (changes: Partial<Official>) => void accounts.splice(0, 1, { ...lan, ...changes });
  const isOpen = async (token: string) => (await sessions.find(token)) !== undefined;
  return { clock, tickets, sessions, accounts, become, isOpen };
}

describe('a session', () => {
  it('is of who began it, with the browser it began in', async () => {
    const { sessions } = office();
    const { token, session } = await sessions.begin(lan, 'Firefox, Windows');
    const at = '2026-03-01T08:00:00.000Z';
    expect(session).toMatchObject({ official: 'lan', startedAt: at, seenAt: at, browser: 'Firefox, Windows' });
    expect(await sessions.find(token)).toEqual({ session, official: lan });
    expect(await sessions.find('token-9')).toBeUndefined();
  });

  it('ends after half an hour without use, to the millisecond', async () => {
    for (const [afterMs, expected] of [
      [30 * minuteMs - 1, true],
      [30 * minuteMs, false],
    ] as const) {
      const { sessions, clock, isOpen } = office();
      const { token } = await sessions.begin(lan, '?');
      clock.pass(afterMs);
      expect(await isOpen(token)).toBe(expected);
    }
  });

  it('goes on with use, noted after a minute, and ends twelve hours after it began', async () => {
    const { sessions, clock, isOpen } = office();
    const { token } = await sessions.begin(lan, '?');
    clock.pass(minuteMs - 1);
    await isOpen(token);
    expect((await sessions.list(lan))[0]!.seenAt).toBe('2026-03-01T08:00:00.000Z');
    clock.pass(1);
    await isOpen(token);
    expect((await sessions.list(lan))[0]!.seenAt).toBe('2026-03-01T08:01:00.000Z');
    for (let i = 0; i < 35; i += 1) {
      clock.pass(20 * minuteMs);
      expect(await isOpen(token)).toBe(true);
    }
    clock.pass(19 * minuteMs - 1);
    expect(await isOpen(token)).toBe(true);
    clock.pass(1);
    expect(await isOpen(token)).toBe(false);
  });

  it('is kept until it would be over: half an hour after its last use, and never beyond twelve hours', async () => {
    const { sessions, clock, tickets, isOpen } = office();
    const { token } = await sessions.begin(lan, '?');
    const until = async () => (await tickets.ofOwner('session lan'))[0]!.expiresAt;
    expect(await until()).toBe('2026-03-01T08:30:00.000Z');
    for (let i = 0; i < 35; i += 1) {
      clock.pass(20 * minuteMs);
      await isOpen(token);
    }
    expect(await until()).toBe('2026-03-01T20:00:00.000Z');
  });

  it('of a future that the clock was set back from counts for a minute, not longer', async () => {
    for (const [backMs, expected] of [
      [minuteMs, true],
      [minuteMs + 1, false],
    ] as const) {
      const { sessions, clock, isOpen } = office();
      const { token } = await sessions.begin(lan, '?');
      clock.jump(-backMs);
      expect(await isOpen(token)).toBe(expected);
    }
  });

  it.each<[string, Partial<Official>]>([
    ['disabled', { disabled: true }],
    ['of another term', { term: 1 }],
    ['of another role', { roles: ['author'] }],
    ['of another commune', { commune: '02680' }],
    ['with another authenticator', { totp: { ...lan.totp, secret: 'KRSXG5DJNZTSAZLOMVZHO33SMRZWK4TF' } }],
    ['with another password', { access: { ...lan.access, password: 'other' } }],
    ['without a password', { access: {} }],
    ['another one', { id: 'tam' }],
  ])('is over once the account is %s, for good', async (_, changes) => {
    const { sessions, become, isOpen, tickets } = office();
    const { token } = await sessions.begin(lan, '?');
    become(changes);
    expect(await isOpen(token)).toBe(false);
    expect(await tickets.ofOwner('session lan')).toEqual([]);
    become({});
    expect(await isOpen(token)).toBe(false);
  });

  it('goes on with what it does not depend on: order of the roles, name, chat, other codes used', async () => {
    const { sessions, become, isOpen } = office();
    const { token } = await sessions.begin(lan, '?');
    become({ roles: ['approver', 'author'], name: 'Nguyễn Lan', chat: 'telegram:1', totp: { ...lan.totp, lastStep: 9 } });
    expect(await isOpen(token)).toBe(true);
  });

  it('that began with a passkey is over without that one; another passkey taken away ends none', async () => {
    const { sessions, become, isOpen } = office();
    const { token, session } = await sessions.begin(lan, '?', 'key-1');
    const { token: byPassword } = await sessions.begin(lan, '?');
    expect(session.passkey).toBe('key-1');
    become({ access: { ...lan.access, passkeys: [passkey, { ...passkey, id: 'key-2' }] } });
    expect(await isOpen(token)).toBe(true);
    become({ access: { ...lan.access, passkeys: [{ ...passkey, id: 'key-2' }] } });
    expect([await isOpen(token), await isOpen(byPassword)]).toEqual([false, true]);
  });

  it.each<[string, (body: Record<string, unknown>) => Record<string, unknown>]>([
    ['another account', (body) => ({ ...body, official: 'minh' })],
    ['a later beginning', (body) => ({ ...body, startedAt: '2026-03-01T08:05:00.000Z' })],
    ['a later use', (body) => ({ ...body, seenAt: '2026-03-01T08:05:00.000Z' })],
    ['a passkey', (body) => ({ ...body, passkey: 'key-1' })],
    ['nothing of ours', () => ({})],
  ])('into which somebody wrote %s is none', async (_, change) => {
    const { sessions, tickets, isOpen } = office();
    const { token } = await sessions.begin(lan, '?');
    const [held] = await tickets.ofOwner('session lan');
    const body = JSON.stringify(change(JSON.parse(held!.body)));
    await tickets.change(held!.key, () => ({ next: { ...held!, body }, result: undefined }));
    expect(await isOpen(token)).toBe(false);
  });

  it.each<[string, string, string, string | undefined, string]>([
    ['token-1', '1Lzp0jcBCOi8TVNw', '3aR_Uw0HSpen94TQRg7nYhnGtWs', undefined, 'bXHT8p9Q6FNj_PHz9KvD9MOXa5AXDKHTNpjJYG6tBYc'],
    ['token-2', 'fkdarGHTUfRetv68', 'uFDL6QXXMbV9zpGCPPvFFmumO44', 'key-1', '34p-Jvs3EZluBakfuVZ5YVKCUeuiDa9wlXZoWvcDv1I'],
  ])('that another version of the service wrote goes on (%s)', async (token, id, rest, key, seal) => {
    const { sessions, tickets } = office();
    const at = '2026-03-01T08:00:00.000Z';
    const shown = { official: 'lan', startedAt: at, seenAt: at, browser: 'Firefox, Windows', ...(key && { passkey: key }) };
    const body = JSON.stringify({ ...shown, standing: 'jFtCy96hJVtN1AN6PNrwysL2VU_LpUtJBUNA00uaC44', seal });
    const ticket = { key: id + rest, owner: 'session lan', expiresAt: '2026-03-01T08:30:00.000Z', body };
    await tickets.change(ticket.key, () => ({ next: ticket, result: undefined }));
    expect((await sessions.find(token))?.session).toEqual({ ...shown, id });
  });

  it('that never was costs no write: whoever comes with made-up tokens keeps no store busy', async () => {
    const { sessions, tickets } = office();
    const change = vi.spyOn(tickets, 'change');
    expect(await sessions.find('made up')).toBeUndefined();
    expect(change).not.toHaveBeenCalled();
  });

  it('that began with a passkey is over where the account has no way in any more', async () => {
    const { sessions, accounts, isOpen } = office();
    const { token } = await sessions.begin(lan, '?', 'key-1');
    accounts[0] = official('lan', { roles: lan.roles });
    expect(await isOpen(token)).toBe(false);
  });

  it('that is over is listed no more', async () => {
    const { sessions, clock } = office();
    await sessions.begin(lan, '?');
    clock.pass(30 * minuteMs);
    expect(await sessions.list(lan)).toEqual([]);
  });

  it('is listed to whose it is, the latest used first, and ended by its name; somebody else’s is not', async () => {
    const { sessions, clock, isOpen, accounts } = office();
    const first = await sessions.begin(lan, 'Firefox, Windows');
    clock.pass(minuteMs);
    const second = await sessions.begin(lan, 'Chrome, Android');
    const other = await sessions.begin(accounts[1]!, '?');
    expect(await sessions.list(lan)).toEqual([second.session, first.session]);
    clock.pass(2 * minuteMs);
    await isOpen(first.token);
    expect((await sessions.list(lan)).map(({ browser }) => browser)).toEqual(['Firefox, Windows', 'Chrome, Android']);
    expect(await sessions.endOne(lan, other.session.id)).toBe(false);
    expect(await sessions.endOne(lan, second.session.id)).toBe(true);
    expect([await isOpen(first.token), await isOpen(second.token), await isOpen(other.token)]).toEqual([true, false, true]);
    await sessions.end(first.token);
    expect([await isOpen(first.token), await sessions.list(lan)]).toEqual([false, []]);
  });
});

describe('a challenge for a passkey', () => {
  function challenger() {
    const clock = createTestClock();
    const tickets = createTicketsMemory();
    const challenges = createChallenges({ tickets, marks, now: clock.now });
    const issued = () => Buffer.from(challenges.issue('register lan', 'here')).toString('base64url');
    return { clock, tickets, challenges, issued };
  }

  it('is good once, for what it was made for, in the browser it was made for', async () => {
    const { challenges, issued, tickets } = challenger();
    const one = issued();
    expect(await tickets.ofOwner('passkeys')).toEqual([]);
    expect(await challenges.spend(one, 'sign in', 'here')).toBe(false);
    expect(await challenges.spend(one, 'register lan', 'there')).toBe(false);
    expect(await challenges.spend(one, 'register lan', 'here')).toBe(true);
    expect(await challenges.spend(one, 'register lan', 'here')).toBe(false);
    expect(await challenges.spend(issued(), 'register lan', 'here')).toBe(true);
  });

  it('is good for ten minutes, whatever the clock does', async () => {
    for (const [byMs, expected] of [
      [10 * minuteMs - 1, true],
      [10 * minuteMs, false],
      [-10 * minuteMs + 1, true],
      [-10 * minuteMs, false],
    ] as const) {
      const { clock, challenges, issued } = challenger();
      const one = issued();
      clock.jump(byMs);
      expect(await challenges.spend(one, 'register lan', 'here')).toBe(expected);
    }
  });

  it('that was used is remembered longer than it could be young again, whichever version of the service made it', async () => {
    const { challenges, tickets } = challenger();
    const issued = '1772352000000.a-nonce.Gyb2-0He2lnBpC_djq5VbBnKceyk2CYbwOsSUzTPT5Q';
    expect(await challenges.spend(Buffer.from(issued).toString('base64url'), 'register lan', 'here')).toBe(true);
    const key = 'GtDSS1MA5HmCb7Aw54lCYxMa8Hw6o4VOHGTwmOX6l0E';
    const expiresAt = '2026-03-01T08:20:00.000Z';
    expect(await tickets.ofOwner('passkeys')).toEqual([{ key, owner: 'passkeys', expiresAt, body: '{}' }]);
  });

  it.each(['', 'abc', Buffer.from('1.2.3').toString('base64url')])('is none where we did not make it: %j', async (given) => {
    expect(await challenger().challenges.spend(given, 'register lan', 'here')).toBe(false);
  });
});

describe('what is kept of a secret', () => {
  it('is found again by the same value for the same purpose under the same key, and by nothing else', () => {
    const mark = marks.of('session', 'a');
    expect(mark).toMatch(/^[\w-]{43}$/u);
    expect(marks.isOf('session', 'a', mark)).toBe(true);
    expect(marks.isOf('session', 'b', mark)).toBe(false);
    expect(marks.isOf('address', 'a', mark)).toBe(false);
    expect(marks.isOf('session', 'a', mark.slice(1))).toBe(false);
    expect(createMarks('another key').isOf('session', 'a', mark)).toBe(false);
  });

  it('of a recovery code is what earlier versions of the service kept: codes on paper stay good', () => {
    expect(recoveryMark(marks, 'lan', 'K7QF2-9XTR4')).toBe('5hzrl8EfdhA-D_Tcwln8vjlGLGbHDXW0N3qPvmyQYSg');
  });

  it('of a recovery code is the same however it is typed, and of one account only', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    const kept = recoveryMark(marks, 'lan', codes[0]!);
    expect(recoveryMark(marks, 'lan', ` ${codes[0]!.toLowerCase().replaceAll('-', ' ')} `)).toBe(kept);
    expect(recoveryMark(marks, 'minh', codes[0]!)).not.toBe(kept);
    expect(recoveryMark(marks, 'lan', codes[1]!)).not.toBe(kept);
  });
});

describe('a browser in the list of sessions', () => {
  const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36';
  it.each([
    [chrome, 'Chrome, Windows'],
    [`${chrome} Edg/130.0`, 'Edge, Windows'],
    [`${chrome} OPR/115.0`, 'Opera, Windows'],
    [chrome.replace('Chrome/', 'coc_coc_browser/130.0 Chrome/'), 'CocCoc, Windows'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', 'Firefox, Linux'],
    ['Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36', 'Chrome, Android'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1', 'Safari, iPhone'],
    ['Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) Version/17.0 Safari/604.1', 'Safari, iPad'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) Version/17.0 Safari/605.1', 'Safari, macOS'],
    ['<script>', '?, ?'],
    [undefined, '?, ?'],
  ])('that calls itself %j is named %j', (agent, name) => expect(browserName(agent)).toBe(name));
});
