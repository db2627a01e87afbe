import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysBetween, tenseOf, vietnamDate, weekdayOf, writtenDate, yearsBefore } from '../../src/elections/tense.ts';

describe('dates against now', () => {
  test('the day changes at midnight in Vietnam, seven hours before Greenwich', () => {
    expect(vietnamDate(new Date('2026-03-14T16:59:59Z'))).toBe('2026-03-14');
    expect(vietnamDate(new Date('2026-03-14T17:00:00Z'))).toBe('2026-03-15');
  });

  test('election day was a Sunday', () => {
    expect(weekdayOf('2026-03-15')).toBe('Chủ nhật');
    expect(writtenDate('2026-03-15')).toBe('15/03/2026');
    expect(writtenDate('2026-03')).toBe('03/2026');
    expect(writtenDate('2026')).toBe('2026');
  });

  test.each([
    ['2026-03-14', 'future'],
    ['2026-03-15', 'today'],
    ['2026-03-16', 'past'],
  ])('seen from %s election day is %s', (today, tense) => {
    expect(tenseOf('2026-03-15', today)).toBe(tense);
  });

  test('counting days there and back again gives the same number with the other sign', () => {
    const day = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(fc.property(day, day, (a, b) => daysBetween(a, b) + daysBetween(b, a) === 0));
  });

  test('18 years before a leap day is the last day of February', () => {
    expect(yearsBefore('2024-02-29', 18)).toBe('2006-02-28');
    expect(yearsBefore('2026-03-15', 18)).toBe('2008-03-15');
  });
});
