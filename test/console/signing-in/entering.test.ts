import { describe, expect, it } from 'vitest';
import type { Official } from '../../../src/announcements/people/officials.ts';
import { createEntering } from '../../../src/console/signing-in/entering.ts';
import { createMarks } from '../../../src/console/signing-in/marks.ts';
import { recoveryMark } from '../../../src/console/signing-in/recovery.ts';
import { signInRecord } from '../../../src/console/signing-in/sign-in-record.ts';
import { createTries } from '../../../src/console/signing-in/tries.ts';
import { entriesOf } from '../../contracts/announcement-store.ts';
import { createAnnouncing } from '../../fakes/announcing.ts';
import { createTicketsMemory } from '../../fakes/tickets-memory.ts';

const marks = createMarks('a key for tests');
const access = { password: 'right', recovery: ['K7QF2-9XTR4', '23456-79234'].map((one) => recoveryMark(marks, 'lan', one)) };

/** The door of the console, before it an official who has a password and two recovery codes. */
async function door() {
  const announcing = await createAnnouncing();
  const { officials, clock, audit } = announcing;
  const become = (changes: Partial<Official>) =>
    announcing.officialsNow((held) => held.map((one) => (one.id === 'lan' ? { ...one, ...changes } : one)));
  const lan = async () => (await officials.list()).find(({ id }) => id === 'lan')!;
  await become({ access });
  let meanwhile = async (): Promise<unknown> => undefined;
  const entering = createEntering({
    ...{ officials, marks, now: clock.now, pause: async () => undefined },
    tries: createTries({ tickets: createTicketsMemory(), marks, now: clock.now }),
    passwords: {
      hash: async (password) => password,
      async verify(password, kept) {
        await meanwhile();
        return password === kept;
      },
    },
  });
  return {
    become,
    lan,
    others: async () => (await officials.list()).filter(({ id }) => id !== 'lan'),
    clock,
    code: () => announcing.code('lan'),
    enter: (typed: { account?: string; password?: string; code: string; address?: string }) =>
      entering.enter({ account: 'lan', password: 'right', address: '203.0.113.7', ...typed }),
    /** What somebody else does while the password is looked at. */
    while: (happens: () => Promise<unknown>) => {
      meanwhile = happens;
    },
    log: async () =>
      (await entriesOf(audit)).map(({ who, roles, action, outcome, subject, from }) => [
        who,
        roles,
        action,
        outcome,
        subject,
        from,
      ]),
  };
}

