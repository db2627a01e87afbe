import { partsOfWay } from '../../elections/pack/ways.ts';
import { syllables } from '../../vietnamese/text.ts';

/** What people put around a question, as templates; the longest phrase is taken off first. */
export interface Courtesy {
  /** The span (UTF-16 code units) of a text without greetings, leave to ask, thanks and particles around it; the whole text where too little would be left. */
  within(text: string): { start: number; end: number };
}

/** A state of the phrases: what may come next, and where one may go without a word. */
interface State {
  next: Map<string, State[]>;
  skips: State[];
  ends: boolean;
}

/** Words that must be left for a question to be one. */
const fewest = 2;
/** Phrases of courtesy that follow one another. */
const mostPhrases = 8;

const newState = (): State => ({ next: new Map(), skips: [], ends: false });

/** Adds a template from the start state on; `backwards` for phrases that are read from the end of a message. */
function plant(start: State, template: string, backwards: boolean): void {
  const inOrder = <T>(list: T[]): T[] => (backwards ? list.toReversed() : list);
  let from = start;
  for (const alternatives of inOrder(partsOfWay(template))) {
    const joined = newState();
    for (const alternative of alternatives) {
      const words = inOrder(syllables(alternative).map(({ folded }) => folded));
      let at = from;
      words.forEach((word, i) => {
        const to = i === words.length - 1 ? joined : newState();
        at.next.set(word, [...(at.next.get(word) ?? []), to]);
        at = to;
      });
      if (words.length === 0) from.skips.push(joined);
    }
    from = joined;
  }
  from.ends = true;
}

/** The states reached without a word, each once. */
function reached(states: readonly State[]): State[] {
  const all = new Set(states);
  for (const state of all) for (const skip of state.skips) all.add(skip);
  return [...all];
}

/** Words taken by the longest phrase that begins with the first of `words`. */
function longestPhrase(start: State, words: readonly string[]): number {
  let states = reached([start]);
  let longest = 0;
  for (let i = 0; i < words.length && states.length > 0; i++) {
    states = reached(states.flatMap((state) => state.next.get(words[i]!) ?? []));
    if (states.some(({ ends }) => ends)) longest = i + 1;
  }
  return longest;
}

/** @param openings templates of what stands before a question; @param closings of what stands after it. With diacritics, matched without. */
export function createCourtesy(openings: readonly string[], closings: readonly string[]): Courtesy {
  const before = newState();
  const after = newState();
  for (const template of openings) plant(before, template, false);
  for (const template of closings) plant(after, template, true);
  return {
    within(text) {
      let words = syllables(text);
      for (let i = 0; i < mostPhrases; i++) {
        const opening = longestPhrase(
          before,
          words.map(({ folded }) => folded),
        );
        const opened = words.length - opening >= fewest ? words.slice(opening) : words;
        const closing = longestPhrase(after, opened.map(({ folded }) => folded).toReversed());
        const closed = opened.length - closing >= fewest ? opened.slice(0, opened.length - closing) : opened;
        if (closed.length === words.length) break;
        words = closed;
      }
      return { start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? text.length };
    },
  };
}
