import { describe, expect, it } from 'vitest';
import { createDelegating } from '../../../src/announcements/delegating/delegating.ts';
import { withLinkingCode } from '../../../src/announcements/people/linking.ts';
import { readOfficialCommand } from '../../../src/conversations/office/grammar.ts';
import { readCommand } from '../../../src/conversations/slash-commands.ts';
import { entriesOf } from '../../contracts/announcement-store.ts';
import { official } from '../../contracts/officials.ts';
import { subscriber } from '../../contracts/subscribers.ts';
import { approved, goodText, valueIn } from '../../fakes/announcing.ts';
import { chatOf, type OfficialOffice, openOfficialOffice } from '../../fakes/official-desk.ts';

/** lan has written number 1 for everyone, valid for three days. */
async function drafted(office: OfficialOffice, text = goodText): Promise<void> {
  await office.says('lan', '/thongbao moi');
  await office.says('lan', text);
  await office.presses('lan', 'TẤT CẢ');
  await office.presses('lan', 'Ngay khi');
  await office.presses('lan', '3 ngày');
}

async function submittedBy(office: OfficialOffice, text = goodText): Promise<void> {
  await drafted(office, text);
  await office.presses('lan', 'Trình duyệt');
}

/** minh looks, types the phrase and the code. */
async function approvedBy(office: OfficialOffice, who = 'minh', number = 1): Promise<string> {
  await office.says(who, `/thongbao ${number}`);
  const asked = await office.presses(who, 'Duyệt');
  const phrase = asked?.text.split('\n').at(1);
  if (asked?.text.includes('gõ đúng dòng')) await office.says(who, phrase!);
  return (await office.says(who, await office.cutri.code(who)))?.text ?? '';
}

/** Presses the button that lets it go to everyone, and types the code that is asked for. */
async function letGoBy(office: OfficialOffice, who = 'minh', button = 'Bắt đầu gửi'): Promise<string> {
  await office.cutri.clock.advance(30_000);
  expect((await office.presses(who, button))?.text).toContain('TẤT CẢ người đăng ký');
  return (await office.says(who, await office.cutri.code(who)))?.text ?? '';
}

async function opened(count = 40): Promise<OfficialOffice> {
  const office = await openOfficialOffice();
  await office.cutri.subscribe(count);
  return office;
}

const stateOf = async (office: OfficialOffice, number = 1) => (await office.cutri.announcements.find(number))?.state;

