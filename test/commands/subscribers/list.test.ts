import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createSubscriberList } from '../../../src/announcements/consent/subscriber-list.ts';
import type { ReadConsentTable } from '../../../src/announcements/consent/table-row.ts';
import { runInService } from '../../../src/cli.ts';
import type { AnnouncementDesk } from '../../../src/commands/announce/announce.ts';
import { mostListRows } from '../../../src/commands/subscribers/importing.ts';
import { createCommuneNames } from '../../../src/conversations/commune-names.ts';
import { createOwnData } from '../../../src/conversations/own-data/own-data.ts';
import { readConsentTable } from '../../../src/sources/consent-table.ts';
import type { Store } from '../../../src/stores/store.ts';
import { entriesOf } from '../../contracts/announcement-store.ts';
import { official } from '../../contracts/officials.ts';
import { subscriber } from '../../contracts/subscribers.ts';
import { createAnnouncementsMemory } from '../../fakes/announcements-memory.ts';
import { smallPack } from '../../fakes/small-pack.ts';

const now = () => new Date('2026-03-01T08:00:00.000Z');
const header = 'chat,consented,proof,communes,topics';

/** A terminal at which an administrator, an auditor and an author are signed in. */
async function office({ room, rows = readConsentTable }: { room?: number; rows?: ReadConsentTable } = {}) {
  const memory = createAnnouncementsMemory(now);
  const terminals = [{ place: 'pts/1', since: now().toISOString() }];
  await memory.officials.update(() => ({
    officials: (['admin', 'auditor', 'author'] as const).map((role) => official(role, { roles: [role], terminals })),
    records: [],
    result: undefined,
  }));
  const communes = createCommuneNames(smallPack);
  const { intake } = memory;
  if (room !== undefined) intake.room = async () => room;
  const desk = {
    list: createSubscriberList({ ...memory, intake, now }),
    readConsents: rows,
    ownData: createOwnData({ ...memory, communes, now }),
    communes,
    now,
  } as unknown as AnnouncementDesk;
  async function cutri(argv: readonly string[], typed: string | Buffer = '', terminal = 'pts/1') {
    const said = { out: '', err: '' };
    const exit = await runInService(
      ['subscribers', ...argv],
      {
        out: (words) => {
          said.out += words;
        },
        err: (words) => {
          said.err += words;
        },
        stdin: Readable.from([Buffer.from(typed)]),
        interactive: false,
        terminal,
      },
      {
        store: memory as unknown as Store,
        auditKey: undefined,
        approvedHeads: async () => [],
        trimming: undefined,
        restarting: undefined,
        managing: undefined,
        communes: () => Promise.reject(new Error('no commune is named here')),
        desk: async () => desk,
      },
    );
    return { exit, ...said };
  }
  const load = (rows: readonly string[], ...more: string[]) => cutri(['import', '-', ...more], [header, ...rows].join('\n'));
  const log = async () =>
    (await entriesOf(memory.audit)).map(({ who, action, outcome, detail }) => [who, action, outcome, detail ?? '']);
  return { memory, cutri, load, log };
}

const asAdmin = '--as=admin';

