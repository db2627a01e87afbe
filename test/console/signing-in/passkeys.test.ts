import { describe, expect, it } from 'vitest';
import type { Official } from '../../../src/announcements/people/officials.ts';
import { createChallenges } from '../../../src/console/signing-in/challenges.ts';
import { createMarks } from '../../../src/console/signing-in/marks.ts';
import { createPasskeyEntering } from '../../../src/console/signing-in/passkey-entering.ts';
import { createPasskeys, passkeyUser } from '../../../src/console/signing-in/passkeys.ts';
import { createTries } from '../../../src/console/signing-in/tries.ts';
import { entriesOf } from '../../contracts/announcement-store.ts';
import { createAnnouncing } from '../../fakes/announcing.ts';
import { createPasskeyDevice } from '../../fakes/passkey-device.ts';
import { createTicketsMemory } from '../../fakes/tickets-memory.ts';

const origin = 'https://cutri.example';
const place = { origin, rpId: 'cutri.example' };
const marks = createMarks('a key for tests');
const bound = 'a session';

/** An account and the device of its owner. */
async function desk() {
  const announcing = await createAnnouncing();
  const { officials, clock, audit } = announcing;
  const tickets = createTicketsMemory();
  const now = clock.now;
  const challenges = createChallenges({ tickets, marks, now });
  const passkeys = createPasskeys({ ...{ officials, challenges, marks, place, service: 'Cử Tri', now } });
  const of = async (id: string) => (await officials.list()).find((one) => one.id === id)!;
  const become = (change: (one: Official) => Official) =>
    announcing.officialsNow((held) => held.map((one) => (one.id === 'lan' ? change(one) : one)));
  /** What the device answers to options for a new passkey. */
  async function made(device = createPasskeyDevice(origin)): Promise<string> {
    const begun = await passkeys.begin(await of('lan'), await announcing.code('lan'), bound);
    if (begun.kind !== 'options') throw new Error(begun.kind);
    await clock.advance(30_000);
    return device.make(begun.options);
  }
  /** Signs in with the device, while something else happens. */
  async function enter(device: ReturnType<typeof createPasskeyDevice>, meanwhile = async (): Promise<unknown> => undefined) {
    let looks = 0;
    const entering = createPasskeyEntering({
      ...{ challenges, marks, place, now, pause: async () => undefined },
      tries: createTries({ tickets: createTicketsMemory(), marks, now }),
      officials: {
        ...officials,
        async list() {
          const list = await officials.list();
          looks += 1;
          if (looks === 1) await meanwhile();
          return list;
        },
      },
    });
    return entering.enter(device.use(entering.options(bound)), bound, '203.0.113.7');
  }
  const log = async () =>
    (await entriesOf(audit)).map(({ who, action, outcome, subject, detail }) => [who, action, outcome, subject, detail]);
  return { announcing, passkeys, of, become, made, enter, log };
}

const one = { publicKey: 'x', counter: 0, name: 'x', addedAt: '2026-03-01T08:00:00.000Z' };

