import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createFactCheck } from '../../../src/answering/claims/fact-check.ts';
import { milestoneReminders } from '../../../src/conversations/milestone-reminders.ts';
import type { KnowledgePack } from '../../../src/elections/pack/pack.ts';
import { goodText } from '../../fakes/announcing.ts';
import { anyText } from '../../fakes/random.ts';
import { shippedPack } from '../../fakes/shipped.ts';

let pack: KnowledgePack;
let check: ReturnType<typeof createFactCheck>;
beforeAll(async () => {
  ({ pack } = await shippedPack());
  check = createFactCheck(() => pack);
});

// Sunday 1 March 2026, two weeks before election day.
const now = new Date('2026-03-01T08:00:00Z');
const codes = (text: string, at = now) => check(text, at).map(({ code }) => code);

describe('F-33: a text that contradicts the sources is found, with what they say', () => {
  it.each([
    // Election day.
    ['Ngày bầu cử là Chủ nhật, ngày 22/3/2026.', 'election-day:22/03/2026'],
    ['Cuộc bầu cử đại biểu Quốc hội khóa XVI diễn ra vào ngày 16/3/2026 trên cả nước.', 'election-day:16/03/2026'],
    ['Mời cử tri đến bỏ phiếu vào ngày 16 tháng 3 năm 2026 tại nhà văn hóa.', 'election-day:16/03/2026'],
    ['Ngày 16/3, cử tri xã Hợp Thành đi bầu từ 7 giờ.', 'election-day:16/03'],
    ['ngay bau cu: 14/3/2026', 'election-day:14/03/2026'],
    ['moi ba con xa bac ha di bau ngay 16/3/2026', 'election-day:16/03/2026'],
    ['Bầu cử toàn quốc ngày 16-3-2026.', 'election-day:16/03/2026'],
    ['Đính chính: ngày bầu cử không phải 15/3/2026 mà là 16/3/2026.', 'election-day:16/03/2026'],
    ['Theo Nghị quyết số 199/2025/QH15, ngày bầu cử là 15/5/2026.', 'election-day:15/05/2026'],
    ['Ngày bầu cử 15/03/2025, mời bà con đi bầu đông đủ.', 'election-day:15/03/2025'],
    // Weekdays.
    ['Thứ Bảy, ngày 15/3/2026 là ngày bầu cử.', 'weekday:6:15/03/2026'],
    ['Hội nghị tiếp xúc cử tri lúc 8 giờ thứ Hai ngày 3/3/2026.', 'weekday:1:03/03/2026'],
    ['Hop dan luc 19h ngay 5/3/2026 (thu sau) tai nha van hoa.', 'weekday:5:05/03/2026'],
    // Hours.
    ['Ngày 15/3/2026, các phòng bỏ phiếu mở cửa từ 8 giờ.', 'hours:from:08:00'],
    ['Thời gian bỏ phiếu từ 7 giờ đến 17 giờ ngày 15/3/2026.', 'hours:until:17:00'],
    ['Bo phieu tu 4 gio den 19 gio.', 'hours:from:04:00'],
    ['Phòng bỏ phiếu đóng cửa lúc 22 giờ.', 'hours:until:22:00'],
    // Other steps of the calendar.
    ['Niêm yết danh sách cử tri chậm nhất ngày 10/2/2026.', 'milestone:voter-lists-posted:10/02/2026'],
    ['UBND xã niêm yết danh sách cử tri từ ngày 20/2/2026.', 'milestone:voter-lists-posted:20/02/2026'],
    ['Bắt đầu phát thẻ cử tri ngày 1/3/2026.', 'milestone:cards-from:01/03/2026'],
    // Counts.
    ['Tỉnh Lào Cai bầu 12 đại biểu Quốc hội khóa XVI.', 'count:province:dai bieu quoc hoi:12'],
    ['Cử tri sẽ bầu 65 đại biểu HĐND tỉnh.', 'count:any:dai bieu hoi dong nhan dan tinh:65'],
    ['Toàn tỉnh có 2.092 khu vực bỏ phiếu.', 'count:province:khu vuc bo phieu:2092'],
    ['Tỉnh Lào Cai có 5 đơn vị bầu cử đại biểu Quốc hội.', 'count:province:don vi bau cu quoc hoi:5'],
    ['Toan tinh co 15 don vi bau cu dai bieu HDND tinh.', 'count:province:don vi bau cu hoi dong nhan dan tinh:15'],
    ['Tỉnh Lào Cai có 100 xã, phường.', 'count:province:don vi hanh chinh xa:100'],
    ['Đơn vị bầu cử đại biểu Quốc hội số 2 bầu 3 đại biểu.', 'count:unit:national-assembly:2:dai bieu:3'],
    ['Đơn vị bầu cử số 1 bầu đại biểu Quốc hội có 6 người ứng cử.', 'count:unit:national-assembly:1:nguoi ung cu:6'],
    ['Cả nước bầu 450 đại biểu Quốc hội.', 'count:country:dai bieu quoc hoi:450'],
    ['Tỉnh Lào Cai bầu 2.100 đại biểu HĐND cấp xã.', 'count:province:dai bieu hoi dong nhan dan xa:2100'],
    ['Toàn tỉnh có 2092 khu vực bỏ phiếu.', 'count:province:khu vuc bo phieu:2092'],
    ['Danh sách cử tri tỉnh Lào Cai có 1.185.000 người.', 'count:province:cu tri:1185000'],
    ['Số đại biểu Quốc hội được bầu của cả nước là 499.', 'count:country:dai bieu quoc hoi:499'],
    // Units.
    ['Cử tri đơn vị bầu cử đại biểu Quốc hội số 5 gặp gỡ người ứng cử.', 'unit:national-assembly:5'],
    ['Đơn vị bầu cử số 19 (HĐND tỉnh) họp lúc 8 giờ ngày 4/3/2026.', 'unit:province:19'],
    ['Don vi bau cu so 27 hop luc 8 gio.', 'unit:any:27'],
    ['Đơn vị bầu cử số 4 bầu đại biểu Quốc hội gồm xã Bát Xát, xã Văn Bàn.', 'unit-of:02683:national-assembly:4'],
    ['Phường Cam Đường thuộc đơn vị bầu cử đại biểu Quốc hội số 1.', 'unit-of:02671:national-assembly:1'],
    // Places.
    ['Mời cử tri phường Cam Đườn đến nhà văn hóa.', 'place:cam duon'],
    ['Mời cử tri xã Cam Đường đến nhà văn hóa.', 'type:xa:cam duong'],
    ['Bà con xã Tả Ngải Chồ Mới đến nhận thẻ.', 'place:ta ngai cho'],
    ['Cử tri huyện Bát Xát đi bầu ngày 15/3.', 'former:huyen:bat xat'],
    ['Cử tri tỉnh Yên Bái đi bầu ngày 15/3.', 'former:tinh:yen bai'],
    ['Xã Bảo Thắng và thị xã Nghĩa Lộ tổ chức ngày hội.', 'former:thi xa:nghia lo'],
    ['Họp tại thị trấn Phố Lu lúc 8 giờ.', 'former:thi tran'],
    ['hop tai thanh pho lao cai luc 8 gio', 'former:thanh pho:lao cai'],
    // Instruments, ages, terms.
    ['Theo Nghị quyết số 199/2025/QH15 ngày 12/05/2025 của Quốc hội.', 'instrument:199/2025/qh15:12/05/2025'],
    ['Công dân đủ 16 tuổi được đi bầu.', 'age:16'],
    ['Bầu đại biểu Quốc hội khóa XV vào ngày 15/3/2026.', 'assembly:xv'],
    ['Bầu cử đại biểu HĐND các cấp nhiệm kỳ 2026-2030.', 'term:2030'],
    // A day that has passed.
    ['Hội nghị sẽ diễn ra lúc 8 giờ ngày 20/2/2026 tại UBND xã.', 'past:20/02/2026'],
    ['Kinh moi cu tri du hop ngay 27/2/2026.', 'past:27/02/2026'],
  ])('“%s”', (text, code) => {
    expect(codes(text)).toContain(code);
  });

  it('names the source of what it says', () => {
    const [finding] = check('Ngày bầu cử là Chủ nhật, ngày 22/3/2026.', now);
    expect(finding).toMatchObject({
      severity: 'override',
      message: 'Văn bản cho ngày 22/03/2026 là ngày bầu cử. Ngày bầu cử là Chủ nhật, 15/03/2026.',
    });
    expect(finding?.source?.title).not.toBe('');
    expect(finding?.source?.publisher).not.toBe('');
    expect(finding?.source?.date).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
    expect(finding?.source?.says).toContain('15/03/2026');
  });
});

