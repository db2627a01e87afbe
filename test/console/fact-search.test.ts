import { describe, expect, it } from 'vitest';
import { createFactSearch } from '../../src/console/knowing/fact-search.ts';
import type { Fact } from '../../src/elections/fact.ts';
import { smallPack } from '../fakes/small-pack.ts';

/** Facts that tell how often what they say was read. */
function countedFacts(amount: number): { facts: Fact[]; reads: () => number } {
  let reads = 0;
  const [one] = smallPack().facts;
  const facts = Array.from({ length: amount }, (_, at) => ({
    ...one!,
    id: `to-${at}`,
    get statement() {
      reads += 1;
      return `Tổ dân phố số ${at} có ${100 + at} cử tri.`;
    },
  }));
  return { facts, reads: () => reads };
}

describe('looking through the facts', () => {
  it('reads the facts of one pack once, however often they are looked through, and those of the next one anew', () => {
    const search = createFactSearch();
    const { facts, reads } = countedFacts(1_000);
    for (const looked of ['cử tri', 'CU TRI 107', 'không có gì', '', 'to-7']) search(facts, looked);
    expect(reads()).toBe(1_000);
    const next = countedFacts(3);
    expect([search(next.facts, 'cu tri').length, next.reads()]).toEqual([3, 3]);
  });

  it('finds every word in any order, with or without diacritics, and all of them where nothing is looked for', () => {
    const search = createFactSearch();
    const { facts } = countedFacts(120);
    expect(search(facts, ' tri  117 ').map(({ id }) => id)).toEqual(['to-17', 'to-117']);
    expect(search(facts, 'cử tri 117')).toEqual(search(facts, '117 cu tri'));
    expect([search(facts, '').length, search(facts, 'bầu chọn').length]).toEqual([120, 0]);
  });
});
