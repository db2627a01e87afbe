import { describe, expect, it } from 'vitest';
import { readSlots, roundsIn, yearsSpokenOf } from '../../../src/answering/question/slots.ts';

const slots = (text: string) => readSlots(text, 2026, { number: 16, year: 2026 });

describe('years', () => {
  it.each([
    ['năm 2021 và năm 2026', [2021, 2026]],
    ['ngày 15/3/2026', [2026]],
    ['năm nay bầu khi nào', [2026]],
    ['nam ngoai co bao nhieu', [2025]],
    ['đại biểu Quốc hội khóa XVI', [2026]],
    ['Quốc hội khoá XV', [2021]],
    ['quoc hoi khoa 14', [2016]],
    ['mấy tuổi được bầu', []],
    ['điện thoại 0202612345', []],
    ['có 2026.500 người', []],
    ['SIPAS năm 23 hạng mấy', [2023]],
    ['nam 24 duoc bao nhieu diem', [2024]],
    ['con tôi năm 17 tuổi', []],
    ['năm 29', []],
    ['Tháng 10/2026 xếp thứ mấy', [2026]],
    ['tôi sinh năm 1950', []],
    ['sang năm tỉnh mình xếp thứ mấy', [2027]],
    ['nam sau co lot top 5 khong', [2027]],
    ['năm tới có bầu nữa không', [2027]],
    ['có năm sáu người', []],
    ['co nam sau nguoi', []],
    ['trong 5 năm tới', []],
    ['mấy năm trước', []],
    ['kỳ năm năm trước', []],
    ['sang năm 2026 mới công bố', [2026]],
    ['cao hơn năm ngoái không', []],
    ['vẫn 55 người như khóa trước', []],
    ['khóa này so với khóa trước', [2026]],
    ['nhiệm kỳ sau ai làm', [2031]],
    ['lần bầu cử tới là khi nào', [2031]],
    ['Quốc hội khóa trước có bao nhiêu người', [2021]],
  ])('%s', (text, years) => {
    expect(slots(text).years).toEqual(years);
  });

  it('a term names a year only where the pack says which National Assembly it elects', () => {
    expect(readSlots('Quốc hội khóa XV', 2026).years).toEqual([]);
    expect(readSlots('Quốc hội khóa XV', 2031, { number: 17, year: 2031 }).years).toEqual([2021]);
  });

  it('each is named once', () => {
    expect(slots('năm 2026, ngày 15/3/2026, năm nay').years).toEqual([2026]);
  });
});

describe('level: only where exactly one is named', () => {
  it.each([
    ['bầu đại biểu Quốc hội', 'national-assembly'],
    ['hdnd tinh co bao nhieu nguoi', 'province'],
    ['HĐND cấp tỉnh', 'province'],
    ['đại biểu HĐND xã', 'commune'],
    ['hội đồng nhân dân phường', 'commune'],
    ['Quốc hội và HĐND tỉnh', undefined],
    ['đi bầu ở đâu', undefined],
  ])('%s', (text, level) => {
    expect(slots(text).level).toBe(level);
  });
});

describe('number of an electoral unit', () => {
  it.each([
    ['đơn vị bầu cử số 3', '3'],
    ['đơn vị bầu cử đại biểu Quốc hội số 09', '09'],
    ['dvbc so 9', '9'],
    ['đơn vị số ba', '3'],
    ['đơn vị bầu 3 đại biểu', undefined],
    ['mỗi đơn vị bầu cử 5 đại biểu', undefined],
    ['thuộc đơn vị nào', undefined],
  ])('%s', (text, number) => {
    expect(slots(text).unitNumber).toBe(number);
  });
});

it.each([
  ['hiep thuong lan 3', '3'],
  ['lan thu nhat', '1'],
  ['vong hai', '2'],
  ['dot 1', '1'],
  ['ky hop thu nam quoc hoi', '5'],
  ['phien hop thu 12', '12'],
  ['dot nam 2026', undefined],
  ['dot thu nam 2026', undefined],
  ['lan nao', undefined],
])('round: %s', (folded, round) => {
  expect(roundsIn(folded)[0]).toBe(round);
});

describe('asks to confirm', () => {
  it.each(['15/3 đúng không', 'co phai bau ngay 15/3', 'bỏ phiếu ngày 16/3 à', '18 tuổi hả?', 'is it true'])('%s', (text) => {
    expect(slots(text).confirms).toBe(true);
  });
  it.each(['mấy tuổi được bầu', 'đi bầu ở đâu', 'hà giang bầu ngày nào'])('not: %s', (text) => {
    expect(slots(text).confirms).toBe(false);
  });
});

describe('years of which a statement speaks', () => {
  it.each([
    ['nhiem ky 2026-2031', [2026, 2027, 2028, 2029, 2030, 2031]],
    ['theo luat bau cu sua doi nam 2025, ho so nop cham nhat 42 ngay truoc', []],
    ['tu ngay 29/09/2025 den ngay 28/02/2026 la dong chi an', [2025, 2026]],
    ['nguoi sinh tu 15/03/2008 tro ve truoc', [2008]],
    ['viec bo phieu som bat dau tu ngay 26/02/2026', [2026]],
  ])('%s', (text, years) => {
    expect([...yearsSpokenOf(text)].sort((a, b) => a - b)).toEqual(years);
  });

  it('what holds from a day on is spoken of in every later year, and not before', () => {
    const years = yearsSpokenOf('tu 01/07/2025 khong con cap huyen');
    expect(years.has(2027)).toBe(true);
    expect(years.has(2024)).toBe(false);
  });

  it('a term is the year of its election where the pack knows one', () => {
    expect([...yearsSpokenOf('dai bieu quoc hoi khoa xvi', { number: 16, year: 2026 })]).toEqual([2026]);
    expect([...yearsSpokenOf('dai bieu quoc hoi khoa xvi')]).toEqual([]);
  });
});
