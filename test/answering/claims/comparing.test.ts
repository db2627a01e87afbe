import { describe, expect, it } from 'vitest';
import { compareClaim, compareDay, saysMoreThan } from '../../../src/answering/claims/comparing.ts';
import type { Comparator, FactValue } from '../../../src/elections/fact.ts';

const number = (is: number, of: string, unit: string, comparator: Comparator = 'exactly', to?: number): FactValue => ({
  kind: 'number',
  is,
  of,
  unit,
  comparator,
  ...(to === undefined ? {} : { to }),
});
const date = (is: string, comparator: Comparator = 'exactly', to?: string): FactValue => ({
  kind: 'date',
  is,
  of: 'ngày bầu cử',
  comparator,
  ...(to === undefined ? {} : { to }),
});
const hours = (is: string): FactValue => ({ kind: 'hours', is, of: 'giờ bỏ phiếu', comparator: 'exactly' });

describe('a number is compared with a value of the same noun', () => {
  const communes = [number(99, 'xã, phường của tỉnh', 'xã, phường')];
  it.each([
    ['tỉnh có 99 xã phường đúng không', 'right'],
    ['tinh co 99 xa phuong dung khong', 'right'],
    ['tỉnh có 89 phường đúng không', undefined],
    ['tỉnh có 89 xã, phường phải không', 'wrong'],
    ['tỉnh có 99 đơn vị bầu cử đúng không', undefined],
    ['mỗi người 3 phiếu đúng không', undefined],
    ['tỉnh có nhiều xã phường đúng không', undefined],
  ] as const)('99 communes: %s', (text, expected) => {
    expect(compareClaim(text, communes)).toBe(expected);
  });

  it('ballots are not deputies, though both are three', () => {
    const ballots = [number(3, 'phiếu bầu mỗi cử tri nhận', 'phiếu')];
    expect(compareClaim('mỗi người được phát 3 phiếu đúng không', ballots)).toBe('right');
    expect(compareClaim('mỗi người được phát 2 phiếu đúng không', ballots)).toBe('wrong');
    expect(compareClaim('mỗi đơn vị bầu 3 đại biểu đúng không', ballots)).toBeUndefined();
  });

  it('persons of no kind agree with persons of any, and are never called wrong: others may be meant', () => {
    const standing = [number(105, 'người ứng cử đại biểu Hội đồng nhân dân tỉnh', 'người')];
    expect(compareClaim('danh sách có 105 người phải không', standing)).toBe('right');
    expect(compareClaim('hội đồng nhân dân tỉnh kỳ này 61 người, phải vậy không', standing)).toBeUndefined();
    expect(compareClaim('có 100 người ứng cử phải không', standing)).toBe('wrong');
  });

  it('a share is compared with a share', () => {
    const share = [number(47, 'thủ tục đã cắt giảm', '%'), number(929, 'thủ tục đã cắt giảm', 'thủ tục')];
    expect(compareClaim('đã cắt giảm 47% phải không', share)).toBe('right');
    expect(compareClaim('đã cắt giảm 50 % phải không', share)).toBe('wrong');
    expect(compareClaim('đã cắt giảm 929 thủ tục phải không', share)).toBe('right');
    expect(compareClaim('đã cắt giảm 929% phải không', share)).toBe('wrong');
    expect(compareClaim('đã có 47 phường phải không', share)).toBeUndefined();
  });

  it('where values of one noun differ it depends on more, and nothing is said; what agrees with none of them is wrong', () => {
    const seats = [number(3, 'đại biểu của đơn vị số 1', 'đại biểu'), number(2, 'đại biểu của đơn vị số 4', 'đại biểu')];
    expect(compareClaim('bầu 3 đại biểu đúng không', seats)).toBeUndefined();
    expect(compareClaim('bầu 5 đại biểu đúng không', seats)).toBe('wrong');
  });

  it('a decimal may be said', () => {
    const points = [number(40.4, 'điểm PAPI', 'điểm')];
    expect(compareClaim('papi được 40 phẩy 4 điểm phải không', points)).toBe('right');
    expect(compareClaim('papi duoc 41 phay 4 diem phai khong', points)).toBe('wrong');
  });
});

