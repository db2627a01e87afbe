import { expect, it } from 'vitest';
import { abridged } from '../../../src/answering/question/abridged.ts';

const words = (count: number): string => Array.from({ length: count }, (_, i) => `từ${i}`).join(' ');

it('A-10: a page is read whole', () => {
  const page = words(250);
  expect(page.length).toBeLessThan(1_600);
  expect(abridged(page)).toEqual({ text: page, isAbridged: false });
});

it('of a longer message the beginning and the end are read, in whole words', () => {
  const { text, isAbridged } = abridged(words(600));
  expect(isAbridged).toBe(true);
  expect(text).toMatch(/^từ0 từ1 .* … .* từ598 từ599$/u);
  expect(text.split(' ').every((word) => word === '…' || words(600).split(' ').includes(word))).toBe(true);
  expect(text.length).toBeLessThanOrEqual(1_603);
});

it.each([1_600, 1_601, 2_000, 4_096])('one word of %i letters is cut too', (length) => {
  const { text, isAbridged } = abridged('a'.repeat(length));
  expect(isAbridged).toBe(length > 1_600);
  expect(text.length).toBeLessThanOrEqual(1_603);
});
