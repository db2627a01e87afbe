import { expect, it } from 'vitest';
import { readMoment } from '../../../src/conversations/office/moment.ts';

// 15:00 of Sunday 1 March 2026 in Vietnam.
const now = new Date('2026-03-01T08:00:00Z');

it.each([
  ['08:00 15/03/2026', '2026-03-15T01:00:00.000Z'],
  ['8h 15/3', '2026-03-15T01:00:00.000Z'],
  ['7 giờ tối ngày 15/3', '2026-03-15T12:00:00.000Z'],
  ['tối 15/3 lúc 7 giờ', '2026-03-15T12:00:00.000Z'],
  ['2h chieu ngay mai', '2026-03-02T07:00:00.000Z'],
  ['8h30 sáng chủ nhật 15/3', '2026-03-15T01:30:00.000Z'],
  ['8h ngày mai', '2026-03-02T01:00:00.000Z'],
  ['16:30 hôm nay', '2026-03-01T09:30:00.000Z'],
  ['16:30 hom nay', '2026-03-01T09:30:00.000Z'],
  ['8:00 ngày 1/2', '2027-02-01T01:00:00.000Z'],
  ['15/3', undefined],
  ['8 giờ', undefined],
  ['8h thứ hai 15/3', undefined],
  ['8h 15/3 hoặc 9h 16/3', undefined],
  ['8h 30/2', undefined],
  ['lúc nào cũng được', undefined],
])('“%s” is %s', (typed, at) => {
  expect(readMoment(typed, now)).toBe(at);
});

it('a day alone is taken where a time is given for it', () => {
  expect(readMoment('15/3', now, { hour: 23, minute: 59 })).toBe('2026-03-15T16:59:00.000Z');
  expect(readMoment('ngày mai', now, { hour: 23, minute: 59 })).toBe('2026-03-02T16:59:00.000Z');
});
