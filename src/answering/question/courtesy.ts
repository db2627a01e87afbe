import { type Syllable, syllables } from '../../vietnamese/text.ts';

/** What people put around a question: folded word sequences, longest taken first. */
export interface Courtesy {
  /** The span (UTF-16 code units) of a text without greetings, leave to ask, thanks and particles around it; the whole text where nothing would be left. */
  within(text: string): { start: number; end: number };
}

interface Node {
  next: Map<string, Node>;
  ends: boolean;
}

/** Words that must be left for a question to be one. */
const fewest = 2;
/** Phrases of courtesy that follow one another. */
const mostPhrases = 8;

const newNode = (): Node => ({ next: new Map(), ends: false });

function plant(root: Node, words: readonly string[]): void {
  let node = root;
  for (const word of words) {
    const next = node.next.get(word) ?? newNode();
    node.next.set(word, next);
    node = next;
  }
  if (words.length > 0) node.ends = true;
}

/** Words taken by the longest phrase that begins with the first of `words`. */
function longestPhrase(root: Node, words: readonly string[]): number {
  let node: Node | undefined = root;
  let longest = 0;
  for (let i = 0; i < words.length; i++) {
    node = node.next.get(words[i]!);
    if (!node) break;
    if (node.ends) longest = i + 1;
  }
  return longest;
}

/** @param openings phrases before a question; @param closings phrases after it. Both with diacritics, matched without. */
export function createCourtesy(openings: readonly string[], closings: readonly string[]): Courtesy {
  const before = newNode();
  const after = newNode();
  const folded = (text: string): string[] => syllables(text).map((word) => word.folded);
  for (const phrase of openings) plant(before, folded(phrase));
  for (const phrase of closings) plant(after, folded(phrase).toReversed());
  return {
    within(text) {
      let words: Syllable[] = syllables(text);
      let [start, end] = [0, text.length];
      for (let i = 0; i < mostPhrases; i++) {
        const opening = longestPhrase(before, words.map((word) => word.folded));
        if (opening > 0 && words.length - opening >= fewest) {
          words = words.slice(opening);
          start = words[0]!.start;
        }
        const closing = longestPhrase(after, words.map((word) => word.folded).toReversed());
        if (closing > 0 && words.length - closing >= fewest) {
          words = words.slice(0, words.length - closing);
          end = words.at(-1)!.end;
        } else if (opening === 0 || words.length - opening < fewest) break;
      }
      return { start, end };
    },
  };
}
