import { describe, expect, it } from 'vitest';
import { readQuestion } from '../../../src/answering/question/question.ts';
import { contradictionOf } from '../../../src/answering/search/contradiction.ts';
import type { Passage } from '../../../src/elections/pack/document.ts';

const passage = { title: 'Lệ phí', published: '2025-10-01', text: 'Lệ phí là 50.000 đồng ở đơn vị số 9.' } as Passage;
const held = (asked: { years?: number[]; numbers?: string[] }, quote = passage.text) =>
  contradictionOf({ years: [], numbers: [], words: [], ...asked } as never, [], passage, quote);

describe('a passage denies', () => {
  it.each(['50.000', '50000', '9', '09', '50.000/9'])('no number it holds, however written: %s', (number) =>
    expect(held({ numbers: [number] })).toBeUndefined(),
  );

  it.each(['50.001', '5000', '8', '50.000/8'])('a number that stands nowhere in it: %s', (number) =>
    expect(held({ numbers: [number] })).toEqual({ kind: 'number', asked: number }),
  );

  it('a year other than that of the quote, and without one other than that of its publication', () => {
    expect(held({ years: [2025] })).toBeUndefined();
    expect(held({ years: [2024] })).toEqual({ kind: 'year', asked: 2024 });
    expect(held({ years: [2025] }, 'Năm 2024 là 40.000 đồng.')).toEqual({ kind: 'year', asked: 2025 });
  });

  it('a year that its title or text names, unless the quote names others', () => {
    const titled = { ...passage, title: 'Lệ phí năm 2023' };
    const of = (year: number, quote = passage.text, about = titled) =>
      contradictionOf({ years: [year], numbers: [], words: [] } as never, [], about, quote);
    expect(of(2023)).toBeUndefined();
    expect(of(2023, 'Năm 2024 là 40.000 đồng.')).toEqual({ kind: 'year', asked: 2023 });
    expect(of(2024, 'Năm 2024 là 40.000 đồng.')).toBeUndefined();
    expect(of(2022)).toEqual({ kind: 'year', asked: 2022 });
    expect(of(2022, 'Có 12022 đồng.')).toEqual({ kind: 'year', asked: 2022 });
  });

  it.each([
    ['47%', 'Đạt 47% kế hoạch.', undefined],
    ['47', 'Đạt 47%.', undefined],
    ['1972', 'Có 1,972 thủ tục.', undefined],
    ['1.97', 'Có 197 thủ tục.', { kind: 'number', asked: '1.97' }],
    ['0', 'Có 0 người.', undefined],
  ])('%s of "%s": %j', (number, text, denied) =>
    expect(contradictionOf({ years: [], numbers: [number], words: [] } as never, [], { ...passage, text }, '')).toEqual(denied),
  );
});

describe('a word said otherwise', () => {
  const other = (question: string, text: string, ...missing: string[]) =>
    contradictionOf(readQuestion(question), missing, { ...passage, text }, text);

  it.each([
    ['phí đường bộ', 'Có phí dương bộ.', ['đường'], 'đường'],
    ['phí đường xá', 'Có phí dương bộ.', ['đường'], 'đường'],
    ['xe đường bộ', 'Có phí dương bộ.', ['đường'], 'đường'],
    ['xe đường xá', 'Có phí dương bộ.', ['đường'], undefined],
    ['phí đường bộ', 'Có phí duong bộ.', ['đường'], undefined],
    ['phí đường bộ', 'Có phí đường bộ.', ['đường'], undefined],
    ['phi duong bo', 'Có phí dương bộ.', ['duong'], undefined],
    ['phí đường bộ', 'Có phí dương bộ.', [], undefined],
    ['phí đường bộ', 'Có phí dương bộ.', ['xe'], undefined],
    ['đường', 'dương', ['đường'], undefined],
    ['phí xe đường', 'Có phí. Xe dương.', ['phí', 'đường'], 'đường'],
  ])('%s, "%s": %j denies %s', (question, text, missing, word) =>
    expect(other(question, text, ...missing)).toEqual(word && { kind: 'word', asked: word }),
  );
});
