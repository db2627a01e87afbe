/** Diacritics of a word against another's: whether they agree, and how far they are apart. */
import { remembered } from './remembered.ts';
import { withoutTone } from './syllable.ts';

/** A word as typed: `marked` when it was written with diacritics. */
interface TypedWord {
  text: string;
  folded: string;
  marked: boolean;
}

/**
 * Whether a typed word can mean a word of the texts. `exact`: same letters and marks; `folded`: the same word as far as typed
 * (`duong` agrees with `đường` and `dương`, `đương` with `đường`, whose tone alone is missing); `no`: other letters or other marks.
 * Not symmetric: marks that were typed must be there.
 */
export function agrees(typed: TypedWord, indexed: { text: string; folded: string }): 'exact' | 'folded' | 'no' {
  if (typed.text === indexed.text) return 'exact';
  if (typed.folded !== indexed.folded) return 'no';
  return !typed.marked || marksFit(typed.text, indexed.text) ? 'folded' : 'no';
}

/** Every mark of `typed` stands in `meant` too: a bare `d` may be `đ`, a bare vowel may carry a mark, a missing tone may be any. */
function marksFit(typed: string, meant: string): boolean {
  const wordsTyped = typed.split(' ');
  const wordsMeant = meant.split(' ');
  return wordsTyped.length === wordsMeant.length && wordsTyped.every((word, i) => wordFits(word, wordsMeant[i]!));
}

function wordFits(typed: string, meant: string): boolean {
  const a = withoutTone(typed);
  const b = withoutTone(meant);
  if (a.tone >= 0 && a.tone !== b.tone) return false;
  if (a.letters.length !== b.letters.length) return false;
  const bare = /^[a-z]*$/.test(a.letters);
  // With marks on its letters but no tone, only the tone is missing; with neither, anything may be.
  if (!bare && a.letters !== b.letters) return onlyStrokeMissing(a.letters, b.letters);
  return bare || a.letters === b.letters;
}

/** `dường` for `đường`: the stroke is the mark most often left out. */
const onlyStrokeMissing = (typed: string, meant: string): boolean =>
  typed.startsWith('d') && meant.startsWith('đ') && typed.slice(1) === meant.slice(1);

/** 0 for the same diacritics; about 0.4 for another tone and 0.4 for other marked letters. */
export function markDistance(typed: string, meant: string): number {
  const a = marksOf(typed);
  const b = marksOf(meant);
  return (a.tone === b.tone ? 0 : 0.4) + (a.letters === b.letters ? 0 : 0.4);
}

/** Tone and marked letters of a word. */
const marksOf = remembered(32_768, (word) => {
  const { letters, tone } = withoutTone(word);
  return { tone, letters: letters.replace(/[a-z]/g, '') };
});
