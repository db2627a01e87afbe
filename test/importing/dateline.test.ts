import { describe, expect, it } from 'vitest';
import { datelineDay, stampDay } from '../../src/importing/dateline.ts';
import { publishedDay } from '../../src/importing/published-day.ts';

const day = (lead: string, { title = 'Tin', body = [] as string[], retrieved = '2026-03-12' } = {}) =>
  datelineDay({ title, paragraphs: [lead, ...body] }, retrieved);

describe('the day an article opens with', () => {
  it.each([
    ['Chiều 11/3, đồng chí Phó Chủ tịch kiểm tra công tác bầu cử.', '2026-03-11'],
    ['LCĐT – Sáng 11/3, Đoàn công tác đến xã.', '2026-03-11'],
    ['(TTXVN) - Tối ngày 11 tháng 3, phường tổ chức tuyên truyền.', '2026-03-11'],
    ['Ngày 11-3, UBND tỉnh ban hành Kế hoạch số 5.', '2026-03-11'],
    ['Trong hai ngày 10 và 11/3, xã tổ chức tập huấn.', '2026-03-11'],
    ['Trong 2 ngày 10-11/3, xã tổ chức tập huấn.', '2026-03-11'],
    ['Hôm nay (11/3), Ban Chỉ đạo họp.', '2026-03-11'],
    ['Sáng nay, 11/3, Ban Chỉ đạo họp.', '2026-03-11'],
    ['Thực hiện kế hoạch của tỉnh, sáng 11/3, phường tổ chức diễn tập.', '2026-03-11'],
    ['Chiều 12/3, Ban Chỉ đạo họp.', '2026-03-12'],
    ['Chiều 13/3, Ban Chỉ đạo họp.', '2025-03-13'],
    ['Chiều 29/2, Ban Chỉ đạo họp.', '2024-02-29'],
    ['Chiều 20/2/2026, trường tổ chức kỷ niệm.', '2026-02-20'],
    ['Ngày 20/2/2026, UBND tỉnh tổ chức hội nghị.', '2026-02-20'],
  ])('%s → %s', (lead, expected) => expect(day(lead)).toBe(expected));

  it.each([
    ['no day at all', 'Những ngày này, xã đang khẩn trương chuẩn bị.'],
    ['a fraction', 'Đến nay, 9/9 khu vực bỏ phiếu đã trang trí xong.'],
    ['a day inside the text only', 'Xã đã chuẩn bị xong. Chiều 11/3, đoàn kiểm tra đến xã.'],
    ['a day that does not exist', 'Chiều 31/2, Ban Chỉ đạo họp.'],
    ['a month that does not exist', 'Chiều 11/13, Ban Chỉ đạo họp.'],
    ['the day of an instrument', 'Ngày 29/12/2025, Tỉnh ủy ban hành Đề án số 06.'],
    ['a day after the page was saved', 'Chiều 20/4/2026, Ban Chỉ đạo họp.'],
  ])('stays unknown for %s', (_, lead) => expect(day(lead)).toBe(''));
});

describe('the year a newspaper leaves out', () => {
  it.each([
    [
      'the year the title reports on',
      'Chiều 13/12, tỉnh tổng kết năm 2022; triển khai nhiệm vụ năm 2023.',
      'Tổng kết nhiệm vụ năm 2022',
      '2022-12-13',
    ],
    [
      'the first of two years in autumn',
      'Chiều 13/12, tỉnh tổng kết năm 2022; triển khai nhiệm vụ năm 2023.',
      'Hội nghị tổng kết',
      '2022-12-13',
    ],
    [
      'the second of two years in January',
      'Sáng 5/1, tỉnh tổng kết năm 2023, triển khai nhiệm vụ năm 2024.',
      'Hội nghị tổng kết',
      '2024-01-05',
    ],
    [
      'the year after the one reviewed in January',
      'Sáng 5/1, tỉnh tổng kết công tác năm 2023.',
      'Hội nghị tổng kết',
      '2024-01-05',
    ],
    ['the year before the one planned in December', 'Chiều 20/12, tỉnh họp bàn phương hướng năm 2024.', 'Họp', '2023-12-20'],
    [
      'the latest where the text speaks of it',
      'Sáng 11/3, đoàn nắm tình hình thực hiện nhiệm vụ năm 2026.',
      'Đoàn công tác',
      '2026-03-11',
    ],
    [
      'the latest where the year is a target',
      'Sáng 5/1, tỉnh đặt mục tiêu đến năm 2030 có nước sạch.',
      'Nước sạch',
      '2026-01-05',
    ],
    [
      'the latest where the year is a term of office',
      'Chiều 22/12, công bố đơn vị bầu cử nhiệm kỳ 2026 - 2031.',
      'Bầu cử',
      '2025-12-22',
    ],
    ['the latest where the year is history', 'Sáng 5/1, kỷ niệm ngày thành lập năm 1954.', 'Kỷ niệm', '2026-01-05'],
  ])('is %s', (_, lead, title, expected) => expect(day(lead, { title })).toBe(expected));

  it('stays unknown where the words and the calendar leave two', () => {
    expect(day('Sáng 11/3, xã nhận kết quả rà soát của năm 2022.')).toBe('');
    expect(day('Chiều 13/8, xã tổ chức hội nghị.', { body: ['Kết quả của năm 2021 được nêu tại hội nghị.'] })).toBe('');
  });
});

describe('a line that is only a time stamp', () => {
  it.each([
    ['Thứ Ba, 13/12/2022 | 16:30 [GMT+7]', '2022-12-13'],
    ['11/03/2026 18:30', '2026-03-11'],
    ['Cập nhật lúc 18:30, ngày 11-3-2026', '2026-03-11'],
    ['18:30 11/03/2026', '2026-03-11'],
    ['Bầu cử ngày 15/03/2026', ''],
    ['31/02/2026', ''],
  ])('%s → %s', (line, expected) => expect(stampDay(line)).toBe(expected));
});

describe('the day of a time stamp in metadata', () => {
  it.each([
    ['2026-03-11', '2026-03-11'],
    ['2026-03-11T18:30:00+07:00', '2026-03-11'],
    ['2026-03-11T18:30:00Z', '2026-03-12'],
    ['2026-03-11T18:30:00', '2026-03-11'],
    ['Wed, 11 Mar 2026 18:30:00 GMT', '2026-03-12'],
    ['Wed, 11 Mar 2026 06:30:00 +0700', '2026-03-11'],
    ['11/03/2026 18:30', '2026-03-11'],
    ['3/11/2026 6:30:00 PM', ''],
    ['hôm qua', ''],
    ['', ''],
    [undefined, ''],
  ])('%s → %s', (stamp, expected) => expect(publishedDay(stamp)).toBe(expected));
});
