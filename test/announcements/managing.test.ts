import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { createManaging, type Managing } from '../../src/announcements/managing.ts';
import type { Authority } from '../../src/announcements/people/authority.ts';
import type { Managed } from '../../src/announcements/people/changing.ts';
import { createEnrolling } from '../../src/announcements/people/enrolling.ts';
import type { InvitationPass } from '../../src/announcements/people/inviting.ts';
import { createLinking } from '../../src/announcements/people/linking.ts';
import type { Role } from '../../src/announcements/people/officials.ts';
import { entriesOf } from '../contracts/announcement-store.ts';
import { createAnnouncementsMemory } from '../fakes/announcements-memory.ts';
import { createTestClock } from '../fakes/clock.ts';

function open() {
  const clock = createTestClock();
  const memory = createAnnouncementsMemory(clock.now);
  const told: string[] = [];
  let made = 0;
  const managing = createManaging({
    officials: memory.officials,
    random(count) {
      made += 1;
      return new Uint8Array(count).fill(made);
    },
    notify: async (chat, { text }) => void told.push(`${chat} ${text}`),
    now: clock.now,
  });
  const secrets = new Map<string, string>();
  const enrolling = createEnrolling({ officials: memory.officials, key: 'k', now: clock.now });
  /** Sets up the authenticator an official is invited to, at their own terminal. */
  async function accept(id: string, pass: InvitationPass): Promise<void> {
    const invitation = pass.kind === 'link' ? pass.address : pass.code;
    const looked = await enrolling.lookAtInvitation(`tty ${id}`, id, invitation);
    if (looked.kind === 'refused') throw new Error(looked.refusal.code);
    const secret = new URL(looked.value.address).searchParams.get('secret')!;
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now().getTime() });
    expect((await enrolling.acceptInvitation(`tty ${id}`, id, invitation, code)).kind).toBe('done');
    secrets.set(id, secret);
  }
  /** Adds an official, who accepts. */
  async function add(id: string, roles: Role[], by: Authority[] = [], person = `staff-${id}`): Promise<Managed<InvitationPass>> {
    const added = await managing.add(by, { id, person, name: id, roles });
    if (added.kind === 'done') await accept(id, added.value);
    return added;
  }
  /** The word of administrators, each with a code never used before. */
  async function word(...admins: string[]): Promise<Authority[]> {
    await clock.advance(30_000);
    return admins.map((admin) => ({
      admin,
      code: new TOTP({ secret: Secret.fromBase32(secrets.get(admin)!) }).generate({ timestamp: clock.now().getTime() }),
    }));
  }
  return {
    clock,
    ...memory,
    managing,
    secrets,
    told,
    add,
    word,
    linking: createLinking({ officials: memory.officials, now: clock.now }),
  };
}

const refusalOf = ({ kind, ...rest }: Awaited<ReturnType<Managing['disable']>>): string =>
  kind === 'refused' && 'refusal' in rest ? (rest.refusal as { code: string }).code : kind;

