/** Syllables typed without diacritics. */
import { splitLetters } from './syllable.ts';

const bareRhymes = new Map<string, boolean>();

/** Whether unmarked letters can be a Vietnamese syllable without its diacritics. */
export function isBareSyllable(word: string): boolean {
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
    spelled = spelled.flatMap((start) => Array.from(variants[letter] ?? letter).map((choice) => start + choice));
  return spelled;
}
