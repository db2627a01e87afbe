import { describe, expect, test } from 'vitest';
import { shortTitle, sourceLine, sourcesOf } from '../../../src/answering/reply/source-line.ts';

const cited = (title: string, publisher = 'Báo Tỉnh', date = '2026-03-10') => ({
  document: title,
  title,
  publisher,
  date,
  quote: '',
});
const law = cited(
  'Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân số 85/2015/QH13 (sửa đổi, bổ sung bởi Luật số 83/2025/QH15), khoản 2 Điều 69',
  'Quốc hội',
  '2025-06-24',
);

describe('one line says where a reply is from', () => {
  test('the law before what a newspaper writes of it; the others are counted, each once', () => {
    const citations = [cited('Bài về thẻ cử tri'), law, cited('Bài về thẻ cử tri'), cited('Bài khác')];
    expect(sourcesOf(citations).map(({ title }) => title)).toEqual([law.title, 'Bài về thẻ cử tri', 'Bài khác']);
    expect(sourceLine(citations, 'vi')).toBe('Nguồn: Luật 85/2015/QH13, khoản 2 Điều 69 (24/06/2025) và 2 nguồn khác.');
    expect(sourceLine([law], 'en')).toBe('Source: Luật 85/2015/QH13, khoản 2 Điều 69 (Quốc hội, 24/06/2025).');
  });

  test('that nobody else says it is said there; a day that is not known too', () => {
    expect(sourceLine([cited('Bài về hội nghị', 'Báo Tỉnh', '')], 'vi', true)).toBe(
      'Nguồn duy nhất: Bài về hội nghị (Báo Tỉnh, không rõ ngày).',
    );
    expect(sourceLine([], 'vi', true)).toBe('');
  });

  test('a long title is cut after a word, an article of no instrument keeps its words', () => {
    expect(shortTitle('Ban Chỉ đạo Cải cách hành chính tỉnh tổng kết', 30)).toBe('Ban Chỉ đạo Cải cách hành…');
    expect(shortTitle('Luật Bầu cử, Điều 2', 40)).toBe('Luật Bầu cử, Điều 2');
  });
});