describe('people who agreed elsewhere', () => {
  it('are subscribed with what says so, to what they named or to everything', async () => {
    const { memory, load } = await office();
    const rows = [
      'telegram:1,2026-02-12,Phiếu số 12,,',
      'zalo-oa:99,3/2/2026,"Biên bản 4, trang 2",phường Cam Đường;02680,reform',
    ];
    const { exit, out } = await load(rows, asAdmin);
    expect([exit, out]).toEqual([0, expect.stringMatching(/Đã nhập xong[\s\S]*Mới: 2\n/u)]);
    const times = { subscribedAt: now().toISOString(), lastContactAt: '1970-01-01T00:00:00.000Z' };
    expect(await memory.subscribers.get('telegram:1')).toEqual(
      subscriber('telegram:1', { ...times, consent: { day: '2026-02-12', proof: 'Phiếu số 12' } }),
    );
    expect(await memory.subscribers.get('zalo-oa:99')).toEqual(
      subscriber('zalo-oa:99', {
        ...times,
        topics: ['reform'],
        communes: ['02671', '02680'],
        consent: { day: '2026-02-03', proof: 'Biên bản 4, trang 2' },
      }),
    );
  });

  it('whoever left, was erased or is there already stays as they are, and the same file again changes nothing', async () => {
    const { memory, load } = await office();
    await memory.subscribers.put(subscriber('telegram:1', { topics: ['reform'] }));
    for (const chat of ['telegram:2', 'telegram:3']) await memory.subscribers.put(subscriber(chat));
    await memory.subscribers.remove('telegram:2');
    await memory.subscribers.forget('telegram:3');
    const rows = [1, 2, 3, 4, 4].map((id) => `telegram:${id},2026-02-12,Phiếu ${id},,`);
    const first = JSON.parse((await load(rows, asAdmin, '--json')).out) as object;
    expect(first).toEqual({ ok: true, new: 1, subscribed: 1, left: 2, repeated: 1, wrong: 0 });
    const again = JSON.parse((await load(rows, asAdmin, '--json')).out) as object;
    expect(again).toMatchObject({ new: 0, subscribed: 2, left: 2 });
    expect(await memory.subscribers.get('telegram:1')).toEqual(subscriber('telegram:1', { topics: ['reform'] }));
    for (const chat of ['telegram:2', 'telegram:3']) expect(await memory.subscribers.get(chat)).toBeUndefined();
  });

  it('--dry-run counts and writes nothing, for nobody in particular', async () => {
    const { memory, load, log } = await office();
    const { exit, out } = await load(['telegram:1,2026-02-12,Phiếu 1,,'], '--dry-run');
    expect([exit, out]).toEqual([0, expect.stringMatching(/chưa nhập gì[\s\S]*Mới: 1\n/u)]);
    expect(await memory.subscribers.get('telegram:1')).toBeUndefined();
    expect(await log()).toEqual([]);
  });

  it.each([
    ['telegram:-5,2026-02-12,Phiếu,,', 'telegram:123456789'],
    ['0912345678,2026-02-12,Phiếu,,', '0912345678'],
    ['web:abc,2026-02-12,Phiếu,,', 'web:abc'],
    ['telegram:5,31/02/2026,Phiếu,,', '31/02/2026'],
    ['telegram:5,2026-03-02,Phiếu,,', 'chưa tới'],
    ['telegram:5,2026-02-12,,,', 'căn cứ'],
    [`telegram:5,2026-02-12,${'x'.repeat(201)},,`, '201'],
    ['telegram:5,2026-02-12,"hai\ndòng",,', 'điều khiển'],
    ['telegram:5,2026-02-12,Phiếu,xã Không Có,', 'xã Không Có'],
    ['telegram:5,2026-02-12,Phiếu,,weather', 'weather'],
    ['telegram:5,2026-02-12,Phiếu', 'có 3 ô'],
  ])('a wrong row stops everything, with its line and the reason: %s', async (row, reason) => {
    const { memory, load, log } = await office();
    const { exit, err, out } = await load(['telegram:1,2026-02-12,Phiếu 1,,', row], asAdmin);
    expect([exit, out]).toEqual([1, '']);
    expect(err).toContain('Dòng 3: ');
    expect(err).toContain(reason);
    expect(err).toContain('chưa nhập gì');
    expect(await memory.subscribers.get('telegram:1')).toBeUndefined();
    expect(await log()).toEqual([]);
  });

  it('--skip-wrong takes over the others', async () => {
    const { memory, load } = await office();
    const { exit, out } = await load(
      ['telegram:1,2026-02-12,Phiếu 1,,', 'telegram:x,2026-02-12,Phiếu,,'],
      asAdmin,
      '--skip-wrong',
    );
    expect([exit, out]).toEqual([0, expect.stringContaining('Dòng sai: 1')]);
    expect(await memory.subscribers.get('telegram:1')).toBeDefined();
  });

  it.each([
    ['', 'Tệp trống'],
    [header, 'không có dòng nào'],
    ['chat,consented\ntelegram:1,2026-02-12', '“proof”'],
    [`${header},name\n`, '“name”'],
    [`chat,${header}\n`, '“chat” có hai lần'],
    [`${header}\ntelegram:1,2026-02-12,"Phiếu,,`, 'Dấu ngoặc kép'],
    [Buffer.from([0xff, 0xfe, 0x63, 0x00]), 'UTF-8'],
  ])('a file that is no such list is refused: %j', async (file, reason) => {
    const { cutri } = await office();
    const { exit, err } = await cutri(['import', '-', asAdmin], file);
    expect([exit, err]).toEqual([1, expect.stringContaining(reason)]);
    expect(err).toMatch(/chưa nhập gì/iu);
  });

  it('reads what a spreadsheet writes: a byte order mark, semicolons, line ends of Windows, columns in any order', async () => {
    const { memory, cutri } = await office();
    const file = '\uFEFFproof;chat;consented\r\nPhiếu, số 1;telegram:1;12/02/2026\r\n';
    expect((await cutri(['import', '-', asAdmin], file)).exit).toBe(0);
    expect((await memory.subscribers.get('telegram:1'))?.consent).toEqual({ day: '2026-02-12', proof: 'Phiếu, số 1' });
  });

  it('takes over nothing of more rows than it may hold', async () => {
    const { memory, cutri } = await office({
      async *rows() {
        for (let line = 2; line <= mostListRows + 2; line += 1) yield { kind: 'uneven' as const, line, found: 1, expected: 5 };
      },
    });
    const { exit, err } = await cutri(['import', '-', asAdmin, '--skip-wrong'], 'x');
    expect([exit, err]).toEqual([1, expect.stringContaining('200.000 dòng')]);
    expect(await memory.subscribers.reach({ kind: 'everyone' }, {})).toEqual([]);
  });

  it('takes over nothing where the store has no room for all of them', async () => {
    const { memory, load } = await office({ room: 1 });
    const { exit, err } = await load(['telegram:1,2026-02-12,P,,', 'telegram:2,2026-02-12,P,,'], asAdmin);
    expect([exit, err]).toEqual([1, expect.stringContaining('thêm được 1 người')]);
    expect(await memory.subscribers.get('telegram:1')).toBeUndefined();
  });

  it('only for an administrator who is signed in at this terminal; every try is in the log, and no chat', async () => {
    const { memory, cutri, load, log } = await office();
    const rows = ['telegram:700100200300,2026-02-12,Phiếu 1,,'];
    expect((await load(rows)).err).toContain('--as');
    expect((await load(rows, '--as=author')).exit).toBe(1);
    expect((await cutri(['import', '-', asAdmin], [header, ...rows].join('\n'), 'pts/9')).exit).toBe(1);
    expect(await memory.subscribers.get('telegram:700100200300')).toBeUndefined();
    expect((await load(rows, asAdmin)).exit).toBe(0);
    expect(await log()).toEqual([
      ['author', 'subscribers-import', 'not-permitted', ''],
      ['unknown', 'subscribers-import', 'not-signed-in', 'as admin'],
      ['admin', 'subscribers-import', 'begun', '1 chats, 0 repeated, 0 wrong'],
      ['admin', 'subscribers-import', 'done', '1 new, 0 known, 0 left'],
    ]);
    expect(JSON.stringify(await entriesOf(memory.audit))).not.toMatch(/700100200300|Phiếu/u);
  });

  it('H-11: come to the whole list when it was interrupted and is done again', async () => {
    const { memory, load } = await office();
    const rows = Array.from({ length: 2_500 }, (_, i) => `telegram:${i + 1},2026-02-12,Phiếu ${i + 1},,`);
    const { add } = memory.intake;
    let steps = 0;
    memory.intake.add = async (some) => {
      steps += 1;
      if (steps === 2) throw new Error('killed');
      return add(some);
    };
    await expect(load(rows, asAdmin)).rejects.toThrow('killed');
    expect(await memory.subscribers.reach({ kind: 'everyone' }, {})).toEqual([{ channel: 'telegram', now: 1_000, later: 0 }]);
    const { out } = await load(rows, asAdmin, '--json');
    expect(JSON.parse(out)).toMatchObject({ new: 1_500, subscribed: 1_000 });
    expect(await memory.subscribers.reach({ kind: 'everyone' }, {})).toEqual([{ channel: 'telegram', now: 2_500, later: 0 }]);
  });
});

