import { expect, it } from 'vitest';
import { zaloText } from '../../src/channels/zalo-text.ts';

const parts = { headline: '18 tuổi.', sentences: [], notes: [], source: 'Nguồn: Luật 85 và 1 nguồn khác.' };
const source = (title: string) => ({ title, publisher: 'Quốc hội', date: '2015-06-25', quote: '' });

it('says how to see all the sources where there are several, and only there', () => {
  const several = zaloText({ text: '', parts, sources: [source('Luật 85'), source('Bài báo')] });
  expect(several).toBe('18 tuổi.\n\nNguồn: Luật 85 và 1 nguồn khác. Xem đủ: nhắn “nguồn”.');
  const one = { ...parts, source: 'Nguồn: Luật 85.' };
  expect(zaloText({ text: '', parts: one, sources: [source('Luật 85'), source('Luật 85')] })).toBe('18 tuổi.\n\nNguồn: Luật 85.');
  expect(zaloText({ text: 'Xin chào.' })).toBe('Xin chào.');
});
