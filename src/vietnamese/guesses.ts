/** What each word of a message may have been meant to be, before the neighbours are asked. */

import type { KnownWords } from './known-words.ts';
import type { Lexicon } from './lexicon.ts';
import { markDistance } from './marks.ts';
import { takeApart } from './parts.ts';
import type { HowRead, Reading } from './reading.ts';
import { canonical, fold, spelling } from './text.ts';
import { possibleDecoding } from './typing.ts';

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

export function createWordGuesser({ vocabulary, lexicon }: { vocabulary: KnownWords; lexicon: Lexicon }): WordGuesser {
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
    const guesses = [asTyped, ...decoded(typed, raw), ...expanded(asTyped)];
    return asTyped.known || folded.length < 4 ? guesses : [...guesses, ...apart(folded)];
  }

  function decoded(typed: string, raw: boolean): Guess[] {
    const decoding = possibleDecoding(typed);
    if (!decoding) return [];
    const text = canonical(decoding.text);
    return [guess(text, fold(text), 'decoded', raw || decoding.certain ? 0.1 : 0.8)];
  }

  /** Abbreviations and chat spelling. Marks that were typed must be those of the reading: `fòng` is `phòng`, `ãđ` is not `ad`. */
  function expanded(asTyped: Guess): Guess[] {
    const marks = /[^a-zđ]/.test(asTyped.text);
    const of = (phrases: string[] | undefined, how: HowRead): Guess[] =>
      (phrases ?? []).flatMap((phrase) => {
        const text = phrase.split(' ').map(canonical).join(' ');
        if (text === asTyped.text || (marks && markDistance(asTyped.text, text) > 0)) return [];
        return [guess(text, fold(text), how, asTyped.known ? 1 : 0.3)];
      });
    return [...of(lexicon.abbreviations.get(asTyped.folded), 'abbreviation'), ...of(lexicon.chat.get(asTyped.folded), 'chat')];
  }

  const apart = (folded: string): Guess[] =>
    takeApart(folded, vocabulary).map((parts) => guess(parts, parts, 'split', 0.3 * parts.split(' ').length));

  /** Known words a slip away, those that fit the neighbours first. */
  function repairs({ text, folded }: Guess, before: string | undefined, after: string | undefined): Guess[] {
    const found: { guess: Guess; promise: number }[] = [];
    for (const { folded: meant, distance } of vocabulary.near(folded, folded.length >= longWord ? 2 : 1)) {
      const beside =
        (before === undefined ? 0 : vocabulary.countPair(before, meant)) +
        (after === undefined ? 0 : vocabulary.countPair(meant, after));
      const promise = Math.log(vocabulary.countFolded(meant) + 1) + 2 * Math.log(1 + 4 * beside) - 2 * distance;
      if (text === folded) {
        if (meant !== text) found.push({ guess: guess(meant, meant, 'repaired', distance), promise });
        continue;
      }
      for (const form of vocabulary.forms(meant).slice(0, 3)) {
        const cost = distance + markDistance(text, form);
        if (form !== text) found.push({ guess: guess(form, meant, 'repaired', cost), promise: promise - 2 * (cost - distance) });
      }
    }
    return found
      .sort((a, b) => b.promise - a.promise)
      .slice(0, mostRepairs)
      .map((one) => one.guess);
  }

  /** Adds repairs to words nobody wrote, and to known ones that stand beside words they never stand beside. */
  function addRepairs(slots: Slot[]): void {
    const strange = slots.filter(({ guesses }) => !guesses.some((g) => g.known) && guesses[0]!.folded.length > 1).length;
    slots.forEach((slot, i) => {
      const [asTyped] = slot.guesses;
      if (!/\p{L}/u.test(asTyped!.text) || asTyped!.folded.length > 30) return;
      const before = slots[i - 1]?.guesses.at(-1);
      const after = slots[i + 1]?.guesses.at(-1);
      if (asTyped!.known) {
        const left = before !== undefined && vocabulary.countPair(before.words.at(-1)!, asTyped!.folded) > 0;
        const right = after !== undefined && vocabulary.countPair(asTyped!.folded, after.words[0]!) > 0;
        if (strange > 0 ? left && right : left || right) return;
      } else if (slot.guesses.some((g) => g.how === 'decoded' && g.known)) return;
      slot.guesses.push(...repairs(asTyped!, before?.words.at(-1), after?.words[0]));
    });
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
    addRepairs(slots);
    return slots;
  };
}

function isKnown(vocabulary: KnownWords, text: string, folded: string): boolean {
  if (text.includes(' ')) return true;
  return text === folded ? vocabulary.countFolded(folded) > 0 : vocabulary.count(text) > 0;
}
