/** Chooses among the guesses for each word by what stands beside what in the texts (a noisy channel, read by Viterbi's algorithm). */
import { type Guess, makeGuess, type Slot } from './guesses.ts';
import { parseSyllable } from './syllable.ts';
import type { Counted, Vocabulary } from './vocabulary.ts';

/** Costs in nats, fitted on damaged text: what a reading costs before its neighbours are asked, and how much they say. */
const weights = { slip: 2, letter: 1.6, unknown: 7, unknownSyllable: 11, phrase: 2, joined: 1.5, smoothing: 40, exact: 0.8 };

/** Readings handed on for a word. */
const mostReadings = 5;
/** Paths followed at a time. */
const beam = 6;

interface Step {
  guess: Guess;
  slot: Slot;
  cost: number;
  before: Step | undefined;
}

/** What the choice rests on: how often this person slips, and whether they type marks. */
interface Language {
  vocabulary: Vocabulary;
  size: number;
  slipRate: number;
  marked: boolean;
}

/** The slots of the likeliest path, the chosen guess first, the typed one always kept. */
export function choosePath(slots: Slot[], vocabulary: Vocabulary): Slot[] {
  if (slots.every((slot) => slot.guesses.length === 1)) return slots;
  const language = { vocabulary, size: vocabulary.size + 1000, slipRate: rateOfSlips(slots), marked: writtenWithMarks(slots) };
  const ends: Step[][] = Array.from({ length: slots.length + 1 }, () => []);
  slots.forEach((slot, i) => {
    const before = i === 0 ? [undefined] : best(ends[i]!, beam);
    for (const guess of slot.guesses) ends[i + 1]!.push(cheapestStep(before, slot, guess, language));
    const joined = joinedSlot(slot, slots[i + 1], vocabulary);
    if (joined) ends[i + 2]!.push(cheapestStep(before, joined, joined.guesses[0]!, language));
  });
  const path: Slot[] = [];
  for (let step = best(ends[slots.length]!, 1)[0]; step; step = step.before) path.unshift(arranged(step));
  return path;
}

const best = (steps: Step[], most: number): Step[] =>
  steps.length <= 1 ? steps : steps.sort((a, b) => a.cost - b.cost).slice(0, most);

function cheapestStep(befores: (Step | undefined)[], slot: Slot, guess: Guess, language: Language): Step {
  let cheapest: Step | undefined;
  let least = Infinity;
  for (const before of befores) {
    // The paths come cheapest first, and no word makes one cheaper.
    if (before && before.cost >= least) break;
    const cost = (before?.cost ?? 0) + surprise(language, before?.guess, guess);
    if (cost >= least) continue;
    least = cost;
    cheapest = before;
  }
  return { guess, slot, cost: least + ownCost(guess, language), before: cheapest };
}

/** A message with marks on a fifth of its words is written with marks: a bare word in it is meant bare. */
const writtenWithMarks = (slots: Slot[]): boolean =>
  slots.filter(({ guesses }) => guesses[0]!.marked || guesses[1]?.how === 'decoded').length * 5 > slots.length;

/** Share of words this person mistypes, judged by the words nobody else ever wrote. */
function rateOfSlips(slots: Slot[]): number {
  const strange = slots.filter(
    ({ guesses }) => !guesses[0]!.known && guesses.some((guess) => guess.how === 'repaired' && guess.cost < 1.3),
  ).length;
  return Math.min(0.5, (0.1 + 1.5 * strange) / (slots.length + 3));
}

function ownCost(guess: Guess, { slipRate, vocabulary }: Language): number {
  if (guess.how === 'repaired') return guess.cost * weights.slip - Math.log(slipRate) + 0.5 * Math.log(guess.folded.length);
  return guess.cost * weights.slip - (guess.known ? Math.log(1 - slipRate) : 0) + inside(vocabulary, guess);
}

/** Words of an expansion follow each other by definition; one the texts never use that way is less likely meant. */
function inside(vocabulary: Vocabulary, { words }: Guess): number {
  for (let i = 1; i < words.length; i++) {
    const [left, right] = [words[i - 1], words[i]];
    if (!left || !right || vocabulary.pairWeight(left, right) === 0) return weights.phrase * 2;
  }
  return words.length > 1 ? weights.phrase : 0;
}

/** How unexpected a word is after another: pairs where the texts have them, single counts elsewhere. With marks where they were typed. */
function surprise(language: Language, before: Guess | undefined, guess: Guess): number {
  if (!guess.known) return unknownCost(guess);
  const folded = chance(language, before?.words.at(-1), guess.words[0], before);
  if (!language.marked) return -Math.log(folded);
  const exact = chance(language, before?.forms.at(-1), guess.forms[0], before);
  return -Math.log(weights.exact * exact + (1 - weights.exact) * folded * 0.3);
}

function unknownCost({ text }: Guess): number {
  return parseSyllable(text) ? weights.unknownSyllable : weights.unknown + weights.letter * text.length;
}

/** Probability of a word by its weight, and by how often it follows the one before. */
function chance(
  { vocabulary, size }: Language,
  left: Counted | undefined,
  right: Counted | undefined,
  before: Guess | undefined,
): number {
  const alone = ((right?.weight ?? 0) + 0.3) / size;
  if (before === undefined) return alone;
  const pair = left && right ? vocabulary.pairWeight(left, right) : 0;
  return (pair + weights.smoothing * alone) / ((left?.weight ?? 0) + weights.smoothing);
}

/** Two pieces typed apart that are one known word together, at least one of them unknown alone: `ph ường`. */
function joinedSlot(left: Slot, right: Slot | undefined, vocabulary: Vocabulary): Slot | undefined {
  if (!right) return undefined;
  const a = left.guesses[0]!;
  const b = right.guesses[0]!;
  if ((a.known && b.known) || right.start !== left.end + 1) return undefined;
  const joined = makeGuess(vocabulary, a.text + b.text, a.folded + b.folded, 'joined', weights.joined);
  if (!joined.known) return undefined;
  const apart = makeGuess(vocabulary, `${a.text} ${b.text}`, `${a.folded} ${b.folded}`, 'typed', 0);
  return { typed: `${left.typed} ${right.typed}`, start: left.start, end: right.end, guesses: [joined, apart] };
}

/** The chosen guess, then the others by cost, the one as typed never dropped. */
function arranged({ guess, slot }: Step): Slot {
  const others = slot.guesses.filter((other) => other !== guess).sort((a, b) => a.cost - b.cost);
  return { ...slot, guesses: [guess, ...others].slice(0, mostReadings) };
}
