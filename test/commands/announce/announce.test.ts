import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createAfterRestore } from '../../../src/announcements/after-restore.ts';
import { createSubscriberList } from '../../../src/announcements/consent/subscriber-list.ts';
import { createDelegating, type Delegating } from '../../../src/announcements/delegating/delegating.ts';
import type { Managing } from '../../../src/announcements/managing.ts';
import type { BreakGlass } from '../../../src/announcements/people/break-glass.ts';
import type { Enrolling } from '../../../src/announcements/people/enrolling.ts';
import { createRowTrimming } from '../../../src/announcements/retention/row-trimming.ts';
import { runInService } from '../../../src/cli.ts';
import type { AnnouncementDesk } from '../../../src/commands/announce/announce.ts';
import { createCommuneNames } from '../../../src/conversations/commune-names.ts';
import { milestoneReminders } from '../../../src/conversations/milestone-reminders.ts';
import { createOwnData } from '../../../src/conversations/own-data/own-data.ts';
import type { ChatKey, OutgoingMessage } from '../../../src/messaging/message.ts';
import { readConsentTable } from '../../../src/sources/consent-table.ts';
import type { Store } from '../../../src/stores/store.ts';
import { entriesOf } from '../../contracts/announcement-store.ts';
import { subscriber } from '../../contracts/subscribers.ts';
import { approved as approvedIn, createAnnouncing, issuer, submitted as submittedIn, valueIn } from '../../fakes/announcing.ts';
import { png } from '../../fakes/pictures.ts';
import { smallPack } from '../../fakes/small-pack.ts';

const text = 'Ngày 15/3/2026, cử tri xã Hợp Thành đi bầu từ 7 giờ tại nhà văn hóa thôn.';

/** A terminal at which `input` is typed, beside the whole core of announcements. */
async function office(options: Parameters<typeof createAnnouncing>[0] & { keptDays?: number } = {}) {
  const announcing = await createAnnouncing(options);
  // Of announcements closed long ago; the store of these tests has no rows.
  const settled: { announcement: string; rows: number }[] = [];
  const rows = { settled: async () => settled, total: async () => 0 };
  const sent: { chat: ChatKey; message: OutgoingMessage }[] = [];
  const pack = smallPack();
  let olderThan: string | undefined;
  const older = {
    olderThan: async () => olderThan,
    async accept() {
      olderThan = undefined;
    },
  };
  const putBack = (than: string): void => {
    olderThan = than;
  };
  const communes = createCommuneNames(() => pack);
  const beside = {
    communes,
    list: createSubscriberList({ ...announcing, now: announcing.clock.now }),
    readConsents: readConsentTable,
    ownData: createOwnData({ ...announcing, communes, now: announcing.clock.now }),
  };
  const desk: AnnouncementDesk = {
    publishing: announcing.publishing,
    emergency: announcing.emergency,
    afterRestore: createAfterRestore({ ...announcing, now: announcing.clock.now, age: older }),
    trimming: createRowTrimming({ ...announcing, issuer, rows, now: announcing.clock.now, keptDays: options.keptDays }),
    ...beside,
    chatOf: async (id) => (await announcing.officials.list()).find((one) => one.id === id)?.chat,
    send: async (chat, message) => {
      sent.push({ chat, message });
      return true;
    },
    reminders: () => milestoneReminders(pack.milestones, announcing.clock.now()),
    now: announcing.clock.now,
  };
  const delegating = createDelegating({ ...announcing, now: announcing.clock.now, notify: async () => undefined });
  const since = announcing.clock.now().toISOString();
  await announcing.officialsNow((held) => held.map((one) => ({ ...one, terminals: [{ place: 'pts/1', since }] })));
  async function cutri(
    argv: readonly string[],
    { typed, terminal = 'pts/1', files = {} }: { typed?: string; terminal?: string; files?: Record<string, Buffer> } = {},
  ) {
    const said = { out: '', err: '' };
    const exit = await runInService(
      argv,
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
        async attachment(path) {
          const held = files[path];
          if (!held) throw new Error('ENOENT');
          return held;
        },
      },
      {
        store: announcing as unknown as Store,
        auditKey: undefined,
        approvedHeads: async () => [],
        trimming: undefined,
        restarting: undefined,
        managing: delegating as Delegating & Managing & BreakGlass & Enrolling,
        communes: () => Promise.reject(new Error('no commune is named here')),
        desk: async () => desk,
      },
    );
    return { exit, ...said };
  }
  const json = async (argv: readonly string[]) => JSON.parse((await cutri([...argv, '--json'])).out) as Record<string, string>;
  return { announcing, sent, cutri, json, putBack, settled };
}

describe('a store that was put back', () => {
  it('E-13: announce resume --after-restore calls off what it holds, for an approver with a code and nobody else', async () => {
    const { announcing, cutri, putBack } = await office();
    await announcing.subscribe(3);
    const { id } = await submittedIn(announcing);
    valueIn(await approvedIn(announcing, id));
    const resume = async (who: string, code?: string) =>
      cutri(['announce', 'resume', '--after-restore', '--as', who, '--code', code ?? (await announcing.code(who))]);
    expect((await resume('minh')).out).toContain('không cũ hơn');
    putBack('2026-03-01T09:00:00.000Z');
    expect((await resume('lan')).exit).toBe(1);
    expect((await resume('minh', '000000')).exit).toBe(1);
    expect(await announcing.announcements.get(id)).toMatchObject({ state: 'approved' });
    const { exit, out } = await resume('minh');
    expect([exit, out]).toEqual([0, expect.stringContaining('16:00')]);
    expect(await announcing.announcements.get(id)).toMatchObject({ state: 'draft' });
    expect(await cutri(['announce', 'resume', '--as', 'minh'])).toMatchObject({
      exit: 1,
      err: expect.stringContaining('--after-restore'),
    });
  });
});