describe('the list of officials', () => {
  it('begins with an administrator, whose code everything later needs', async () => {
    const { add, word, managing } = open();
    expect(refusalOf((await add('lan', ['author'])) as never)).toBe('admin-first');
    expect((await add('root', ['admin'])).kind).toBe('done');
    expect(refusalOf((await add('lan', ['author'])) as never)).toBe('needs-admins');
    expect((await add('lan', ['author'], await word('root'))).kind).toBe('done');
    expect(await managing.list()).toEqual([
      { id: 'root', person: 'staff-root', name: 'root', roles: ['admin'], disabled: false },
      { id: 'lan', person: 'staff-lan', name: 'lan', roles: ['author'], disabled: false },
    ]);
  });

  it('changes roles by two administrators, never the person concerned, never of the last administrator; approvers hear of it', async () => {
    const { add, word, managing, officials, told } = open();
    await add('root', ['admin']);
    expect(refusalOf((await managing.assign(await word('root'), 'root', ['author'])) as never)).toBe('last-admin');
    await add('second', ['admin'], await word('root'));
    await add('minh', ['approver'], await word('root', 'second'));
    await add('lan', ['author'], await word('root'));
    await officials.update((held) => ({
      officials: held.map((one) => (one.id === 'minh' ? { ...one, chat: 'telegram:7' } : one)),
      records: [],
      result: undefined,
    }));
    told.length = 0;
    expect(refusalOf((await managing.assign(await word('root'), 'lan', ['approver'])) as never)).toBe('needs-admins');
    expect(refusalOf((await managing.assign(await word('root', 'second'), 'lan', [])) as never)).toBe('no-roles');
    expect((await managing.assign(await word('root', 'second'), 'lan', ['author', 'approver'])).kind).toBe('done');
    expect((await managing.assign(await word('root', 'second'), 'lan', ['author'])).kind).toBe('done');
    expect((await managing.list()).find(({ id }) => id === 'lan')?.roles).toEqual(['author']);
    // Of the second change too, after which the account may not approve any more.
    expect(told.filter((line) => line.startsWith('telegram:7') && line.includes('lan')).length).toBe(2);
  });

  it('says in the log that it was asked for at the console, where wrong codes count against the account itself', async () => {
    const { add, word, managing, audit, officials } = open();
    await add('root', ['admin']);
    const [own] = await word('root');
    expect(
      (await managing.add([{ ...own!, from: 'console' }], { id: 'lan', person: 'x1', name: 'Lan', roles: ['author'] })).kind,
    ).toBe('done');
    expect((await entriesOf(audit)).at(-1)).toMatchObject({ action: 'official-add', from: 'console', who: 'root' });
    await managing.disable([{ admin: 'root', code: '000000', from: 'console' }], 'lan');
    expect((await officials.list()).find(({ id }) => id === 'root')?.totp).toMatchObject({ failures: 1 });
  });

  it('F-14: takes two administrators, neither the person concerned, for somebody who may approve or make approvers', async () => {
    const { add, word, managing } = open();
    await add('root', ['admin']);
    await add('second', ['admin'], await word('root'));
    expect(refusalOf((await add('minh', ['approver'], await word('root'))) as never)).toBe('needs-admins');
    // One person with two accounts is one person.
    await add('root-2', ['admin'], await word('root', 'second'), 'staff-root');
    expect(refusalOf((await add('minh', ['approver'], await word('root', 'root-2'))) as never)).toBe('needs-admins');
    expect((await add('minh', ['approver'], await word('root', 'second'))).kind).toBe('done');
    // Their own authenticator, or an account of their own that may approve: others decide.
    expect(refusalOf((await managing.enrol(await word('root'), 'root')) as never)).toBe('needs-admins');
    expect(refusalOf((await add('mine', ['approver'], await word('root'), 'staff-root')) as never)).toBe('needs-admins');
    expect((await managing.enrol(await word('second'), 'root')).kind).toBe('done');
  });

  it('F-14: tells every approver of such a change', async () => {
    const { add, word, managing, linking, told } = open();
    await add('root', ['admin']);
    await add('minh', ['approver'], await word('root'));
    const link = await managing.link(await word('root'), 'minh');
    await linking.redeem('telegram:7', `minh ${link.kind === 'done' ? link.value.code : ''}`);
    await add('an', ['approver'], await word('root'));
    expect(told.at(-1)).toContain('telegram:7');
    expect(told.at(-1)).toContain('an (an; người duyệt) được thêm');
    const before = told.length;
    await add('lan', ['author'], await word('root'));
    expect(told).toHaveLength(before);
  });

  it('F-10: a code works once, a wrong one not at all, and five wrong ones lock', async () => {
    const { add, word, managing } = open();
    await add('root', ['admin']);
    const once = await word('root');
    expect((await add('lan', ['author'], once)).kind).toBe('done');
    expect(refusalOf(await managing.disable(once, 'lan'))).toBe('code-wrong');
    for (let i = 0; i < 4; i += 1)
      expect(refusalOf(await managing.disable([{ admin: 'root', code: '000000' }], 'lan'))).toBe('code-wrong');
    expect(refusalOf(await managing.disable(await word('root'), 'lan'))).toBe('code-locked');
  });

  it('keeps one administrator, and one is enough to disable anybody', async () => {
    const { add, word, managing, officials } = open();
    await add('root', ['admin']);
    await add('second', ['admin'], await word('root'));
    expect((await managing.disable(await word('second'), 'root')).kind).toBe('done');
    expect(refusalOf(await managing.disable(await word('second'), 'second'))).toBe('last-admin');
    expect((await officials.list()).find(({ id }) => id === 'root')?.disabled).toBe(true);
  });

  it('F-60: takes every passkey away with the account, and with a new authenticator: the device may be lost', async () => {
    const { add, word, managing, officials } = open();
    await add('root', ['admin']);
    await add('lan', ['author'], await word('root'));
    const passkeys = [{ id: 'k', publicKey: 'x', counter: 0, name: 'x', addedAt: '2026-03-01T08:00:00.000Z' }];
    const access = async () => (await officials.list()).find(({ id }) => id === 'lan')?.access;
    for (const step of [managing.enrol, managing.disable]) {
      await officials.update((held) => ({
        officials: held.map((one) => (one.id === 'lan' ? { ...one, access: { password: 'x', passkeys } } : one)),
        records: [],
        result: undefined,
      }));
      expect((await step(await word('root'), 'lan')).kind).toBe('done');
      expect(await access()).toMatchObject({ password: 'x' });
      expect(await access()).not.toHaveProperty('passkeys');
    }
  });

  it.each<[string, Partial<{ id: string; person: string; name: string; roles: Role[] }>, string]>([
    ['an id with spaces', { id: 'l an' }, 'bad-id'],
    ['no person', { person: ' ' }, 'bad-person'],
    ['no role', { roles: [] }, 'no-roles'],
    ['an id there is', { id: 'root' }, 'known-id'],
  ])('refuses %s', async (_, changes, code) => {
    const { managing, add, word } = open();
    await add('root', ['admin']);
    const given = { id: 'lan', person: 'staff-lan', name: 'Lan', roles: ['author'] as Role[], ...changes };
    expect(refusalOf((await managing.add(await word('root'), given)) as never)).toBe(code);
  });

  it('shows an authenticator once: it is in no list and no audit record', async () => {
    const { add, managing, audit, secrets } = open();
    const added = await add('root', ['admin']);
    expect(added).toMatchObject({ kind: 'done', value: { kind: 'code' } });
    expect(secrets.get('root')).toHaveLength(32);
    expect(JSON.stringify([added, await managing.list(), await entriesOf(audit)])).not.toContain(secrets.get('root'));
  });

  it('tells the audit log of every change and every refusal', async () => {
    const { add, word, managing, audit } = open();
    await add('root', ['admin']);
    await managing.disable(await word('root'), 'nobody');
    expect((await entriesOf(audit)).map(({ who, action, outcome, subject }) => [who, action, outcome, subject])).toEqual([
      ['operator', 'official-add', 'done', 'root'],
      ['root', 'official-accept', 'done', 'root'],
      ['root', 'official-disable', 'unknown-official', 'nobody'],
    ]);
  });
});