describe('writing an announcement in Telegram', () => {
  it('is guided: text, audience, when, how long, preview, submit', async () => {
    const office = await opened();
    expect((await office.says('lan', '/thongbao'))?.choices?.map(({ label }) => label)).toEqual([
      '➕ Soạn thông báo',
      '🟦 Soạn tin diễn tập',
    ]);
    expect((await office.presses('lan', 'Soạn thông báo'))?.text).toContain('trong một tin nhắn');
    expect((await office.says('lan', goodText))?.text).toContain('Đã lưu thành số 1. Gửi cho ai?');
    expect((await office.presses('lan', 'TẤT CẢ'))?.text).toContain('Gửi khi nào?');
    expect((await office.presses('lan', 'Ngay khi'))?.text).toContain('hiệu lực đến khi nào');
    const preview = await office.presses('lan', '3 ngày');
    expect(preview?.text).toContain(goodText);
    expect(preview?.text).toContain('Gửi cho: TẤT CẢ người đăng ký\nSố người: 40 (telegram: 40 nhận ngay)');
    expect(preview?.text).toContain('Hết hiệu lực: 15:00 ngày 04/03/2026');
    expect((await office.presses('lan', 'Trình duyệt'))?.text).toContain('Đã trình duyệt số 1');
    expect(await stateOf(office)).toBe('submitted');
  });

  it('loses nothing when the service starts anew: the draft is kept as soon as there is a text', async () => {
    const office = await opened();
    await office.says('lan', `/thongbao moi ${goodText}`);
    office.restart();
    const menu = await office.says('lan', '/thongbao');
    expect(menu?.text).toContain('• Thông báo số 1 (bản nháp)');
    const preview = await office.presses('lan', 'Thông báo số 1');
    expect(preview?.text).toContain('Gửi cho: (chưa chọn)');
    await office.presses('lan', 'Đổi người nhận');
    await office.presses('lan', 'TẤT CẢ');
    await office.presses('lan', 'Ngay khi');
    expect((await office.presses('lan', '1 ngày'))?.choices?.[0]?.label).toBe('📤 Trình duyệt');
  });

  it('names communes through the gazetteer, and never guesses one', async () => {
    const office = await opened();
    await office.says('lan', `/thongbao moi ${goodText}`);
    await office.presses('lan', 'Theo xã, phường');
    expect((await office.says('lan', 'phường Cam Đường, xã Hợp Thành, xã Không Có'))?.text).toContain('Không có xã, phường nào');
    expect((await office.says('lan', 'phuong cam duong, xa hop thanh'))?.text).toContain('Gửi khi nào?');
    expect((await office.cutri.announcements.find(1))?.content.audience).toEqual({
      kind: 'communes',
      communes: ['02671', '02680'],
    });
  });

  it('names communes and topics together: by buttons, or in one line; the preview counts each commune, few people not out', async () => {
    const office = await opened();
    for (const [i, topics] of (['milestones', 'milestones', 'reform', 'all'] as const).entries())
      await office.cutri.subscribers.put(subscriber(`telegram:9${i}`, { topics: [topics], communes: ['02680'] }));
    for (let i = 0; i < 12; i += 1)
      await office.cutri.subscribers.put(subscriber(`zalo-oa:9${i}`, { topics: ['milestones'], communes: ['02671'] }));
    await office.says('lan', `/thongbao moi ${goodText}`);
    await office.presses('lan', 'Theo xã, phường và chủ đề');
    expect((await office.presses('lan', 'mốc bầu cử'))?.text).toContain('Chỉ ai đăng ký cả các mốc bầu cử. Ở xã, phường nào?');
    expect((await office.says('lan', 'xã Không Có'))?.text).toContain('Không có xã, phường nào');
    await office.says('lan', 'xã Hợp Thành, phường Cam Đường');
    const audience = async () => (await office.cutri.announcements.find(1))?.content.audience;
    expect(await audience()).toEqual({ kind: 'communes-and-topics', communes: ['02680', '02671'], topics: ['milestones'] });
    await office.presses('lan', 'Ngay khi');
    const preview = await office.presses('lan', '3 ngày');
    expect(preview?.text).toContain(
      'Gửi cho: người vừa đăng ký tin của xã Hợp Thành, phường Cam Đường, vừa đăng ký các mốc bầu cử',
    );
    expect(preview?.text).toContain('• xã Hợp Thành: dưới 10\n• phường Cam Đường: 12');
    await office.says('lan', '/thongbao 1 nhận cải cách, mốc: xã Hợp Thành');
    expect(await audience()).toEqual({ kind: 'communes-and-topics', communes: ['02680'], topics: ['milestones', 'reform'] });
    await office.says('lan', '/thongbao 1 nhận xã Hợp Thành');
    expect(await audience()).toEqual({ kind: 'communes', communes: ['02680'] });
  });

  it('what stands before a colon and is no topic chooses nobody', async () => {
    const office = await opened();
    await office.says('lan', `/thongbao moi ${goodText}`);
    expect((await office.says('lan', '/thongbao 1 nhận thời tiết: xã Hợp Thành'))?.text).toContain(
      'Không có chủ đề nào tên “thời tiết”',
    );
    expect((await office.cutri.announcements.find(1))?.content.audience).toBeUndefined();
  });

  it('takes a typed time, and says what it could not read', async () => {
    const office = await opened();
    await office.says('lan', `/thongbao moi ${goodText}`);
    await office.presses('lan', 'TẤT CẢ');
    await office.presses('lan', 'Hẹn giờ');
    expect((await office.says('lan', 'khi nào xong'))?.text).toContain('không đọc được');
    expect((await office.says('lan', '8h 28/02/2026'))?.text).toContain('đã qua');
    expect((await office.says('lan', '8h ngày mai'))?.text).toContain('hiệu lực đến khi nào');
    await office.presses('lan', 'Ngày giờ khác');
    expect((await office.says('lan', '15/3'))?.text).toContain(
      'Giờ gửi: 08:00 ngày 02/03/2026. Hết hiệu lực: 23:59 ngày 15/03/2026',
    );
  });

  it('F-33: a finding stops it until it is mended or kept for a reason, which the approver sees', async () => {
    const office = await opened();
    await drafted(office, 'Mời cử tri xem danh sách ở example.com nhé bà con.');
    const preview = await office.says('lan', '/thongbao 1');
    expect(preview?.text).toContain('Liên kết example.com không thuộc trang');
    expect(preview?.choices?.some(({ label }) => label.includes('Trình duyệt'))).toBe(false);
    for (const reason of ['trang của tỉnh', 'nói chung cả tháng', 'cả tỉnh']) {
      const kept = preview?.choices?.find(({ label }) => label.startsWith('Giữ nguyên'));
      expect(kept).toBeDefined();
      await office.presses('lan', 'Giữ nguyên mục 1');
      await office.says('lan', reason);
    }
    expect((await office.presses('lan', 'Trình duyệt'))?.text).toContain('Đã trình duyệt');
    const seen = await office.says('minh', '/thongbao 1');
    expect(seen?.text).toContain('Đã bỏ qua, có lý do');
    expect(seen?.text).toContain('trang của tỉnh');
  });

  it('what has to be mended has no button to keep it', async () => {
    const office = await opened();
    await drafted(office, `${goodText} Đây là buổi diễn tập.`);
    const preview = await office.says('lan', '/thongbao 1');
    expect(preview?.text).toContain('Phải sửa');
    expect(preview?.choices?.some(({ label }) => /Trình duyệt|Giữ nguyên/u.test(label))).toBe(false);
  });

  it.each([
    ['picture', 'không nhận hình của một tin đã sửa'],
    ['file', 'không kèm được tệp'],
  ] as const)('C-29: a %s with a caption is refused aloud, and the text alone is taken after it', async (what, named) => {
    const office = await opened();
    await office.says('lan', '/thongbao moi');
    const reply = await office.says('lan', goodText, what);
    expect(reply?.text).toContain(`${named}. Tôi chưa lưu gì`);
    expect(await office.cutri.announcements.find(1)).toBeUndefined();
    expect((await office.says('lan', goodText))?.text).toContain('Đã lưu thành số 1');
    expect((await office.says('lan', `/thongbao moi ${goodText}`, what))?.text).toContain('Tôi chưa lưu gì');
    expect((await office.says('lan', '/thongbao 1 sua Mời bà con', what))?.text).toContain('Tôi chưa lưu gì');
    await office.says('lan', '/thongbao 1 sua');
    expect((await office.says('lan', 'Mời bà con', what))?.text).toContain('Tôi chưa lưu gì');
    expect((await office.cutri.announcements.find(1))?.content.text).toBe(goodText);
    expect(await office.cutri.announcements.find(2)).toBeUndefined();
  });

  it('C-29: a picture keeps nobody from stopping, and is no matter of the desk’s where a voter sends it', async () => {
    const office = await opened();
    await submittedBy(office);
    expect((await office.says('lan', '/thongbao 1 dung sai giờ', 'picture'))?.text).toContain('đã dừng hẳn');
    expect(await office.desk.reply('telegram:999', 'Đây là thông báo thật không?', 'picture')).toBeUndefined();
  });

  it('shows the official the message itself, marked as a trial', async () => {
    const office = await opened();
    await drafted(office);
    await office.presses('lan', 'Gửi thử cho tôi');
    expect(office.sent).toHaveLength(1);
    expect(office.sent[0]?.chat).toBe(chatOf('lan'));
    expect(office.sent[0]?.message.text).toMatch(/^🟨 BẢN THỬ[^\n]*\n\nNgày 15\/3\/2026[\s\S]*\/kiemtra 1/u);
  });
});

