import { Readable } from 'node:stream';
import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { createDelegating } from '../../src/announcements/delegating/delegating.ts';
import { createManaging } from '../../src/announcements/managing.ts';
import { createBreakGlass } from '../../src/announcements/people/break-glass.ts';
import { createEnrolling } from '../../src/announcements/people/enrolling.ts';
import { isSignedIn } from '../../src/announcements/people/signing-in.ts';
import { runInService } from '../../src/cli.ts';
import { createCommuneNames } from '../../src/conversations/commune-names.ts';
import type { Store } from '../../src/stores/store.ts';
import { createAnnouncementsMemory } from '../fakes/announcements-memory.ts';
import { createTestClock } from '../fakes/clock.ts';
import { smallPack } from '../fakes/small-pack.ts';

/** What `--json` says of an invitation, or of an authenticator. */
interface Given {
  address?: string;
  code?: string;
}

function office(consoleIs: 'on' | 'off' = 'on') {
  const clock = createTestClock();
  const memory = createAnnouncementsMemory(clock.now);
  let seed = 0;
  const heard: string[] = [];
  const told: string[] = [];
  const deps = {
    officials: memory.officials,
    random: (bytes: number) =>
      Uint8Array.from({ length: bytes }, () => {
        seed = (seed * 5 + 7) % 256;
        return seed;
      }),
    notify: async () => undefined,
    warn: async (chat: string, broken: { id: string }) => void heard.push(`${chat} ${broken.id}`),
    now: clock.now,
    console: consoleIs === 'on' ? 'https://cutri.example/quan-tri' : undefined,
  };
  const delegating = createDelegating({
    ...memory,
    ...deps,
    notify: async (chat, { text }) => void told.push(`${chat} ${text}`),
  });
  const managing = {
    ...delegating,
    ...createManaging(deps),
    ...createBreakGlass(deps),
    ...createEnrolling({ ...deps, key: 'k' }),
  };
  async function cutri(argv: string[], typed?: string, terminal = 'pts/1') {
    const said = { out: '', err: '' };
    const exit = await runInService(
      ['official', ...argv],
      {
        out: (words) => {
          said.out += words;
        },
        err: (words) => {
          said.err += words;
        },
        stdin: Readable.from(typed === undefined ? [] : [Buffer.from(typed)]),
        interactive: typed !== undefined,
        terminal,
      },
      {
        store: memory as unknown as Store,
        auditKey: undefined,
        approvedHeads: async () => [],
        trimming: undefined,
        restarting: undefined,
        managing,
        communes: async () => createCommuneNames(smallPack),
        desk: async () => undefined,
      },
    );
    return { exit, ...said };
  }
  async function added(id: string, role: string, more: string[] = []) {
    const { exit, out, err } = await cutri(['add', id, '--person', id, '--name', id, '--role', role, '--json', ...more]);
    if (exit !== 0) throw new Error(`${out}${err}`);
    return accepted(id, JSON.parse(out) as Given);
  }
  /** The owner of the account sets up the authenticator at a terminal of their own; its secret. */
  async function accepted(id: string, { code: spoken, address }: Given) {
    const here = ['accept', id, '--invitation', spoken ?? address!, '--json'];
    const looked = await cutri(here, undefined, `own ${id}`);
    const secret = new URL((JSON.parse(looked.out) as Given).address!).searchParams.get('secret')!;
    const { exit, out } = await cutri([...here, '--code', code(secret)], undefined, `own ${id}`);
    if (exit !== 0) throw new Error(out);
    await clock.advance(30_000);
    return secret;
  }
  const code = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now().getTime() });
  return { clock, cutri, added, accepted, code, heard, told, officials: memory.officials, audit: memory.audit };
}