describe('a bound is no exact figure', () => {
  const most = [number(5, 'đại biểu của một đơn vị', 'đại biểu', 'at-most')];
  const least = [number(50, 'cử tri ủng hộ', 'cử tri', 'at-least')];
  const within = [number(300, 'cử tri một khu vực', 'cử tri', 'within', 4_000)];
  const about = [number(50_000, 'cử tri mới', 'cử tri', 'about')];
  it.each([
    ['at most five: five', 'không quá 5 đại biểu đúng không', most, 'right'],
    ['at most five: three are allowed', 'bầu 3 đại biểu được không', most, undefined],
    ['at most five, said to be the least', 'ít nhất 6 đại biểu phải không', most, 'wrong'],
    ['at most five: six are not', 'bầu 6 đại biểu được không', most, 'wrong'],
    ['at least fifty: sixty are more than enough', 'có 60 cử tri đúng không', least, undefined],
    ['within: inside', 'có 1.000 cử tri đúng không', within, 'right'],
    ['within: an end', 'có 4.000 cử tri đúng không', within, 'right'],
    ['within: outside', 'có 5.000 cử tri đúng không', within, 'wrong'],
    ['about: never exact', 'có 50.000 cử tri đúng không', about, undefined],
    ['about: never wrong', 'có 51.234 cử tri đúng không', about, undefined],
  ] as const)('%s', (_, text, values, expected) => {
    expect(compareClaim(text, values)).toBe(expected);
  });
});

describe('which value is meant, where several have the noun', () => {
  const several = [
    number(42.49, 'điểm PAPI năm 2023', 'điểm'),
    number(41.94, 'điểm PAPI năm 2024', 'điểm'),
    number(9, 'thành viên cấp xã', 'thành viên', 'within', 17),
    number(23, 'thành viên cấp tỉnh', 'thành viên', 'within', 37),
    number(6, 'hạng SIPAS', 'hạng'),
  ];
  const about = 'Điểm PAPI năm 2023 và năm 2024; ủy ban ở đơn vị số 2 của khóa 16, tạm trú chưa đủ 12 tháng';
  it.each([
    ['the year decides', 'PAPI 2024 được 41,94 điểm đúng không', 'right'],
    ['another year of the same fact', 'PAPI 2024 được 42,49 điểm đúng không', 'wrong'],
    ['no year: nothing is said', 'PAPI được 41,94 điểm đúng không', undefined],
    ['the level decides, and persons are members', 'cấp xã nhiều nhất 17 người phải không', 'right'],
    ['the end of a span, and not within it', 'cấp xã nhiều nhất 11 thành viên đúng không', 'wrong'],
    ['the other end', 'cấp tỉnh ít nhất 37 thành viên đúng không', 'wrong'],
    ['a place in an order, named before', 'SIPAS xếp hạng 6 đúng không', 'right'],
    ['a place in an order that is another', 'SIPAS đứng thứ 26 đúng không', 'wrong'],
    ['the number of a unit states nothing', 'đơn vị số 2 khóa 16 xếp hạng 6 đúng không', 'right'],
    ['another condition than the fact’s', 'tạm trú 14 tháng xếp hạng 7 đúng không', undefined],
  ] as const)('%s: %s', (_, text, expected) => {
    expect(compareClaim(text, several, { about })).toBe(expected);
  });
});

describe('a person and an office', () => {
  const values: FactValue[] = [
    { kind: 'person', of: 'Phó Chủ tịch Thường trực HĐND tỉnh', is: 'Nguyễn Văn Mẫu', comparator: 'exactly' },
  ];
  const about = 'Phó Chủ tịch Thường trực HĐND tỉnh là đồng chí Nguyễn Văn Mẫu.';
  it.each([
    ['Nguyễn Văn Mẫu là phó chủ tịch thường trực hđnd tỉnh đúng không', 'right'],
    ['pho chu tich la ong nguyen van mau dung ko', 'right'],
    ['ông Nguyễn Văn Mẫu làm chủ tịch HĐND tỉnh đúng không', undefined],
    ['ông Nguyễn Văn Mẫu là phó chủ tịch xã đúng không', undefined],
    ['ông Nguyễn Văn Mẫu không phải phó chủ tịch đúng không', undefined],
    ['ông Trần Văn Mẫu là phó chủ tịch HĐND tỉnh đúng không', undefined],
    ['phó chủ tịch thường trực HĐND tỉnh giờ là ông Nguyễn Văn Mẫu đúng không', 'right'],
    ['nghe nói ông Nguyễn Văn Mẫu đứng đầu HĐND tỉnh đúng không', undefined],
    ['ông Nguyễn Văn Mẫu đúng không', undefined],
    ['phó chủ tịch thường trực HĐND tỉnh đúng không', undefined],
    ['phó chủ tịch là ông Nguyễn Văn Mẫu của xã đúng không', undefined],
  ] as const)('%s', (text, expected) => {
    expect(compareClaim(text, values, { about })).toBe(expected);
  });
});

