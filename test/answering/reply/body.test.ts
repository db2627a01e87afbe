import { describe, expect, test } from 'vitest';
import { bodyOf } from '../../../src/answering/reply/body.ts';

const source = { document: 'a', title: 'Nghị quyết 199', publisher: 'Quốc hội', date: '2025-05-21', quote: 'q' };

describe('a reply in its parts', () => {
  test('the text is what the parts say, in their order', () => {
    const { text, parts } = bodyOf({
      language: 'vi',
      headline: '15/03/2026.',
      sentences: ['Ngày bầu cử.'],
      notes: ['Đã qua.'],
      nextStep: 'Xem lịch.',
      citations: [source],
    });
    expect(text.split('\n')).toEqual(['15/03/2026.', 'Ngày bầu cử. Đã qua. Xem lịch.', parts!.source]);
    expect(parts!.source).toContain('Nghị quyết 199');
  });

  test('the first sentence is the headline where no value stands for itself', () => {
    expect(bodyOf({ language: 'vi', sentences: ['', 'Có.', 'Theo luật.'] }).parts).toEqual({
      headline: 'Có.',
      sentences: ['Theo luật.'],
      notes: [],
    });
  });

  test('nothing is said twice: neither what the headline says nor a caveat', () => {
    const { text } = bodyOf({
      language: 'vi',
      headline: 'Có.',
      sentences: ['Có.', 'Luật.', 'Luật.'],
      notes: ['Lưu ý.', false, 'Lưu ý.'],
    });
    expect(text).toBe('Có.\nLuật. Lưu ý.');
  });
});
