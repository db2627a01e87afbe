import { describe, expect, it } from 'vitest';
import type { Official } from '../../src/announcements/people/officials.ts';
import { createMac, createSeal } from '../../src/stores/seal.ts';
import { sealedOfficials } from '../../src/stores/sealed-officials.ts';
import { someRecord } from '../contracts/announcement-store.ts';
import { describeOfficials, official } from '../contracts/officials.ts';
import { createAnnouncementsMemory } from '../fakes/announcements-memory.ts';

const now = () => new Date('2026-03-01T08:00:00Z');
const keys = (secret = 'a key made by a machine') => ({
  seal: createSeal(secret, 'authenticators'),
  mac: createMac(secret, 'officials'),
});
const { secret } = official('lan').totp;

async function sealed(list: readonly Official[] = [official('lan'), official('minh', { roles: ['approver'] })]) {
  const memory = createAnnouncementsMemory(now);
  const officials = sealedOfficials(memory, keys());
  await officials.update(() => ({
    officials: list,
    records: [{ ...someRecord('lan', 'official-add'), outcome: 'done' }],
    result: undefined,
  }));
  const tamper = (change: (held: readonly Official[]) => readonly Official[]) =>
    memory.officials.update((held) => ({ officials: change(held), records: [], result: undefined }));
  return { memory, officials, tamper };
}

function without(official: Official): Official {
  const { commune: _, ...rest } = official;
  return rest;
}

describe('officials under a seal', () => {
  describeOfficials(async () => {
    const memory = createAnnouncementsMemory(now);
    return { officials: sealedOfficials(memory, keys()), audit: memory.audit };
  });

  it('are kept without a readable authenticator secret', async () => {
    const { memory, officials } = await sealed();
    expect(JSON.stringify(await memory.officials.list())).not.toContain(secret);
    expect((await officials.list()).map(({ totp }) => totp.secret)).toEqual([secret, secret]);
  });

  it('keep one account’s secret theirs, whoever else is changed', async () => {
    const { officials } = await sealed();
    await officials.update((held) => ({
      officials: held.map((one) => (one.id === 'lan' ? { ...one, name: 'Lan', totp: { ...one.totp, lastStep: 9 } } : one)),
      records: [],
      result: undefined,
    }));
    expect((await officials.list()).map(({ id, name, totp }) => [id, name, totp.lastStep, totp.secret])).toEqual([
      ['lan', 'Lan', 9, secret],
      ['minh', 'minh', 0, secret],
    ]);
  });

  it.each<[string, (held: readonly Official[]) => readonly Official[]]>([
    ['an account added, its secret in the clear', (held) => [...held, official('ke-gian', { roles: ['approver', 'author'] })]],
    ['an account added with the seal of the others', (held) => [...held, { ...held[1]!, id: 'ke-gian', person: 'x' }]],
    ['a secret replaced by one in the clear', (held) => held.map((one) => ({ ...one, totp: { ...one.totp, secret } }))],
    [
      'the secrets of two accounts exchanged',
      ([a, b]) => [
        { ...a!, totp: b!.totp },
        { ...b!, totp: a!.totp },
      ],
    ],
    ['a role given', (held) => held.map((one) => ({ ...one, roles: ['author', 'approver'] as const }))],
    ['a person changed', (held) => held.map((one) => ({ ...one, person: `${one.person}-x` }))],
    ['a chat linked', (held) => held.map((one) => ({ ...one, chat: 'telegram:666' }))],
    ['a sign-in added', (held) => held.map((one) => ({ ...one, terminals: [{ place: 'x', since: now().toISOString() }] }))],
    ['an account taken away', (held) => held.slice(1)],
    ['the seals taken away', (held) => held.map((one) => ({ ...one, seal: 'none' }))],
    ['everybody taken away', () => []],
  ])('F-25: are not read, nor changed, after %s', async (_, change) => {
    const { officials, tamper } = await sealed();
    await tamper(change);
    await expect(officials.list()).rejects.toThrow('no announcement is sent');
    const touch = officials.update((held) => ({ officials: [...held, official('x')], records: [], result: undefined }));
    await expect(touch).rejects.toThrow('The list of officials was changed');
  });

  it.each<[string, (one: Official) => Official]>([
    ['is exchanged for another', (one) => ({ ...one, commune: '02671' })],
    ['is taken away', (one) => without(one)],
    ['goes with the role', (one) => ({ ...without(one), roles: ['editor'] })],
  ])('are not read where the commune of a commune officer %s', async (_, change) => {
    const an = official('an', { roles: ['commune'], commune: '02680' });
    const { officials, tamper } = await sealed([official('lan'), an]);
    expect((await officials.list())[1]).toMatchObject({ commune: '02680' });
    await tamper((held) => held.map((one) => (one.id === 'an' ? change(one) : one)));
    await expect(officials.list()).rejects.toThrow('changed by something other than cutri');
  });

  it('accept nothing under another key, and lose nothing by it', async () => {
    const { memory, officials } = await sealed();
    await expect(sealedOfficials(memory, keys('another key')).list()).rejects.toThrow('CUTRI_APPROVAL_KEY');
    expect((await officials.list()).map(({ id }) => id)).toEqual(['lan', 'minh']);
  });

  it('are not written where nothing changes', async () => {
    const { memory, officials } = await sealed();
    const before = await memory.officials.list();
    await officials.update((held) => ({ officials: held, records: [], result: undefined }));
    expect(await memory.officials.list()).toEqual(before);
  });
});
