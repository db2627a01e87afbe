/** Misspelled words: the known words a slip or two away, those that fit the neighbours first. */
import { type Guess, makeGuess, type Slot } from './guesses.ts';
import { markDistance } from './marks.ts';
import { parseSyllable } from './syllable.ts';
import type { Counted, KnownWord, Vocabulary } from './vocabulary.ts';

/** Letters from which two slips are believable. */
const longWord = 9;
/** Letters beyond which a word is no word. */
const longestWord = 30;
/** Guesses kept for a word that may be misspelled. */
const mostRepairs = 10;
/** Words of one message that are repaired: a message with more slips is no question, and its time has to end. */
const mostRepaired = 100;

/**
 * Adds repairs to words nobody wrote. Known words, and proper Vietnamese syllables typed with their marks, are doubted only in a
 * message that shows slips elsewhere, and then only beside words they never stand beside.
 */
export function addRepairs(slots: Slot[], vocabulary: Vocabulary): void {
  // A figure that nobody wrote before is no slip.
  const slips = slots.some(({ guesses }) => isWord(guesses[0]!) && guesses[0]!.folded.length > 1 && !isPlausible(guesses));
  let repaired = 0;
  slots.forEach((slot, i) => {
    const asTyped = slot.guesses[0]!;
    if (repaired >= mostRepaired || !isWord(asTyped) || asTyped.folded.length > longestWord) return;
    if (!slips && isPlausible(slot.guesses)) return;
    const [before, after] = [slots[i - 1]?.guesses.at(-1), slots[i + 1]?.guesses.at(-1)];
    if (asTyped.known ? isSettled(asTyped, before, after, vocabulary) : isDecoded(slot)) return;
    repaired++;
    slot.guesses.push(...repairs(asTyped, before?.words.at(-1), after?.words[0], vocabulary));
  });
}

const isWord = ({ text }: Guess): boolean => /^\p{L}/u.test(text);

const isDecoded = (slot: Slot): boolean => slot.guesses.some((guess) => guess.how === 'decoded' && guess.known);

/** Known, or spelled as a Vietnamese syllable with its marks. */
const isPlausible = (guesses: Guess[]): boolean =>
  guesses.some((guess) => guess.known) || (guesses[0]!.marked && parseSyllable(guesses[0]!.text) !== undefined);

/** A known word that stands between words it is known to stand beside is left alone: as it is written, where it was typed with marks. */
function isSettled(typed: Guess, before: Guess | undefined, after: Guess | undefined, vocabulary: Vocabulary): boolean {
  const of = (guess: Guess | undefined): (Counted | undefined)[] => (typed.marked ? guess?.forms : guess?.words) ?? [];
  const [own] = of(typed);
  const standBeside = (left: Counted | undefined, right: Counted | undefined): boolean =>
    left === undefined || right === undefined || vocabulary.pairWeight(left, right) > 0;
  return standBeside(of(before).at(-1), own) && standBeside(own, of(after)[0]);
}

function repairs(asTyped: Guess, before: KnownWord | undefined, after: KnownWord | undefined, vocabulary: Vocabulary): Guess[] {
  const { text, folded } = asTyped;
  const words = vocabulary.near(folded, folded.length >= longWord ? 2 : 1).map((near) => {
    const word = vocabulary.word(near.folded)!;
    const beside = (before ? vocabulary.pairWeight(before, word) : 0) + (after ? vocabulary.pairWeight(word, after) : 0);
    return { word, near, promise: Math.log(word.weight + 1) + 2 * Math.log(1 + 4 * beside) - 2 * near.distance };
  });
  const found: { text: string; folded: string; cost: number; promise: number }[] = [];
  for (const { word, near, promise } of words.sort((a, b) => b.promise - a.promise)) {
    // Marks only lower the promise: no form of the words that follow can be among the best.
    if (found.length >= mostRepairs && promise < found[mostRepairs - 1]!.promise) break;
    for (const { form, distance } of asTyped.marked ? closestForms(text, word) : [{ form: word.folded, distance: 0 }]) {
      if (form === text) continue;
      found.push({ text: form, folded: word.folded, cost: near.distance + distance, promise: promise - 2 * distance });
    }
    found.sort((a, b) => b.promise - a.promise);
  }
  return found.slice(0, mostRepairs).map((one) => makeGuess(vocabulary, one.text, one.folded, 'repaired', one.cost));
}

/** The written forms of a word whose marks are closest to those typed, at most two. */
function closestForms(typed: string, word: KnownWord): { form: string; distance: number }[] {
  const forms: { form: string; distance: number; weight: number }[] = [];
  for (const [form, { weight }] of word.forms) if (weight > 0) forms.push({ form, weight, distance: markDistance(typed, form) });
  return forms.sort((a, b) => a.distance - b.distance || b.weight - a.weight).slice(0, 2);
}