describe('linking a chat', () => {
  async function withCode() {
    const all = open();
    await all.add('root', ['admin']);
    await all.add('lan', ['author'], await all.word('root'));
    const link = await all.managing.link(await all.word('root'), 'lan');
    if (link.kind === 'refused') throw new Error(link.refusal.code);
    return { ...all, code: link.value.code };
  }
  const chatOf = async ({ officials }: Awaited<ReturnType<typeof withCode>>) =>
    (await officials.list()).find(({ id }) => id === 'lan')?.chat;

  it('takes the code once, as it is read aloud', async () => {
    const all = await withCode();
    expect(await all.linking.redeem('telegram:7', `lan ${all.code.toLowerCase().replace('-', ' ')}`)).toMatchObject({
      id: 'lan',
    });
    expect(await chatOf(all)).toBe('telegram:7');
    expect(await all.linking.redeem('telegram:8', `lan ${all.code}`)).toBeUndefined();
    expect(await chatOf(all)).toBe('telegram:7');
  });

  it('knows no code after a quarter of an hour, nor after five wrong ones, nor of a disabled official', async () => {
    const late = await withCode();
    await late.clock.advance(15 * 60_000);
    expect(await late.linking.redeem('telegram:7', `lan ${late.code}`)).toBeUndefined();

    const guessed = await withCode();
    for (let i = 0; i < 5; i += 1) await guessed.linking.redeem('telegram:7', `lan AAAAA-AAAA${i}`);
    expect(await guessed.linking.redeem('telegram:7', `lan ${guessed.code}`)).toBeUndefined();

    const disabled = await withCode();
    await disabled.managing.disable(await disabled.word('root'), 'lan');
    expect(await disabled.linking.redeem('telegram:7', `lan ${disabled.code}`)).toBeUndefined();
  });

  it('gives one chat to one account', async () => {
    const all = await withCode();
    await all.linking.redeem('telegram:7', `lan ${all.code}`);
    const other = await all.managing.link(await all.word('root'), 'root');
    expect(await all.linking.redeem('telegram:7', `root ${other.kind === 'done' ? other.value.code : ''}`)).toBeUndefined();
  });

  it('ends when the official is disabled, or asks to be forgotten', async () => {
    const all = await withCode();
    await all.linking.redeem('telegram:7', `lan ${all.code}`);
    await all.linking.unlink('telegram:7');
    expect(await chatOf(all)).toBeUndefined();
    expect(JSON.stringify(await all.officials.list())).not.toContain('telegram:7');
    expect(JSON.stringify(await entriesOf(all.audit))).not.toContain('telegram:7');
  });

  it('a stranger’s guess for nobody changes nothing', async () => {
    const all = await withCode();
    const before = JSON.stringify(await all.officials.list());
    expect(await all.linking.redeem('telegram:9', 'nobody ABCDE-FGHJK')).toBeUndefined();
    expect(await all.linking.redeem('telegram:9', '')).toBeUndefined();
    expect(JSON.stringify(await all.officials.list())).toBe(before);
  });
});

