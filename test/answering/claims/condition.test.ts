import { describe, expect, it } from 'vitest';
import { conditionsIn, leavesOut, spansIn } from '../../../src/answering/claims/condition.ts';

describe('a noun phrase sets a condition by a figure', () => {
  it.each([
    ['người tạm trú chưa đủ 12 tháng', 'thang', 0, 12],
    ['người tạm trú dưới 1 năm', 'thang', 0, 12],
    ['cử tri từ 100 tuổi trở lên', 'tuoi', 100, Infinity],
  ])('%s', (phrase, unit, from, below) => {
    expect(conditionsIn(phrase)).toEqual([{ unit, from, below }]);
  });

  it.each([
    'đơn vị bầu cử đại biểu Quốc hội số 3 của Lào Cai',
    'cuộc bầu cử 15/03/2026',
    'tỷ lệ cử tri cả nước đi bỏ phiếu lúc 23:00',
    'hội nghị tổng kết cải cách hành chính năm 2022',
    'người trúng cử đại biểu Quốc hội',
  ])('%s sets none', (phrase) => {
    expect(conditionsIn(phrase)).toEqual([]);
  });
});

describe('a figure that a condition leaves out is somebody else’s', () => {
  const newcomers = conditionsIn('người tạm trú chưa đủ 12 tháng');
  const oldest = conditionsIn('cử tri từ 100 tuổi trở lên');

  it.each([
    'tạm trú 13 tháng thì được bầu mấy phiếu',
    'tạm trú 12 tháng',
    'em tạm trú 2 năm rồi',
    'tam tru duoc 1 nam ruoi',
    'tạm trú đủ một năm',
  ])('%s: not of those who have lived there for less than 12 months', (question) => {
    expect(leavesOut(newcomers, spansIn(question))).toBe(true);
  });

  it.each([
    'tạm trú 8 tháng',
    'tạm trú hơn 6 tháng',
    'tạm trú chưa được 1 năm',
    'tam tru duoi 12 thang',
    'tạm trú',
    'người 20 tuổi tạm trú',
    'tạm trú từ tháng 3 năm 2025',
  ])('%s: may be', (question) => {
    expect(leavesOut(newcomers, spansIn(question))).toBe(false);
  });

  it('more than the condition covers is not what it covers', () => {
    expect(leavesOut(oldest, spansIn('bao nhiêu cử tri từ 90 tuổi trở lên'))).toBe(true);
    expect(leavesOut(oldest, spansIn('cử tri trên 80 tuổi'))).toBe(true);
    expect(leavesOut(oldest, spansIn('cử tri 100 tuổi'))).toBe(false);
    expect(leavesOut(oldest, spansIn('cử tri từ 100 tuổi trở lên'))).toBe(false);
  });
});