describe('deciding in Telegram', () => {
  it('the approver sees the same, types the phrase and the code, and the announcement goes out when somebody sends it', async () => {
    const office = await opened();
    await submittedBy(office);
    expect(await approvedBy(office)).toContain('Đã duyệt số 1. Chưa gửi');
    expect(await letGoBy(office)).toContain('bắt đầu gửi');
    expect(office.followed).toEqual([{ chat: chatOf('minh'), id: 'id-1' }]);
    await office.cutri.run(10_000);
    expect(office.cutri.accepted).toHaveLength(40);
    expect((await office.says('lan', '/thongbao 1 trạng thái'))?.text).toContain('Đã gửi: 40/40');
    expect((await office.presses('lan', 'Xem nội dung'))?.text).not.toContain('chưa gửi');
  });

  it('somebody to whom an approver delegates is told so in the preview, approves it, and reads in whose name', async () => {
    const office = await opened();
    const delegating = createDelegating({ ...office.cutri, now: office.cutri.clock.now, notify: async () => undefined });
    const wish = { to: 'thu', from: '', until: '2026-03-05T00:00:00.000Z' };
    await delegating.delegate({ official: 'minh', from: 'telegram' }, wish, await office.cutri.code('minh'));
    await submittedBy(office);
    expect((await office.says('thu', '/thongbao 1'))?.text).toContain('Bạn có thể duyệt thay mặt minh (ủy quyền từ');
    expect(await approvedBy(office, 'thu')).toMatch(/Đã duyệt số 1.*Người duyệt: thu, thay mặt minh \(ủy quyền từ/su);
  });

  it('F-25: who wrote it cannot approve it, by button or by hand', async () => {
    const office = await opened();
    await submittedBy(office);
    await office.cutri.officialsNow((held) =>
      held.map((one) => (one.id === 'lan' ? { ...one, roles: ['author', 'approver'] } : one)),
    );
    const preview = await office.says('lan', '/thongbao 1');
    expect(preview?.choices?.some(({ label }) => label.includes('Duyệt'))).toBe(false);
    for (const who of ['lan', 'lan-2']) {
      const { id } = (await office.cutri.announcements.find(1))!;
      const shown = await office.cutri.publishing.preview({ official: who, from: 'telegram' }, id);
      if (shown.kind === 'refused') throw new Error('no preview');
      await office.says(who, `/thongbao 1 duyet ${shown.value.hash.slice(0, 32)}`);
      await office.says(who, shown.value.phrase!);
      expect((await office.says(who, await office.cutri.code(who)))?.text).toContain('không được tự duyệt');
    }
    expect(await stateOf(office)).toBe('submitted');
  });

  it('F-25: a button of an older preview never acts on what it has become', async () => {
    const office = await opened();
    await submittedBy(office);
    const old = await office.says('minh', '/thongbao 1');
    await office.says('lan', `/thongbao 1 sua ${goodText} Mang theo căn cước.`);
    await office.presses('lan', 'Trình duyệt');
    const approve = old!.choices!.find(({ label }) => label.includes('Duyệt'))!;
    const reply = await office.says('minh', approve.value);
    expect(reply?.text).toContain('Nội dung đã khác với bản bạn vừa xem');
    expect(reply?.text).toContain('Khác bản đã xem lần trước:\n• “” → “Mang theo căn cước.”');
    expect(await stateOf(office)).toBe('submitted');
  });

  it('F-25: an edit between the phrase and the code voids it all', async () => {
    const office = await opened();
    await submittedBy(office);
    await office.says('minh', '/thongbao 1');
    const asked = await office.presses('minh', 'Duyệt');
    await office.says('minh', asked!.text.split('\n')[1]!);
    await office.says('lan', '/thongbao 1 han 20:00 15/3/2026');
    await office.presses('lan', 'Trình duyệt');
    expect((await office.says('minh', await office.cutri.code('minh')))?.text).toContain('Nội dung đã khác');
    expect(await stateOf(office)).toBe('submitted');
  });

  it('F-31: a wrong phrase or code approves nothing, and says which', async () => {
    const office = await opened();
    await submittedBy(office);
    await office.says('minh', '/thongbao 1');
    const asked = await office.presses('minh', 'Duyệt');
    expect(asked?.text).toContain('GỬI TẤT CẢ 40');
    await office.says('minh', 'gửi đi');
    expect((await office.says('minh', await office.cutri.code('minh')))?.text).toContain('hãy gõ đúng: GỬI TẤT CẢ 40');
    await office.says('minh', 'gửi tất cả 40');
    expect((await office.says('minh', '000000'))?.text).toContain('Mã xác thực không đúng');
    expect(await stateOf(office)).toBe('submitted');
    expect((await office.says('minh', await office.cutri.code('minh')))?.text).toContain('Đã duyệt số 1');
  });

  it('F-13: sending to everyone asks for a fresh code, and nothing goes out without it', async () => {
    const office = await opened();
    await submittedBy(office);
    await approvedBy(office);
    const used = await office.cutri.code('minh');
    const asked = await office.presses('minh', 'Bắt đầu gửi');
    expect(asked?.text).toMatch(/^Số 1 sẽ gửi cho TẤT CẢ[^\n]*\nGõ mã 6 số/u);
    expect(asked?.choices?.map(({ label }) => label)).toEqual(['Thôi']);
    await office.cutri.run(5_000);
    for (const code of ['đồng ý', '000000', used])
      expect((await office.says('minh', code))?.text).toMatch(/^Mã xác thực không đúng hoặc đã dùng[\s\S]*Gõ mã 6 số/u);
    expect([await stateOf(office), office.cutri.accepted]).toEqual(['approved', []]);
    await office.cutri.clock.advance(30_000);
    expect((await office.says('minh', await office.cutri.code('minh')))?.text).toContain('Số 1 bắt đầu gửi');
    await office.cutri.run(10_000);
    expect(office.cutri.accepted).toHaveLength(40);
  });

  it('F-13: a code given for one content lets no other one go, even approved', async () => {
    const office = await opened();
    await submittedBy(office);
    await approvedBy(office);
    await office.presses('minh', 'Bắt đầu gửi');
    await office.says('lan', `/thongbao 1 sua ${goodText} Mang theo căn cước.`);
    await office.presses('lan', 'Trình duyệt');
    valueIn(await approved(office.cutri, 'id-1', { official: 'both', from: 'telegram' }));
    await office.cutri.clock.advance(30_000);
    const reply = await office.says('minh', await office.cutri.code('minh'));
    expect(reply?.text).toContain('Nội dung đã khác với bản bạn vừa xem');
    expect(reply?.text).toContain('Mang theo căn cước');
    expect(await stateOf(office)).toBe('approved');
    expect(await letGoBy(office)).toContain('bắt đầu gửi');
  });

  it('what goes to some of the subscribers goes with one press', async () => {
    const office = await opened();
    await office.says('lan', `/thongbao moi ${goodText}`);
    await office.presses('lan', 'mốc bầu cử');
    await office.presses('lan', 'Ngay khi');
    await office.presses('lan', '3 ngày');
    await office.presses('lan', 'Trình duyệt');
    await approvedBy(office);
    expect((await office.presses('minh', 'Bắt đầu gửi'))?.text).toContain('bắt đầu gửi');
  });

  it('returns it with a reason the author reads', async () => {
    const office = await opened();
    await submittedBy(office);
    await office.says('minh', '/thongbao 1');
    await office.presses('minh', 'Trả lại');
    expect((await office.says('minh', 'thiếu địa điểm'))?.text).toContain('Đã trả lại số 1');
    expect((await office.says('lan', '/thongbao 1'))?.text).toContain('Ghi chú: thiếu địa điểm');
    expect(await stateOf(office)).toBe('draft');
  });

  it('F-35: one press holds everything back, the reason then stops it for good', async () => {
    const office = await opened();
    await submittedBy(office);
    await approvedBy(office);
    await letGoBy(office);
    await office.says('lan', '/thongbao 1 trangthai');
    expect((await office.presses('lan', 'Dừng hẳn'))?.text).toContain('không có tin nào đi thêm');
    expect(await stateOf(office)).toBe('paused');
    expect((await office.presses('lan', 'Gửi tiếp'))?.text).toContain('gửi tiếp');
    expect((await office.says('lan', '/thongbao 1 dừng'))?.text).toContain('không có tin nào đi thêm');
    expect((await office.says('lan', 'sai giờ'))?.text).toContain('đã dừng hẳn');
    await office.cutri.run(20_000);
    expect(office.cutri.accepted).toEqual([]);
    await drafted(office);
    expect((await office.says('lan', '/thongbao 2 dung không cần nữa'))?.text).toContain('đã dừng hẳn');
  });

  it('F-26: a drill looks different, may be approved by who wrote it, and reaches officials only', async () => {
    const office = await opened();
    await office.says('lan', '/thongbao');
    await office.presses('lan', 'diễn tập');
    await office.says('lan', 'Diễn tập: 7 giờ ngày 15/3 tại trụ sở xã.');
    await office.presses('lan', 'Ngay khi');
    const preview = await office.presses('lan', '1 ngày');
    expect(preview?.text).toContain('🟦 DIỄN TẬP số 1');
    expect(preview?.choices?.some(({ label }) => label.includes('người nhận'))).toBe(false);
    await office.presses('lan', 'Trình duyệt');
    expect(await approvedBy(office, 'lan')).toContain('Đã duyệt số 1');
    await office.presses('lan', 'Bắt đầu gửi');
    await office.cutri.run(20_000);
    const officials = ['lan', 'minh', 'both', 'lan-2', 'thu', 'root'].map(chatOf).sort();
    expect(office.cutri.accepted.map(({ chat }) => chat).sort()).toEqual(officials);
  });

  it('prepares a correction, which holds the wrong one back', async () => {
    const office = await opened(30);
    await submittedBy(office);
    await approvedBy(office);
    await letGoBy(office);
    await office.cutri.run(1_000);
    await office.says('lan', '/thongbao 1 trangthai');
    await office.presses('lan', 'Đính chính');
    const preview = await office.says('lan', 'Giờ đúng là 8 giờ ngày 15/3 tại nhà văn hóa thôn.');
    expect(preview?.text).toContain('ĐÍNH CHÍNH thông báo số 1');
    expect(await stateOf(office)).toBe('paused');
    await office.presses('lan', 'Trình duyệt');
    await office.cutri.clock.advance(30_000);
    expect(await approvedBy(office, 'minh', 2)).toContain('Đã duyệt số 2');
    await office.presses('minh', 'Bắt đầu gửi');
    await office.cutri.run(20_000);
    const heard = (chat: string) =>
      office.cutri.accepted.filter((one) => one.chat === chat).map(({ text }) => text.includes('ĐÍNH CHÍNH'));
    for (let i = 0; i < 30; i += 1) expect(heard(`telegram:${i}`).at(-1)).toBe(true);
    expect(await stateOf(office, 2)).toBe('finished');
  });

  it('schedules at the approved time', async () => {
    const office = await opened();
    await office.says('lan', `/thongbao moi ${goodText}`);
    await office.presses('lan', 'TẤT CẢ');
    await office.says('lan', '/thongbao 1 gio 8h ngày mai');
    await office.presses('lan', '1 ngày');
    await office.presses('lan', 'Trình duyệt');
    await approvedBy(office);
    expect(await letGoBy(office, 'minh', 'Hẹn giờ gửi')).toContain('sẽ tự gửi lúc 08:00 ngày 02/03/2026');
    expect(await stateOf(office)).toBe('scheduled');
  });
});

describe('who may', () => {
  it.each(['/thongbao', '/thongbao moi Tin giả', '/thongbao 1', '/lienket lan ABCDE-12345', 'GỬI TẤT CẢ 40'])(
    'to a stranger “%s” is nothing we know',
    async (typed) => {
      const office = await opened();
      await submittedBy(office);
      expect(await office.desk.reply('telegram:999', typed)).toBeUndefined();
      expect(await office.desk.reply('zalo-oa:999', typed)).toBeUndefined();
    },
  );

  it('a disabled official is a stranger at once, in the middle of a draft as well', async () => {
    const office = await opened();
    await office.says('lan', '/thongbao moi');
    await office.cutri.officialsNow((held) => held.map((one) => (one.id === 'lan' ? { ...one, disabled: true } : one)));
    expect(await office.says('lan', goodText)).toBeUndefined();
    expect(await office.says('lan', '/thongbao')).toBeUndefined();
  });

  it('works only from Telegram, whatever chat an account is linked with', async () => {
    const office = await opened();
    await office.cutri.officialsNow((held) => held.map((one) => (one.id === 'lan' ? { ...one, chat: 'zalo-oa:7' } : one)));
    expect((await office.desk.reply('zalo-oa:7', '/thongbao'))?.text).toContain('chỉ nhận tin báo việc');
    expect(await office.desk.reply('zalo-oa:8', '/thongbao')).toBeUndefined();
  });

  it('an auditor sees and changes nothing', async () => {
    const office = await opened();
    await submittedBy(office);
    const preview = await office.says('thu', '/thongbao 1');
    expect(preview?.choices?.map(({ label }) => label)).toEqual(['Gửi thử cho tôi']);
    expect((await office.says('thu', '/thongbao 1 dung hết'))?.text).toContain('không có quyền');
    expect((await office.says('thu', '/thongbao moi Tin mới'))?.text).toContain('không có quyền');
    expect(await stateOf(office)).toBe('submitted');
  });

  it('a chat is linked by the one-time code and unlinked by /xoa', async () => {
    const office = await opened();
    const { createManaging } = await import('../../../src/announcements/managing.ts');
    const managing = createManaging({
      officials: office.cutri.officials,
      random: (bytes) => new Uint8Array(bytes).fill(7),
      notify: async () => undefined,
      now: office.cutri.clock.now,
    });
    await office.desk.forget(chatOf('lan'));
    expect(await office.says('lan', '/thongbao')).toBeUndefined();
    const made = await managing.link([{ admin: 'root', code: await office.cutri.code('root') }], 'lan');
    if (made.kind === 'refused') throw new Error(made.refusal.code);
    expect(await office.desk.reply('telegram:77', `/lienket minh ${made.value.code}`)).toBeUndefined();
    expect((await office.desk.reply('telegram:77', `/lienket lan ${made.value.code}`))?.text).toContain('Đã liên kết');
    expect((await office.desk.reply('telegram:77', '/thongbao'))?.kind).toBe('talk');
    expect(await office.desk.reply('telegram:78', `/lienket lan ${made.value.code}`)).toBeUndefined();
    const actions = (await entriesOf(office.cutri.audit)).map(({ action, outcome }) => `${action} ${outcome}`);
    expect(actions).toContain('unlink done');
    expect(actions).toContain('link done');
  });

  it('another command ends what was asked for, and so does time', async () => {
    const office = await opened();
    await office.says('lan', '/thongbao moi');
    expect(await office.says('lan', '/lich')).toBeUndefined();
    expect(await office.says('lan', 'ngày bầu cử là ngày nào')).toBeUndefined();
    await office.says('lan', '/thongbao moi');
    await office.cutri.clock.advance(16 * 60_000);
    expect(await office.says('lan', 'ngày bầu cử là ngày nào')).toBeUndefined();
    await office.says('lan', '/thongbao moi');
    expect((await office.presses('lan', 'Thôi'))?.text).toContain('Đã thôi');
    expect(await office.says('lan', 'ngày bầu cử là ngày nào')).toBeUndefined();
    expect(await office.cutri.announcements.find(1)).toBeUndefined();
  });
});

it.each([
  ['', { kind: 'menu' }],
  ['Thôi', { kind: 'never-mind' }],
  ['mới Mời bà con', { kind: 'new', draft: 'notice', text: 'Mời bà con' }],
  ['dien tap', { kind: 'new', draft: 'drill', text: '' }],
  ['12', { kind: 'about', number: 12, verb: 'look', argument: '' }],
  ['số 12 trả lại', { kind: 'about', number: 12, verb: 'return', argument: '' }],
  ['12 thu hồi', { kind: 'about', number: 12, verb: 'retract', argument: '' }],
  ['12 thu', { kind: 'about', number: 12, verb: 'test', argument: '' }],
  ['12 dừng sai giờ', { kind: 'about', number: 12, verb: 'stop', argument: 'sai giờ' }],
  [`12 duyet ${'a'.repeat(32)}`, { kind: 'about', number: 12, verb: 'approve', argument: '', shown: 'a'.repeat(32) }],
  ['12 abc', undefined],
  ['xin chào', undefined],
])('“/thongbao %s” is read', (typed, command) => {
  expect(readOfficialCommand(typed)).toEqual(command);
});

it('every button fits Telegram and is understood', async () => {
  const office = await opened();
  await office.cutri.officialsNow((held) => held.map((one) => ({ ...one, roles: ['author', 'approver', 'admin'] })));
  const replies = [await office.says('lan', '/thongbao')];
  await drafted(office, 'Xem ở example.com');
  replies.push(await office.says('lan', '/thongbao 1'), await office.says('lan', '/thongbao 1 trangthai'));
  replies.push(
    await office.says('lan', '/thongbao 1 nhan'),
    await office.says('lan', '/thongbao 1 gio'),
    await office.says('lan', '/thongbao 1 han'),
  );
  const choices = replies.flatMap((reply) => reply?.choices ?? []);
  expect(choices.length).toBeGreaterThan(15);
  for (const { label, value } of choices) {
    expect(label.length).toBeLessThanOrEqual(40);
    expect(Buffer.byteLength(value.replace(' 1 ', ' 123456 '))).toBeLessThanOrEqual(64);
    expect(readOfficialCommand(readCommand(value)?.argument ?? 'x'), value).toBeDefined();
  }
});

describe.each(['zalo-oa:77', 'zalo-bot:77', 'web:visitor-77'])('an account linked with %s', (chat) => {
  async function linked(who = 'minh') {
    const office = await opened();
    const { desk, cutri } = office;
    const { next, result } = withLinkingCode(
      (await cutri.officials.list()).find(({ id }) => id === who)!,
      new Uint8Array(10).fill(5),
      cutri.clock.now(),
    );
    await cutri.officialsNow((held) => held.map((one) => (one.id === who ? next : one)));
    const said = await desk.reply(chat, `/lienket ${who} ${result.code}`);
    return {
      ...office,
      said,
      code: result.code,
      account: async () => (await cutri.officials.list()).find(({ id }) => id === who),
    };
  }

  it('is told there by the one-time code, and goes on working in Telegram', async () => {
    const { said, account, desk, code } = await linked();
    expect(said?.text).toContain('Ở đây chỉ nhận tin báo. Xem và làm ở bàn làm việc: https://bau-cu.example.vn/quan-tri');
    expect(await account()).toMatchObject({ chat: chatOf('minh'), notices: [chat] });
    expect(await desk.reply(`${chat}8`, `/lienket minh ${code}`)).toBeUndefined();
    expect((await account())?.notices).toEqual([chat]);
  });

  it('does nothing from there: nobody is at work, and the command says where to go', async () => {
    const office = await linked();
    await submittedBy(office);
    expect((await office.desk.reply(chat, '/thongbao 1 duyet'))?.text).toContain('chỉ nhận tin báo việc');
    expect(await office.desk.reply(chat, 'một câu hỏi')).toBeUndefined();
    expect(await office.desk.reply(`${chat}8`, '/thongbao 1')).toBeUndefined();
    expect([await stateOf(office), office.desk.isAtWork(chat)]).toEqual(['submitted', false]);
  });

  it('/xoa ends this link and no other; so does disabling the account', async () => {
    const { desk, account } = await linked();
    await desk.forget(chat);
    expect([(await account())?.notices, (await account())?.chat]).toEqual([undefined, chatOf('minh')]);
  });
});

it('a commune officer in Telegram is told that announcements are not theirs', async () => {
  const office = await opened();
  await office.cutri.officialsNow((held) => [
    ...held,
    official('an', { roles: ['commune'], commune: '02680', chat: chatOf('an') }),
  ]);
  for (const typed of ['/thongbao', '/thongbao moi', '/thongbao 1'])
    expect((await office.says('an', typed))?.text).toContain('không có việc gì với thông báo');
});