describe('who an account belongs to', () => {
  it('F-25: is kept in one form, and a letter that only looks like one is refused', async () => {
    const { officials, add, word } = open();
    await add('root', ['admin']);
    expect((await add('lan', ['author'], await word('root'), ' CB-02 ')).kind).toBe('done');
    expect((await officials.list()).find(({ id }) => id === 'lan')?.person).toBe('cb-02');
    // The first letter is Cyrillic; then a letter nobody sees.
    for (const person of ['\u0441b-02', 'cb\u200b-02', 'cb-0\u0662', '', ' '])
      expect(refusalOf((await add('x', ['author'], await word('root'), person)) as never)).toBe('bad-person');
  });

  it('F-25: two accounts of one administrator, written differently, are one administrator', async () => {
    const { add, word } = open();
    await add('root', ['admin'], [], 'cb-01');
    expect((await add('second', ['admin'], await word('root'), 'CB 01')).kind).toBe('done');
    expect((await add('third', ['admin'], await word('root'), 'cb-03')).kind).toBe('done');
    expect(refusalOf((await add('minh', ['approver'], await word('root', 'second'), 'cb-04')) as never)).toBe('needs-admins');
    expect((await add('minh', ['approver'], await word('root', 'third'), 'cb-04')).kind).toBe('done');
  });

  it('F-25: being disabled begins a new term, which being enabled does not take back', async () => {
    const { managing, officials, add, word } = open();
    await add('root', ['admin']);
    await add('lan', ['author'], await word('root'));
    await managing.disable(await word('root'), 'lan');
    await managing.enable(await word('root'), 'lan');
    expect((await officials.list()).find(({ id }) => id === 'lan')).toMatchObject({ term: 1, disabled: false });
  });
});
