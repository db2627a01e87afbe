import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packed, unpacked } from '../../../src/answering/search/packed-texts.ts';
import { createPairTable } from '../../../src/answering/search/pair-table.ts';
import { createWordTable, wordClass } from '../../../src/answering/search/word-table.ts';

describe('numbers for pairs', () => {
  it('are given out once each in order, and kept as the table grows', () => {
    const table = createPairTable();
    const pairs = Array.from({ length: 5_000 }, (_, i) => [i % 70, Math.floor(i / 70)] as const);
    pairs.forEach(([left, right], i) => {
      expect(table.admit(left, right)).toBe(i);
    });
    pairs.forEach(([left, right], i) => {
      expect([table.find(left, right), table.admit(left, right)]).toEqual([i, i]);
    });
    expect(table.size).toBe(5_000);
    expect(table.bytes()).toBe(16_384 * 12);
  });

  it('tell left from right, and a pair that was never seen', () => {
    const table = createPairTable();
    table.admit(1, 2);
    expect([table.find(1, 2), table.find(2, 1), table.find(1, 3)]).toEqual([0, -1, -1]);
    expect(createPairTable().size).toBe(0);
  });

  it('are the same after a snapshot', () => {
    const table = createPairTable();
    for (let i = 0; i < 3_000; i++) table.admit(i, i + 1);
    const again = createPairTable(table.snapshot());
    expect([again.size, again.find(2_999, 3_000), again.admit(7, 8), again.admit(0, 0)]).toEqual([3_000, 2_999, 7, 3_000]);
  });
});

it('texts packed into one array come out as they were, the missing ones missing', () => {
  const text = fc.option(fc.array(fc.nat(1_000), { maxLength: 5 }), { nil: undefined });
  fc.assert(
    fc.property(fc.array(text, { maxLength: 8 }), (texts) => {
      const given = texts.map((one) => one && Uint32Array.from(one));
      expect(unpacked(packed(given))).toEqual(given);
    }),
  );
});

describe('words as numbers', () => {
  it('each written form has one, and shares that of its folded form', () => {
    const table = createWordTable(['bầu', 'cử']);
    expect([table.admit('bầu'), table.admit('bau'), table.admit('báu')]).toEqual([0, 2, 3]);
    const folded = table.foldedNumber('bau');
    expect(table.formsOf(folded)).toEqual([0, 2, 3]);
    expect([table.foldOf(0), table.foldOf(3), table.foldOf(1)]).toEqual([folded, folded, table.foldedNumber('cu')]);
    expect([table.foldedNumber('bầu'), table.foldedNumber('xe')]).toEqual([-1, -1]);
    expect(table.formsOf(99)).toEqual([]);
    expect([table.text(3), table.size]).toEqual(['báu', 4]);
    expect(table.snapshot()).toEqual(['bầu', 'cử', 'bau', 'báu']);
  });

  it.each([
    ['1.972', wordClass.digits],
    ['2026', wordClass.digits | wordClass.year],
    ['1945', wordClass.digits | wordClass.year],
    ['2126', wordClass.digits],
    ['20266', wordClass.digits],
    ['98%', wordClass.digits | wordClass.percent],
    ['hai', wordClass.numeral],
    ['năm', wordClass.numeral | wordClass.dateWord],
    ['tháng', wordClass.dateWord],
    ['xã', 0],
    ['a1', 0],
  ])('%s may be part of %i', (word, bits) => {
    const table = createWordTable();
    expect(table.classOf(table.admit(word))).toBe(bits);
  });
});