describe('announce trim', () => {
  it('says which announcements closed long ago would be totals, and which wait for a correction; it does nothing by hand', async () => {
    const { announcing, cutri, json, settled } = await office({ keptDays: 400 });
    await announcing.subscribe(3);
    const { id } = await submittedIn(announcing);
    valueIn(await approvedIn(announcing, id));
    valueIn(await announcing.publishing.stop({ official: 'minh', from: 'console' }, id, 'sai ngày'));
    settled.push({ announcement: id, rows: 1_200 });
    const trim = ['announce', 'trim', '--as', 'lan', '--dry-run'];
    expect((await cutri(trim)).out).toContain('Không có thông báo nào đã khép lại quá 400 ngày');
    announcing.clock.pass(401 * 86_400_000);
    await announcing.officialsNow((held) =>
      held.map((one) => ({ ...one, terminals: [{ place: 'pts/1', since: announcing.clock.now().toISOString() }] })),
    );
    expect((await cutri(trim)).out).toContain('1 thông báo, 1.200 dòng gửi không còn tên người, sẽ chỉ giữ số tổng');
    expect(await json(trim)).toMatchObject({
      dryRun: true,
      keptDays: 400,
      days: 400,
      going: [{ number: 1, rows: 1_200 }],
      held: [],
    });
    expect(await json([...trim, '--days', '500'])).toMatchObject({ days: 500, going: [] });
    expect(await cutri([...trim, '--days', '30'])).toMatchObject({ exit: 1, err: expect.stringContaining('ít nhất 365 ngày') });
    expect(await cutri(trim.slice(0, -1))).toMatchObject({ exit: 1, err: expect.stringContaining('--dry-run') });
    expect(await cutri(trim, { terminal: 'pts/9' })).toMatchObject({ exit: 1, err: expect.stringContaining('chưa đăng nhập') });
  });

  it('says that nothing goes where no time is set', async () => {
    const { cutri } = await office();
    const { out } = await cutri(['announce', 'trim', '--as', 'lan', '--dry-run']);
    expect(out).toContain('CUTRI_ANNOUNCEMENTS_KEPT_DAYS chưa được đặt');
  });
});

const draft = (to: string, more: string[] = []) => [
  'announce',
  'draft',
  text,
  '--as',
  'lan',
  '--to',
  to,
  '--until',
  '19:00 15/03/2026',
  ...more,
];

async function submitted(to = 'everyone', people = 30) {
  const held = await office();
  await held.announcing.subscribe(people);
  expect((await held.cutri(draft(to))).exit).toBe(0);
  expect((await held.cutri(['announce', 'submit', '1', '--as', 'lan'])).exit).toBe(0);
  return held;
}

async function approved() {
  const held = await submitted();
  const { hash, phrase } = await held.json(['announce', 'preview', '1', '--as', 'minh']);
  const code = await held.announcing.code('minh');
  const approval = ['announce', 'approve', '1', '--as', 'minh', '--hash', hash!, '--confirm', phrase!, '--code', code];
  expect(await held.cutri(approval)).toMatchObject({ exit: 0, out: expect.stringContaining('Đã duyệt: Thông báo số 1') });
  return held;
}

