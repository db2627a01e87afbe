import { describe, expect, test } from 'vitest';
import { figures } from '../../../src/answering/claims/premise.ts';
import { isWithin, putForward } from '../../../src/answering/reply/calendar.ts';

describe('a day or an hour put forward', () => {
  test.each([
    ['bầu cử hôm 22/3 phải không', 'day'],
    ['bỏ phiếu bắt đầu lúc 8 giờ phải không', 'hours'],
    ['17h đóng cửa bỏ phiếu à', 'hours'],
    ['12 giờ trưa bầu được không', 'moment'],
    ['11 giờ trưa còn bỏ phiếu không', 'moment'],
    ['8 giờ sáng họp tổ dân phố ở đâu', undefined],
  ])('%s: %s', (text, said) => expect(putForward(text)).toBe(said));

  test.each([
    ['12 giờ trưa bầu được không', true],
    ['1 giờ trưa bầu được không', true],
    ['7 giờ tối còn bầu được không', true],
    ['8 giờ tối còn bầu được không', false],
    ['5 giờ sáng bầu được không', false],
    ['12 giờ đêm bầu được không', false],
  ])('%s: within 07:00-19:00 is %s', (text, within) => expect(isWithin('07:00-19:00', text)).toBe(within));

  test('one o’clock at noon is after twelve, twelve at night is the end of the day', () => {
    expect(figures('1 giờ trưa')).toEqual(figures('13:00'));
    expect(figures('12 giờ trưa')).toEqual(figures('12:00'));
    expect(figures('12 giờ đêm')).toEqual(figures('24:00'));
  });
});
