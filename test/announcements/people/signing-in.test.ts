import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import type { Official } from '../../../src/announcements/people/officials.ts';
import {
  createSigningIn,
  isSignedIn,
  signedOut,
  strangerAt,
  systemUserOf,
  withoutDevices,
} from '../../../src/announcements/people/signing-in.ts';
import { official } from '../../contracts/officials.ts';
import { createAnnouncementsMemory } from '../../fakes/announcements-memory.ts';
import { createTestClock } from '../../fakes/clock.ts';

const nowMs = Date.parse('2026-03-01T08:00:00.000Z');
const ago = (ms: number) => new Date(nowMs - ms).toISOString();
const minuteMs = 60_000;
const passkey = { id: 'a', publicKey: 'b', counter: 0, name: 'Máy', addedAt: ago(0) };

async function office(...accounts: Official[]) {
  const clock = createTestClock();
  const { officials, audit } = createAnnouncementsMemory(clock.now);
  await officials.update(() => ({ officials: accounts, records: [], result: undefined }));
  const signing = createSigningIn({ officials, now: clock.now });
  const code = () => new TOTP({ secret: Secret.fromBase32(official('lan').totp.secret) }).generate({ timestamp: +clock.now() });
  async function login(terminal: string | undefined, id = 'lan', typed = code()) {
    const outcome = await signing.login(terminal, id, typed);
    await clock.advance(30_000);
    return outcome;
  }
  const places = async (id = 'lan') =>
    (await officials.list()).find((one) => one.id === id)!.terminals?.map(({ place }) => place) ?? [];
  const entry = async () => (await audit.latest({ limit: 1 }))[0];
  return { clock, officials, signing, login, places, entry };
}

describe('a sign-in at a terminal', () => {
  it.each([
    ['just now', 0, true],
    ['almost half an hour ago', 30 * minuteMs - 1, true],
    ['half an hour ago', 30 * minuteMs, false],
    ['in a future the clock was set back from', -1, false],
  ])('from %s', (_, agoMs, expected) => {
    const account = official('lan', { terminals: [{ place: 'cutri pts/1', since: ago(agoMs) }] });
    expect(isSignedIn(account, 'cutri pts/1', nowMs)).toBe(expected);
    expect(isSignedIn(account, 'cutri pts/2', nowMs)).toBe(false);
    expect(isSignedIn(account, undefined, nowMs)).toBe(false);
    expect(strangerAt(account, 'cutri pts/1', nowMs)).toBe(expected ? undefined : 'cutri pts/1');
  });

  it('makes nobody known where the terminal cannot be told from others', () => {
    expect(strangerAt(official('lan'), undefined, nowMs)).toBe('no terminal');
  });

  it('is gone when it is taken away, and with a lost device the passkeys too, but not the password', () => {
    const access = { password: 'hash', passkeys: [passkey] };
    const account = official('lan', { terminals: [{ place: 'pts/1', since: ago(0) }], access });
    expect(signedOut(account)).toStrictEqual(official('lan', { access }));
    expect(withoutDevices(account)).toStrictEqual(official('lan', { access: { password: 'hash' } }));
    expect(withoutDevices(official('lan'))).toStrictEqual(official('lan'));
  });

  it.each([
    ['cutri 1001 pts/3', 'cutri/1001'],
    ['cutri 4294967295 pts/3', 'cutri'],
    ['cutri x1001 pts/3', 'cutri'],
    ['cutri 1001x pts/3', 'cutri'],
    ['cutri', 'cutri'],
  ])('at %j is in the log as of the system user %j', (terminal, expected) => expect(systemUserOf(terminal)).toBe(expected));
});

