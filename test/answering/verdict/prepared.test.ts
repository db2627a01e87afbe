import { expect, it } from 'vitest';
import { plainFigure, timesIn } from '../../../src/answering/verdict/prepared.ts';

it('times of day are minutes after midnight; days are none', () => {
  expect(timesIn('từ 7 giờ 30 đến 19 giờ ngày 15/3')).toEqual([450, 1_140]);
  expect(timesIn('ngày 15/3/2026')).toEqual([]);
});

it('a figure is the same with its separators, a percent sign and leading zeros, and without', () => {
  expect(['1.972', '1972', '09', '47%', '2,'].map(plainFigure)).toEqual(['1972', '1972', '9', '47', '2']);
});
