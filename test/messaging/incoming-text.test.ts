import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { incomingText, maxIncomingLength } from '../../src/messaging/incoming-text.ts';
import { anyText } from '../fakes/random.ts';

describe('text as a channel hands it on', () => {
  it('is always short enough, well-formed, trimmed and free of control characters', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 6_000, size: 'max' }), (text) => {
        const cleaned = incomingText(text);
        expect(cleaned.length).toBeLessThanOrEqual(maxIncomingLength);
        expect(cleaned.isWellFormed()).toBe(true);
        expect(cleaned).toBe(cleaned.trim());
        expect(cleaned).not.toMatch(/[^\P{Cc}\t\n]/u);
      }),
    );
  });

  it('keeps Vietnamese as it was written, decomposed or not', () => {
    for (const text of ['Bầu cử ở đâu?', 'Bầu cử ở đâu?'.normalize('NFD'), 'dòng một\ndòng hai\ttab'])
      expect(incomingText(text)).toBe(text);
  });

  it('cuts before a character that would be split', () => {
    expect(incomingText(`${'a'.repeat(4_095)}😀`)).toBe('a'.repeat(4_095));
    expect(incomingText(`${'a'.repeat(4_094)}😀b`)).toBe(`${'a'.repeat(4_094)}😀`);
  });
});
