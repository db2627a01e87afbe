import { describe, expect, it } from 'vitest';
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
});
