import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDates } from '../../src/vietnamese/dates.ts';
import { findNumbers } from '../../src/vietnamese/numbers.ts';

describe('numbers are found with their values', () => {
  it.each([
    ['1.972 thủ tục', [1972]],
    ['50.000 đồng', [50_000]],
    ['60 tỷ đồng', [60e9]],
    ['3,5 triệu', [3_500_000]],
    ['40 phẩy 4 điểm', [40.4]],
    ['99 phay 95 phan tram', [99.95]],
    ['3.5 điểm', [3.5]],
    ['0.123 điểm', [0.123]],
    ['top 10', [10]],
    ['đơn vị 09', [9]],
    ['ba người', [3]],
    ['mười hai', [12]],
    ['hai mươi mốt', [21]],
    ['muoi hai nguoi', [12]],
    ['một trăm linh năm', [105]],
    ['hai mươi lăm nghìn ba trăm', [25_300]],
    ['15/3', [15, 3]],
    ['năm nay có covid19', []],
    ['sau đó bay ve nam ngoai', []],
  ])('%s', (text, values) => expect(findNumbers(text).map((n) => n.value)).toEqual(values));

  it('percentages and shares say so', () => {
    expect(findNumbers('47 %, 89%, ba mươi phần trăm')).toMatchObject([
      { value: 47, percent: true },
      { value: 89, percent: true },
      { value: 30, percent: true, worded: true },
    ]);
    expect(findNumbers('đủ trăm phần trăm cử tri, một trăm phần trăm')).toMatchObject([
      { value: 100, percent: true, written: 'trăm phần trăm' },
      { value: 100, percent: true },
    ]);
    expect(findNumbers('trăm người bán vạn người mua')).toEqual([]);
    expect(findNumbers('1.374/1.761 thủ tục')).toMatchObject([{ value: 1374, outOf: 1761 }]);
    expect(findNumbers('99/99 xã, phường')).toMatchObject([{ value: 99, outOf: 99 }]);
  });

  it('the span holds what was written, and any whole number is read back', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), (value) => {
        const written = String(value).replace(/\B(?=(\d{3})+$)/g, '.');
        const text = `có ${written} người`;
        const [found] = findNumbers(text);
        expect(found?.value).toBe(value);
        expect(text.slice(found!.start, found!.end)).toBe(written);
      }),
    );
  });
});

describe('dates are found with or without diacritics', () => {
  const election = { kind: 'date', day: 15, month: 3, year: 2026 };
  it.each([
    ['15/3/2026', election],
    ['15-03-2026', election],
    ['15.3.2026', election],
    ['ngày 15 tháng 3 năm 2026', election],
    ['ngay 15 thang 3 nam 2026', election],
    ['15/3', { kind: 'date', day: 15, month: 3 }],
    ['chiều 11/3', { kind: 'date', day: 11, month: 3, part: 'chiều' }],
    ['ngày 11-3', { kind: 'date', day: 11, month: 3 }],
    ['tháng 3', { kind: 'month', month: 3 }],
    ['tháng 3/2026', { kind: 'month', month: 3, year: 2026 }],
    ['năm 2023', { kind: 'year', year: 2023 }],
    ['7h', { kind: 'time', hour: 7, minute: 0 }],
    ['7 giờ sáng', { kind: 'time', hour: 7, minute: 0, part: 'sáng' }],
    ['5 giờ chiều', { kind: 'time', hour: 17, minute: 0 }],
    ['7 gio ruoi toi', { kind: 'time', hour: 19, minute: 30 }],
    ['07:00', { kind: 'time', hour: 7, minute: 0 }],
    ['3 giờ trưa', { kind: 'time', hour: 15, minute: 0 }],
    ['11 giờ trưa', { kind: 'time', hour: 11, minute: 0 }],
    ['chủ nhật', { kind: 'weekday', weekday: 0 }],
    ['thu hai', { kind: 'weekday', weekday: 1 }],
  ])('%s', (text, meant) => {
    const [found, ...more] = findDates(text);
    expect(found).toMatchObject({ ...meant, start: 0, end: text.length });
    expect(more).toEqual([]);
  });

  it.each([
    ['9 giờ sáng 15/3', 9],
    ['7 giờ tối ngày 15/03/2026', 19],
    ['8h30 tối 15/3', 20],
  ])('a part of the day belongs to the clock before it, not to the date after it: %s', (text, hour) => {
    expect(findDates(text)).toMatchObject([
      { kind: 'time', hour },
      { kind: 'date', day: 15, month: 3 },
    ]);
  });

  it.each([
    ['15/3/2026, 7 giờ', ['date', 'time']],
    ['7 giờ, 15/3/2026', ['time', 'date']],
    ['chủ nhật 15/3/2026 lúc 7 giờ đến 19 giờ thứ hai', ['weekday', 'date', 'time', 'time', 'weekday']],
    ['năm 2021, tháng 3/2026, 15/3', ['year', 'month', 'date']],
  ])('all of a text are found in the order they stand in, whatever they are: %s', (text, kinds) => {
    expect(findDates(text).map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each(['hai', 'ba', 'tu', 'nam', 'sau', 'bay'].map((name, i) => [`thu ${name}`, i + 1] as const))(
    '%s is a weekday without its diacritics',
    (text, weekday) => expect(findDates(text)).toEqual([{ kind: 'weekday', weekday, start: 0, end: text.length }]),
  );

  it.each(['31/2', '1.374/1.761', '45/13/2026', '5/13/2026', 'ngày 5/13', 'lần thứ hai', 'phiên bản 15.3', 'NQ1673'])(
    '%s is none',
    (text) => expect(findDates(text)).toEqual([]),
  );

  it('a date in words is read back', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1946-01-06'), max: new Date('2099-12-31'), noInvalidDate: true }), (date) => {
        const day = date.toISOString().slice(0, 10);
        const [found] = findDates(`ngày ${date.getUTCDate()} tháng ${date.getUTCMonth() + 1} năm ${date.getUTCFullYear()}`);
        expect(found).toMatchObject({
          kind: 'date',
          day: Number(day.slice(8)),
          month: Number(day.slice(5, 7)),
          year: Number(day.slice(0, 4)),
        });
      }),
    );
  });
});
