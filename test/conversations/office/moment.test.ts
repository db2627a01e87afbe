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
  ['24:00 30/11/2026', '2026-11-30T17:00:00.000Z'],
  ['24 giờ 30/11', '2026-11-30T17:00:00.000Z'],
  ['24h00 ngày 30/11/2026', '2026-11-30T17:00:00.000Z'],
  ['24 gio ngay 30/11', '2026-11-30T17:00:00.000Z'],
  ['24 giờ thứ hai 30/11', '2026-11-30T17:00:00.000Z'],
  ['24:00 31/12/2026', '2026-12-31T17:00:00.000Z'],
  ['0 giờ 30/11', '2026-11-29T17:00:00.000Z'],
  ['7 giờ kém 15 30/11', '2026-11-29T23:45:00.000Z'],
  ['7 giờ kém 15 ngày 30/11', '2026-11-29T23:45:00.000Z'],
  ['7 giờ kém 15 phút, 30/11', '2026-11-29T23:45:00.000Z'],
  ['ngày 30/11 lúc 7 giờ kém 15', '2026-11-29T23:45:00.000Z'],
  ['7 giờ kém 15 tối ngày 30/11', '2026-11-30T11:45:00.000Z'],
  ['7 giờ kém 30/11', undefined],
  ['14h chiều 30/11', '2026-11-30T07:00:00.000Z'],
  ['14 giờ chiều ngày 30/11/2026', '2026-11-30T07:00:00.000Z'],
  ['2 giờ chiều 30/11', '2026-11-30T07:00:00.000Z'],
  ['14h sáng 30/11', undefined],
  ['24:30 30/11', undefined],
  ['25:00 30/11', undefined],
  ['12 giờ đêm 30/11', undefined],
  ['12 giờ trưa 30/11', '2026-11-30T05:00:00.000Z'],
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
