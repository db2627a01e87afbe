/**
 * Keys of the two Vietnamese input methods applied to one word, as an input method that was switched off would have done.
 * Telex: `s f r x j` tones, `z` none, doubled `a e o d`, `w`; VNI: `1–5` tones, `0` none, `6` circumflex, `7` horn, `8` breve, `9` đ.
 */
import { parseSyllable, toneMarks, writeSyllable } from './syllable.ts';

export interface Decoding {
  /** The syllable the keys spell, canonical tone placement, lower case. */
  text: string;
  method: 'telex' | 'vni';
  /** Keys no English word or label has in this place: one such word shows that a message was typed raw. */
  certain: boolean;
}

interface Keys {
  letters: string[];
  tone: number;
  /** Different tone keys pressed: people correct themselves, but names like `Paris` have two as well. */
  tones: Set<string>;
  /** Keys that took effect, in order, named by what they did. */
  done: string[];
  /** Set when a doubled key took its effect back: what follows is meant literally. */
  cancelled: boolean;
}

const telexTones = 'sfrxj';
const vowel = /[aăâeêioôơuưy]/;

/** Reads the keys in a lower-case NFC word; `undefined` where there are none or they spell no Vietnamese syllable. */
export function decodeWord(word: string): Decoding | undefined {
  if (word.length < 2 || word.length > 14) return undefined;
  const method = /\d/.test(word) ? 'vni' : 'telex';
  const keys = press(word, method);
  if (!keys || keys.done.length === 0 || keys.cancelled || keys.tones.size > 1) return undefined;
  const text = spell(keys);
  return text === undefined ? undefined : { text, method, certain: isCertain(word, keys, method) };
}

/** `tesst` → `test`: a doubled key that means the letter itself; `undefined` where nothing was taken back. */
export function withoutDoubledKeys(word: string): string | undefined {
  const keys = press(word, 'telex');
  return keys?.cancelled && keys.done.length === 0 && keys.tone < 0 ? keys.letters.join('') : undefined;
}

function press(word: string, method: Decoding['method']): Keys | undefined {
  const keys: Keys = { letters: [], tone: -1, tones: new Set(), done: [], cancelled: false };
  for (const char of word.normalize('NFC')) {
    const [letter, tone] = takeTone(char);
    if (tone >= 0) keys.tone = tone;
    const effect = tone < 0 && !keys.cancelled && (method === 'vni' ? pressVni(keys, letter) : pressTelex(keys, letter));
    if (effect) continue;
    if (method === 'vni' && /\d/.test(letter)) return undefined;
    keys.letters.push(letter);
  }
  return keys;
}

function takeTone(char: string): [string, number] {
  if (char < '\x80') return [char, -1];
  const parts = Array.from(char.normalize('NFD'));
  const tone = toneMarks.findIndex((mark) => parts.includes(mark));
  return [
    parts
      .filter((part) => part !== toneMarks[tone])
      .join('')
      .normalize('NFC'),
    tone,
  ];
}

function pressTelex(keys: Keys, key: string): boolean {
  const last = keys.done.at(-1);
  if (telexTones.includes(key) && hasVowel(keys)) return pressTone(keys, key, telexTones.indexOf(key), last === key);
  if (key === 'z' && keys.tone >= 0) return pressTone(keys, key, -1, false);
  if (key === 'a' || key === 'e' || key === 'o') return circumflex(keys, key, last === key + key);
  if (key === 'd') return stroke(keys, last === 'dd');
  if (key !== 'w') return false;
  if (last === 'w') return false;
  return horn(keys, 'uoa') || loneW(keys);
}

function pressVni(keys: Keys, key: string): boolean {
  if (key >= '1' && key <= '5' && hasVowel(keys)) return pressTone(keys, key, Number(key) - 1, false);
  if (key === '0' && keys.tone >= 0) return pressTone(keys, key, -1, false);
  if (key === '6') return circumflexVni(keys);
  if (key === '7') return horn(keys, 'uo');
  if (key === '8') return horn(keys, 'a');
  return key === '9' && stroke(keys, false);
}

/** The vowel letters start after the onset: the `i` of `gi` and the `u` of `qu` do not carry marks. */
function firstVowel(letters: string[]): number {
  const at = letters.findIndex((letter) => vowel.test(letter));
  const onset = at > 0 ? letters[at - 1]! + letters[at]! : '';
  return onset === 'qu' || (onset === 'gi' && vowel.test(letters[at + 1] ?? '')) ? at + 1 : at;
}

const hasVowel = (keys: Keys): boolean => keys.letters.some((letter) => vowel.test(letter));

