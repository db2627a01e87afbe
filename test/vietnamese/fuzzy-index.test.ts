import { describe, expect, it } from 'vitest';
import { createFuzzyIndex } from '../../src/vietnamese/fuzzy-index.ts';

describe('words a slip or two away', () => {
  const index = createFuzzyIndex();
  for (const word of ['quyet', 'mattran', 'mattrans']) index.add(word);
  const near = (word: string, slips: number) => index.near(word, slips).map(({ folded }) => folded);

  it('are found with one slip, however short, the same word first', () => {
    expect(near('quyet', 1)).toEqual(['quyet']);
    expect(near('quyt', 1)).toEqual(['quyet']);
    expect(near('mattran', 1)).toEqual(['mattran', 'mattrans']);
  });

  it('are found with two slips anywhere from eight letters on', () => {
    expect(near('mxttrxns', 2)).toContain('mattrans');
    expect(near('mxttrxn', 2)).not.toContain('mattran');
    expect(near('mxttrxns', 1)).toEqual([]);
  });

  it('are known from when they are added, also to who asked before', () => {
    expect(near('hopthanh', 1)).toEqual([]);
    index.add('hopthanh');
    expect(near('hopthan', 1)).toEqual(['hopthanh']);
  });
});
