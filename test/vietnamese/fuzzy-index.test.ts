import { describe, expect, it } from 'vitest';
import { createFuzzyIndex } from '../../src/vietnamese/fuzzy-index.ts';

/** Made in each test: what is made while tests are collected is made before a mutant is switched on. */
function filled() {
  const index = createFuzzyIndex();
  for (const word of ['quyet', 'mattran', 'mattrans']) index.add(word);
  return { index, near: (word: string, slips: number) => index.near(word, slips).map(({ folded }) => folded) };
}

describe('words a slip or two away', () => {
  it('are found with one slip, however short, the same word first', () => {
    const { near } = filled();
    expect(near('quyet', 1)).toEqual(['quyet']);
    expect(near('quyt', 1)).toEqual(['quyet']);
    expect(near('mattran', 1)).toEqual(['mattran', 'mattrans']);
  });

  it('are found with two slips anywhere from eight letters on', () => {
    const { near } = filled();
    expect(near('mxttrxns', 2)).toContain('mattrans');
    expect(near('mxttrxn', 2)).not.toContain('mattran');
    expect(near('mxttrxns', 1)).toEqual([]);
  });

  it('are known from when they are added, also to who asked before', () => {
    const { index, near } = filled();
    expect(near('hopthanh', 1)).toEqual([]);
    index.add('hopthanh');
    expect(near('hopthan', 1)).toEqual(['hopthanh']);
  });
});
