import type { Fact } from '../../elections/fact.ts';
import { fold } from '../../vietnamese/text.ts';

/** Facts by what somebody types, in their order; without regard to diacritics. */
export type FactSearch = (facts: readonly Fact[], looked: string) => Fact[];

/**
 * Finds facts that hold every word looked for in what they say, are asked for or are called. Facts of a pack are folded at its first search: the same
 * list is never read again for it, and goes with the pack.
 */
export function createFactSearch(): FactSearch {
  const folded = new WeakMap<readonly Fact[], readonly { fact: Fact; text: string }[]>();

  function foldedOf(facts: readonly Fact[]): readonly { fact: Fact; text: string }[] {
    const held = folded.get(facts);
    if (held) return held;
    const read = facts.map((fact) => ({
      fact,
      text: fold([fact.id, fact.statement, fact.measure, ...fact.asks].join(' ')),
    }));
    folded.set(facts, read);
    return read;
  }

  return (facts, looked) => {
    const wanted = fold(looked).split(/\s+/u).filter(Boolean);
    if (wanted.length === 0) return [...facts];
    return foldedOf(facts).flatMap(({ fact, text }) => (wanted.every((word) => text.includes(word)) ? [fact] : []));
  };
}
