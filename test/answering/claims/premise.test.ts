import { describe, expect, test } from 'vitest';
import { figures, withoutFigures } from '../../../src/answering/claims/premise.ts';

describe('figures of a text, in comparable form', () => {
  test.each([
    ['bầu cử ngày 22/3', ['date:22/3']],
    ['ngày 15 tháng 3 năm 2026', ['date:15/3']],
    ['Chủ nhật, 15/03/2026', ['date:15/3', 'weekday:0']],
    ['từ 7 giờ sáng đến 7 giờ tối', ['time:1140', 'time:420']],
    ['07:00-19:00', ['time:1140', 'time:420']],
    ['1.972 thủ tục, 47%', ['number:1972', 'number:47']],
    ['năm 2022', []],
    ['thứ bảy', ['weekday:6']],
    ['18 tuổi', ['number:18']],
  ])('%s', (text, found) => {
    expect([...figures(text)].sort()).toEqual(found);
  });

  test('the same hour and number written two ways are the same figure', () => {
    expect(figures('mở cửa 7h')).toEqual(figures('mở cửa 07:00'));
    expect(figures('hơn 50.000 hồ sơ')).toEqual(figures('hơn 50000 hồ sơ'));
  });

  test('what is left without the figures is what the question is about', () => {
    expect(withoutFigures('Bầu cử dời sang 22/3 đúng không?').replace(/\s+/g, ' ')).toBe('Bầu cử dời sang đúng không?');
    expect(withoutFigures('Năm 2022 có bao nhiêu thủ tục?').trim()).toBe('có bao nhiêu thủ tục?');
  });
});
