import { describe, expect, it } from 'vitest';
import { trimAction } from '../../src/announcements/people/audit-anchor.ts';
import type { Official } from '../../src/announcements/people/officials.ts';
import { createMac, createSeal } from '../../src/stores/seal.ts';
import { openOfficials, sealedOfficials, sealOfficials } from '../../src/stores/sealed-officials.ts';
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
    ['the seal of one account exchanged', ([a, b]) => [a!, { ...b!, seal: 'none' }]],
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
    const { update } = memory.officials;
    let isSame = false;
    memory.officials.update = (change) =>
      update((held) => {
        const changed = change(held);
        isSame = changed.officials === held;
        return changed;
      });
    expect(await officials.update((held) => ({ officials: held, records: [], result: 'read' }))).toBe('read');
    expect(isSame).toBe(true);
  });

  it('keep a secret as it was kept until it is another one, which then is the one that is read', async () => {
    const { memory, officials } = await sealed();
    const kept = async () => (await memory.officials.list()).map(({ totp }) => totp.secret);
    const [ofLan, ofMinh] = await kept();
    const change = (to: (one: Official) => Official) =>
      officials.update((held) => ({ officials: held.map(to), records: [], result: undefined }));
    await change((one) => ({ ...one, name: `${one.name} mới` }));
    expect(await kept()).toEqual([ofLan, ofMinh]);
    const other = 'KRSXG5DJNZTSAZLOMVZHO33SMRZWK4TF';
    await change((one) => (one.id === 'lan' ? { ...one, totp: { ...one.totp, secret: other } } : one));
    const [next, ...more] = await kept();
    expect(next).not.toBe(ofLan);
    expect(more).toEqual([ofMinh]);
    expect((await officials.list()).map(({ totp }) => totp.secret)).toEqual([other, secret]);
    await change((one) => (one.id === 'lan' ? { ...one, id: 'hoa', totp: { ...one.totp, secret } } : one));
    expect((await kept())[0]).not.toBe(ofMinh);
    expect((await officials.list()).map(({ id, totp }) => [id, totp.secret])).toEqual([
      ['hoa', secret],
      ['minh', secret],
    ]);
  });

  it('are not read where a secret under a right seal cannot be opened', () => {
    const list = [official('lan'), official('minh')];
    expect(openOfficials(sealOfficials(list, keys()), keys())).toEqual(list);
    const mixed = { seal: createSeal('another key', 'authenticators'), mac: keys().mac };
    expect(openOfficials(sealOfficials(list, mixed), keys())).toBeUndefined();
  });

  it.each([
    ['the first was added', 'official-add', 'done', false],
    ['older entries were removed', trimAction, 'done', false],
    ['somebody was refused to be added', 'official-add', 'code-wrong', true],
    ['somebody was refused to remove entries', trimAction, 'not-permitted', true],
    ['something else was done', 'edit', 'done', true],
  ])('that are none may never have been any: the log says that %s', async (_, action, outcome, isRead) => {
    const memory = createAnnouncementsMemory(now);
    await memory.audit.append({ ...someRecord('x', action), outcome });
    const list = sealedOfficials(memory, keys()).list();
    await (isRead ? expect(list).resolves.toEqual([]) : expect(list).rejects.toThrow('The list of officials'));
  });
});