describe('signing in with password and code', () => {
  it('takes the account however it is written and the code with blanks about it, and writes who got in', async () => {
    const { enter, code, log } = await door();
    const blanks = ' '.repeat(20);
    const typed = { account: ' LAN ', code: `${blanks}${await code()}${blanks}` };
    expect(await enter(typed)).toMatchObject({ kind: 'in', official: { id: 'lan' } });
    expect(await log()).toEqual([['lan', ['author'], 'console-sign-in', 'done', 'lan', 'console']]);
  });

  it('names nobody as the one who acted where it was wrong, and no account that there is not', async () => {
    const { enter, log } = await door();
    expect(await enter({ password: 'wrong', code: '000000' })).toEqual({ kind: 'wrong', left: 4 });
    await enter({ account: 'nobody', code: '000000' });
    expect(await log()).toEqual([
      ['unknown', [], 'console-sign-in', 'wrong', 'lan', 'console'],
      ['unknown', [], 'console-sign-in', 'wrong', 'unknown', 'console'],
    ]);
  });

  it('opens nothing with the right password and a wrong code, and writes that', async () => {
    const { enter, log } = await door();
    expect(await enter({ code: '000000' })).toEqual({ kind: 'wrong', left: 4 });
    expect(await log()).toEqual([['unknown', [], 'console-sign-in', 'wrong', 'lan', 'console']]);
  });

  it('opens nothing to an account that was given no way in yet', async () => {
    const { enter } = await door();
    expect(await enter({ account: 'minh', code: '000000' })).toEqual({ kind: 'wrong', left: 4 });
  });

  it('is locked with the fifth wrong try, also for what would be right, until a quarter of an hour is over', async () => {
    const { enter, code, lan, clock, log } = await door();
    const wrong = () => enter({ password: 'wrong', code: '000000' });
    for (const left of [4, 3, 2, 1]) expect(await wrong()).toEqual({ kind: 'wrong', left });
    const locked = { kind: 'locked', until: '2026-03-01T08:15:00.000Z' };
    expect(await wrong()).toEqual(locked);
    const before = await lan();
    expect(await enter({ code: await code() })).toEqual(locked);
    expect(await lan()).toEqual(before);
    expect(await log()).toHaveLength(5);
    clock.pass(15 * 60_000);
    expect(await enter({ code: await code() })).toMatchObject({ kind: 'in' });
  });

  it('touches no other account, whether it was right or wrong', async () => {
    const { enter, code, others } = await door();
    const before = await others();
    await enter({ code: '000000' });
    await enter({ code: await code() });
    expect(await others()).toEqual(before);
  });

  it('is written with the means where that is another', async () => {
    const { lan } = await door();
    const official = await lan();
    const at = new Date('2026-03-01T08:00:00.000Z');
    const entry = {
      at: at.toISOString(),
      who: 'lan',
      roles: ['author'],
      action: 'console-sign-in',
      outcome: 'done',
      subject: 'lan',
      from: 'console',
    };
    expect(signInRecord(official, 'done', at)).toStrictEqual(entry);
    expect(signInRecord(official, 'done', at, 'passkey: Máy')).toStrictEqual({ ...entry, detail: 'passkey: Máy' });
  });

  it.each<[string, Partial<Official>]>([
    ['changed', { access: { ...access, password: 'another' } }],
    ['taken away', { access: {} }],
    ['taken away with every other way in', { access: undefined! }],
  ])('opens nothing with a password that is %s while it is looked at, and uses no code up', async (_, changes) => {
    const { enter, code, become, while: meanwhile, lan } = await door();
    meanwhile(() => become(changes));
    expect(await enter({ code: await code() })).toMatchObject({ kind: 'wrong' });
    expect((await lan()).totp.lastStep).toBe(0);
  });

  it('opens nothing to an account that is disabled while its password is looked at', async () => {
    const { enter, code, become, while: meanwhile } = await door();
    meanwhile(() => become({ disabled: true }));
    expect(await enter({ code: await code() })).toMatchObject({ kind: 'wrong' });
  });

  it('counts a wrong code at the place it was typed, which is named by a mark alone', async () => {
    const { enter, lan } = await door();
    await enter({ code: '000 000' });
    await enter({ code: '000000' });
    expect((await lan()).totp.doors).toEqual([
      { place: `web ${marks.of('address', '203.0.113.7').slice(0, 16)}`, failures: 2, at: expect.any(String) },
    ]);
  });

  it('opens nothing to an account whose authenticator is locked, and leaves it as it is', async () => {
    const { enter, become, lan } = await door();
    await become({ totp: { ...(await lan()).totp, secret: '' } });
    const before = await lan();
    expect(await enter({ code: '000000' })).toEqual({ kind: 'wrong', left: 4 });
    expect(await lan()).toEqual(before);
  });

  it('begins to count anew after a right one', async () => {
    const { enter, code } = await door();
    for (let i = 0; i < 4; i += 1) await enter({ password: 'wrong', code: '000000' });
    expect(await enter({ code: await code() })).toMatchObject({ kind: 'in' });
    expect(await enter({ password: 'wrong', code: '000000' })).toEqual({ kind: 'wrong', left: 4 });
  });
});

describe('signing in with a recovery code', () => {
  it('uses up that one and leaves the others and the password', async () => {
    const { enter, lan } = await door();
    expect(await enter({ code: 'k7qf2 9xtr4' })).toMatchObject({ kind: 'in' });
    expect((await lan()).access).toEqual({ password: 'right', recovery: access.recovery.slice(1) });
  });

  it('takes one that begins with digits for what it is', async () => {
    const { enter, lan } = await door();
    expect(await enter({ code: '23456-79234' })).toMatchObject({ kind: 'in' });
    expect((await lan()).access?.recovery).toEqual(access.recovery.slice(0, 1));
  });

  it('opens nothing with one that is none, whether the account has any or not, and keeps what there is', async () => {
    const { enter, become, lan } = await door();
    expect(await enter({ code: 'K7QF2-9XTR5' })).toEqual({ kind: 'wrong', left: 4 });
    expect((await lan()).access).toEqual(access);
    await become({ access: { password: 'right' } });
    expect(await enter({ code: 'K7QF2-9XTR4' })).toEqual({ kind: 'wrong', left: 3 });
    expect((await lan()).access).toEqual({ password: 'right' });
  });
});
