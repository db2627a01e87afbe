import { describe, expect, it } from 'vitest';
import { definesNothing, isOtherOffice, isOtherTerm, missesAim } from '../../../src/answering/question/aims.ts';

describe('what a question is after', () => {
  it.each([
    ['đại biểu Quốc hội có nhiệm vụ gì', 'bầu bao nhiêu đại biểu Quốc hội'],
    ['vì sao bầu cử sớm', 'khu vực nào bầu cử sớm'],
    ['ty le nu dai bieu', '30 người là nữ'],
    ['lương đại biểu bao nhiêu', 'Quốc hội có 500 đại biểu'],
    ['PCI Lào Cai 2021 xếp hạng bao nhiêu', 'năm 2021 xếp thứ 11 về PAR INDEX'],
    ['khiếu nại thủ tục hành chính gửi đâu', 'khiếu nại về danh sách cử tri'],
    ['số điện thoại tổ bầu cử', 'Tổ bầu cử có 11 đến 21 thành viên'],
    ['khiếu nại thủ tục hành chính gửi đâu', 'khiếu nại danh sách cử tri, khởi kiện theo thủ tục hành chính'],
    ['đại biểu quốc hội làm gì', 'Số đại biểu Quốc hội khóa XVI được bầu là 500.'],
    ['ủy ban bầu cử tỉnh lo việc gì', 'Chủ tịch Ủy ban bầu cử tỉnh là ông An.'],
  ])('"%s" is not told by "%s"', (question, said) => expect(missesAim(question, said)).toBe(true));

  it.each([
    ['tổ bầu cử có nhiệm vụ gì', 'Tổ bầu cử phụ trách một khu vực bỏ phiếu'],
    ['par index 2021 thứ mấy', 'năm 2021 xếp thứ 11 về PAR INDEX'],
    ['tỷ lệ đi bầu', '99,68 %'],
    ['tiet kiem bao nhieu tien', 'khoảng 60 tỷ đồng'],
    ['mất thẻ cử tri thì phải làm gì', 'Cử tri báo Tổ bầu cử.'],
    ['có bao nhiêu thủ tục hành chính', 'tổng số 1.972 thủ tục'],
  ])('"%s" is told by "%s"', (question, said) => expect(missesAim(question, said)).toBe(false));
});

describe('what is asked to be defined', () => {
  it.each([
    ['Hội đồng bầu cử quốc gia là gì', 'Hội đồng bầu cử quốc gia mời báo chí nước ngoài đưa tin.', true],
    ['họp thông minh là gì', 'Họp thông minh là họp không giấy tờ.', false],
    ['CCHC nghĩa là gì', 'cải cách hành chính (CCHC)', false],
    ['ai chủ trì cuộc họp', 'Ông An chủ trì.', false],
  ])('%s, “%s”: only mentioned? %s', (question, quote, expected) => expect(definesNothing(question, quote)).toBe(expected));
});

describe('an office', () => {
  it.each([
    ['ai là chủ tịch HĐND tỉnh Lào Cai', 'Chủ tịch UBND tỉnh Lào Cai là ông An.'],
    ['ai la chu tich hoi dong nhan dan tinh', 'Phó Chủ tịch HĐND tỉnh là ông Bình.'],
    ['phó chủ tịch UBND tỉnh là ai', 'Phó Chủ tịch HĐND tỉnh là ông Bình.'],
    ['chủ tịch quốc hội là ai', 'Chủ tịch UBND tỉnh là ông An.'],
    ['bí thư Yên Bái là ai', 'Bí thư Tỉnh ủy Lào Cai là ông Cường.'],
  ])('"%s" is not held by who holds another: "%s"', (question, said) =>
    expect(isOtherOffice(question, said, 'Lào Cai')).toBe(true),
  );

  it.each([
    ['chủ tịch tỉnh là ai', 'Chủ tịch UBND tỉnh Lào Cai là ông An.'],
    ['ai la chu tich uy ban nhan dan tinh', 'Chủ tịch UBND tỉnh Lào Cai là ông An.'],
    ['chủ tịch Lào Cai là ai', 'Chủ tịch UBND tỉnh Lào Cai là ông An.'],
    ['bí thư tỉnh là ai', 'Bí thư Tỉnh ủy Lào Cai là ông Cường.'],
    ['chủ tịch là ai', 'Chủ tịch UBND tỉnh Lào Cai là ông An.'],
    ['ông An là ai', 'Chủ tịch UBND tỉnh Lào Cai là ông An.'],
  ])('"%s" may be answered by "%s"', (question, said) => expect(isOtherOffice(question, said, 'Lào Cai')).toBe(false));
});

describe('a term of office', () => {
  it.each([
    ['đại biểu Quốc hội khóa XV', 'Số đại biểu Quốc hội khóa XVI là 500.', true],
    ['quoc hoi khoa 14', 'Quốc hội khóa XIV', false],
    ['khóa XVI', 'Quốc hội khóa XVI và HĐND khóa XVII', false],
    ['đại biểu Quốc hội', 'Quốc hội khóa XVI', false],
  ])('%s, %s: another one? %s', (question, said, expected) => expect(isOtherTerm(question, said)).toBe(expected));
});