describe('signing in with the code of the authenticator', () => {
  it('holds half an hour at that terminal, and is in the log', async () => {
    const { login, places, entry } = await office(official('lan'), official('minh'));
    expect(await login('cutri 1001 pts/1')).toEqual({ kind: 'done', until: '2026-03-01T08:30:00.000Z' });
    expect([await places(), await places('minh')]).toEqual([['cutri 1001 pts/1'], []]);
    expect(await entry()).toMatchObject({
      ...{ who: 'lan', roles: ['author'], action: 'login', outcome: 'done', subject: 'lan', from: 'cli:cutri/1001' },
    });
  });

  it('anew at the same terminal begins again, once', async () => {
    const { login, places, clock, officials } = await office(official('lan'));
    await login('pts/1');
    await clock.advance(20 * minuteMs);
    await login('pts/1');
    expect(await places()).toEqual(['pts/1']);
    await clock.advance(20 * minuteMs);
    expect(isSignedIn((await officials.list())[0]!, 'pts/1', +clock.now())).toBe(true);
  });

  it('holds at five terminals, of which the oldest gives way', async () => {
    const { login, places } = await office(official('lan'));
    for (const at of [1, 2, 3, 4, 5]) await login(`pts/${at}`);
    expect(await places()).toEqual(['pts/1', 'pts/2', 'pts/3', 'pts/4', 'pts/5']);
    await login('pts/6');
    expect(await places()).toEqual(['pts/2', 'pts/3', 'pts/4', 'pts/5', 'pts/6']);
  });

  it('keeps none that is over', async () => {
    const { login, places, clock } = await office(official('lan'));
    await login('pts/1');
    await clock.advance(30 * minuteMs);
    await login('pts/2');
    expect(await places()).toEqual(['pts/2']);
  });

  it('is refused where the terminal cannot be told from others, and uses no code up', async () => {
    const { signing, login, entry } = await office(official('lan'));
    expect(await signing.login(undefined, 'lan', '000000')).toEqual({ kind: 'refused', refusal: { code: 'no-terminal' } });
    expect(await entry()).toBeUndefined();
    expect(await login('pts/1')).toMatchObject({ kind: 'done' });
  });

  it.each([
    ['lan', 'lan'],
    ['tam', 'unknown'],
    ['ai-do', 'unknown'],
  ])('of %s with a code that does not fit is refused alike, and the log names nobody it does not know', async (id, subject) => {
    const { login, entry, places } = await office(official('lan'), official('tam', { disabled: true }));
    const typed = id === 'lan' ? 'abcdef' : undefined;
    expect(await login('cutri 1001 pts/1', id, typed)).toEqual({ kind: 'refused', refusal: { code: 'code-wrong', id } });
    expect(await entry()).toMatchObject({
      ...{ who: 'unknown', roles: [], action: 'login', outcome: 'code-wrong', subject, from: 'cli:cutri/1001' },
    });
    expect(await places()).toEqual([]);
  });

  it('after five wrong codes is refused at that terminal for a quarter of an hour', async () => {
    const { login, places, entry } = await office(official('lan'), official('minh'));
    for (let i = 0; i < 5; i += 1) await login('pts/1', 'lan', 'abcdef');
    const until = '2026-03-01T08:17:00.000Z';
    expect(await login('pts/1')).toEqual({ kind: 'refused', refusal: { code: 'code-locked', id: 'lan', until } });
    expect(await entry()).toMatchObject({ outcome: 'code-locked' });
    expect(await places()).toEqual([]);
    expect(await login('pts/2')).toMatchObject({ kind: 'done' });
  });
});

describe('signing out', () => {
  it('ends every sign-in of this terminal, no other, and is in the log', async () => {
    const hoa = official('hoa');
    const { login, signing, places, entry, officials } = await office(official('lan'), official('minh'), official('tam'), hoa);
    await login('pts/1');
    await login('pts/2');
    await login('pts/1', 'minh');
    await login('pts/3', 'tam');
    expect(await signing.logout('pts/1')).toEqual(['lan', 'minh']);
    expect([await places(), await places('minh'), await places('tam')]).toEqual([['pts/2'], [], ['pts/3']]);
    expect((await officials.list())[1]).not.toHaveProperty('terminals');
    expect((await officials.list())[3]).toStrictEqual(hoa);
    expect(await entry()).toMatchObject({
      ...{ who: 'minh', roles: ['author'], action: 'logout', outcome: 'done', subject: 'minh', from: 'cli:pts/1' },
    });
  });

  it('where nobody is signed in ends nothing, and changes nothing', async () => {
    const { login, signing, officials } = await office(official('lan'), official('minh'));
    await login('pts/1');
    const held = await officials.list();
    let isWritten = false;
    const update = officials.update;
    officials.update = (change) =>
      update((list) => {
        const changed = change(list);
        isWritten ||= changed.officials !== list || changed.records.length > 0;
        return changed;
      });
    expect(await signing.logout('pts/9')).toEqual([]);
    expect(await signing.logout(undefined)).toEqual([]);
    expect([isWritten, await officials.list()]).toEqual([false, held]);
  });
});
