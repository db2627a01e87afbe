import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passagesOf } from '../../../src/answering/search/passage.ts';
import { sentences } from '../../../src/answering/search/sentence.ts';
import { article } from './corpus.ts';

const cut = (text: string): string[] => sentences(text).map(({ start, end }) => text.slice(start, end));

describe('a sentence', () => {
  test.each([
    ['ends at a full stop before a capital', 'Hội nghị bắt đầu. Đại biểu có mặt.', ['Hội nghị bắt đầu.', 'Đại biểu có mặt.']],
    ['goes on after TP.', 'Ông sống ở TP. HCM từ bé. Nay ông về.', ['Ông sống ở TP. HCM từ bé.', 'Nay ông về.']],
    ['goes on inside a number', 'Tỉnh có 1.972 thủ tục. Đạt 47%.', ['Tỉnh có 1.972 thủ tục.', 'Đạt 47%.']],
    ['goes on after Đ/c and an initial', 'Đ/c. Nam và J. K. Rowling đến. Hết.', ['Đ/c. Nam và J. K. Rowling đến.', 'Hết.']],
    ['goes on after v.v. before a small letter', 'Gạo, ngô, v.v. đều tăng giá. Hết.', ['Gạo, ngô, v.v. đều tăng giá.', 'Hết.']],
    ['takes its closing quotation mark along', '“Đi bầu nhé.” Bà nói.', ['“Đi bầu nhé.”', 'Bà nói.']],
    ['ends at each mark that ends one', 'Đi! Ở? Về… Hết.', ['Đi!', 'Ở?', 'Về…', 'Hết.']],
    ['takes all its marks along', 'Đi bầu chưa?! Rồi... Ừ.', ['Đi bầu chưa?!', 'Rồi...', 'Ừ.']],
    ['ends after an abbreviation with more than one stop', 'Ở TP... Nay về.', ['Ở TP...', 'Nay về.']],
    ['goes on before a small letter', 'Đi bầu! rồi về.', ['Đi bầu! rồi về.']],
    ['ends before a quotation, a bracket or a dash', 'Đi. “Về” đi. (Xong.) –Ừ.', ['Đi.', '“Về” đi.', '(Xong.)', '–Ừ.']],
    ['ends before a number', 'Đi bầu. 15 người về.', ['Đi bầu.', '15 người về.']],
    ['goes on after U.S. and a small one ends', 'Ở U.S. Nay về ở. Xong.', ['Ở U.S. Nay về ở.', 'Xong.']],
    ['goes on where nothing parts it from what follows', 'Xem a.vn.Rồi đi. Xong.', ['Xem a.vn.Rồi đi.', 'Xong.']],
    ['closes its brackets', '(Đi.) [Về.] Xong.', ['(Đi.)', '[Về.]', 'Xong.']],
    ['is none of white space', ' \n\t . \n', ['.']],
    ['ends at a line break after spaces', 'Đi bầu TP.  \n về nhà', ['Đi bầu TP.', 'về nhà']],
    ['ends at a line break', 'Tiêu đề\nThân bài', ['Tiêu đề', 'Thân bài']],
  ])('%s', (_, text, expected) => {
    expect(cut(text)).toEqual(expected);
  });

  test('never loses or repeats a visible character', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'Đ', '.', ' ', '\n', '!', '”', '1', '…', '?') }), (text) => {
        expect(cut(text).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });
});

describe('a passage', () => {
  test('is a paragraph, with the document it comes from', () => {
    const passages = passagesOf(article('d', 'Tựa', '2026-01-02', 'Một.', 'Hai.'));
    expect(passages).toEqual([
      { id: 'd#0', document: 'd', title: 'Tựa', text: 'Một.', published: '2026-01-02' },
      { id: 'd#1', document: 'd', title: 'Tựa', text: 'Hai.', published: '2026-01-02' },
    ]);
  });
  test('is parted from the next by an empty line, however it is empty, and has nothing about it', () => {
    const texts = (body: string) => passagesOf({ ...article('d', '', ''), body }).map(({ text }) => text);
    expect(texts('\n\n  Một.\nHai. \n \t\n\n\nBa.\n')).toEqual(['Một.\nHai.', 'Ba.']);
    expect(texts('Một.\n \t\nHai.')).toEqual(['Một.', 'Hai.']);
    expect(texts('Một.\nHai.\nBa.')).toEqual(['Một.\nHai.\nBa.']);
    expect(texts(' \n\n ')).toEqual([]);
    expect(texts('')).toEqual([]);
  });
  test('is a paragraph of 2,400 letters still; a longer one is cut into such of 1,200 at most', () => {
    const of = (length: number) => passagesOf(article('d', '', '', `${'Một câu. '.repeat(400).slice(0, length - 1)}.`));
    expect(of(2400)).toHaveLength(1);
    expect(of(2401).map(({ text }) => text.length)).toEqual([1196, 1196, 7]);
  });
  test('of an over-long paragraph ends at a sentence end and loses no word', () => {
    const paragraph = Array.from({ length: 200 }, (_, i) => `Câu số ${i} nói về một việc khác nhau.`).join(' ');
    const texts = passagesOf(article('d', '', '', paragraph)).map((passage) => passage.text);
    expect(texts.length).toBeGreaterThan(2);
    expect(texts.join(' ')).toBe(paragraph);
    for (const text of texts) expect(text).toMatch(/\.$/);
  });
  test('without any sentence end is still cut', () => {
    const texts = passagesOf(article('d', '', '', 'từ '.repeat(5000))).map((passage) => passage.text);
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(2400);
  });
});