describe('what is kept of a person who asks in writing', () => {
  it('H-10: is shown to an administrator or auditor, and the log has that somebody looked, not at whom', async () => {
    const { memory, cutri, load, log } = await office();
    await load(['telegram:700100200300,2026-02-12,Phiếu số 12,,'], asAdmin);
    const { exit, out } = await cutri(['show', 'telegram:700100200300', '--as', 'auditor']);
    expect(exit).toBe(0);
    for (const said of ['telegram:700100200300', 'Phiếu số 12', '12/02/2026', '/xoa']) expect(out).toContain(said);
    const json = JSON.parse((await cutri(['show', 'telegram:700100200300', '--as', 'admin', '--json'])).out) as object;
    expect(json).toMatchObject({
      ok: true,
      chat: 'telegram:700100200300',
      hasLeft: false,
      subscriber: { consent: { proof: 'Phiếu số 12' } },
    });
    expect((await log()).slice(-2)).toEqual([
      ['auditor', 'subscriber-look', 'done', ''],
      ['admin', 'subscriber-look', 'done', ''],
    ]);
    expect(JSON.stringify(await entriesOf(memory.audit))).not.toContain('700100200300');
  });

  it('is shown to nobody else', async () => {
    const { cutri, load, log } = await office();
    await load(['telegram:700100200300,2026-02-12,Phiếu số 12,,'], asAdmin);
    for (const given of [
      ['author', 'pts/1'],
      ['admin', 'pts/9'],
    ] as const) {
      const { exit, out, err } = await cutri(['show', 'telegram:700100200300', '--as', given[0]], '', given[1]);
      expect([exit, out]).toEqual([1, '']);
      expect(err).not.toContain('Phiếu');
    }
    expect((await log()).slice(-2).map(([, action, outcome]) => [action, outcome])).toEqual([
      ['subscriber-look', 'not-permitted'],
      ['subscriber-look', 'not-signed-in'],
    ]);
  });

  it('says what a chat looks like where it is none', async () => {
    const { cutri } = await office();
    const { exit, err } = await cutri(['show', '0912345678', '--as', 'admin']);
    expect([exit, err]).toEqual([1, expect.stringContaining('telegram:123456789')]);
  });
});
