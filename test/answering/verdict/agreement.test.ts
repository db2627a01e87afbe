import { describe, expect, it } from 'vitest';
import { clashOf } from '../../../src/answering/verdict/agreement.ts';
import { candidate, scored } from '../../fakes/candidates.ts';

const one = candidate('one');

describe('what the question fixes and a candidate contradicts is named', () => {
  it.each([
    ['yearOther', 'year'],
    ['levelOther', 'level'],
    ['unitOther', 'unit'],
    ['roundOther', 'round'],
    ['timeOther', 'time'],
    ['placeOther', 'place'],
    ['whyMissing', 'reason'],
    ['officeOther', 'office'],
  ] as const)('%s: %s', (signal, clash) => {
    expect(clashOf(scored(one, 9, { [signal]: 1 }))).toBe(clash);
  });

  it('a figure that it does not hold for: condition', () => {
    expect(clashOf({ ...scored(one, 9), isLeftOut: true })).toBe('condition');
  });

  it('what is only not mentioned contradicts nothing', () => {
    expect(clashOf(scored(one, 9, { yearUnmentioned: 1, placeUnmentioned: 1, unitUnasked: 1, whyOffered: 1 }))).toBeUndefined();
  });
});
