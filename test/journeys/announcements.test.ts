import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/announcements/people/audit.ts';
import { png } from '../fakes/pictures.ts';
import { sharedPostgres } from '../fakes/postgres.ts';
import { type Emulator, startEmulator } from '../fakes/telegram-emulator.ts';
import { type Neighbour, type OfficialAtWork, openTown, type Town } from '../fakes/town.ts';

const postgres = await sharedPostgres();
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.stop());

const patience = { timeout: 120_000, interval: 50 };
const wrong = 'Ngày bầu cử là Chủ nhật, ngày 22/3/2026. Bỏ phiếu từ 7 giờ tại nhà văn hóa thôn.';
const right = 'Ngày bầu cử là Chủ nhật, ngày 15/3/2026. Bỏ phiếu từ 7 giờ tại nhà văn hóa thôn.';

const stores: [string, () => Promise<string | undefined>][] = [['the embedded store', async () => undefined]];
if (postgres) stores.push(['PostgreSQL', () => postgres.createDatabase()]);

describe.each(stores)('two officials in Telegram, subscribers everywhere, on %s', (name, database) => {
  let town: Town;
  let people: Record<'an' | 'bình' | 'oa' | 'bot' | 'page', Neighbour>;
  let lan: OfficialAtWork;
  /** Each approves once: a code works once in 30 seconds. */
  let approvers: OfficialAtWork[];
  /** Each sends once, for the same reason. */
  let senders: OfficialAtWork[];

  beforeAll(async () => {
    town = await openTown(emulator, await database());
    people = {
      an: town.onTelegram(501),
      bình: town.onTelegram(502),
      oa: town.onZaloOa(),
      bot: town.onZaloBot(),
      page: await town.onPage(),
    };
    lan = await town.appoint('lan', 601, ['author', 'approver']);
    approvers = [];
    for (const [i, id] of ['minh', 'hoa', 'cuong', 'dung'].entries())
      approvers.push(await town.appoint(id, 602 + i, ['approver']));
    senders = [];
    for (const [i, id] of ['thao', 'nga'].entries()) senders.push(await town.appoint(id, 612 + i, ['author']));
  });
  afterAll(() => town.close());

  const everybody = () => Object.values(people);
  const got = (reads: readonly string[], part: string) => reads.filter((text) => text.includes(part)).length;
  async function allGot(part: string, whom = everybody()): Promise<void> {
    for (const person of whom) await expect.poll(async () => got(await person.reads(), part), patience).toBe(1);
  }

  /** lan writes it, guided, for everyone, for three days; the last message is the preview. */
  async function writes(text: string) {
    await lan.says('/thongbao');
    await lan.presses('Soạn thông báo');
    await lan.says(text);
    await lan.presses('TẤT CẢ');
    await lan.presses('Ngay khi');
    return lan.presses('3 ngày');
  }

  async function approves(number: number, approver = approvers.shift()!): Promise<string> {
    await approver.says(`/thongbao ${number}`);
    const asked = await approver.presses('Duyệt');
    const phrase = /gõ đúng dòng sau:\n(.+)/u.exec(asked.text)?.[1];
    if (phrase) await approver.says(phrase);
    return (await approver.says(await approver.code())).text;
  }

  /** To everyone: with the code that is asked for. */
  async function sends(number: number, sender: OfficialAtWork): Promise<string> {
    await sender.says(`/thongbao ${number}`);
    expect((await sender.presses('Bắt đầu gửi')).text).toContain('Gõ mã 6 số');
    return (await sender.says(await sender.code())).text;
  }

  it('people subscribe by /dangky on every channel; to a stranger officials’ commands are nothing', async () => {
    for (const person of everybody()) expect(await person.says('/dangky tất cả')).toContain('Đã đăng ký');
    const unknown = await people.an.says('/thongbaox');
    expect(await people.an.says('/thongbao')).toBe(await people.bình.says('/thongbao'));
    expect(await people.an.says('/thongbao moi Tin giả')).not.toContain('Đã lưu');
    expect(unknown).not.toContain('thông báo đang mở');
    expect(await people.an.says('/lienket lan ABCDE-10601')).not.toContain('liên kết');
  });

  it('F-33: a wrong election day is shown with its source and cannot be submitted without a reason', async () => {
    const preview = await writes(wrong);
    expect(preview.text).toContain('Ngày bầu cử là Chủ nhật, 15/03/2026. Nguồn nói: “ngày bầu cử');
    expect(preview.text).toMatch(
      /telegram: dưới 10 nhận ngay[\s\S]*web: dưới 10[\s\S]*zalo-bot: dưới 10[\s\S]*zalo-oa: dưới 10/u,
    );
    expect(preview.buttons?.some((label) => label.includes('Trình duyệt'))).toBe(false);
    await lan.presses('Sửa nội dung');
    expect((await lan.says(right)).buttons?.[0]).toContain('Trình duyệt');
    expect((await lan.presses('Trình duyệt')).text).toContain('Đã trình duyệt số 1');
    for (const approver of approvers) await approver.hears(/số 1 \(chờ duyệt\): lan đã trình/u);
  });

  it('F-25: the author cannot approve it; a wrong phrase and a wrong code approve nothing; an edit voids the approval', async () => {
    const [minh] = approvers as [OfficialAtWork];
    const seen = await minh.says('/thongbao 1');
    expect(seen.text).toContain(right);
    const approve = seen.values![seen.buttons!.findIndex((label) => label.includes('Duyệt'))]!;
    await lan.says(approve);
    await lan.says('GỬI TẤT CẢ 5');
    expect((await lan.says(await lan.code())).text).toContain('không được tự duyệt');
    await minh.presses('Duyệt');
    await minh.says('đồng ý');
    expect((await minh.says(await minh.code())).text).toContain('hãy gõ đúng: GỬI TẤT CẢ 5');
    await minh.says('GỬI TẤT CẢ 5');
    expect((await minh.says('12345')).text).toContain('Mã xác thực không đúng');
    expect((await minh.says(await minh.code())).text).toContain('Đã duyệt số 1');
    await lan.hears(/số 1 \(đã duyệt\): minh đã duyệt/u);
    await lan.says(`/thongbao 1 sửa ${right} Mang theo thẻ cử tri.`);
    expect((await minh.presses('Bắt đầu gửi')).text).toContain('Nội dung đã khác với bản bạn vừa xem');
    expect((await lan.presses('Trình duyệt')).text).toContain('Đã trình duyệt');
    const changed = await minh.says('/thongbao 1');
    expect(changed.text).toContain('Khác bản đã xem lần trước:\n• “” → “Mang theo thẻ cử tri.”');
    approvers.shift();
  });

  it('F-34: every subscriber gets exactly what the approver saw, on every channel, and the sender sees it go out', async () => {
    expect(await approves(1)).toContain('Đã duyệt số 1');
    await lan.hears(/hoa đã duyệt/u);
    const sender = senders.shift()!;
    expect(await sends(1, sender)).toContain('bắt đầu gửi');
    await allGot('Mang theo thẻ cử tri');
    const message = `${right} Mang theo thẻ cử tri.\n\nThông báo số 1 của Ủy ban bầu cử tỉnh Lào Cai. Kiểm tra thật giả: nhắn /kiemtra 1. Ngừng nhận: nhắn /huy`;
    for (const person of everybody()) expect(await person.reads()).toContain(message);
    await sender.hears(/đã gửi xong\nĐã gửi: dưới 10\/dưới 10/u);
    await lan.hears(/✅ Thông báo số 1 \(đã gửi xong\)/u);
    const boards = (await sender.reads()).filter(({ text }) => text.startsWith('Thông báo số 1 – '));
    expect(boards).toHaveLength(1);
  });

  it('F-36: /kiemtra knows the number and finds the words somebody altered', async () => {
    expect(await people.bình.says('/kiemtra 1')).toContain('số 1');
    const sent = (await people.an.reads()).find((text) => text.includes('Mang theo thẻ cử tri'))!;
    const altered = await people.oa.says(sent.replace('7 giờ', '9 giờ'));
    expect(altered).toMatch(/7[\s\S]*9/u);
    expect(await people.bot.says('/kiemtra 99')).not.toContain('Mang theo');
    // The address a template carries: the text for whoever opens it, without a conversation.
    const page = await fetch(`${town.service.address}/?q=${encodeURIComponent('/kiemtra 1')}`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Mang theo thẻ cử tri')]);
  });

  it('F-26: a drill, approved by who wrote it, reaches officials only', async () => {
    await lan.says('/thongbao');
    await lan.presses('diễn tập');
    await lan.says('Diễn tập: 7 giờ ngày 15/3 tại trụ sở xã.');
    await lan.presses('Ngay khi');
    expect((await lan.presses('1 ngày')).text).toContain('🟦 DIỄN TẬP số 2');
    await lan.presses('Trình duyệt');
    expect(await approves(2, lan)).toContain('Đã duyệt số 2');
    await lan.presses('Bắt đầu gửi');
    for (const official of [lan, ...approvers, ...senders]) await official.hears(/🟦 DIỄN TẬP – KHÔNG PHẢI THÔNG BÁO THẬT/u);
    for (const person of everybody()) expect(got(await person.reads(), 'DIỄN TẬP')).toBe(0);
  });

  it('an author’s photo with a caption becomes a draft with that picture, fetched from Telegram', async () => {
    town.desk.keepsFile('photo-1', png());
    const photo = [{ file_id: 'photo-1', width: 64, height: 48 }];
    expect((await lan.sends({ photo, caption: right })).text).toContain('Viết một câu tả');
    expect((await lan.says('Bản đồ đường đến nhà văn hóa')).text).toContain('Đã lưu thành số 3');
    await lan.presses('TẤT CẢ');
    await lan.presses('Ngay khi');
    expect((await lan.presses('3 ngày')).text).toContain('Mô tả: “Bản đồ đường đến nhà văn hóa”');
    const tried = (await lan.reads()).length;
    await lan.presses('Gửi thử cho tôi');
    await expect.poll(async () => (await lan.reads()).slice(tried).some((read) => read.photo !== undefined), patience).toBe(true);
    const sha256 = createHash('sha256').update(png()).digest('hex');
    expect((await fetch(`${town.service.address}/images/${sha256}.png`)).status).toBe(404);
    await lan.says('/thongbao 3 dung thôi');
    // To a voter a photo is what it always was.
    expect(await people.bình.says('/thongbao')).toBe(await people.an.says('/thongbao'));
  });

  it('a correction goes first to those already reached; nobody gets only the false one; stopped means stopped', async () => {
    await writes('Ngày 15/3/2026, phòng bỏ phiếu thôn 3 chuyển sang trường tiểu học.');
    await lan.presses('Trình duyệt');
    expect(await approves(4)).toContain('Đã duyệt số 4');
    // Telegram cannot reach Bình: the announcement stays under way.
    town.proxy.order(
      { kind: 'answer', status: 502, body: '{"ok":false,"error_code":502,"description":"Bad Gateway"}' },
      { path: /sendMessage/u, body: /"chat_id":"?502\b/u, times: 1_000 },
    );
    expect(await sends(4, senders.shift()!)).toContain('bắt đầu gửi');
    const reached = [people.an, people.oa, people.bot, people.page];
    await allGot('chuyển sang trường tiểu học', reached);
    await lan.says('/thongbao 4 đính chính');
    const preview = await lan.says('Phòng bỏ phiếu thôn 3 vẫn ở nhà văn hóa thôn, bỏ phiếu từ 7 giờ ngày 15/3/2026.');
    expect(preview.text).toContain('ĐÍNH CHÍNH thông báo số 4');
    await lan.says('/thongbao 4 trạng thái', /số 4 – tạm dừng/u);
    await lan.says('/thongbao 5');
    await lan.presses('Trình duyệt');
    expect(await approves(5)).toContain('Đã duyệt số 5');
    await lan.says('/thongbao 5');
    await lan.presses('Bắt đầu gửi');
    for (const person of [people.oa, people.bot, people.page]) await allGot('ĐÍNH CHÍNH thông báo số 4', [person]);
    // On Telegram the false one has become the true one.
    await expect.poll(async () => got(await people.an.reads(), 'vẫn ở nhà văn hóa thôn'), patience).toBe(1);
    town.proxy.clear();
    await expect.poll(async () => got(await people.bình.reads(), 'ĐÍNH CHÍNH thông báo số 4'), patience).toBe(1);
    // The correction that stands alone quotes what it corrects; by itself the false one never reached Bình.
    const alone = (await people.bình.reads()).filter((text) => !text.includes('ĐÍNH CHÍNH'));
    expect(got(alone, 'chuyển sang trường tiểu học')).toBe(0);
    await lan.says('/thongbao 4 trạng thái', /số 4 – đã dừng/u);
  });

  it.runIf(name === 'the embedded store')('no code that was typed stays on the disk', async () => {
    expect(town.codes.size).toBeGreaterThan(0);
    await town.service.host.store.tidy();
    for (const held of town.onDisk()) for (const code of town.codes) expect(held).not.toContain(`"${code}"`);
  });

  it('/xoa ends the link with the account, and the log of it all is whole', async () => {
    await lan.says('/xoa');
    await expect
      .poll(async () => (await town.service.host.store.officials.list()).find(({ id }) => id === 'lan')?.chat, patience)
      .toBeUndefined();
    expect((await lan.says('/thongbao')).text).not.toContain('Soạn');
    expect(await verifyAudit(town.service.host.store.audit.entries(), { key: town.service.host.auditKey })).toMatchObject({
      kind: 'intact',
    });
    expect(town.desk.mistakes).toEqual([]);
  });
});
