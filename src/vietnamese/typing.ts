/** Raw keystrokes in a message: which words were typed with the input method switched off, and what they spell. */
import { isEnglishLookalike } from './english-lookalikes.ts';
import { type Decoding, decodeWord, withoutDoubledKeys } from './keystrokes.ts';
import { remembered } from './remembered.ts';
import { parseSyllable } from './syllable.ts';
import { canonical } from './text.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Words that may hold keys: letters, with VNI digits among them. */
const keyedWord = /\p{L}[\p{L}\p{M}\d]*/gu;
/** Words whose doubled `o` is Vietnamese as it stands. */
const properDoubled = /^(?:xoong|boong|goong|moong|toong|loong|coong|sooc|mooc|rooc|booc|tooc)$/;

/**
 * Replaces raw Telex and VNI keystrokes by the Vietnamese they spell (`baafu cu73` → `bầu cử`); everything else keeps every character.
 * A word is decoded when its keys can mean nothing else, or when the rest of the message or the vocabulary says so. A word the
 * vocabulary knows as typed stays, unless it knows the decoded one far better and the message is plainly raw.
 */
export function decodeKeystrokes(text: string, vocabulary?: Vocabulary): string {
  if (!/[sfrxjzw\d]|aa|ee|oo|dd|[aeo][a-z]+[aeo]|d[a-z]+d/i.test(text)) return text;
  const raw = readsRaw(text, vocabulary);
  return text.replace(keyedWord, (word, at: number) => {
    if (partOfAddress(text, at, word.length)) return word;
    const decoded = decodeOne(word, raw, vocabulary);
    return decoded === undefined ? word : withCase(decoded, word);
  });
}

/** What the keys in one word spell, whatever the rest of the message says; `undefined` for numbers, labels and proper Vietnamese. */
export const possibleDecoding: (word: string) => Decoding | undefined = remembered(16_384, (word) => {
  const lower = word.normalize('NFC').toLowerCase();
  if (parseSyllable(lower) && !/^[a-z]*(?:oong|ooc)$/.test(lower)) return undefined;
  if (/^\p{Lu}+\d+$/u.test(word)) return undefined;
  return decodeWord(lower);
});

/** Whether the message as a whole was typed with the input method off: one certain word, or two that are no English. */
export function readsRaw(text: string, vocabulary?: Vocabulary): boolean {
  let hints = 0;
  for (const [word] of text.matchAll(keyedWord)) {
    const lower = word.toLowerCase();
    const decoding = possibleDecoding(word);
    if (!decoding || isEnglishLookalike(lower) || properDoubled.test(lower) || (vocabulary?.count(lower) ?? 0) > 0) continue;
    hints += decoding.certain ? 2 : Number(word === lower && lower.length > 2);
    if (hints >= 2) return true;
  }
  return false;
}

function decodeOne(word: string, raw: boolean, vocabulary: Vocabulary | undefined): string | undefined {
  const lower = word.toLowerCase();
  const decoding = possibleDecoding(word);
  if (!decoding) return takenBack(lower, raw, vocabulary);
  const known = vocabulary?.count(lower) ?? 0;
  const meant = vocabulary?.count(canonical(decoding.text)) ?? 0;
  if (known > 0) return raw && meant > 4 * known ? decoding.text : undefined;
  if (properDoubled.test(lower) && !(raw && meant > 0)) return undefined;
  if (isEnglishLookalike(lower)) return raw && (meant > 0 || lower.length <= 3) ? decoding.text : undefined;
  if (decoding.certain || raw) return decoding.text;
  if (word !== lower || decoding.method === 'vni') return undefined;
  return vocabulary && vocabulary.size > 0 && meant === 0 ? undefined : decoding.text;
}

/** `tesst` for `test`: only where the word without the doubled key is one we know. */
function takenBack(lower: string, raw: boolean, vocabulary: Vocabulary | undefined): string | undefined {
  if (!raw || !/ss|ff|rr|xx|jj|ww|aaa|eee|ooo|ddd/.test(lower) || (vocabulary?.count(lower) ?? 0) > 0) return undefined;
  const plain = withoutDoubledKeys(lower);
  if (plain === undefined) return undefined;
  return isEnglishLookalike(plain) || (vocabulary?.count(plain) ?? 0) > 0 ? plain : undefined;
}

/** Web and mail addresses, file names and handles are not typed with an input method. */
function partOfAddress(text: string, at: number, length: number): boolean {
  const before = text[at - 1] ?? ' ';
  if (/[@#_\\]/.test(before) || /[@_]/.test(text[at + length] ?? ' ')) return true;
  return (
    /\p{L}\.$/u.test(text.slice(Math.max(0, at - 2), at)) || /^(?:\.[a-z]|:\/\/)/i.test(text.slice(at + length, at + length + 3))
  );
}

function withCase(decoded: string, typed: string): string {
  if (typed === typed.toLowerCase()) return decoded;
  if (typed.length > 1 && typed === typed.toUpperCase()) return decoded.toUpperCase();
  return decoded.slice(0, 1).toUpperCase() + decoded.slice(1);
}