describe('cutri official', () => {
  it('asks for an administrator first, and says so where there is nobody', async () => {
    const { cutri } = office();
    expect((await cutri(['list'])).out).toContain('--role admin');
    const author = ['add', 'lan', '--person', 'p', '--name', 'Lan', '--role', 'author'];
    expect(await cutri(author)).toMatchObject({ exit: 1, err: expect.stringContaining('--role admin') });
  });

  it('binds a commune officer to the one commune that --commune names, and says what a name may mean', async () => {
    const { cutri, added, code, officials, clock } = office();
    const secret = await added('quan', 'admin');
    const add = (...more: string[]) =>
      cutri(['add', 'an', '--person', 'an', '--name', 'An', '--by', 'quan', '--code', code(secret), ...more]);
    const unknown = await add('--role', 'commune', '--commune', 'xã Đâu Đó');
    expect([unknown.exit, unknown.err]).toEqual([1, expect.stringContaining('không có xã, phường nào tên “xã Đâu Đó”')]);
    const two = await add('--role', 'commune', '--commune', 'phường Cam Đường, xã Hợp Thành');
    expect([two.exit, two.err]).toEqual([1, expect.stringContaining('phường Cam Đường (02671), xã Hợp Thành (02680)')]);
    expect(await add('--role', 'commune')).toMatchObject({ exit: 1, err: expect.stringContaining('--commune') });
    expect(await add('--role', 'commune', 'editor', '--commune', '02680')).toMatchObject({
      exit: 1,
      err: expect.stringContaining('đứng riêng một mình'),
    });
    expect((await officials.list()).map(({ id }) => id)).toEqual(['quan']);
    await clock.advance(30_000);
    expect((await add('--role', 'commune', '--commune', 'xã Hợp Thành')).exit).toBe(0);
    expect((await officials.list()).at(-1)).toMatchObject({ id: 'an', roles: ['commune'], commune: '02680' });
    expect((await cutri(['list'])).out).toContain('cán bộ xã, phường: xã Hợp Thành');
  });

  it('G-16: gives whoever adds an account a link only; its owner sees what the authenticator app reads, and the link is used up', async () => {
    const { cutri, clock, code } = office();
    const added = await cutri(['add', 'quan', '--person', 'p', '--name', 'Quản', '--role', 'admin']);
    expect(added).toMatchObject({ exit: 0, out: expect.stringContaining('https://cutri.example/quan-tri/moi/') });
    expect(added.out).not.toMatch(/otpauth|secret/u);
    const link = /https:\S+/u.exec(added.out)![0];
    const looked = await cutri(['accept', 'quan', '--invitation', link], undefined, 'quan 1');
    expect(looked.out).toMatch(/otpauth:\/\/totp\/.*\nNhập tay: (?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}\n/u);
    const secret = /secret=([A-Z2-7]+)/u.exec(looked.out)![1]!;
    const accept = ['accept', 'quan', '--invitation', link, '--code', code(secret)];
    expect(await cutri(accept, undefined, 'quan 1')).toMatchObject({ exit: 0, out: expect.stringContaining('chỉ mình bạn giữ') });
    expect(await cutri(accept, undefined, 'quan 1')).toMatchObject({ exit: 1, err: expect.stringContaining('đã dùng') });
    expect((await cutri(['list', '--json'])).out).not.toContain(secret);
    await clock.advance(30_000);
    expect((await cutri(['login', 'quan', '--code', code(secret)], undefined, 'quan 1')).exit).toBe(0);
  });

  it('G-16: whoever handed the invitation on and looked first saw another authenticator; a code is given where the console is off', async () => {
    const { cutri, code, officials, audit } = office('off');
    const { out } = await cutri(['add', 'quan', '--person', 'p', '--name', 'Quản', '--role', 'admin', '--json']);
    const { code: spoken, address } = JSON.parse(out) as Given;
    expect([spoken, address]).toEqual([expect.stringMatching(/^(?:[A-Z2-9]{5}-){2}[A-Z2-9]{5}$/u), undefined]);
    const look = async (terminal: string, id = 'quan', typed = spoken!.toLowerCase().replaceAll('-', ' ')) => {
      const said = await cutri(['accept', id, '--invitation', typed, '--json'], undefined, terminal);
      return { ...said, secret: /secret=([A-Z2-7]+)/u.exec(said.out)?.[1] ?? '' };
    };
    const [operator, owner] = [await look('root 1000 1'), await look('quan 1001 2')];
    expect(owner.secret).toMatch(/^[A-Z2-7]{32}$/u);
    expect(operator.secret).not.toBe(owner.secret);
    expect((await look('quan 1001 2', 'quan', 'AAAAA-AAAAA-AAAAA')).exit).toBe(1);
    const accept = (secret: string) =>
      cutri(['accept', 'quan', '--invitation', spoken!, '--code', code(secret), '--json'], undefined, 'quan 1001 2');
    expect(JSON.parse((await accept(operator.secret)).out)).toMatchObject({ refusal: { code: 'new-code-wrong' } });
    expect((await accept(owner.secret)).exit).toBe(0);
    expect((await officials.list())[0]).toMatchObject({ totp: { secret: owner.secret } });
    const tries = [];
    for await (const entry of audit.entries()) if (entry.action === 'official-accept') tries.push([entry.outcome, entry.from]);
    expect(tries).toEqual([
      ['new-code-wrong', 'cli:quan/1001'],
      ['done', 'cli:quan/1001'],
    ]);
  });

  it('takes administrators’ codes as options, or asks for them', async () => {
    const { clock, cutri, added, code, officials } = office();
    const admin = await added('quan', 'admin');
    await added('lan', 'author', ['--by', 'quan', '--code', code(admin)]);
    await clock.advance(30_000);
    expect(await cutri(['disable', 'lan', '--by', 'quan'])).toMatchObject({ exit: 1, err: expect.stringContaining('--code') });
    const asked = await cutri(['disable', 'lan', '--by', 'quan'], `${code(admin)}\n`);
    expect(asked).toMatchObject({ exit: 0, err: 'Mã 6 số của quan: ' });
    expect((await officials.list()).find(({ id }) => id === 'lan')?.disabled).toBe(true);
  });

  it('F-25: signs an account in at one terminal, by its code, until it signs out', async () => {
    const { clock, cutri, added, code, officials } = office();
    const admin = await added('quan', 'admin');
    const login = (typed: string, terminal?: string) => cutri(['login', 'quan', '--code', typed], undefined, terminal);
    expect(await login('000000')).toMatchObject({ exit: 1, err: expect.stringContaining('không đúng') });
    expect(await cutri(['login', 'nobody', '--code', '000000'])).toMatchObject({ exit: 1 });
    expect(await login(code(admin))).toMatchObject({ exit: 0, out: expect.stringContaining('chỉ ở cửa sổ dòng lệnh này') });
    const [held] = await officials.list();
    expect([isSignedIn(held!, 'pts/1', clock.now().getTime()), isSignedIn(held!, 'pts/2', clock.now().getTime())]).toEqual([
      true,
      false,
    ]);
    expect(await cutri(['logout'])).toMatchObject({ out: 'Đã đăng xuất: quan.\n' });
    expect((await officials.list())[0]).not.toHaveProperty('terminals');
  });

  it('F-25: disabling, and a new authenticator, end every sign-in', async () => {
    const { clock, cutri, added, code, officials } = office();
    const admin = await added('quan', 'admin');
    const lan = await added('lan', 'author', ['--by', 'quan', '--code', code(admin)]);
    for (const change of ['enrol', 'disable']) {
      await officials.update((all) => ({
        officials: all.map((one) => ({ ...one, terminals: [{ place: 'pts/1', since: clock.now().toISOString() }] })),
        records: [],
        result: undefined,
      }));
      await clock.advance(30_000);
      expect((await cutri([change, 'lan', '--by', 'quan', '--code', code(admin)])).exit).toBe(0);
      expect((await officials.list()).find(({ id }) => id === 'lan')).not.toHaveProperty('terminals');
    }
    expect((await cutri(['login', 'lan', '--code', code(lan)])).exit).toBe(1);
  });

  it('F-25: codes typed wrong by anybody lock them out where they sit, not the official', async () => {
    const { clock, cutri, added, code } = office();
    const admin = await added('quan', 'admin');
    const guess = ['link', 'quan', '--by', 'quan', '--code', '000000'];
    for (let i = 0; i < 5; i += 1) expect((await cutri(guess, undefined, 'pts/9')).exit).toBe(1);
    await clock.advance(30_000);
    expect((await cutri(['login', 'quan', '--code', code(admin)], undefined, 'pts/9')).err).toContain('tạm khóa');
    expect((await cutri(['login', 'quan', '--code', code(admin)], undefined, 'pts/1')).exit).toBe(0);
  });

  it('gives a one-time code that links a chat', async () => {
    const { clock, cutri, added, code } = office();
    const admin = await added('quan', 'admin');
    await clock.advance(30_000);
    expect((await cutri(['link', 'quan', '--by', 'quan', '--code', code(admin)])).out).toMatch(
      /\/lienket quan [A-Z0-9]{5}-[A-Z0-9]{5}\n/u,
    );
  });

  it('refuses a wrong code, a used one, and the last administrator’s going', async () => {
    const { cutri, added, code } = office();
    const admin = await added('quan', 'admin');
    const disable = (typed: string) => cutri(['disable', 'quan', '--by', 'quan', '--code', typed, '--json']);
    expect(JSON.parse((await disable('000000')).out)).toMatchObject({ ok: false, refusal: { code: 'code-wrong', id: 'quan' } });
    expect(JSON.parse((await disable(code(admin))).out)).toMatchObject({ ok: false, refusal: { code: 'last-admin' } });
    expect(JSON.parse((await disable(code(admin))).out)).toMatchObject({ ok: false, refusal: { code: 'code-wrong' } });
  });

  it('knows no other roles', async () => {
    const { cutri } = office();
    const { exit, err } = await cutri(['add', 'lan', '--person', 'p', '--name', 'Lan', '--role', 'king']);
    expect(exit).not.toBe(0);
    expect(err).toContain('author, approver, editor, commune, auditor, admin');
  });

  it('G-13: a lone administrator who lost their phone gets a new authenticator: audited with the system user, told to every official', async () => {
    const { cutri, added, accepted, code, heard, officials, audit } = office();
    const lost = await added('quan', 'admin');
    await added('lan', 'author', ['--by', 'quan', '--code', code(lost)]);
    await officials.update((held) => ({
      officials: held.map((one) => ({ ...one, chat: `telegram:${one.id}` })),
      records: [],
      result: undefined,
    }));
    const glass = ['break-glass', 'quan', '--json', '--reason'];
    expect(await cutri([...glass, 'short'])).toMatchObject({ exit: 1 });
    const { exit, out } = await cutri([...glass, 'the phone fell into the river'], undefined, 'cutri 1001 34816 7 99');
    expect(exit).toBe(0);
    const secret = await accepted('quan', JSON.parse(out) as Given);
    expect(secret).not.toBe(lost);
    expect(heard).toEqual(['telegram:quan quan', 'telegram:lan quan']);
    const entries = [];
    for await (const entry of audit.entries()) if (entry.action === 'official-break-glass') entries.push(entry);
    expect(entries.map(({ outcome, from, detail }) => [outcome, from, detail])).toEqual([
      ['no-reason', 'cli:pts/1', 'short'],
      ['done', 'cli:cutri/1001', 'the phone fell into the river'],
    ]);
    expect((await cutri(['login', 'quan', '--code', code(secret)])).exit).toBe(0);
  });

  it('G-13: where another administrator can help, nobody gets one without a code', async () => {
    const { clock, cutri, added, code } = office();
    const first = await added('quan', 'admin');
    await added('dung', 'admin', ['--by', 'quan', '--code', code(first)]);
    await clock.advance(60_000);
    const glass = ['break-glass', 'quan', '--reason', 'the phone fell into the river'];
    expect(await cutri(glass)).toMatchObject({ exit: 1, err: expect.stringContaining('--by dung') });
    expect(await cutri(['break-glass', 'nobody', '--reason', 'the phone fell into the river'])).toMatchObject({ exit: 1 });
  });

  it('invite shows a one-time link and a QR code of it, valid for 24 hours, and says nothing of it later', async () => {
    const { cutri, added, code, clock, officials } = office();
    const secret = await added('quan', 'admin');
    await clock.advance(30_000);
    const lan = ['--by', 'quan', '--code', code(secret)];
    await cutri(['add', 'lan', '--person', 'lan', '--name', 'Lan', '--role', 'author', ...lan]);
    await clock.advance(30_000);
    const { exit, out } = await cutri(['invite', 'lan', '--by', 'quan', '--code', code(secret)]);
    expect(exit).toBe(0);
    const address = /https:\/\/cutri\.example\/quan-tri\/moi\/[\w-]{43}/u.exec(out)?.[0];
    expect(address).toBeDefined();
    expect(out).toMatch(/[▀▄█]{5,}/u);
    const held = (await officials.list()).find(({ id }) => id === 'lan');
    expect(held?.access?.invitation?.expiresAt).toBe(new Date(clock.now().getTime() + 24 * 3_600_000).toISOString());
    expect(JSON.stringify([held, (await cutri(['list', '--json'])).out])).not.toContain(address!.split('/').at(-1));
  });

  it('invite needs two administrators for an account that can approve, like a new authenticator', async () => {
    const { cutri, added, accepted, code, clock } = office();
    const quan = await added('quan', 'admin');
    const second = await cutri([
      'add',
      'huy',
      '--person',
      'huy',
      '--name',
      'Huy',
      '--role',
      'admin',
      '--json',
      '--by',
      'quan',
      '--code',
      code(quan),
    ]);
    expect(second.exit).toBe(0);
    const secretOfHuy = await accepted('huy', JSON.parse(second.out) as Given);
    const third = ['--person', 'minh', '--name', 'Minh', '--role', 'approver', '--by', 'quan', '--code', code(quan)];
    await cutri(['add', 'minh', ...third, '--by', 'huy', '--code', code(secretOfHuy)]);
    await clock.advance(30_000);
    const alone = await cutri(['invite', 'minh', '--by', 'quan', '--code', code(quan), '--json']);
    expect([alone.exit, JSON.parse(alone.out || alone.err)]).toMatchObject([1, { refusal: { code: 'needs-admins' } }]);
    await clock.advance(30_000);
    const both = ['--by', 'quan', '--code', code(quan), '--by', 'huy', '--code', code(secretOfHuy)];
    expect((await cutri(['invite', 'minh', ...both])).exit).toBe(0);
  });
});