describe('a person of whom the fact says no office', () => {
  const of = 'người trúng cử ở đơn vị số 3';
  const values: FactValue[] = ['Hà Văn Mẫu', 'Lý Thị Mẫu'].map((is) => ({ kind: 'person', of, is, comparator: 'exactly' }));
  const known = { about: 'Người trúng cử ở đơn vị số 3 là Hà Văn Mẫu và Lý Thị Mẫu.', asks: 'ai đậu đại biểu quốc hội đơn vị 3' };
  it.each([
    ['nghe nói ông Hà Văn Mẫu đậu quốc hội ở đơn vị 3, đúng không', 'right'],
    ['bà Lý Thị Mẫu trúng cử ở đơn vị 3 phải không', 'right'],
    ['ông Hà Văn Mẫu đậu ở đơn vị 4 phải không', undefined],
    ['ông Hà Văn Mẫu làm chủ tịch đơn vị 3 phải không', undefined],
    ['ông Hà Văn Mẫu không trúng cử ở đơn vị 3 phải không', undefined],
  ] as const)('%s', (text, expected) => expect(compareClaim(text, values, known)).toBe(expected));
});

describe('hours: the first with the first, the last with the last', () => {
  const voting = [hours('07:00-19:00')];
  it.each([
    ['bỏ phiếu bắt đầu lúc 7 giờ đúng không', 'right'],
    ['mở cửa từ 6h đúng không', 'wrong'],
    ['bỏ phiếu đến 19:00 phải không', 'right'],
    ['kết thúc lúc 17 giờ à', 'wrong'],
    ['đóng cửa lúc 7 giờ đúng không', 'wrong'],
    ['bỏ phiếu từ 7 giờ đến 19 giờ đúng không', 'right'],
    ['bỏ phiếu từ 7 giờ đến 21 giờ đúng không', 'wrong'],
    ['7 giờ sáng mở, 7 giờ tối đóng, đúng không', 'right'],
    ['6 giờ sáng mở, 7 giờ tối đóng, đúng không', 'wrong'],
    ['12 giờ bỏ phiếu được không', undefined],
  ] as const)('%s', (text, expected) => {
    expect(compareClaim(text, voting)).toBe(expected);
  });

  it('an hour at which something happened is the very hour', () => {
    const done = [hours('17:45')];
    expect(compareClaim('xong lúc 6 giờ kém 15 chiều đúng không', done)).toBe('right');
    expect(compareClaim('xong lúc 17 giờ đúng không', done)).toBeUndefined();
  });

  it('of two spans nothing is said', () => {
    expect(compareClaim('bắt đầu lúc 7 giờ đúng không', [hours('07:00-19:00'), hours('05:00-21:00')])).toBeUndefined();
  });
});

describe('days', () => {
  const day = [date('2026-03-15')];
  it.each([
    ['bầu cử ngày 15/3/2026 đúng không', 'right'],
    ['bầu cử ngày 15/3 đúng không', 'right'],
    ['bầu cử ngày 15/3/2027 đúng không', 'wrong'],
    ['bầu cử ngày 22/3 đúng không', 'wrong'],
    ['bầu cử thứ bảy đúng không', undefined],
  ] as const)('%s', (text, expected) => {
    expect(compareClaim(text, day)).toBe(expected);
  });

  it('within a span, or before a last day, is not wrong', () => {
    expect(compareClaim('ngày 16/3 đúng không', [date('2026-03-15', 'exactly', '2026-03-20')])).toBeUndefined();
    expect(compareClaim('ngày 1/2 đúng không', [date('2026-02-03', 'at-most')])).toBeUndefined();
  });

  it('of two days nothing is said', () => {
    expect(compareClaim('ngày 15/3 đúng không', [date('2026-03-15'), date('2026-02-03')])).toBeUndefined();
  });
});

