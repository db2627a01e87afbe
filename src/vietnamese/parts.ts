/** Words typed without the space between them: `camduong`, `bauculagi`. */

import type { KnownWords } from './known-words.ts';
import { splitLetters } from './syllable.ts';

const mostParts = 5;

/**
 * Ways to take a folded word apart into known words that stand side by side in the texts, best first, at most two.
 * Needs every neighbouring pair to be known, so that a name nobody wrote is not cut into syllables that happen to exist.
 */
export function takeApart(folded: string, vocabulary: KnownWords): string[] {
  if (folded.length < 4 || folded.length > 30) return [];
  // best[end] holds for each last word that ends there the strongest chain leading to it.
  const best: Map<string, { words: string; strength: number; parts: number }>[] = Array.from(
    { length: folded.length + 1 },
    () => new Map(),
  );
  best[0]!.set('', { words: '', strength: Infinity, parts: 0 });
  for (let start = 0; start < folded.length; start++) {
    if (best[start]!.size === 0) continue;
    for (let end = start + 1; end <= Math.min(folded.length, start + 7); end++) {
      const word = folded.slice(start, end);
      if (!bareSyllable(word) || vocabulary.countFolded(word) === 0) continue;
      for (const [before, chain] of best[start]!) {
        const pair = before === '' ? Infinity : vocabulary.countPair(before, word);
        if (pair === 0 || chain.parts === mostParts) continue;
        const strength = Math.min(chain.strength, pair);
        const rival = best[end]!.get(word);
        if (!rival || rival.strength < strength)
          best[end]!.set(word, { words: chain.words === '' ? word : `${chain.words} ${word}`, strength, parts: chain.parts + 1 });
      }
    }
  }
  return [...best[folded.length]!.values()]
    .filter((chain) => chain.parts > 1)
    .sort((a, b) => a.parts - b.parts || b.strength - a.strength)
    .slice(0, 2)
    .map((chain) => chain.words);
}

const bareRhymes = new Map<string, boolean>();

/** Whether unmarked letters can be a Vietnamese syllable without its diacritics. */
function bareSyllable(word: string): boolean {
  const known = bareRhymes.get(word);
  if (known !== undefined) return known;
  const fits = spelledOut(word).some((letters) => splitLetters(letters) !== undefined);
  if (bareRhymes.size > 20_000) bareRhymes.clear();
  bareRhymes.set(word, fits);
  return fits;
}

const variants: Record<string, string> = { a: 'aăâ', e: 'eê', o: 'oôơ', u: 'uư' };

/** The letters with every choice of vowel marks. */
function spelledOut(word: string): string[] {
  let spelled = [''];
  for (const letter of word)
    spelled = spelled.flatMap((start) => [...(variants[letter] ?? letter)].map((choice) => start + choice));
  return spelled;
}
