/** What each word of a message may have been meant to be, before the neighbours are asked. */
import type { Lexicon } from './lexicon.ts';
import { markDistance } from './marks.ts';
import { takeApart } from './parts.ts';
import { canonical, fold, spelling } from './text.ts';
import { possibleDecoding } from './typing.ts';
import type { Counted, KnownWord, Vocabulary } from './vocabulary.ts';
import type { HowRead, Reading } from './word-reading.ts';

/** A reading with what choosing among them needs. */
export interface Guess extends Reading {
  /** The words it stands for, as the vocabulary knows them. */
  words: (KnownWord | undefined)[];
  /** The same words as written. */
  forms: (Counted | undefined)[];
  /** Whether every word is known: with its marks where it was written with marks. */
  known: boolean;
}

/** A word of the message, its place, and its guesses; the first one is the word as typed. */
export interface Slot {
  typed: string;
  start: number;
  end: number;
  guesses: Guess[];
}

const piece = /\p{L}[\p{L}\p{M}\d]*|\d+(?:[.,/]\d+)*%?/gu;
const wordOrNumber = /[\p{L}\p{M}]+|\d+(?:[.,/]\d+)*%?/gu;

export type WordGuesser = (clean: string, raw: boolean) => Slot[];

/** Makes the reader of single words: as typed, keystrokes decoded, abbreviations, chat spelling and words of a region expanded, joined words taken apart. */
export function createWordGuesser({ vocabulary, lexicon }: { vocabulary: Vocabulary; lexicon: Lexicon }): WordGuesser {
  function readWord(typed: string, raw: boolean): Guess[] {
    const { text, folded } = spelling(typed);
    const asTyped = makeGuess(vocabulary, text, folded, 'typed', 0);
    if (!/^\p{L}/u.test(text)) return [asTyped];
    // A single capital is an initial or a label, not chat spelling.
    const guesses = [asTyped, ...decoded(typed, raw), ...(/^\p{Lu}$/u.test(typed) ? [] : expanded(asTyped))];
    if (!asTyped.known && folded.length >= 4) {
      for (const parts of takeApart(folded, vocabulary)) {
        guesses.push(makeGuess(vocabulary, parts, parts, 'split', 0.3 * parts.split(' ').length));
      }
    }
    return guesses;
  }

  function decoded(typed: string, raw: boolean): Guess[] {
    const decoding = possibleDecoding(typed);
    if (!decoding) return [];
    const text = canonical(decoding.text);
    return [makeGuess(vocabulary, text, fold(text), 'decoded', raw || decoding.certain ? 0.1 : 0.8)];
  }

  /**
   * Abbreviations, chat spelling and words of a region. Marks that were typed must be those of an expansion (`fòng` is `phòng`, `ãđ` is not `ad`),
   * or those of the word of the region itself: `mô` is `nào`, `mổ` is not.
   */
  function expanded(asTyped: Guess): Guess[] {
    const marks = /[^a-zđ]/.test(asTyped.text);
    const of = (phrases: string[] | undefined, how: HowRead): Guess[] =>
      (phrases ?? []).flatMap((phrase) => {
        const text = phrase.split(' ').map(canonical).join(' ');
        if (text === asTyped.text || (marks && how !== 'regional' && markDistance(asTyped.text, text) > 0)) return [];
        return [makeGuess(vocabulary, text, fold(text), how, asTyped.known ? 1 : 0.3)];
      });
    return [
      ...of(lexicon.abbreviations.get(asTyped.folded), 'abbreviation'),
      ...of(lexicon.chat.get(asTyped.folded), 'chat'),
      ...of(lexicon.regional.get(asTyped.text), 'regional'),
    ];
  }

  return (clean, raw) => {
    const slots: Slot[] = [];
    for (const match of clean.matchAll(piece)) {
      const whole = match[0];
      const mixed = /\d/.test(whole) && /\p{L}/u.test(whole) && !possibleDecoding(whole);
      for (const part of mixed ? whole.matchAll(wordOrNumber) : [{ 0: whole, index: 0 }]) {
        const start = match.index + part.index;
        slots.push({ typed: part[0], start, end: start + part[0].length, guesses: readWord(part[0], raw) });
      }
    }
    return slots;
  };
}

/** A guess with its words looked up. `text` is canonical, words parted by one space. */
export function makeGuess(vocabulary: Vocabulary, text: string, folded: string, how: HowRead, cost: number): Guess {
  const marked = text !== folded;
  if (!folded.includes(' ')) {
    const word = vocabulary.word(folded);
    const form = live(word?.forms.get(text));
    return {
      text,
      folded,
      marked,
      cost,
      how,
      words: [word],
      forms: [form],
      known: marked ? form !== undefined : word !== undefined,
    };
  }
  const words = folded.split(' ').map((one) => vocabulary.word(one));
  const forms = text.split(' ').map((one, i) => live(words[i]?.forms.get(one)));
  return { text, folded, marked, cost, how, words, forms, known: true };
}

const live = (form: Counted | undefined): Counted | undefined => (form && form.weight > 0 ? form : undefined);
