/** Reads a typed message: every word with what it may have been meant to be, the likeliest first. */

import { createWordGuesser, type Guess } from './guesses.ts';
import type { Lexicon } from './lexicon.ts';
import { choosePath } from './likeliest.ts';
import { addRepairs } from './repairs.ts';
import { cleanInput } from './text.ts';
import { decodeKeystrokes, readsRaw } from './typing.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { Reading } from './word-reading.ts';

export interface Token {
  /** As typed, in `TypedText.clean`. Two pieces of one word that were typed apart are one token. */
  typed: string;
  /** Span in `TypedText.clean`, UTF-16 code units. */
  start: number;
  end: number;
  /** The likeliest in this message first; the reading as typed is always among them. */
  readings: Reading[];
}

export interface TypedText {
  raw: string;
  /** Cut, composed, without invisible characters. */
  clean: string;
  /** `clean` with raw keystrokes decoded. */
  decoded: string;
  /** `clean` with every word in its likeliest reading; punctuation and capital letters kept. */
  text: string;
  tokens: Token[];
}

export type TypingReader = (text: string) => TypedText;

/** Makes a reader that repairs towards a vocabulary, which may go on growing; an empty one repairs nothing but keystrokes and chat. */
export function createTypingReader(deps: { vocabulary: Vocabulary; lexicon: Lexicon }): TypingReader {
  const guesser = createWordGuesser(deps);
  return (raw) => {
    const clean = cleanInput(raw);
    const decoded = decodeKeystrokes(clean, deps.vocabulary);
    const slots = guesser(clean, readsRaw(clean, deps.vocabulary));
    addRepairs(slots, deps.vocabulary);
    const tokens = choosePath(slots, deps.vocabulary).map(toToken);
    return { raw, clean, decoded, text: rewritten(clean, tokens), tokens };
  };
}

/** A stretch of the message with its guesses; the chosen one first. */
export interface Chosen {
  typed: string;
  start: number;
  end: number;
  guesses: Guess[];
}

function toToken({ typed, start, end, guesses }: Chosen): Token {
  return {
    typed,
    start,
    end,
    readings: guesses.map(({ text, folded, marked, cost, how }) => ({ text, folded, marked, cost, how })),
  };
}

/** Part of a message in its likeliest reading; a token that does not lie wholly between `start` and `end` (in `clean`) is left out. */
export function rewrittenSpan({ clean, tokens }: Pick<TypedText, 'clean' | 'tokens'>, start: number, end: number): string {
  const inside = tokens.filter((token) => token.start >= start && token.end <= end);
  return rewritten(clean, inside, start, end);
}

function rewritten(clean: string, tokens: Token[], start = 0, end = clean.length): string {
  let text = '';
  let at = start;
  for (const token of tokens) {
    const best = token.readings[0]!;
    const kept = best.how === 'typed' ? token.typed : inCaseOf(token.typed, best.text);
    text += clean.slice(at, token.start) + kept;
    at = token.end;
  }
  return text + clean.slice(at, end);
}

function inCaseOf(typed: string, read: string): string {
  const first = typed.slice(0, 1);
  if (first === first.toLowerCase() || read.includes(' ')) return read;
  return read.slice(0, 1).toUpperCase() + read.slice(1);
}