describe('cutri announce', () => {
  it('keeps texts in other languages with it, each sent to who chose that language', async () => {
    const { announcing, cutri, json } = await office();
    const hmong = 'Hnub 15/3/2026, 7 teev, mus xaiv tsa.';
    await announcing.subscribers.put(subscriber('telegram:1', { language: 'hmn' }));
    await announcing.subscribers.put(subscriber('telegram:2', { language: 'tyz' }));
    await cutri(draft('everyone', ['--text-hmn', hmong, '--text-en', 'On 15 March 2026, vote from 7 am.']));
    expect(await json(['announce', 'preview', '1', '--as', 'lan'])).toMatchObject({
      findings: [],
      translated: [{ language: 'hmn' }, { language: 'en' }],
    });
    await cutri(['announce', 'edit', '1', '--as', 'lan', '--text-en', '']);
    expect(await json(['announce', 'preview', '1', '--as', 'lan'])).toMatchObject({ translated: [{ language: 'hmn' }] });
    await cutri(['announce', 'submit', '1', '--as', 'lan']);
    const { hash } = await json(['announce', 'preview', '1', '--as', 'minh']);
    const code = await announcing.code('minh');
    await cutri(['announce', 'approve', '1', '--as', 'minh', '--hash', hash!, '--confirm', 'GỬI TẤT CẢ 2', '--code', code]);
    await cutri(['announce', 'send', '1', '--as', 'lan', '--code', await announcing.code('lan')]);
    await announcing.run(10_000);
    const said = Object.fromEntries(announcing.accepted.map(({ chat, text: sent }) => [chat, sent]));
    expect(said['telegram:1']).toContain(hmong);
    expect(said['telegram:2']).toContain(text);
  });

  it('takes a picture with what is to be seen on it, shows what becomes of it, and sends it with the text', async () => {
    const { announcing, cutri, json } = await office();
    await announcing.subscribe(2);
    const files = { 'ban-do.png': png() };
    const alt = 'Bản đồ đường đến nhà văn hóa';
    expect(
      await cutri(draft('everyone', ['--image', 'ban-do.png', '--image-alt', alt, '--link-preview']), { files }),
    ).toMatchObject({ exit: 0 });
    const shown = await cutri(['announce', 'preview', '1', '--as', 'lan']);
    expect(shown.out).toContain(`64 × 48, 1 KB. Mô tả: “${alt}”`);
    expect(shown.out).toContain('không hiện hình');
    expect(shown.out).toContain('Xem trước liên kết: bật');
    await cutri(['announce', 'edit', '1', '--as', 'lan', '--image-alt', 'Bản đồ mới', '--no-link-preview']);
    expect(await json(['announce', 'preview', '1', '--as', 'lan'])).toMatchObject({
      announcement: { image: { alt: 'Bản đồ mới', mediaType: 'image/png' } },
    });
    await cutri(['announce', 'submit', '1', '--as', 'lan']);
    const { hash } = await json(['announce', 'preview', '1', '--as', 'minh']);
    const code = await announcing.code('minh');
    await cutri(['announce', 'approve', '1', '--as', 'minh', '--hash', hash!, '--confirm', 'GỬI TẤT CẢ 2', '--code', code]);
    await cutri(['announce', 'send', '1', '--as', 'lan', '--code', await announcing.code('lan')]);
    await announcing.run(10_000);
    expect(announcing.accepted.map(({ image }) => image?.alt)).toEqual(['Bản đồ mới', 'Bản đồ mới']);
    await cutri(['announce', 'correct', '1', 'Xem bản đồ đúng.', '--as', 'lan', '--image', 'ban-do.png', '--image-alt', alt], {
      files,
    });
    expect(await json(['announce', 'preview', '2', '--as', 'lan'])).toMatchObject({ announcement: { image: { alt } } });
    await cutri(['announce', 'draft', text, '--as', 'lan', '--image', 'ban-do.png', '--image-alt', alt], { files });
    await cutri(['announce', 'edit', '3', '--as', 'lan', '--image', '']);
    expect((await json(['announce', 'preview', '3', '--as', 'lan'])).announcement).not.toHaveProperty('image');
  });

  it.each([
    ['without what is to be seen on it', ['--image', 'a.png'], '--image-alt'],
    ['that is not there', ['--image', 'b.png', '--image-alt', 'Bản đồ'], 'b.png'],
    ['that is no picture', ['--image', 'c.txt', '--image-alt', 'Bản đồ'], 'JPEG hoặc PNG'],
    ['described, but not given', ['--image-alt', 'Bản đồ'], 'chưa có hình'],
  ])('takes over no picture %s', async (_, options, says) => {
    const { cutri } = await office();
    const files = { 'a.png': png(), 'c.txt': Buffer.from('root:x:0:0') };
    expect(await cutri(draft('everyone', options), { files })).toMatchObject({ exit: 1, err: expect.stringContaining(says) });
    expect((await cutri(['announce', 'list', '--as', 'lan'])).out).not.toContain('số 1');
  });

  it('takes over no text in another language that is longer than can be sent', async () => {
    const { cutri } = await office();
    const { exit, err } = await cutri(draft('everyone', ['--text-dao', 'x'.repeat(20_001)]));
    expect([exit, err]).toEqual([1, expect.stringContaining('--text-dao')]);
  });

  it('takes two officials from a draft to everybody who subscribed', async () => {
    const { announcing, cutri, json } = await approved();
    expect((await cutri(['announce', 'send', '1', '--as', 'lan', '--code', await announcing.code('lan')])).out).toContain(
      'Bắt đầu gửi',
    );
    await announcing.run(10_000);
    expect(announcing.accepted).toHaveLength(30);
    expect(announcing.accepted[0]!.text).toContain(text);
    expect(await json(['announce', 'status', '1', '--as', 'lan'])).toMatchObject({
      ok: true,
      sent: 30,
      announcement: { number: 1, state: 'finished' },
    });
    expect((await cutri(['announce', 'status', '1', '--as', 'lan'])).out).toContain('Đã gửi: 30/30');
    expect((await cutri(['announce', 'status', '1', '--as', 'lan', '--csv'])).out).toMatch(
      /^number,channel,total,sent,.*\n1,telegram,30,30,/u,
    );
  });

  it('shows whoever approves at a terminal the preview, then asks for the phrase and the code', async () => {
    const { announcing, cutri } = await submitted();
    const code = await announcing.code('minh');
    const { exit, err } = await cutri(['announce', 'approve', '1', '--as', 'minh'], { typed: `gửi tất cả 30\n${code}\n` });
    expect(exit).toBe(0);
    expect(err).toContain(text);
    expect(err).toContain('GỬI TẤT CẢ 30');
  });

  it('tells a script which option it left out', async () => {
    const { cutri, json } = await submitted();
    expect(await cutri(['announce', 'approve', '1', '--as', 'minh'])).toMatchObject({
      exit: 1,
      err: expect.stringContaining('--hash'),
    });
    const { hash, phrase } = await json(['announce', 'preview', '1', '--as', 'minh']);
    expect(await cutri(['announce', 'approve', '1', '--as', 'minh', '--hash', hash!, '--confirm', phrase!])).toMatchObject({
      exit: 1,
      err: expect.stringContaining('--code'),
    });
  });

  it('takes the first sixteen digits of a hash for the content they belong to, and no other', async () => {
    const { announcing, cutri, json } = await submitted();
    const { hash, phrase } = await json(['announce', 'preview', '1', '--as', 'minh']);
    const approve = async (shown: string) =>
      cutri([
        'announce',
        'approve',
        '1',
        '--as',
        'minh',
        '--hash',
        shown,
        '--confirm',
        phrase!,
        '--code',
        await announcing.code('minh'),
      ]);
    expect(await approve(hash!.slice(0, 8))).toMatchObject({ exit: 1, err: expect.stringContaining('đã khác') });
    expect(await approve('0'.repeat(16))).toMatchObject({ exit: 1, err: expect.stringContaining('đã khác') });
    expect((await approve(hash!.slice(0, 16))).exit).toBe(0);
  });

  it('F-25: lets no rule be weaker than on Telegram', async () => {
    const { announcing, cutri, json } = await submitted();
    const { hash } = await json(['announce', 'preview', '1', '--as', 'minh']);
    const refused = async (argv: string[]) => ((await json(argv)) as unknown as { refusal?: { code: string } }).refusal?.code;
    const approve = (as: string, code: string, phrase = 'GỬI TẤT CẢ 30') =>
      refused(['announce', 'approve', '1', '--as', as, '--hash', hash!, '--confirm', phrase, '--code', code]);
    expect(await approve('lan', '000000')).toBe('not-permitted');
    expect(await approve('lan-2', await announcing.code('lan-2'))).toBe('own-writing');
    expect(await approve('nobody', '000000')).toBe('not-signed-in');
    expect(await approve('minh', '000000', 'GỬI TẤT CẢ 999')).toBe('confirmation');
    expect(await approve('minh', '000000')).toBe('code-wrong');
    expect(await refused(['announce', 'send', '1', '--as', 'lan'])).toBe('wrong-state');
    expect(await refused(['announce', 'return', '1', '--as', 'minh'])).toBe('no-reason');
    expect(await refused(['announce', 'send', '9', '--as', 'lan'])).toBe('unknown-announcement');
    await cutri(['announce', 'edit', '1', `${text} Thêm.`, '--as', 'lan']);
    expect(await approve('minh', await announcing.code('minh'))).toBe('wrong-state');
    await announcing.run(5_000);
    expect(announcing.accepted).toEqual([]);
  });

  it('F-25: takes no step in the name of somebody who is not signed in at this terminal', async () => {
    const { announcing, cutri, json } = await submitted();
    const elsewhere = async (argv: string[]) => {
      const { out } = await cutri(['announce', ...argv, '--json'], { terminal: 'pts/2' });
      return (JSON.parse(out) as { refusal?: { code: string } }).refusal?.code;
    };
    const { hash, phrase } = await json(['announce', 'preview', '1', '--as', 'minh']);
    const approval = ['approve', '1', '--as', 'minh', '--hash', hash!, '--confirm', phrase!];
    expect([
      await elsewhere(draft('everyone').slice(1)),
      await elsewhere(['edit', '1', 'Khác', '--as', 'lan']),
      await elsewhere(['submit', '1', '--as', 'lan']),
      await elsewhere([...approval, '--code', await announcing.code('minh')]),
      await elsewhere(['return', '1', '--as', 'minh', '--reason', 'x']),
      await elsewhere(['stop', '1', '--as', 'minh']),
      await elsewhere(['preview', '1', '--as', 'lan']),
      await elsewhere(['list', '--as', 'lan']),
      await elsewhere(['status', '1', '--as', 'lan']),
      await elsewhere(['remind', '--as', 'lan']),
    ]).toEqual(Array.from({ length: 10 }, () => 'not-signed-in'));
    const said = await entriesOf(announcing.audit);
    expect(said.filter(({ outcome }) => outcome === 'not-signed-in').map(({ who }) => who)).toEqual(
      Array.from({ length: 8 }, () => 'unknown'),
    );
  });

  it('G-17: says in the preview, at the approval and in the audit log that author and approver typed at one place', async () => {
    const { announcing, cutri, json } = await submitted();
    const since = announcing.clock.now().toISOString();
    await announcing.officialsNow((held) =>
      held.map((one) =>
        one.id === 'minh' ? { ...one, terminals: ['pts/1', 'pts/1 1001', 'other'].map((place) => ({ place, since })) } : one,
      ),
    );
    const preview = async (as: string, terminal: string) =>
      (await cutri(['announce', 'preview', '1', '--as', as], { terminal })).out;
    expect(await preview('minh', 'pts/1')).toContain('(lan, lan-2) và người duyệt cùng gõ ở một cửa sổ dòng lệnh');
    expect(await preview('lan', 'pts/1')).not.toContain('cùng gõ');
    expect(await preview('minh', 'other')).not.toContain('cùng gõ');
    await cutri(['announce', 'preview', '1', '--as', 'minh']);
    const { hash, phrase } = await json(['announce', 'preview', '1', '--as', 'minh']);
    const code = await announcing.code('minh');
    const approval = ['announce', 'approve', '1', '--as', 'minh', '--hash', hash!, '--confirm', phrase!, '--code', code];
    expect((await cutri(approval)).err).toContain('có thể một người làm cả hai việc');
    const [given] = await announcing.audit.latest({ action: 'approve', limit: 1 });
    expect([given?.outcome, given?.detail]).toEqual(['done', '30, at the terminal of lan, lan-2']);
  });

  it('F-25: a sign-in ends after half an hour, and does not come back with a clock set back', async () => {
    const { announcing, json } = await submitted();
    await announcing.clock.advance(30 * 60_000 - 1);
    expect(await json(['announce', 'preview', '1', '--as', 'lan'])).toMatchObject({ ok: true });
    await announcing.clock.advance(1);
    expect(await json(['announce', 'preview', '1', '--as', 'lan'])).toMatchObject({ refusal: { code: 'not-signed-in' } });
    announcing.clock.jump(-3_600_000);
    expect(await json(['announce', 'preview', '1', '--as', 'lan'])).toMatchObject({ refusal: { code: 'not-signed-in' } });
  });

  it('F-25: sends or schedules to everyone with a fresh code only; asks for it where somebody types', async () => {
    const { announcing, cutri, json } = await approved();
    const send = ['announce', 'send', '1', '--as', 'lan'];
    expect(await json(send)).toMatchObject({ refusal: { code: 'code-needed' } });
    expect(await json([...send, '--code', '000000'])).toMatchObject({ refusal: { code: 'code-wrong' } });
    expect(await json([...send, '--code', await announcing.code('minh')])).toMatchObject({ ok: true });
    const again = await approved();
    const typed = await again.cutri(send, { typed: `${await again.announcing.code('lan')}\n` });
    expect(typed).toMatchObject({ exit: 0, err: 'Mã 6 số trong ứng dụng xác thực: ' });
    expect((await cutri(['announce', 'stop', '1', '--as', 'minh'])).exit).toBe(0);
  });

  it('stops for good, and sends nothing after it', async () => {
    const { announcing, cutri } = await approved();
    await cutri(['announce', 'send', '1', '--as', 'lan', '--code', await announcing.code('lan')]);
    expect((await cutri(['announce', 'stop', '1', '--as', 'minh', '--reason', 'sai ngày'])).out).toContain('Đã dừng hẳn');
    await announcing.run(5_000);
    expect(announcing.accepted).toEqual([]);
    expect((await cutri(['announce', 'list', '--as', 'lan'])).out).toContain('Không có thông báo nào đang mở');
    expect((await cutri(['announce', 'list', '--as', 'lan', '--all'])).out).toContain('Thông báo số 1 (đã dừng)');
  });

  it('drafts a correction that pauses what it corrects', async () => {
    const { announcing, cutri, json } = await approved();
    await cutri(['announce', 'send', '1', '--as', 'lan', '--code', await announcing.code('lan')]);
    await announcing.run(1_000);
    expect((await json(['announce', 'correct', '1', 'Giờ đúng là 8 giờ.', '--as', 'lan'])).announcement).toMatchObject({
      number: 2,
      kind: 'correction',
      about: 1,
    });
    expect((await json(['announce', 'preview', '1', '--as', 'lan'])).announcement).toMatchObject({ state: 'paused' });
    expect((await cutri(['announce', 'preview', '2', '--as', 'lan'])).out).toContain('ĐÍNH CHÍNH thông báo số 1');
  });

  it('keeps what the text check found only with a reason', async () => {
    const finding = { code: 'date-1', severity: 'override' as const, message: 'Ngày khác với nguồn.' };
    const { announcing, cutri } = await office({ facts: () => [finding] });
    await announcing.subscribe(30);
    await cutri(draft('everyone'));
    expect((await cutri(['announce', 'preview', '1', '--as', 'lan'])).out).toContain('--override "1=lý do"');
    expect(await cutri(['announce', 'submit', '1', '--as', 'lan'])).toMatchObject({
      exit: 1,
      err: expect.stringContaining('Ngày khác với nguồn'),
    });
    expect((await cutri(['announce', 'submit', '1', '--as', 'lan', '--override', '7=vì'])).err).toContain('--override "1=lý do"');
    expect((await cutri(['announce', 'submit', '1', '--as', 'lan', '--override', '1=Đã hỏi Tổ bầu cử'])).exit).toBe(0);
  });

  it('sends a trial to one’s own chat only, marked as such', async () => {
    const { announcing, sent, cutri } = await submitted();
    const trial = ['announce', 'test-send', '1', '--as', 'lan'];
    expect(await cutri(trial)).toMatchObject({ exit: 1, err: expect.stringContaining('cutri official link lan') });
    await announcing.officialsNow((held) => held.map((one) => (one.id === 'lan' ? { ...one, chat: 'telegram:77' } : one)));
    expect((await cutri(trial)).exit).toBe(0);
    expect(sent).toEqual([{ chat: 'telegram:77', message: { text: expect.stringMatching(/^🟨 BẢN THỬ[\s\S]*xã Hợp Thành/u) } }]);
  });

  it('takes the text from standard input, a drill to officials, communes by name', async () => {
    const { announcing, cutri, json } = await office();
    const { exit } = await cutri(['announce', 'draft', '--drill', '--as', 'lan', '--until', '20:00 02/03/2026'], {
      typed: 'Diễn tập: mưa lớn.\n',
    });
    expect(exit).toBe(0);
    await announcing.subscribe(1);
    expect((await json(['announce', 'preview', '1', '--as', 'lan'])).announcement).toMatchObject({
      kind: 'drill',
      text: 'Diễn tập: mưa lớn.',
      audience: { kind: 'officials' },
    });
    await cutri(draft('phường cam duong, xã Hợp Thành'));
    expect((await json(['announce', 'preview', '2', '--as', 'lan'])).announcement).toMatchObject({
      audience: { kind: 'communes', communes: ['02671', '02680'] },
    });
  });

  it('takes of some communes only who asked for a topic besides, and shows how many in each', async () => {
    const { announcing, cutri, json } = await office();
    await announcing.subscribers.put(subscriber('telegram:1', { topics: ['milestones'], communes: ['02671'] }));
    await announcing.subscribers.put(subscriber('telegram:2', { topics: [], communes: ['02680'] }));
    expect((await cutri(draft('phường Cam Đường, xã Hợp Thành', ['--topic', 'milestones, reform']))).exit).toBe(0);
    const { out } = await cutri(['announce', 'preview', '1', '--as', 'lan']);
    expect(out).toContain(
      'Gửi cho: người vừa đăng ký tin của phường Cam Đường, xã Hợp Thành, vừa đăng ký các mốc bầu cử hoặc cải cách hành chính',
    );
    expect(out).toContain('• phường Cam Đường: dưới 10\n• xã Hợp Thành: 0');
    expect(await json(['announce', 'preview', '1', '--as', 'lan'])).toMatchObject({
      announcement: { audience: { kind: 'communes-and-topics', communes: ['02671', '02680'], topics: ['milestones', 'reform'] } },
      communes: [
        { commune: '02671', total: '<10', unreachable: [] },
        { commune: '02680', total: 0, unreachable: [] },
      ],
    });
  });

  it.each([
    [draft('everyone', ['--topic', 'reform']), /--topic chỉ thu hẹp xã, phường nêu ở --to/u],
    [['announce', 'draft', text, '--as', 'lan', '--topic', 'reform'], /--topic chỉ thu hẹp xã, phường nêu ở --to/u],
    [draft('xã Hợp Thành', ['--topic', 'bóng đá']), /Không có chủ đề “bóng đá” ở --topic/u],
    [draft('xã Hợp Thành', ['--topic', ' , ']), /Không có chủ đề/u],
    [draft('xã Hợp Thanhh Mới'), /tên đúng như “xã Hợp Thanhh Mới”.*xã Hợp Thành/u],
    [['announce', 'draft', text, '--as', 'lan', '--at', 'hôm nào đó'], /Không đọc được ngày giờ “hôm nào đó” của --at/u],
    [['announce', 'draft', text, '--as', 'lan', '--button', '=x'], /thiếu chữ/u],
    [['announce', 'draft', '--as', 'lan'], /Chưa có nội dung/u],
  ])('%j is refused with what to do, and nothing is kept', async (argv, said) => {
    const { cutri } = await office();
    expect(await cutri(argv)).toMatchObject({ exit: 1, err: expect.stringMatching(said) });
    expect((await cutri(['announce', 'list', '--as', 'lan', '--all'])).out).toContain('Không có thông báo');
  });

  it.each([[['announce', 'send', 'x', '--as', 'lan']], [['announce', 'send', '1']], [['announce', 'fly']]])(
    '%j is a mistake in the command line',
    async (argv) => {
      const { cutri } = await office();
      expect((await cutri(argv)).exit).not.toBe(0);
    },
  );

  it('plans the reminders of the calendar once, each to be approved by somebody else', async () => {
    const { announcing, json } = await office();
    await announcing.subscribe(30);
    const first = (await json(['announce', 'remind', '--as', 'lan'])) as unknown as { made: number[] };
    expect(first.made.length).toBeGreaterThan(0);
    expect(await json(['announce', 'remind', '--as', 'lan'])).toMatchObject({ made: [], standing: first.made });
  });

  it('watches until the sending is over', async () => {
    const { announcing, cutri } = await approved();
    await cutri(['announce', 'send', '1', '--as', 'lan', '--code', await announcing.code('lan')]);
    const watching = cutri(['announce', 'status', '1', '--as', 'lan', '--watch'], { typed: '' });
    await announcing.run(10_000);
    const { exit, out, err } = await watching;
    expect(exit).toBe(0);
    expect(out).toContain('đã gửi xong');
    expect(err).toContain('Số 1');
  });
});

