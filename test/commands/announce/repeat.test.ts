import { describe, expect, it } from 'vitest';
import { readPlan, readRepeat } from '../../../src/commands/announce/repeat.ts';

const now = new Date('2026-12-01T03:00:00.000Z');

describe('--repeat reads', () => {
  it.each<[string, object]>([
    ['hằng ngày 7:00', { kind: 'daily' }],
    ['mỗi ngày lúc 7h', { kind: 'daily' }],
    ['daily 07:00', { kind: 'daily' }],
    ['hằng tuần thứ Hai 7:00', { kind: 'weekly', weekdays: [1] }],
    ['hàng tuần thứ năm, thứ hai và chủ nhật 7 giờ', { kind: 'weekly', weekdays: [1, 4, 7] }],
    ['thứ Hai hằng tuần, lúc 7 giờ', { kind: 'weekly', weekdays: [1] }],
    ['weekly mon thu 7:00', { kind: 'weekly', weekdays: [1, 4] }],
    ['hằng tuần T2, CN 7h00', { kind: 'weekly', weekdays: [1, 7] }],
    ['hằng tháng ngày 5 7:00', { kind: 'monthly', day: 5 }],
    ['ngày 5 hằng tháng 7:00', { kind: 'monthly', day: 5 }],
    ['hằng tháng ngày cuối 7:00', { kind: 'monthly', day: 'last' }],
    ['ngày cuối cùng hằng tháng lúc 7 giờ', { kind: 'monthly', day: 'last' }],
    ['hằng tháng thứ Hai đầu tiên 7:00', { kind: 'monthly-weekday', which: 'first', weekday: 1 }],
    ['thứ Sáu cuối cùng của hằng tháng 7:00', { kind: 'monthly-weekday', which: 'last', weekday: 5 }],
    ['weekly mon,thu 7:00', { kind: 'weekly', weekdays: [1, 4] }],
    ['monthly 5 7:00', { kind: 'monthly', day: 5 }],
    ['monthly last 7:00', { kind: 'monthly', day: 'last' }],
    ['monthly first mon 7:00', { kind: 'monthly-weekday', which: 'first', weekday: 1 }],
  ])('%s', (typed, rhythm) => {
    expect(readPlan(typed)).toEqual({ rhythm, time: '07:00' });
  });

  it('half past', () => {
    expect(readPlan('hằng ngày 19 giờ 30')?.time).toBe('19:30');
    expect(readPlan('hằng ngày 19h30')?.time).toBe('19:30');
  });

  it.each([
    '',
    'hằng ngày',
    '7:00',
    'hằng ngày thứ Hai 7:00',
    'hằng tuần 7:00',
    'hằng tuần đầu 7:00',
    'hằng tháng 7:00',
    'hằng tháng thứ Hai 7:00',
    'hằng tháng thứ Hai thứ Ba đầu 7:00',
    'hằng tháng ngày 5 ngày 6 7:00',
    'hằng ngày 7:00 8:00',
    'hằng năm ngày 5 7:00',
    'khi nào rảnh 7:00',
    'hằng tuần hằng tháng thứ Hai 7:00',
  ])('nothing into “%s”', (typed) => {
    expect(readPlan(typed)).toBeUndefined();
  });
});

describe('the options together', () => {
  const read = (options: Parameters<typeof readRepeat>[0], held?: Parameters<typeof readRepeat>[2]) =>
    readRepeat(options, now, held);
  const planOf = async (...given: Parameters<typeof read>) => {
    const done = await read(...given);
    return 'code' in done ? done.message : done.repeat;
  };

  it('begin today where the hour is still to come, else tomorrow', async () => {
    expect(await planOf({ repeat: 'hằng ngày 11:00', repeatUntil: '05/12/2026' })).toMatchObject({ from: '2026-12-01' });
    expect(await planOf({ repeat: 'hằng ngày 9:00', repeatUntil: '05/12/2026' })).toMatchObject({ from: '2026-12-02' });
  });

  it('a number of times is enough; without an end and without a number it says what is missing', async () => {
    expect(await planOf({ repeat: 'hằng tuần thứ Hai 7:00', repeatTimes: '12' })).toMatchObject({ most: 12, hours: 24 });
    expect(await planOf({ repeat: 'hằng tuần thứ Hai 7:00' })).toContain('--repeat-until');
  });

  it('an edit changes what it names and leaves the rest', async () => {
    const held = await planOf({ repeat: 'hằng tuần thứ Hai 7:00', repeatTimes: '12', repeatUntil: '31/03/2027' });
    const before = async () => held as never;
    expect(await planOf({ repeatUntil: '30/04/2027' }, before)).toEqual({ ...(held as object), until: '2027-04-30' });
    expect(await planOf({ repeatTimes: '' }, before)).not.toHaveProperty('most');
    expect(await read({ repeat: false }, before)).toEqual({ repeat: undefined });
    expect(await read({}, before)).toEqual({});
  });

  it.each<[Parameters<typeof readRepeat>[0], string]>([
    [{ repeat: 'hằng tháng ngày 31 7:00', repeatTimes: '3' }, 'Không phải tháng nào cũng có ngày'],
    [{ repeat: 'hằng ngày 25:00', repeatTimes: '3' }, 'giờ'],
    [{ repeat: 'hằng ngày 7:00', repeatUntil: 'hôm nào' }, '--repeat-until'],
    [{ repeat: 'hằng ngày 7:00', repeatTimes: 'ba' }, '--repeat-times'],
    [{ repeat: 'hằng ngày 7:00', repeatTimes: '3', at: '08:00 22/12/2026' }, '--at'],
    [{ repeatUntil: '31/03/2027' }, '--repeat "…"'],
    [{ repeat: 'hằng ngày 7:00', repeatUntil: '31/03/2027' }, 'nhiều nhất được 60'],
    [{ repeat: 'lúc rảnh', repeatUntil: '31/03/2027' }, 'hằng tuần thứ Hai'],
  ])('%o says where it is wrong', async (options, says) => {
    expect(await planOf(options)).toContain(says);
  });
});
