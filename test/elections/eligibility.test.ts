import { describe, expect, test } from 'vitest';
import { oldEnough, strikesAllowed } from '../../src/elections/eligibility.ts';

describe('old enough on election day, 15/03/2026', () => {
  const day = '2026-03-15';
  test.each([
    [{ bornOn: '2008-03-15' }, 'yes'],
    [{ bornOn: '2008-03-16' }, 'no'],
    [{ bornIn: 2007 }, 'yes'],
    [{ bornIn: 2008 }, 'depends'],
    [{ bornIn: 2009 }, 'no'],
    [{ age: 18 }, 'yes'],
    [{ age: 17 }, 'no'],
  ] as const)('%o may vote: %s', (given, verdict) => {
    expect(oldEnough(given, 18, day)).toEqual({ verdict, bornBy: '2008-03-15' });
  });

  test('standing needs 21 years', () => {
    expect(oldEnough({ bornIn: 2005 }, 21, day)).toEqual({ verdict: 'depends', bornBy: '2005-03-15' });
  });

  test('everyone of a year is old enough when election day is its last day', () => {
    expect(oldEnough({ bornIn: 2008 }, 18, '2026-12-31').verdict).toBe('yes');
  });
});

describe('how many names to strike', () => {
  test('five names for three seats: two, three or four', () => {
    expect(strikesAllowed(5, 3)).toEqual({ least: 2, most: 4 });
  });

  test('as many names as seats, or none, is no election we know how to answer for', () => {
    expect(strikesAllowed(3, 3)).toBeUndefined();
    expect(strikesAllowed(5, 0)).toBeUndefined();
  });
});
