import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutPersonal } from '../../src/vietnamese/personal.ts';

describe('numbers of more than four digits are taken out', () => {
  test.each([
    ['số căn cước 010123456789 của tôi mất rồi', 'số căn cước [số] của tôi mất rồi'],
    ['gọi 0912 345 678 giúp', 'gọi [số] giúp'],
    ['gọi 0912.345.678 hoặc +84-912-345-678', 'gọi [số] hoặc +[số]'],
    ['goi 0912/345/678', 'goi [số]'],
    ['sdt không chín một hai ba bốn năm sáu bảy tám nhé', 'sdt [số] nhé'],
    ['số 12345', 'số [số]'],
    ['gửi vào lan.nguyen@example.vn cho tôi', 'gửi vào [thư điện tử] cho tôi'],
    ['tôi sinh 12/03/1985 có được bầu không', 'tôi sinh [số] có được bầu không'],
    ['sinh ngày 12/03/1985', 'sinh ngày [số]'],
  ])('%s', (typed, kept) => expect(withoutPersonal(typed)).toBe(kept));
});

describe('names after "tôi là" and "tên" are taken out', () => {
  test.each([
    ['Tôi là Nguyễn Thị Hoa, bầu ở đâu?', 'Tôi là [tên], bầu ở đâu?'],
    ['toi la nguyen thi hoa o xa Cam Duong', 'toi la [tên] o xa Cam Duong'],
    ['Tôi tên là Giàng A Páo muốn hỏi', 'Tôi tên là [tên] muốn hỏi'],
    ['em tên Hoa ạ', 'em tên [tên] ạ'],
    ['em ten hoa muon hoi', 'em ten [tên] muon hoi'],
    ['tên tôi là Lý Thị Mai', 'tên tôi là [tên]'],
    ['Họ tên: Trần Văn Bình. Hỏi thẻ cử tri', 'Họ tên: [tên]. Hỏi thẻ cử tri'],
    ['chồng tôi là Trần Văn Bình đi làm xa', 'chồng tôi là [tên] đi làm xa'],
    ['con tôi tên là trần văn nam có được bầu', 'con tôi tên là [tên] có được bầu'],
  ])('%s', (typed, kept) => expect(withoutPersonal(typed)).toBe(kept));
});

describe('addresses are taken out, communes stay', () => {
  test.each([
    ['nhà tôi ở số nhà 12 đường Hoàng Liên phường Lào Cai', 'nhà tôi ở số nhà [địa chỉ] đường [địa chỉ] phường Lào Cai'],
    ['nhà số 12/5 ngõ 7', 'nhà số [địa chỉ] ngõ [địa chỉ]'],
    ['thôn Nậm Cang xã Cốc San bỏ phiếu ở đâu', 'thôn [địa chỉ] xã Cốc San bỏ phiếu ở đâu'],
    ['thon nam cang xa coc san bo phieu o dau', 'thon [địa chỉ] xa coc san bo phieu o dau'],
    ['thon ban lay xa coc san', 'thon [địa chỉ] xa coc san'],
    ['tổ dân phố số 3 bầu ở đâu', 'tổ dân phố số [địa chỉ] bầu ở đâu'],
    ['tổ 14 phường Cam Đường', 'tổ [địa chỉ] phường Cam Đường'],
  ])('%s', (typed, kept) => expect(withoutPersonal(typed)).toBe(kept));
});

describe('what tells nothing of a person stays as it is', () => {
  test.each([
    'Tôi là cử tri xã Cốc San, đi làm xa thì bầu thế nào?',
    'Danh sách không có tên tôi thì làm sao?',
    'Phải gạch mấy tên trong phiếu bầu?',
    'Bầu cử ngày 15/03/2026 phải không?',
    'Năm 2026 có 500 đại biểu?',
    'Tổ chức bầu cử là ai?',
    'Tổ bầu cử có mấy người?',
    'Xã Bản Vược thuộc đơn vị nào?',
    'Có bao nhiêu tên trong danh sách?',
    'Bản đồ khu vực bỏ phiếu ở đâu?',
    'Thôn nào bỏ phiếu sớm?',
    'Đơn vị bầu cử số 9 gồm những xã nào?',
  ])('%s', (typed) => expect(withoutPersonal(typed)).toBe(typed));
});

test('no run of five digits is left of anything anybody types, and what is left is left at a second look', () => {
  const piece = fc.constantFrom('tôi là ', 'tên ', 'Hoa ', '09', ' 12', '.', '-', '345', '/', 'thôn ', 'số nhà ', '@', 'x', ' ');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (parts) => {
      const once = withoutPersonal(parts.join(''));
      expect(once).not.toMatch(/\d{5}/u);
    }),
  );
});