function pressTone(keys: Keys, key: string, tone: number, again: boolean): boolean {
  if (again) return takeBack(keys, () => {}, key);
  keys.tone = tone;
  if (tone >= 0) keys.tones.add(key);
  keys.done.push(key);
  return true;
}

/** The second press of a key undoes the first and stands for itself, and so do all later keys. */
function takeBack(keys: Keys, undo: () => void, ...literal: string[]): boolean {
  undo();
  keys.done.pop();
  if (telexTones.includes(literal[0]!)) keys.tone = -1;
  keys.letters.push(...literal);
  keys.cancelled = true;
  return true;
}

const withCircumflex: Record<string, string> = { a: 'â', e: 'ê', o: 'ô' };

function circumflex(keys: Keys, key: string, again: boolean): boolean {
  const marked = withCircumflex[key]!;
  const at = keys.letters.lastIndexOf(key);
  if (again && keys.letters.at(-1) === marked) return takeBack(keys, () => keys.letters.pop(), key, key);
  if (at < 0 || at < firstVowel(keys.letters)) return false;
  // `oa` + a consonant + `o` is two syllables; the same vowel again right behind, or behind the coda, is a key.
  if (keys.letters.slice(at + 1).some((letter) => vowel.test(letter) && !'iuy'.includes(letter))) return false;
  keys.done.push(at === keys.letters.length - 1 ? key + key : `${key}…${key}`);
  keys.letters[at] = marked;
  return true;
}

function circumflexVni(keys: Keys): boolean {
  const at = keys.letters.findLastIndex((letter) => 'aeo'.includes(letter));
  if (at < 0) return false;
  keys.letters[at] = withCircumflex[keys.letters[at]!]!;
  keys.done.push('6');
  return true;
}

function stroke(keys: Keys, again: boolean): boolean {
  if (again) return takeBack(keys, () => keys.letters.pop(), 'd', 'd');
  if (keys.letters[0] !== 'd') return false;
  keys.done.push(keys.letters.length === 1 ? 'dd' : 'd…d');
  keys.letters[0] = 'đ';
  return true;
}

/** Horn or breve: `uo` takes both horns at once; of several vowels the one that can carry it. */
function horn(keys: Keys, bases: string): boolean {
  const from = firstVowel(keys.letters);
  if (from < 0) return false;
  const vowels = keys.letters.slice(from).join('');
  const spelled = hornVowels(vowels, bases);
  if (spelled === undefined) return false;
  keys.done.push(bases.length === 3 ? `w:${/[uo]/.test(vowels)}` : '7');
  keys.letters.splice(from, keys.letters.length, ...Array.from(spelled));
  return true;
}

function hornVowels(vowels: string, bases: string): string | undefined {
  const horned = bases.includes('u')
    ? vowels
        .replace(/[uư]o/, 'ươ')
        .replace(/^u(?![oôơ])/, 'ư')
        .replace(/^(i?)o(?!a)/, '$1ơ')
    : vowels;
  if (horned !== vowels) return horned;
  const breve = bases.includes('a') ? vowels.replace(/a([^a]*)$/, 'ă$1') : vowels;
  return breve === vowels ? undefined : breve;
}

function loneW(keys: Keys): boolean {
  if (hasVowel(keys)) return false;
  keys.letters.push('ư');
  keys.done.push('ư');
  return true;
}

function spell(keys: Keys): string | undefined {
  const letters = keys.letters.join('');
  const mark = keys.tone < 0 ? '' : toneMarks[keys.tone]!;
  // One horn typed of the two in `ươ` is enough, and `uơ` alone stands at the end of a word.
  for (const reading of [letters, letters.replace(/ươ$/, 'uơ'), letters.replace(/ưo|uơ(?=.)/, 'ươ')]) {
    const parts = parseSyllable((reading + mark).normalize('NFC'));
    if (!parts) continue;
    // A stop without its tone is a bare word; with a vowel mark it would be half a word.
    if (parts.tone < 0 && /(?:[cpt]|ch)$/.test(parts.rhyme) && /[^a-z]/.test(parts.rhyme)) continue;
    return writeSyllable(parts);
  }
  return undefined;
}

function isCertain(word: string, keys: Keys, method: Decoding['method']): boolean {
  if (/[^a-z0-9]/.test(word)) return true;
  if (method === 'vni') return keys.done.length > 1 || /\d[a-z]/.test(word);
  const done = keys.done.join(' ');
  if (/dd|aa|w:true|[fj]/.test(done) && !/^[^aeiouy]*o?w$/.test(word)) return true;
  return /ư/.test(done) && word[0] !== 'w';
}
