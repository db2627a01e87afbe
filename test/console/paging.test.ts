import { describe, expect, it } from 'vitest';
import { pageOf, pageOfLines } from '../../src/console/paging.ts';

const numbers = Array.from({ length: 120 }, (_, at) => at + 1);
const seen = (typed: string | undefined) => {
  const { shown, page } = pageOf(numbers, typed);
  return [page, shown[0], shown.length];
};

describe('pages of a list', () => {
  it('hold fifty, and the last what is left', () => {
    expect([seen('1'), seen('2'), seen('3')]).toEqual([
      [1, 1, 50],
      [2, 51, 50],
      [3, 101, 20],
    ]);
    expect(pageOf(numbers, '2', 100)).toMatchObject({ page: 2, pages: 2, total: 120 });
  });

  it('are the first for what is no number, and the last for one that is too high', () => {
    for (const typed of [undefined, '', '0', '-7', 'x', '1.5', '1e99']) expect(seen(typed)).toEqual([1, 1, 50]);
    expect(seen('99')).toEqual([3, 101, 20]);
    expect(pageOf([], '4')).toEqual({ shown: [], page: 1, pages: 1, total: 0 });
  });
});

describe('pages of lines', () => {
  it('show every character once, in order, in pages that stay small, whatever the lines are', () => {
    const lines = ['ngắn', '', 'ế'.repeat(70_000), ...Array.from({ length: 3_000 }, (_, at) => `- dòng số ${at}`)];
    const { pages, total } = pageOfLines(lines, undefined);
    const shown = Array.from({ length: pages }, (_, at) => pageOfLines(lines, String(at + 1)).shown);
    expect(total).toBe(3_003);
    expect(shown.flat().join('')).toBe(lines.join(''));
    expect(shown.map((page) => Buffer.byteLength(page.join('\n'))).filter((bytes) => bytes > 48_000)).toEqual([]);
    expect(shown.every((page) => page.length > 0)).toBe(true);
  });

  it('are one page where there is little or nothing', () => {
    expect(pageOfLines(['+ một'], '7')).toEqual({ shown: ['+ một'], page: 1, pages: 1, total: 1 });
    expect(pageOfLines([], undefined)).toEqual({ shown: [], page: 1, pages: 1, total: 0 });
  });
});
