import fc from 'fast-check';

/** Numbers in [0, 1), the same ones for the same seed (Tommy Ettinger's mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Any text whatever, halves of surrogate pairs too: `unit: 'binary'` of fast-check first makes a table of a million entries, a second of work. */
export const anyText = (limits: { maxLength?: number; size?: 'max' } = {}): fc.Arbitrary<string> =>
  fc.string({ unit: fc.integer({ min: 0, max: 0x10_ff_ff }).map((code) => String.fromCodePoint(code)), ...limits });
