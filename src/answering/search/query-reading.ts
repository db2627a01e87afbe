import type { Token, TypedText } from '../../vietnamese/reading.ts';
import type { Syllable } from '../../vietnamese/text.ts';
import type { Reading } from '../../vietnamese/word-reading.ts';
import { type Question, readWords } from '../question/question.ts';
import type { Query, QueryWord, WordReading } from './query.ts';

/** How fast a reading loses weight with its distance from the likeliest one: fast where that one is simply what was typed. */
const doubtIfTyped = 3;
const doubtIfRepaired = 1;
/** Readings of one word that are looked up. */
const mostReadings = 3;

/** A typed message as a question for the index, with what was read from it. */
export interface ReadQuery {
  query: Query;
  question: Question;
  /** Cost of the likeliest readings, summed: how much had to be repaired. */
  repairs: number;
}

const asWordReading = ({ text, folded, marked }: Pick<Reading, 'text' | 'folded' | 'marked'>, weight: number): WordReading => ({
  text,
  folded,
  weight,
  agrees: marked ? (form) => form === text : () => true,
});

/** The likeliest reading of a token may be several words (an abbreviation, a joined word); then the others are dropped. */
function wordsOf(token: Token): { word: Syllable; readings: WordReading[] }[] {
  const best = token.readings[0]!;
  const span = { start: token.start, end: token.end };
  if (best.text.includes(' ')) {
    const folded = best.folded.split(' ');
    return best.text.split(' ').map((text, i) => {
      const part = { text, folded: folded[i] ?? text, marked: text !== folded[i] };
      return { word: { ...part, ...span }, readings: [asWordReading(part, 1)] };
    });
  }
  // A word typed with its diacritics is not the word with others: `đường` never means `dương`.
  const another = ({ text, folded }: Reading): boolean =>
    best.how === 'typed' && best.marked && folded === best.folded && text !== best.text;
  const single = token.readings.filter((reading) => !reading.text.includes(' ') && !another(reading)).slice(0, mostReadings);
  const doubt = best.how === 'typed' ? doubtIfTyped : doubtIfRepaired;
  const readings = single.map((reading) => asWordReading(reading, Math.min(1, Math.exp(-doubt * (reading.cost - best.cost)))));
  return [{ word: { text: best.text, folded: best.folded, ...span }, readings }];
}

function startsWithCapital(text: string, at: number): boolean {
  const first = text.slice(at, at + 1);
  return first !== first.toLowerCase();
}

export function readQuery(typed: TypedText): ReadQuery {
  const parts = typed.tokens.flatMap(wordsOf);
  const question = readWords(parts.map((part) => part.word));
  const capitals = parts.map(({ word }, i) => i > 0 && startsWithCapital(typed.clean, word.start));
  // In a message of capitals they say nothing.
  const telling = capitals.filter(Boolean).length * 2 <= parts.length;
  const words = parts.map(({ word, readings }, i): QueryWord => {
    return {
      text: word.text,
      role: question.words[i]!.role,
      capital: telling && capitals[i]!,
      digit: /^\d/.test(word.text),
      readings,
    };
  });
  const marked = typed.tokens.some(({ readings: [best] }) => (best!.how === 'typed' || best!.how === 'decoded') && best!.marked);
  const repairs = typed.tokens.reduce((sum, { readings }) => sum + (readings[0]!.how === 'typed' ? 0 : readings[0]!.cost), 0);
  return { query: { words, kind: question.kind, wants: question.wants, focus: question.focus, marked }, question, repairs };
}