describe('cutri announce emergency', () => {
  const template = [
    ...['announce', 'emergency', 'draft', 'Khu vực bỏ phiếu chuyển đến {nơi mới} từ {giờ}.', '--as', 'lan', '--to', 'everyone'],
    ...['--until', '01/06/2026', '--hours', '12', '--blank', 'nơi mới=place:60', '--blank', 'giờ=time:5'],
  ];
  const filled = ['--fill', 'nơi mới=Nhà văn hóa thôn 2', '--fill', 'giờ=09:30'];

  async function templateReady(people = 30) {
    const held = await office();
    await held.announcing.subscribe(people);
    expect(await held.cutri(template)).toMatchObject({ exit: 0, out: expect.stringContaining('Mẫu khẩn số 1') });
    await held.cutri(['announce', 'submit', '1', '--as', 'lan']);
    const { hash, phrase } = await held.json(['announce', 'preview', '1', '--as', 'minh']);
    const code = await held.announcing.code('minh');
    await held.cutri(['announce', 'approve', '1', '--as', 'minh', '--hash', hash!, '--confirm', phrase!, '--code', code]);
    await held.announcing.clock.advance(30_000);
    return held;
  }

  it('G-27: takes a template from two people to everybody by one approver, who sees the text and gives a code', async () => {
    const { announcing, cutri } = await templateReady();
    const list = await cutri(['announce', 'emergency', 'list', '--as', 'minh']);
    expect(list.out).toContain('Mẫu khẩn số 1 (đã duyệt): dùng được');
    expect(list.out).toContain('{nơi mới}: địa điểm, tối đa 60 ký tự');
    const code = await announcing.code('minh');
    const sent = await cutri(['announce', 'emergency', 'send', '1', '--as', 'minh', ...filled], { typed: `${code}\n` });
    expect(sent).toMatchObject({ exit: 0, out: expect.stringContaining('Đang gửi ngay: Thông báo khẩn số 2') });
    expect(sent.err).toContain('chuyển đến Nhà văn hóa thôn 2 từ 09:30.');
    await announcing.run(5_000);
    expect(announcing.accepted).toHaveLength(30);
  });

  it('tells a script what it left out, and sends nothing until it has both', async () => {
    const { announcing, cutri, json } = await templateReady();
    const send = ['announce', 'emergency', 'send', '1', '--as', 'minh', ...filled];
    expect(await cutri(send)).toMatchObject({ exit: 1, err: expect.stringContaining('--hash') });
    const { hash } = await json(['announce', 'emergency', 'preview', '1', '--as', 'minh', ...filled]);
    expect(await cutri([...send, '--hash', hash!])).toMatchObject({ exit: 1, err: expect.stringContaining('mã 6 số') });
    await announcing.run(2_000);
    expect(announcing.accepted).toEqual([]);
    expect((await cutri([...send, '--hash', hash!, '--code', await announcing.code('minh')])).exit).toBe(0);
  });

  it.each([
    [['--fill', 'nơi mới'], 'Không đọc được “nơi mới”'],
    [['--fill', 'nơi mới=bit.ly/x', '--fill', 'giờ=9:30'], 'không được có liên kết'],
    [['--fill', 'giờ=9:30'], '“nơi mới” chưa điền'],
    [[...filled, '--to', 'officials'], 'phạm vi'],
  ])('%j: says what is wrong', async (options, says) => {
    const { cutri } = await templateReady();
    const preview = await cutri(['announce', 'emergency', 'preview', '1', '--as', 'minh', ...options]);
    expect(preview).toMatchObject({ exit: 1, err: expect.stringContaining(says) });
  });

  it('a drill reaches officials only, and a changed template waits for two people again', async () => {
    const { announcing, cutri, json } = await templateReady();
    await announcing.officialsNow((held) => held.map((one) => (one.id === 'thu' ? { ...one, chat: 'telegram:77' } : one)));
    const drill = ['--as', 'minh', ...filled, '--drill'];
    const { hash } = await json(['announce', 'emergency', 'preview', '1', ...drill]);
    const code = await announcing.code('minh');
    expect((await cutri(['announce', 'emergency', 'send', '1', ...drill, '--hash', hash!, '--code', code])).exit).toBe(0);
    await announcing.run(5_000);
    expect(announcing.accepted.map(({ chat }) => chat)).toEqual(['telegram:77']);
    const edit = ['announce', 'emergency', 'edit', '1', '--as', 'lan', '--blank', 'nơi mới=place:80'];
    expect(await cutri(edit)).toMatchObject({ exit: 1, err: expect.stringContaining('--hours') });
    expect((await cutri([...edit, '--blank', 'giờ=time:5', '--hours', '6'])).exit).toBe(0);
    expect((await cutri(['announce', 'emergency', 'list', '--as', 'minh'])).out).toContain('(bản nháp): chưa dùng được');
  });
});