describe('of several things stated', () => {
  const values = [date('2026-03-15'), hours('07:00-19:00')];
  it('one wrong is wrong', () => {
    expect(compareClaim('ngày 15/3 mở cửa từ 6 giờ đúng không', values)).toBe('wrong');
  });
  it('all must be right', () => {
    expect(compareClaim('ngày 15/3 mở cửa từ 7 giờ đúng không', values)).toBe('right');
    expect(compareClaim('ngày 15/3 mở cửa từ 7 giờ, có 300 hòm phiếu đúng không', values)).toBeUndefined();
  });
});

it('nothing stated, nothing compared', () => {
  expect(compareClaim('đi bầu ở đâu', [date('2026-03-15')])).toBeUndefined();
  expect(compareClaim('bầu ngày 15/3 đúng không', [])).toBeUndefined();
  expect(compareClaim('', [])).toBeUndefined();
});

describe('a claim that says more than the fact', () => {
  const known = 'Đơn vị bầu cử đại biểu Quốc hội số 4 bầu 2 đại biểu trong 4 người ứng cử.';
  it.each([
    ['có 2 đại biểu Quốc hội phải bầu thêm ở đơn vị 4 đúng không', true],
    ['bầu 2 đại biểu là nữ đúng không', true],
    ['đơn vị 4 bầu 2 đại biểu Quốc hội đúng không ạ', false],
    ['nghe nói hôm qua báo đăng bầu 2 đại biểu, phải không', false],
    ['bầu ngày 15/3 cho vui đúng không', false],
    ['bầu 2 đại biểu lúc 5 giờ chiều, đúng không mọi người', false],
    ['bầu 2 đại biểu, chuẩn không ad', false],
    ['bầu 2 đại biểu là nữ', true],
    ['bầu 2 đại biểu phải là nữ', true],
    ['bầu 2 đại biểu là đúng', false],
    ['số đại biểu là 2, đúng không cả nhà', false],
  ])('%s: %s', (text, expected) => expect(saysMoreThan(known, text)).toBe(expected));
});

describe('what announcements and questions are read by alike', () => {
  const hours: FactValue[] = [{ kind: 'hours', of: 'giờ bỏ phiếu', comparator: 'exactly', is: '07:00-19:00' }];

  it.each([
    ['em đến bỏ phiếu lúc 8 giờ', undefined],
    ['bỏ phiếu đến lúc 19 giờ', 'right'],
    ['bỏ phiếu tới 18 giờ', 'wrong'],
    ['bỏ phiếu từ 7 giờ đến 19 giờ', 'right'],
  ])('who comes at an hour says nothing of the last one: %s: %s', (text, expected) =>
    expect(compareClaim(text, hours)).toBe(expected),
  );

  it.each([
    [{ day: 25, month: 3, year: 2026, bound: undefined }, 'right'],
    [{ day: 26, month: 3, year: 2026, bound: undefined }, 'wrong'],
    [{ day: 24, month: 3, year: 2026, bound: undefined }, undefined],
    [{ day: 24, month: 3, year: undefined, bound: 'upper' as const }, 'wrong'],
  ])('a day against a latest one: %j: %s', (day, expected) =>
    expect(compareDay(day, { is: '2026-03-25', comparator: 'at-most' })).toBe(expected),
  );
});

describe('a claim that names somebody the fact does not know is not agreed with, though its day is right', () => {
  const until = [date('2025-11-14')];
  const about =
    'Chủ tịch UBND tỉnh đến ngày 14/11/2025 là đồng chí Trần Huy Tuấn; ngày đó HĐND tỉnh bầu đồng chí Nguyễn Tuấn Anh.';
  it.each([
    ['ông Trần Huy Tuấn làm chủ tịch tới 14/11/2025 phải không', 'right'],
    ['trước ông Tuấn Anh thì ông Trịnh Xuân Trường làm chủ tịch tới 14/11/2025 phải không', undefined],
    ['ong trinh xuan truong lam chu tich toi 14/11/2025 phai khong', undefined],
    ['đồng chí Lý Văn Páo làm chủ tịch tới 14/11/2025 phải không', undefined],
    ['nghe ông hàng xóm nói chủ tịch cũ làm tới 14/11/2025 phải không', 'right'],
  ] as const)('%s', (text, expected) => {
    expect(compareClaim(text, until, { about })).toBe(expected);
  });
});
