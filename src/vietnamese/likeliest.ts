/** Chooses among the guesses for each word by what stands beside what in the texts (a noisy channel, read by Viterbi's algorithm). */
import type { Guess, Slot } from './guesses.ts';
import type { KnownWords } from './known-words.ts';
import { parseSyllable } from './syllable.ts';

/** What a reading costs before its neighbours are asked, in nats, and how much the neighbours say. Fitted on damaged text. */
const weights = { slip: 2, letter: 1.6, unknown: 7, unknownSyllable: 11, phrase: 2, joined: 3, smoothing: 40, exact: 0.8 };

/** Readings handed on for a word. */
const mostReadings = 5;

interface Step {
  guess: Guess;
  slot: Slot;
  cost: number;
  before: Step | undefined;
  /** Slots covered. */
  width: number;
}

/** The slots of the likeliest path, the chosen guess first, the typed one always kept. */
export function choosePath(slots: Slot[], vocabulary: KnownWords): Slot[] {
  if (slots.every((slot) => slot.guesses.length === 1)) return slots;
  const language = { known: vocabulary, slipRate: rateOfSlips(slots), marked: writtenWithMarks(slots) };
  const ends: Step[][] = Array.from({ length: slots.length + 1 }, () => []);
  slots.forEach((slot, i) => {
    for (const guess of slot.guesses) addStep(ends, i, 1, slot, guess, language);
    const joined = joinedSlot(slot, slots[i + 1], vocabulary);
    if (joined) addStep(ends, i, 2, joined, joined.guesses[0]!, language);
  });
  const path: Slot[] = [];
  let step = cheapest(ends[slots.length]!);
  while (step) {
    path.unshift(arranged(step));
    step = step.before;
  }
  return path;
}

const cheapest = (steps: Step[]): Step | undefined =>
  steps.reduce<Step | undefined>((best, step) => (best === undefined || step.cost < best.cost ? step : best), undefined);

function addStep(ends: Step[][], from: number, width: number, slot: Slot, guess: Guess, language: Language): void {
  const own = ownCost(guess, language.slipRate) + inside(language.known, guess);
  let best: Step | undefined;
  let least = Infinity;
  for (const before of from === 0 ? [undefined] : ends[from]!) {
    const cost = (before?.cost ?? 0) + surprise(language, before?.guess, guess);
    if (cost >= least) continue;
    least = cost;
    best = before;
  }
  if (least < Infinity) ends[from + width]!.push({ guess, slot, cost: least + own, before: best, width });
}

/** What the choice rests on: the known words, how often this person slips, and whether they type marks. */
interface Language {
  known: KnownWords;
  slipRate: number;
  marked: boolean;
}

/** A message with marks on a fifth of its words is written with marks: a bare word in it is meant bare. */
const writtenWithMarks = (slots: Slot[]): boolean =>
  slots.filter(({ guesses }) => guesses[0]!.marked || guesses[1]?.how === 'decoded').length * 5 > slots.length;

/** Share of words this person mistypes, judged by the words nobody else ever wrote. */
function rateOfSlips(slots: Slot[]): number {
  const strange = slots.filter(
    ({ guesses }) => !guesses[0]!.known && guesses.some((g) => g.how === 'repaired' && g.cost < 1.3),
  ).length;
  return Math.min(0.5, (0.1 + 1.5 * strange) / (slots.length + 3));
}

function ownCost(guess: Guess, slipRate: number): number {
  if (guess.how === 'repaired') return guess.cost * weights.slip - Math.log(slipRate) + 0.5 * Math.log(guess.folded.length);
  return guess.cost * weights.slip - (guess.known ? Math.log(1 - slipRate) : 0);
}

/** Words of an expansion follow each other by definition; one the texts never use that way is less likely meant. */
function inside(vocabulary: KnownWords, { words }: Guess): number {
  for (let i = 1; i < words.length; i++) if (vocabulary.countPair(words[i - 1]!, words[i]!) === 0) return weights.phrase * 2;
  return words.length > 1 ? weights.phrase : 0;
}

/** How unexpected a word is after another: pairs where the texts have them, single counts elsewhere. With marks where they were typed. */
function surprise({ known, marked }: Language, before: Guess | undefined, guess: Guess): number {
  const word = guess.words[0]!;
  if (!guess.known) return parseSyllable(guess.text) ? weights.unknownSyllable : weights.unknown + weights.letter * word.length;
  const size = known.size + 1000;
  const last = before?.words.at(-1);
  const folded = chance(
    known.countFolded(word),
    size,
    last === undefined ? undefined : [known.countFolded(last), known.countPair(last, word)],
  );
  if (!marked) return -Math.log(folded);
  const written = guess.text.split(' ', 1)[0]!;
  const lastWritten = before?.text.slice(before.text.lastIndexOf(' ') + 1);
  const pair: [number, number] | undefined =
    lastWritten === undefined ? undefined : [known.count(lastWritten), known.countExactPair(lastWritten, written)];
  const exact = chance(known.count(written), size, pair);
  return -Math.log(weights.exact * exact + (1 - weights.exact) * folded * 0.3);
}

/** Probability of a word by its count, and by how often it follows the one before. */
function chance(count: number, size: number, pair: [number, number] | undefined): number {
  const alone = (count + 0.3) / size;
  return pair === undefined ? alone : (pair[1] + weights.smoothing * alone) / (pair[0] + weights.smoothing);
}

function joinedSlot(left: Slot, right: Slot | undefined, vocabulary: KnownWords): Slot | undefined {
  if (!right) return undefined;
  const a = left.guesses[0]!;
  const b = right.guesses[0]!;
  if ((a.known && b.known) || right.start !== left.end + 1) return undefined;
  const text = a.text + b.text;
  const folded = a.folded + b.folded;
  if (vocabulary.count(text) === 0 && (text !== folded || vocabulary.countFolded(folded) === 0)) return undefined;
  const typed = `${left.typed} ${right.typed}`;
  const base = { marked: text !== folded, known: true };
  const guesses: Guess[] = [
    { ...base, text, folded, cost: weights.joined / weights.slip, how: 'joined', words: [folded] },
    {
      ...base,
      text: `${a.text} ${b.text}`,
      folded: `${a.folded} ${b.folded}`,
      cost: 0,
      how: 'typed',
      words: [a.folded, b.folded],
    },
  ];
  return { typed, start: left.start, end: right.end, guesses };
}

/** The chosen guess, then the others by cost, the one as typed never dropped. */
function arranged({ guess, slot }: Step): Slot {
  const others = slot.guesses.filter((other) => other !== guess).sort((a, b) => a.cost - b.cost);
  return { ...slot, guesses: [guess, ...others].slice(0, mostReadings) };
}
