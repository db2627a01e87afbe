/** Chooses among the guesses for each word by what stands beside what in the texts (a noisy channel, read by Viterbi's algorithm). */
import type { Guess, Slot } from './guesses.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What a reading costs before its neighbours are asked, in nats, and how much the neighbours say. Fitted on damaged text. */
const weights = { repaired: 3.5, slip: 2.2, joined: 3, unknown: 6, smoothing: 40 };

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
export function choosePath(slots: Slot[], vocabulary: Vocabulary): Slot[] {
  if (slots.every((slot) => slot.guesses.length === 1)) return slots;
  const ends: Step[][] = Array.from({ length: slots.length + 1 }, () => []);
  slots.forEach((slot, i) => {
    for (const guess of slot.guesses) addStep(ends, i, 1, slot, guess, vocabulary);
    const joined = joinedSlot(slot, slots[i + 1], vocabulary);
    if (joined) addStep(ends, i, 2, joined, joined.guesses[0]!, vocabulary);
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

function addStep(ends: Step[][], from: number, width: number, slot: Slot, guess: Guess, vocabulary: Vocabulary): void {
  const own = ownCost(guess);
  let best: Step | undefined;
  let least = Infinity;
  for (const before of from === 0 ? [undefined] : ends[from]!) {
    const cost = (before?.cost ?? 0) + surprise(vocabulary, before?.guess.words.at(-1), guess);
    if (cost >= least) continue;
    least = cost;
    best = before;
  }
  if (least < Infinity) ends[from + width]!.push({ guess, slot, cost: least + own, before: best, width });
}

function ownCost(guess: Guess): number {
  const slips = guess.cost * weights.slip;
  return guess.how === 'repaired' ? slips + weights.repaired : slips;
}

/** How unexpected a word is after another: pairs where the texts have them, single counts elsewhere. */
function surprise(vocabulary: Vocabulary, before: string | undefined, guess: Guess): number {
  const word = guess.words[0]!;
  const size = vocabulary.size + 1000;
  if (!guess.known) return weights.unknown + Math.log(size);
  const alone = (vocabulary.countFolded(word) + 0.3) / size;
  if (before === undefined) return -Math.log(alone);
  const context = vocabulary.countFolded(before);
  const pair = vocabulary.countPair(before, word);
  return -Math.log((pair + weights.smoothing * alone) / (context + weights.smoothing));
}

function joinedSlot(left: Slot, right: Slot | undefined, vocabulary: Vocabulary): Slot | undefined {
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
