/** What each word of a message may have been meant to be, before the neighbours are asked. */

import type { Lexicon } from './lexicon.ts';
import { markDistance } from './marks.ts';
import { takeApart } from './parts.ts';
import type { HowRead, Reading } from './reading.ts';
import { canonical, fold, spelling } from './text.ts';
import { possibleDecoding } from './typing.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A reading with what choosing among them needs. */
export interface Guess extends Reading {
  /** Folded words in order. */
  words: string[];
  /** Whether the texts hold it. */
  known: boolean;
}

/** A word of the message, its place, and its guesses; the first one is the word as typed. */
export interface Slot {
  typed: string;
  start: number;
  end: number;
  guesses: Guess[];
}

export type WordGuesser = (clean: string, raw: boolean) => Slot[];

const piece = /\p{L}[\p{L}\p{M}\d]*|\d+(?:[.,/]\d+)*%?/gu;
const wordOrNumber = /[\p{L}\p{M}]+|\d+(?:[.,/]\d+)*%?/gu;

/** Letters from which two slips are believable. */
const longWord = 9;
/** Guesses kept for a word that may be misspelled. */
const mostRepairs = 14;

export function createWordGuesser({ vocabulary, lexicon }: { vocabulary: Vocabulary; lexicon: Lexicon }): WordGuesser {
  const guess = (text: string, folded: string, how: HowRead, cost: number): Guess => ({
    text,
    folded,
    marked: text !== folded,
    cost,
    how,
    words: folded.split(' '),
    known: isKnown(vocabulary, text, folded),
  });

  function readWord(typed: string, raw: boolean): Guess[] {
    const { text, folded } = spelling(typed);
    const asTyped = guess(text, folded, 'typed', 0);
    if (/^[^\p{L}]/u.test(text)) return [asTyped];
    const guesses = [asTyped, ...decoded(typed, raw), ...expanded(folded, asTyped.known)];
    if (asTyped.known || folded.length < 2) return guesses;
    return [...guesses, ...apart(folded), ...repairs(text, folded, 1)];
  }

  function decoded(typed: string, raw: boolean): Guess[] {
    const decoding = possibleDecoding(typed);
    if (!decoding) return [];
    const text = canonical(decoding.text);
    return [guess(text, fold(text), 'decoded', raw || decoding.certain ? 0.1 : 0.8)];
  }

  function expanded(folded: string, known: boolean): Guess[] {
    const of = (phrases: string[] | undefined, how: HowRead, cost: number): Guess[] =>
      (phrases ?? []).map((phrase) =>
        guess(phrase.split(' ').map(canonical).join(' '), fold(phrase.split(' ').map(canonical).join(' ')), how, cost),
      );
    const cost = known ? 1 : 0.3;
    return [...of(lexicon.abbreviations.get(folded), 'abbreviation', cost), ...of(lexicon.chat.get(folded), 'chat', cost)];
  }

  const apart = (folded: string): Guess[] =>
    takeApart(folded, vocabulary).map((parts) => guess(parts, parts, 'split', 0.5 + 0.3 * parts.split(' ').length));

  function repairs(text: string, folded: string, weight: number): Guess[] {
    const found: Guess[] = [];
    for (const { folded: meant, distance } of vocabulary.near(folded, folded.length >= longWord ? 2 : 1)) {
      if (text === folded) found.push(guess(meant, meant, 'repaired', distance * weight));
      else
        for (const form of vocabulary.forms(meant).slice(0, 3))
          found.push(guess(form, meant, 'repaired', (distance + markDistance(text, form)) * weight));
    }
    const promise = (g: Guess): number => Math.log(vocabulary.countFolded(g.folded) + 1) - 3 * g.cost;
    return found
      .filter((g) => g.text !== text)
      .sort((a, b) => promise(b) - promise(a))
      .slice(0, mostRepairs);
  }

  return (clean, raw) => {
    const slots: Slot[] = [];
    for (const match of clean.matchAll(piece)) {
      const whole = match[0];
      const pieces =
        /\d/.test(whole) && /\p{L}/u.test(whole) && !possibleDecoding(whole) ? [...whole.matchAll(wordOrNumber)] : undefined;
      for (const part of pieces ?? [Object.assign([whole], { index: 0 })]) {
        const start = match.index + part.index;
        slots.push({ typed: part[0]!, start, end: start + part[0]!.length, guesses: readWord(part[0]!, raw) });
      }
    }
    return slots;
  };
}

function isKnown(vocabulary: Vocabulary, text: string, folded: string): boolean {
  if (text.includes(' ')) return true;
  return text === folded ? vocabulary.countFolded(folded) > 0 : vocabulary.count(text) > 0;
}