describe('approving in somebody’s name at a terminal', () => {
  const times = ['--from', 'now', '--until', '17:00 10/03/2026'];
  const delegate = (code: string, to = 'thu') => [
    ...['official', 'delegate', '--to', to, ...times, '--reason', 'đi công tác', '--as', 'minh', '--code', code],
  ];

  it('is delegated, listed, used and revoked, and the record says in whose name it was approved', async () => {
    const { announcing, cutri, json } = await office();
    await announcing.subscribe(3);
    expect((await cutri(['official', 'delegations'])).out).toContain('cutri official delegate --to');
    const made = await cutri(delegate(await announcing.code('minh')));
    expect(made).toMatchObject({ exit: 0, out: expect.stringContaining('cutri official revoke-delegation minh-1 --as minh') });
    expect((await cutri(['official', 'delegations'])).out).toMatch(
      /^minh-1 {2}minh \(minh\) → thu \(thu\) {2}từ .* đến 17:00 ngày 10\/03\/2026 {2}đang có hiệu lực {2}đi công tác\n$/u,
    );
    await submittedIn(announcing);
    const { hash, phrase } = await json(['announce', 'preview', '1', '--as', 'thu']);
    const approval = ['announce', 'approve', '1', '--as', 'thu', '--hash', hash!, '--confirm', phrase!];
    expect(await cutri([...approval, '--behalf', 'both', '--code', await announcing.code('thu')])).toMatchObject({
      exit: 1,
      err: expect.stringContaining('Không có ủy quyền nào đang có hiệu lực'),
    });
    expect((await cutri([...approval, '--code', await announcing.code('thu')])).out).toContain(
      'Bạn đã duyệt thay mặt minh (ủy quyền từ',
    );
    expect((await cutri(['announce', 'preview', '1', '--as', 'lan'])).out).toContain(
      'Người duyệt: thu, thay mặt minh (ủy quyền từ',
    );
    const { announcement } = (await json(['announce', 'preview', '1', '--as', 'lan'])) as unknown as {
      announcement: { approved: object };
    };
    expect(announcement.approved).toMatchObject({ by: 'thu', behalf: { of: 'minh', delegation: 'minh-1' } });
    expect((await cutri(['official', 'revoke-delegation', 'minh-1', '--as', 'minh'])).out).toContain('phải duyệt lại');
    const send = await cutri(['announce', 'send', '1', '--as', 'lan', '--code', await announcing.code('lan')]);
    expect(send).toMatchObject({ exit: 1, err: 'Không gửi được: ủy quyền duyệt đã bị thu hồi hoặc không còn giá trị.\n' });
    expect((await cutri(['official', 'delegations'])).out).toContain('--all');
    expect((await cutri(['official', 'delegations', '--all'])).out).toContain('đã thu hồi');
  });

  it('asks for the code, and says which time it does not understand', async () => {
    const { announcing, cutri } = await office();
    const asked = await cutri(delegate('').slice(0, -2), { typed: `${await announcing.code('minh')}\n` });
    expect([asked.exit, asked.err]).toEqual([0, expect.stringContaining('Mã 6 số trong ứng dụng xác thực của minh')]);
    expect((await cutri(delegate('').slice(0, -2))).err).toContain('Thiếu --code');
    const wrong = ['official', 'delegate', '--to', 'thu', '--from', 'now', '--until', 'mùa xuân', '--as', 'minh', '--code', '1'];
    expect(await cutri(wrong)).toMatchObject({ exit: 1, err: expect.stringContaining('“mùa xuân” của --until') });
    const elsewhere = await cutri(delegate('123456', 'both'), { terminal: 'pts/9' });
    expect(elsewhere).toMatchObject({ exit: 1, err: expect.stringContaining('chưa đăng nhập') });
  });
});