describe('a text that is right, or about what the sources do not say, is left alone', () => {
  it.each([
    goodText,
    'Ngày bầu cử là Chủ nhật, ngày 15/3/2026.',
    'ngay bau cu la chu nhat 15/3/2026',
    'Chủ nhật, ngày 15 tháng 3 năm 2026, cử tri cả nước đi bầu đại biểu Quốc hội khóa XVI và đại biểu HĐND các cấp nhiệm kỳ 2026-2031.',
    'Thời gian bỏ phiếu từ 7 giờ đến 19 giờ ngày 15/3/2026.',
    'Phòng bỏ phiếu mở cửa từ 5 giờ 30 đến 19 giờ.',
    'Mời cử tri có mặt lúc 8 giờ ngày 15/3/2026 để bỏ phiếu.',
    'Ngày 11/3/2026, đoàn công tác kiểm tra công tác chuẩn bị bầu cử tại phường Cam Đường.',
    'Tập huấn công tác bầu cử lúc 8 giờ ngày 4/3/2026 tại UBND xã Hợp Thành.',
    'Kính mời cử tri dự hội nghị tiếp xúc với người ứng cử lúc 19 giờ thứ Năm, ngày 5/3/2026 tại nhà văn hóa thôn.',
    'Nhân dân dọn dẹp vệ sinh ngày 14/3/2026 để chào mừng ngày bầu cử.',
    'Ngày 10/3, xã tổ chức văn nghệ chào mừng ngày bầu cử.',
    'Niêm yết danh sách cử tri chậm nhất ngày 3/2/2026.',
    'UBND xã đã niêm yết danh sách cử tri từ ngày 1/2/2026.',
    'Thẻ cử tri được phát từ ngày 5/3/2026 đến ngày 12/3/2026.',
    'Bắt đầu phát thẻ cử tri ngày 5/3/2026.',
    'Tỉnh Lào Cai bầu 10 đại biểu Quốc hội ở 4 đơn vị bầu cử.',
    'Tỉnh Lào Cai bầu 61 đại biểu HĐND tỉnh, có 2.029 khu vực bỏ phiếu.',
    'Tỉnh Lào Cai có 99 xã, phường.',
    'Toàn tỉnh có 16 đơn vị bầu cử đại biểu HĐND tỉnh.',
    'Xã Hợp Thành có 12 khu vực bỏ phiếu và bầu 21 đại biểu HĐND xã.',
    'Mỗi đơn vị bầu không quá 3 đại biểu Quốc hội.',
    'Tỉnh Điện Biên bầu 6 đại biểu Quốc hội.',
    'Toàn tỉnh có 5 xã, phường bị mưa lũ.',
    'Mời bà con đến bỏ phiếu lúc 8 giờ.',
    'Hơn 2.000 khu vực bỏ phiếu của tỉnh đã sẵn sàng.',
    'Trong cuộc bầu cử 23/05/2021, tỉnh Lào Cai có 2 đơn vị bầu cử Quốc hội bầu 6 đại biểu.',
    'Đơn vị bầu cử đại biểu Quốc hội số 2 bầu 2 đại biểu trong 4 người ứng cử.',
    'Đơn vị bầu cử số 09 bầu đại biểu HĐND tỉnh gồm phường Lào Cai, phường Cam Đường, xã Cốc San và xã Hợp Thành.',
    'Phường Cam Đường thuộc đơn vị bầu cử đại biểu Quốc hội số 3.',
    'Cử tri đơn vị bầu cử số 3 của xã bầu đại biểu HĐND xã.',
    'cu tri phuong cam duong den nha van hoa to 5 luc 7 gio ngay 15/3',
    'Địa bàn huyện Bát Xát trước đây nay có xã Bát Xát.',
    'Bà con xã Bát Xát, xã Bảo Thắng, phường Yên Bái đi bầu.',
    'Sau sáp nhập, tỉnh Yên Bái và tỉnh Lào Cai là một.',
    'Cử tri đang ở phường Hà Đông, Hà Nội được xin giấy chứng nhận để bỏ phiếu nơi khác.',
    'Nghị quyết số 199/2025/QH15 ngày 21/05/2025 quyết định ngày bầu cử.',
    'Theo Kế hoạch số 15/KH-UBND ngày 20/2/2026, hội nghị sẽ diễn ra ngày 6/3/2026.',
    'Công dân đủ 18 tuổi trở lên có quyền bầu cử, đủ 21 tuổi trở lên có quyền ứng cử.',
    'Xã hội hóa công tác trang trí: mời các hộ treo cờ từ ngày 10/3/2026.',
    'Mất điện từ 8 giờ đến 17 giờ ngày 6/3/2026 tại phường Cam Đường để sửa đường dây.',
    'Đường vào thôn 3 xã Cốc San ngập, cử tri đi đường vòng qua trường tiểu học.',
    'Điện thoại Tổ bầu cử: 0214.3840.034. Trực từ 7 giờ đến 17 giờ.',
    'Sáng thứ Hai, 2/3/2026, công an xã làm căn cước tại trụ sở UBND xã Mường Hum.',
    'Nộp hồ sơ trực tuyến được giảm 50 % lệ phí đến hết năm 2026.',
    'Kết quả bầu cử sẽ được công bố ngày 21/3/2026.',
    'Hãy mang theo thẻ cử tri và căn cước khi đi bầu ngày 15/3.',
    'Lễ khai mạc bầu cử tại khu vực bỏ phiếu số 5, phường Yên Bái bắt đầu lúc 6 giờ 30 ngày 15/3/2026.',
    'Cử tri chưa nhận thẻ cử tri trước ngày 12/3/2026 liên hệ UBND phường Sa Pa.',
    'Hội nghị tiếp xúc cử tri của người ứng cử đại biểu HĐND tỉnh tại đơn vị bầu cử số 9: 8 giờ ngày 6/3/2026, hội trường UBND phường Cam Đường.',
    'Vận động bầu cử kết thúc lúc 7 giờ ngày 14/3/2026.',
    'Phòng bỏ phiếu số 2 xã Bảo Hà chuyển từ trường tiểu học sang nhà văn hóa thôn 5 trong ngày 15/3/2026.',
    'Cử tri già yếu, ốm đau được bỏ phiếu bằng hòm phiếu phụ từ 8 giờ đến 16 giờ ngày 15/3/2026 tại nhà.',
    'Tỉnh Lào Cai có 173 cử tri từ 100 tuổi trở lên.',
    'Mỗi cử tri nhận 3 phiếu bầu.',
    'Bầu cử vào chủ nhật tuần sau, ngày 15/3.',
    'Đính chính: ngày bầu cử không phải 16/3/2026 mà là 15/3/2026.',
    'Thông báo số 3 ghi nhầm giờ bỏ phiếu từ 8 giờ; giờ đúng là từ 7 giờ.',
    'ngay 15/3/2026 cu tri toan tinh di bo phieu tu 7 gio sang den 7 gio toi',
    'Cử tri thành phố Yên Bái cũ bỏ phiếu tại phường Yên Bái.',
    'Bí thư Đảng ủy xã Giàng Seo Phử dự lễ khai mạc.',
    'Đề nghị UBND các xã, phường báo cáo trước 17 giờ ngày 16/3/2026 kết quả bỏ phiếu.',
    'Bỏ phiếu sớm tại xã Y Tý ngày 14/3/2026.',
    'Cử tri sinh ngày 15/3/2008 trở về trước được đi bầu.',
    'Nghị quyết số 1673/NQ-UBTVQH15 ngày 16/06/2025 sắp xếp 99 xã, phường.',
    'Ngày 12/3 là ngày cuối phát thẻ; ngày 15/3 đi bầu.',
  ])('“%s”', (text) => {
    expect(check(text, now)).toEqual([]);
  });

  it('every statement, milestone and article of the pack itself passes', () => {
    const later = new Date('2026-03-11T08:00:00Z');
    const texts = [
      ...pack.facts.map(({ statement }) => statement),
      ...pack.milestones.map(({ name, date }) => `${name}: ${date.split('-').reverse().join('/')}.`),
      ...pack.documents.map(({ body }) => body),
    ];
    const wrong = texts.flatMap((text) => check(text, later).map(({ code, message }) => `${code} – ${message}`));
    expect(wrong).toEqual([]);
  });
});

