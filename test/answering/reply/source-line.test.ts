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

  test('a line of two lines of a phone is not cut, a longer title is, never below eighteen letters', () => {
    const line = (title: string, publisher: string) => sourceLine([cited(title, publisher)], 'vi');
    const head = 'Nguồn: '.length + ' (Báo Tỉnh, 10/03/2026).'.length;
    const exact = 'một hai '
      .repeat(20)
      .slice(0, 77 - head)
      .trimEnd();
    expect(line(`${exact}x`, 'Báo Tỉnh')).toContain(`${exact}x (`);
    expect(line(`${exact}xx yy`, 'Báo Tỉnh')).toMatch(/^Nguồn: một hai .*… \(Báo Tỉnh/u);
    expect(line('một hai ba bốn năm sáu bảy', 'Báo '.repeat(30))).toContain('Nguồn: một hai ba bốn… (');
    expect(line('một hai ba bốn năm', 'Báo '.repeat(30))).toContain('Nguồn: một hai ba bốn năm (');
  });

  test('the publisher of an instrument is left out where the line is too long, of an article never', () => {
    const long = 'Hội đồng nhân dân các cấp của một tỉnh có tên rất dài';
    expect(sourceLine([cited('Nghị quyết 12/2025/NQ-HĐND', long)], 'vi')).toBe('Nguồn: Nghị quyết 12/2025/NQ-HĐND (10/03/2026).');
    expect(sourceLine([cited('Nghị quyết 12/2025/NQ-HĐND', 'HĐND')], 'vi')).toContain('(HĐND, ');
    expect(sourceLine([cited('Nghị quyết chung', long)], 'vi')).toContain(long);
    expect(sourceLine([cited('Bài 12/2025 của báo', long)], 'vi')).toContain(long);
  });

  test('only one of several sources is not the only one', () => {
    expect(sourceLine([cited('Bài một'), cited('Bài hai')], 'vi', true)).toMatch(/^Nguồn: Bài một .* và 1 nguồn khác\.$/u);
  });

  test('the same title of another day is another source, the last of the same one stands', () => {
    const sources = [cited('Bài', 'A', '2026-01-01'), cited('Bài', 'B', '2026-01-02'), cited('Bài', 'C', '2026-01-01')];
    expect(sourcesOf(sources).map(({ publisher }) => publisher)).toEqual(['A', 'B']);
  });
});

describe('a short title', () => {
  test.each([
    ['Nghị quyết số 199/2025/QH15 về việc sửa đổi, bổ sung một số điều', 40, 'Nghị quyết 199/2025/QH15'],
    ['Nghị quyết số 199/2025/QH15 về việc, khoản 1, Điều 2', 40, 'Nghị quyết 199/2025/QH15, khoản 1, Điều 2'],
    ['Nghị quyết số 199/2025/QH15, Điều 1, về việc khác, Điều 2', 40, 'Nghị quyết 199/2025/QH15, Điều 2'],
    ['Nghị quyết số 199/2025/QH15 về việc, Điều chỉnh chung', 40, 'Nghị quyết 199/2025/QH15'],
    ['Luật số 85/2015/QH13', 40, 'Luật số 85/2015/QH13'],
    ['Luật 85/2015/QH13 (số 85/2015/QH13)', 40, 'Luật 85/2015/QH13'],
    ['Bài 12/2025 nói 12/2025', 40, 'Bài 12/2025 nói 12/2025'],
    ['một hai ba', 10, 'một hai ba'],
    ['một hai ba', 9, 'một hai…'],
    ['một hai, ba bốn', 9, 'một hai…'],
    ['một hai – ba bốn', 11, 'một hai…'],
    ['một hai ba', 8, 'một hai…'],
    ['một hai ba', 7, 'một…'],
  ])('%s, %i letters: %s', (title, longest, short) => expect(shortTitle(title, longest)).toBe(short));
});
