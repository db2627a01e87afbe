import { describe, expect, it } from 'vitest';
import { createRememberedIds } from '../../../src/stores/embedded/remembered-ids.ts';

describe('the ids that are remembered', () => {
  it('are the latest so many, also after some expired and all of them did', () => {
    const ids = createRememberedIds(3);
    const known = () => [...ids.all()].map(([key]) => key).join('');
    for (const [i, key] of ['a', 'b', 'c', 'd', 'e'].entries()) ids.add(key, i);
    expect(known()).toBe('cde');
    ids.expire(2);
    expect([known(), ids.atOf('c'), ids.atOf('d')]).toEqual(['de', undefined, 3]);
    for (const [i, key] of ['f', 'g', 'h'].entries()) ids.add(key, 10 + i);
    expect(known()).toBe('fgh');
    ids.expire(100);
    expect(known()).toBe('');
    for (const [i, key] of ['i', 'j', 'k', 'l', 'm'].entries()) ids.add(key, 200 + i);
    expect(known()).toBe('klm');
  });
});