it('every reminder of the calendar passes, when it is drafted and when it goes out', () => {
  const planned = new Date('2025-11-01T00:00:00Z');
  const reminders = milestoneReminders(pack.milestones, planned);
  expect(reminders.length).toBeGreaterThan(30);
  for (const { content } of reminders)
    expect([...check(content.text, planned), ...check(content.text, new Date(content.sendAt!))]).toEqual([]);
});

it('a day of voting that has passed is not announced as one to come', () => {
  const later = new Date('2026-11-24T01:00:00Z');
  expect(codes('Ngày 15/3/2026, mời cử tri đi bầu.', later)).toEqual(['past:15/03/2026']);
  expect(codes(goodText, later)).toEqual([]);
  expect(codes('Chủ nhật 15/3 là ngày bầu cử.', later)).toEqual([]);
});

it('a pack taken over while people write is the one compared with', () => {
  let held = pack;
  const live = createFactCheck(() => held);
  const text = 'Ngày bầu cử là Chủ nhật, ngày 22/3/2026.';
  expect(live(text, now)).not.toEqual([]);
  held = {
    ...pack,
    milestones: pack.milestones.map((one) => (one.id === 'election-day' ? { ...one, date: '2026-03-22' } : one)),
  };
  expect(live(text, now)).toEqual([]);
  held = { ...pack, facts: [], milestones: [], communes: [], electoralUnits: [] };
  expect(live(text, now)).toEqual([]);
});

it('whatever is written, it finds something or nothing and never fails', () => {
  const words = [
    'ngày bầu cử',
    '15/3',
    '31/2/2026',
    '22/3/2026',
    'xã',
    'phường Cam',
    'huyện',
    'từ',
    'đến',
    '8 giờ',
    '25h',
    'đơn vị bầu cử số',
    '0',
    '12 đại biểu Quốc hội',
    'thứ 8',
    'thứ Hai',
    'Nghị quyết 1/2',
    '(',
    '[a-z',
    '\\',
    ':\n',
    '. ',
  ];
  const piece = fc.oneof(fc.constantFrom(...words), anyText({ maxLength: 8 }));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      for (const { code, message } of check(pieces.join(' '), now)) {
        expect(code).not.toBe('');
        expect(message).not.toMatch(/undefined|NaN|Invalid/u);
      }
    }),
    { numRuns: 300 },
  );
});
