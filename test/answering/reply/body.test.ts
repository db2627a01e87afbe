import { describe, expect, test } from 'vitest';
import { bodyOf, underHeadline } from '../../../src/answering/reply/body.ts';

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

  test('that only one source says it is said once: where the source is named, or as a caveat', () => {
    const said = (...citations: (typeof source)[]) =>
      bodyOf({ language: 'vi', headline: 'Có.', confidence: 'single-source', citations }).parts!;
    expect(said(source, { ...source, quote: 'other words' })).toMatchObject({
      notes: [],
      source: expect.stringMatching(/^Nguồn duy nhất/u),
    });
    expect(said(source, { ...source, title: 'Khác' })).toMatchObject({
      notes: ['Lưu ý: chỉ có một nguồn nói điều này.'],
      source: expect.stringMatching(/^Nguồn: /u),
    });
    expect(bodyOf({ language: 'vi', confidence: 'derived', citations: [source] }).parts).toMatchObject({
      notes: ['Lưu ý: suy ra từ các nguồn.'],
      source: expect.stringMatching(/^Nguồn: /u),
    });
    expect(bodyOf({ language: 'vi', citations: [source] }).parts!.notes).toEqual([]);
  });

  test('what is empty is no part', () => {
    expect(bodyOf({ language: 'vi' })).toEqual({ text: '', parts: { sentences: [], notes: [] }, citations: [] });
    expect(bodyOf({ language: 'vi', headline: '', sentences: [undefined, 'A.'], notes: [''], nextStep: '' }).parts).toEqual({
      headline: 'A.',
      sentences: [],
      notes: [],
    });
  });
});

describe('a reply under another headline', () => {
  test('keeps its sentences, notes, next step and source', () => {
    const reply = bodyOf({
      language: 'vi',
      headline: 'A.',
      sentences: ['B.'],
      notes: ['N.'],
      nextStep: 'X.',
      citations: [source],
    });
    expect(underHeadline(reply, 'Trước.', 'vi')).toEqual({
      text: expect.stringMatching(/^Trước\.\nA\.\nB\. N\. X\.\nNguồn: /u),
      parts: { headline: 'Trước.', sentences: ['A.', 'B.'], notes: ['N.'], nextStep: 'X.', source: reply.parts!.source },
      citations: [source],
    });
  });

  test('without parts its text is one sentence', () => {
    expect(underHeadline({ text: 'A.', citations: [] }, 'Trước.', 'vi').text).toBe('Trước.\nA.');
  });
});
