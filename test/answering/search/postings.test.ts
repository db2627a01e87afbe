import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPostings } from '../../../src/answering/search/postings.ts';

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ term: fc.nat(3), slot: fc.nat(9), times: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ gone: fc.uniqueArray(fc.nat(9), { minLength: 1 }) }) },
);

test('every term holds what was added for it and not removed since, with any history', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const postings = createPostings();
      const model = [0, 1, 2, 3].map(() => new Map<number, number>());
      const into = new Uint32Array(64);
      for (const taken of steps) {
        if ('gone' in taken) {
          const marks = new Uint8Array(16);
          for (const slot of taken.gone) marks[slot] = 1;
          for (const [term, held] of model.entries()) {
            postings.removeSlots(term, marks);
            for (const slot of taken.gone) held.delete(slot);
          }
        } else if (!model[taken.term]!.has(taken.slot)) {
          for (let i = 0; i < taken.times; i++) postings.add(taken.term, taken.slot);
          model[taken.term]!.set(taken.slot, taken.times);
        }
        for (const [term, held] of model.entries()) {
          const entries = [...into.subarray(0, postings.read(term, into))];
          expect(entries.map((entry) => [entry >>> 8, entry & 255])).toEqual([...held]);
          expect(postings.count(term)).toBe(held.size);
        }
      }
    }),
    { numRuns: 500 },
  );
});
