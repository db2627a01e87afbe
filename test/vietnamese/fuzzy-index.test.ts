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
    expect(near('mattrans', 1)).toEqual(['mattrans', 'mattran']);
  });

  it('are not found with one slip where two were made, however small', () => {
    const { near } = filled();
    for (const typed of ['amttrasn', 'maattraans', 'quuyyet']) expect([typed, near(typed, 1)]).toEqual([typed, []]);
    expect(near('amttrasn', 2)).toContain('mattrans');
  });

  it('are not found where one letter has moved across the word, which is two slips', () => {
    const { near } = filled();
    expect(near('uyetq', 1)).toEqual([]);
  });

  it('are found with two slips in shorter words too, where those are asked for', () => {
    const index = createFuzzyIndex(5);
    for (const word of ['quyet', 'bầu']) index.add(word);
    expect(index.near('qxyxt', 2).map(({ folded }) => folded)).toEqual(['quyet']);
    expect(index.near('bxx', 2)).toEqual([]);
  });

  /** Seven hundred words of six letters, `daaanh` to `dmggnh`; a form of `dimaonh` is the one that is first behind its head as the index grows. */
  function crowded() {
    const index = createFuzzyIndex();
    const digits = (number: number) =>
      Array.from(String(number).padStart(3, '0'), (digit) => 'aeiouymntg'[Number(digit)]).join('');
    const words = Array.from({ length: 700 }, (_, number) => `d${digits(number)}nh`);
    for (const word of words) index.add(word);
    return { index, words };
  }

  it('are all found among many, whichever letter is wrong', () => {
    const { index, words } = crowded();
    const missed = words.flatMap((word) =>
      Array.from(word, (_, at) => `${word.slice(0, at)}z${word.slice(at + 1)}`).filter(
        (typed) => !index.near(typed, 1).some(({ folded }) => folded === word),
      ),
    );
    expect(missed).toEqual([]);
  });

  it('are not found among many either where two slips were made', () => {
    const { index, words } = crowded();
    const swappedTwice = (word: string) => `${word[1]}${word[0]}${word.slice(2, -2)}${word.at(-1)}${word.at(-2)}`;
    expect(words.flatMap((word) => index.near(swappedTwice(word), 1))).toEqual([]);
  });

  it('are all found among many, each once', () => {
    const { index, words } = crowded();
    for (const word of words.filter((_, number) => number % 20 === 0)) {
      expect(index.near(word, 1).filter(({ folded }) => folded === word)).toEqual([{ folded: word, distance: 0 }]);
      expect(index.near(word.slice(0, -1), 1).map(({ folded }) => folded)).toContain(word);
    }
  });

  it('are of thirty letters at most, and so are found for two more', () => {
    const index = createFuzzyIndex();
    const [longest, longer] = ['bau'.repeat(10), `${'cua'.repeat(10)}c`];
    for (const word of [longest, longer]) index.add(word);
    expect(index.near(`x${longest}x`, 2).map(({ folded }) => folded)).toEqual([longest]);
    expect(index.near(longer, 1)).toEqual([]);
    expect(index.near(`xxx${longest}`, 2)).toEqual([]);
  });

  it('are found with two slips anywhere from eight letters on', () => {
    const { near } = filled();
    expect(near('mxttrxns', 2)).toContain('mattrans');
    expect(near('mxttrxn', 2)).not.toContain('mattran');
    expect(near('mxttrxns', 1)).toEqual([]);
  });

  it('are known from when they are added, also to who asked before', () => {
    const { index, near } = filled();
    expect(near('hopthan', 1)).toEqual([]);
    index.add('hopthanh');
    expect(near('hopthan', 1)).toEqual(['hopthanh']);
  });
});
