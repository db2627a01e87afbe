/** Words typed without the space between them: `camduong`, `bauculagi`. */

import { isBareSyllable } from './bare-syllable.ts';
import type { KnownWord, Vocabulary } from './vocabulary.ts';

const mostParts = 5;

interface Chain {
  words: string;
  last: KnownWord;
  /** The rarest pair in it. */
  strength: number;
  parts: number;
}

/**
 * Ways to take a folded word apart into known words that stand side by side in the texts, best first, at most two.
 * Needs every neighbouring pair to be known, so that a name nobody wrote is not cut into syllables that happen to exist.
 */
export function takeApart(folded: string, vocabulary: Vocabulary): string[] {
  if (folded.length < 4 || folded.length > 30) return [];
  // chains[end] holds, for each last word that ends there, the strongest chain leading to it.
  const chains: Map<KnownWord, Chain>[] = Array.from({ length: folded.length + 1 }, () => new Map());
  for (let start = 0; start < folded.length; start++) {
    if (start > 0 && chains[start]!.size === 0) continue;
    for (let end = start + 1; end <= Math.min(folded.length, start + 7); end++) {
      const piece = folded.slice(start, end);
      const word = isBareSyllable(piece) ? vocabulary.word(piece) : undefined;
      if (!word) continue;
      if (start === 0) keep(chains[end]!, { words: piece, last: word, strength: Infinity, parts: 1 });
      for (const chain of chains[start]!.values()) keep(chains[end]!, longer(chain, word, vocabulary));
    }
  }
  return [...chains[folded.length]!.values()]
    .filter((chain) => chain.parts > 1)
    .sort((a, b) => a.parts - b.parts || b.strength - a.strength)
    .slice(0, 2)
    .map((chain) => chain.words);
}

function longer(chain: Chain, word: KnownWord, vocabulary: Vocabulary): Chain | undefined {
  const pair = vocabulary.pairWeight(chain.last, word);
  if (pair === 0 || chain.parts === mostParts) return undefined;
  return { words: `${chain.words} ${word.folded}`, last: word, strength: Math.min(chain.strength, pair), parts: chain.parts + 1 };
}

function keep(chains: Map<KnownWord, Chain>, chain: Chain | undefined): void {
  const rival = chain && chains.get(chain.last);
  if (chain && (!rival || rival.strength < chain.strength)) chains.set(chain.last, chain);
}
