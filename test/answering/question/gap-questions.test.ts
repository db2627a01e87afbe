import { describe, expect, it } from 'vitest';
import { gapQuestions } from '../../../src/answering/question/gap-questions.ts';

describe('questions made of what an article says', () => {
  it.each([
    ['Toàn tỉnh có 1.374 khu vực bỏ phiếu.', 'Toàn tỉnh có bao nhiêu khu vực bỏ phiếu'],
    ['Theo kế hoạch, 98% cử tri đã nhận thẻ cử tri, còn lại nhận sau.', 'bao nhiêu phần trăm cử tri đã nhận thẻ cử tri'],
    ['Cử tri bắt đầu bỏ phiếu lúc 7 giờ.', 'Cử tri bắt đầu bỏ phiếu lúc mấy giờ'],
  ])('%s', (sentence, question) => {
    expect(gapQuestions('Tiêu đề', [sentence], 5)).toEqual(expect.arrayContaining(['Tiêu đề', question]));
  });

  it('ask for a day as a day, once each, and are as many as are wanted where there is enough to ask', () => {
    const questions = gapQuestions(
      'Tin',
      ['Ngày 15/03/2026 là ngày bầu cử.', 'Ngày 15/03/2026 là ngày bầu cử.', 'Cử tri mang thẻ cử tri.'],
      5,
    );
    expect(questions.filter((question) => question.includes('ngày nào'))).toHaveLength(1);
    expect(new Set(questions).size).toBe(questions.length);
    expect(questions).toHaveLength(5);
    expect(gapQuestions('Tin', ['Ngắn.'], 5)).toEqual(['Tin']);
  });
});
