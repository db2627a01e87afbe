import { describe, expect, it } from 'vitest';
import { slipDistance } from '../../src/vietnamese/slips.ts';

describe('how far a typed word is from the one that is meant', () => {
  it.each([
    ['quyet', 'quyet', 0, 'nothing differs'],
    ['quyt', 'quyet', 1, 'a letter was left out'],
    ['quyemt', 'quyet', 1.1, 'a letter too many'],
    ['quyyet', 'quyet', 0.8, 'a letter was typed twice'],
    ['quyte', 'quyet', 0.8, 'two letters were swapped'],
    ['wuyet', 'quyet', 0.9, 'the key beside was hit'],
    ['lam', 'nam', 0.9, 'a sound that dialects merge'],
    ['pam', 'nam', 1.6, 'quite another letter'],
    ['bb', 'c', 2.7, 'only of the letter that is meant is typing it twice a small slip'],
    ['ava', 'a', 2.2, 'the same letter again after another is not typed twice'],
    ['ea', 'oe', 2.1, 'two letters of which only the first changes its place are not swapped'],
    ['xa', 'ae', 2.1, 'nor are two of which only the second does'],
    ['bab', 'ab', 1.1, 'of a swap and a letter too many the letter is told where it alone is enough'],
    ['amttrasn', 'mattrans', 1.6, 'slips add up'],
    ['ấm', 'am', 1.6, 'what is no letter of the alphabet is another letter'],
  ])('%s for %s costs %d: %s', (typed, meant, cost) => expect(slipDistance(typed, meant, 4)).toBeCloseTo(cost, 6));

  it('is not told beyond the limit, and exactly at it is', () => {
    expect(slipDistance('quyt', 'quyet', 1)).toBe(1);
    expect(slipDistance('quyt', 'quyet', 0.9)).toBe(Infinity);
    expect(slipDistance('xyz', 'quyet', 1)).toBe(Infinity);
    expect(slipDistance('amttrasn', 'mattrans', 1.6)).toBe(1.6);
    expect(slipDistance('amttrasn', 'mattrans', 1.59)).toBe(Infinity);
  });

  it('is not told of words that are longer than any', () => {
    const long = 'a'.repeat(60);
    expect(slipDistance(long, long, 1)).toBe(0);
    expect([slipDistance(`${long}a`, long, 2), slipDistance(long, `${long}a`, 2)]).toEqual([Infinity, Infinity]);
  });
});