describe('an announcement that repeats', () => {
  const weekly = ['--repeat', 'hằng tuần thứ Hai 7:00', '--repeat-until', '16/03/2026'];

  it('is drafted, approved with all its days in view, and scheduled; the status says what is next', async () => {
    const { announcing, cutri, json } = await office();
    await announcing.subscribe(3);
    const drafted = await cutri(['announce', 'draft', text, '--as', 'lan', '--to', 'everyone', ...weekly]);
    expect(drafted.out).toContain('Lặp lại thứ Hai hằng tuần, lúc 07:00, 3 lần từ T2 02/03/2026 đến T2 16/03/2026');
    expect((await cutri(['announce', 'submit', '1', '--as', 'lan'])).exit).toBe(0);
    const code = await announcing.code('minh');
    const looked = await cutri(['announce', 'approve', '1', '--as', 'minh', '--code', code, '--confirm', 'GỬI TẤT CẢ 3'], {
      typed: '\n',
    });
    expect(looked.err).toContain('Gửi 3 lần: T2 02/03/2026, T2 09/03/2026, T2 16/03/2026.');
    expect(looked.out).toContain('Đã duyệt');
    await announcing.clock.advance(30_000);
    const hand = await cutri(['announce', 'send', '1', '--as', 'lan', '--code', await announcing.code('lan')]);
    expect(hand.err).toContain('chỉ gửi theo lịch');
    const go = await cutri(['announce', 'schedule', '1', '--as', 'lan', '--code', await announcing.code('lan')]);
    expect(go.out).toContain('Sẽ tự gửi thứ Hai hằng tuần');
    expect((await cutri(['announce', 'status', '1', '--as', 'lan'])).out).toContain('Lần tới: T2 02/03/2026 lúc 07:00');
    expect(await json(['announce', 'preview', '1', '--as', 'lan'])).toMatchObject({
      announcement: { times: ['2026-03-02T00:00:00.000Z', '2026-03-09T00:00:00.000Z', '2026-03-16T00:00:00.000Z'] },
    });
    expect((await cutri(['announce', 'stop', '1', '--as', 'minh', '--reason', 'sai ngày'])).exit).toBe(0);
  });

  it('takes its plan out and in again by edit, and says what cannot be', async () => {
    const { announcing, cutri, json } = await office();
    await announcing.subscribe(3);
    await cutri(['announce', 'draft', text, '--as', 'lan', '--to', 'everyone', ...weekly]);
    await cutri(['announce', 'edit', '1', '--as', 'lan', '--repeat-until', '09/03/2026']);
    expect((await json(['announce', 'preview', '1', '--as', 'lan'])).announcement).toMatchObject({
      expiresAt: '2026-03-10T00:00:00.000Z',
    });
    const timed = await cutri(['announce', 'edit', '1', '--as', 'lan', '--at', '08:00 05/03/2026']);
    expect(timed.err).toContain('không đặt thêm giờ gửi');
    await cutri(['announce', 'edit', '1', '--as', 'lan', '--no-repeat', '--until', '20:00 15/03/2026']);
    const plain = (await json(['announce', 'preview', '1', '--as', 'lan'])).announcement;
    expect(plain).not.toHaveProperty('times');
    expect(plain).toMatchObject({ expiresAt: '2026-03-15T13:00:00.000Z' });
  });
});
