import { describe, expect, it } from 'vitest';
import { readQuestion } from '../../../src/answering/question/question.ts';
import { extractValue } from '../../../src/answering/search/extraction.ts';
import type { Query, QueryWord } from '../../../src/answering/search/query.ts';

/** What a sentence says to a question; all words are as rare. */
function valueIn(sentence: string, question: string): string | undefined {
  const { kind, wants, focus, words } = readQuestion(question);
  const asQuery = words.map(({ text, folded, role }) => ({ text, role, readings: [{ text, folded }] }) as unknown as QueryWord);
  return extractValue(sentence, { kind, wants, focus, words: asQuery } as unknown as Query, () => 1);
}

describe('the value asked for', () => {
  it.each([
    ['khi nào khánh thành cầu', 'Cầu được khánh thành ngày 2/9/2025 tại xã.', 'ngày 2/9/2025'],
    ['khi nào khánh thành cầu', 'Cầu khánh thành mùng 2 tháng chín năm 2025.', 'mùng 2 tháng chín năm 2025'],
    ['khi nào khánh thành cầu', 'Cầu khánh thành cuối năm 1998.', 'cuối năm 1998'],
    ['khi nào xây thành', 'Thành xây từ thế kỷ XV.', 'thế kỷ XV'],
    ['mấy giờ mở cửa', 'Phòng mở cửa lúc 7 giờ 30 phút sáng.', '7 giờ 30 phút'],
    ['mấy giờ mở cửa', 'Phòng mở cửa ngày 15/3.', 'ngày 15/3'],
    ['bao nhiêu phần trăm đi bầu', 'Có khoảng 98,5 % cử tri đi bầu.', 'khoảng 98,5 %'],
    ['bao nhiêu phần trăm đi bầu', 'Có 12 người đi bầu.', '12'],
    ['bao nhiêu tiền xây cầu', 'Xây cầu hết 145 tỷ đồng.', '145 tỷ đồng'],
    ['bao lâu xây cầu', 'Xây cầu trong ba năm.', 'ba năm'],
    ['bao nhiêu học sinh', 'Trường đón 120 học sinh mới.', '120 học sinh'],
    ['xếp hạng mấy', 'Tỉnh xếp hạng 6 cả nước.', '6'],
    ['ai xây cầu', 'Ông An xây cầu năm 1998.', undefined],
    ['bao nhiêu cầu', 'Cầu đẹp lắm.', undefined],
  ])('%s: "%s"', (question, sentence, value) => expect(valueIn(sentence, question)).toBe(value));

  it('is not what the question itself says', () => {
    expect(valueIn('Năm 2022 có 1.972 thủ tục.', 'năm 2022 có bao nhiêu thủ tục')).toBe('1.972 thủ tục');
    expect(valueIn('Có 31 khu vực.', 'có phải 31 khu vực hay bao nhiêu')).toBeUndefined();
  });

  it('is the one that stands clearly closest to the words of the question', () => {
    expect(valueIn('Có 5 xe, 7 nhà và 120 học sinh.', 'bao nhiêu học sinh')).toBe('120 học sinh');
    expect(valueIn('Trường có 5 thầy và 7 thầy.', 'bao nhiêu thầy')).toBeUndefined();
    const far = 'một việc khác '.repeat(5);
    expect(valueIn(`Học sinh 120 em, ${far}, 7 nhà.`, 'bao nhiêu học sinh')).toBe('120');
    expect(valueIn(`7 nhà, ${far}, học sinh: 120 em.`, 'bao nhiêu học sinh')).toBe('120');
  });

  it('goes on with what is counted, as far as it was asked for', () => {
    expect(valueIn('Có 1.972 thủ tục hành chính.', 'bao nhiêu thủ tục')).toBe('1.972 thủ tục');
    expect(valueIn('Có 1.972 thủ tục hành chính.', 'bao nhiêu thủ tục hành')).toBe('1.972 thủ tục hành');
    expect(valueIn('Thủ tục: 1.972', 'bao nhiêu thủ tục')).toBe('1.972');
    expect(valueIn('Thủ tục có 1.972 loại.', 'bao nhiêu thủ tục')).toBe('1.972');
  });
});