describe('a passkey', () => {
  it('belongs to whom devices were told it does, in every version of the service', () => {
    expect(passkeyUser(marks, 'lan')).toBe('IQn2ZKy68lIelxTnNKwFug_V0QVbZFsM9BtZRk0kmMM');
  });

  it('is not begun by an account that was disabled meanwhile, and uses no code up', async () => {
    const { passkeys, of, become, announcing, log } = await desk();
    const lan = await of('lan');
    await become((held) => ({ ...held, disabled: true }));
    expect(await passkeys.begin(lan, await announcing.code('lan'), bound)).toEqual({ kind: 'code-wrong' });
    expect([(await of('lan')).totp.lastStep, await log()]).toEqual([0, []]);
  });

  it('is not added to an account that was disabled, or filled, while the device was asked', async () => {
    const { passkeys, of, become, made, log } = await desk();
    const [first, second] = [await made(), await made()];
    const ten = Array.from({ length: 10 }, (_, i) => ({ ...one, id: `k${i}` }));
    await become((held) => ({ ...held, access: { passkeys: ten } }));
    expect(await passkeys.add(await of('lan'), first, 'Máy', bound)).toBe('too-many');
    await become((held) => ({ ...held, disabled: true, access: {} }));
    expect(await passkeys.add(await of('lan'), second, 'Máy', bound)).toBe('refused');
    expect((await of('lan')).access).toEqual({});
    expect((await log()).map(([, , outcome, , detail]) => [outcome, detail])).toEqual([
      ['too-many', 'Máy'],
      ['refused', 'Máy'],
    ]);
  });

  it('is added beside those there are, and taken away from among them; no other account is touched', async () => {
    const { passkeys, of, become, made, log, announcing } = await desk();
    const old = { ...one, id: 'old' };
    await become((held) => ({ ...held, access: { password: 'kept', passkeys: [old] } }));
    const others = async () => (await announcing.officials.list()).filter(({ id }) => id !== 'lan');
    const before = await others();
    const device = createPasskeyDevice(origin);
    expect(await passkeys.add(await of('lan'), await made(device), 'Máy', bound)).toBe('added');
    const { access } = await of('lan');
    const added = { id: device.id, publicKey: expect.any(String), counter: 0, name: 'Máy', addedAt: '2026-03-01T08:00:30.000Z' };
    expect(access).toEqual({ password: 'kept', passkeys: [old, added] });
    expect(await passkeys.remove(await of('minh'), device.id)).toBe(false);
    expect(await passkeys.remove(await of('lan'), device.id)).toBe(true);
    expect([(await of('lan')).access, await others()]).toEqual([{ password: 'kept', passkeys: [old] }, before]);
    expect(await log()).toEqual([
      ['lan', 'console-passkey-add', 'done', 'lan', 'Máy'],
      ['lan', 'console-passkey-remove', 'done', 'lan', 'Máy'],
    ]);
  });
});

describe('signing in with a passkey', () => {
  async function added() {
    const opened = await desk();
    const device = createPasskeyDevice(origin);
    await opened.passkeys.add(await opened.of('lan'), await opened.made(device), 'Máy', bound);
    return { ...opened, device };
  }

  it.each<[string, (held: Official) => Official]>([
    ['was taken away', (held) => ({ ...held, access: {} })],
    ['was used elsewhere, by a copy of the device', (held) => counted(held, 7)],
    ['is of an account that was disabled', (held) => ({ ...held, disabled: true })],
    [
      'was replaced by another under its name',
      (held) => ({ ...held, access: { passkeys: [{ ...held.access!.passkeys![0]!, publicKey: 'another' }] } }),
    ],
  ])('opens nothing where it %s while it was looked at', async (_, change) => {
    const { enter, become, device, log } = await added();
    expect(await enter(device, () => become(change))).toEqual({ kind: 'wrong', left: 4 });
    expect((await log()).at(-1)).toEqual(['unknown', 'console-sign-in', 'wrong', 'lan', 'passkey']);
  });

  it('notes when it was used and how often it has signed, and leaves the others as they are', async () => {
    const { enter, become, of, device, log } = await added();
    const old = { ...one, id: 'old' };
    await become((held) => ({ ...held, access: { password: 'kept', passkeys: [old, ...held.access!.passkeys!] } }));
    const entered = await enter(device);
    expect(entered).toEqual({ kind: 'in', official: await of('lan'), passkey: device.id });
    const used = { id: device.id, counter: 1, usedAt: '2026-03-01T08:00:30.000Z' };
    expect((await of('lan')).access).toEqual({ password: 'kept', passkeys: [old, expect.objectContaining(used)] });
    expect((await log()).at(-1)).toEqual(['lan', 'console-sign-in', 'done', 'lan', 'passkey: Máy']);
  });
});

const counted = (held: Official, counter: number): Official => ({
  ...held,
  access: { passkeys: held.access!.passkeys!.map((passkey) => ({ ...passkey, counter })) },
});
