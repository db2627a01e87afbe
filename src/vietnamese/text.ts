/** Vietnamese text as written: cleaning, Unicode form, folding, one spelling per word, syllables. Pure. */
import { remembered } from './remembered.ts';
import { parseSyllable, writeSyllable } from './syllable.ts';

/** Code units of a message that are read; the rest is dropped before anything else touches it. */
export const longestInput = 4096;

// Letters of other scripts that look like Latin ones, and Latin letters used for `đ`.
const lookalikes: Record<string, string> = Object.fromEntries(
  [
    ...'аaеeоoрpсcуyхxіiјjѕsһhԁdԛqԝwАAВBЕEКKМMНHОOРPСCТTХXІIЈJЅSУYοoαaνvΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXðđÐĐƉĐɖđıiſs'.matchAll(
      /(.)(.)/gu,
    ),
  ].map(([, odd, plain]) => [odd!, plain!]),
);
const lookalikePattern = new RegExp(`[${Object.keys(lookalikes).join('')}]`, 'gu');
const compatibilityForms = /[\uFF01-\uFF5E\uFB00-\uFB06\u{1D400}-\u{1D7FF}\u2460-\u24FF\u{1F130}-\u{1F149}\u2100-\u214F]/gu;
const invisible =
  /[\p{Cf}\p{Co}\p{Cn}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u2800\u3164\uFFA0]|[\u{FE00}-\u{FE0F}]|(?![\t-\r\x85])\p{Cc}/gu;
const markRun = /\p{M}{2,}/gu;
const vowelMarks = '\u0302\u0306\u031B';

/**
 * A message made fit to read: cut to 4,096 code units first, then NFC, no invisible or direction characters, full-width,
 * decorative and lookalike letters as plain ones, marks in the order that composes, white space collapsed. Case and punctuation stay.
 */
export function cleanInput(text: string): string {
  let clean = text.slice(0, longestInput);
  if (/^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/.test(clean)) return clean;
  clean = clean.toWellFormed().replaceAll('\uFFFD', ' ');
  clean = clean.replace(invisible, '').replace(compatibilityForms, (odd) => odd.normalize('NFKC'));
  // At most three marks on a letter: real text has two.
  clean = clean.replace(markRun, (marks) => Array.from(marks).slice(0, 3).join(''));
  clean = clean.normalize('NFD').replace(markRun, inComposingOrder).normalize('NFC');
  return clean
    .replace(/[\p{L}\p{M}]+/gu, plainLetters)
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Vowel marks before tones: `a` + sắc + circumflex is the same letter as `ấ` to a reader. */
const inComposingOrder = (marks: string): string =>
  Array.from(marks)
    .sort((a, b) => Number(vowelMarks.includes(b)) - Number(vowelMarks.includes(a)))
    .join('');

/** Lookalikes are mapped in words that also have a Latin letter; a word wholly in Cyrillic or Greek is left as it is. */
function plainLetters(word: string): string {
  if (/^[a-zA-Z]+$/.test(word) || !lookalikePattern.test(word)) return word;
  lookalikePattern.lastIndex = 0;
  const mapped = word.replace(lookalikePattern, (odd) => lookalikes[odd]!).normalize('NFC');
  return /^[\p{Script=Latin}\p{M}]+$/u.test(mapped) ? mapped : word;
}

/** Lower-cased, diacritics removed, đ→d: `Đường` → `duong`. Length may differ from the input. */
export function fold(text: string): string {
  if (/^[ -~]*$/.test(text)) return text.toLowerCase();
  return (text.length <= longestMapped ? foldedByTable(text) : undefined) ?? foldedByRules(text);
}

const foldedByRules = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().normalize('NFC');

/** What each letter of Latin alphabets and each general punctuation mark folds to, as code units; 0 where only the rules know. */
const foldedUnits = new Uint16Array(0x2070);
for (const [from, to] of [
  [0x20, 0x24f],
  [0x1e00, 0x1eff],
  [0x2010, 0x206f],
] as const) {
  for (let unit = from; unit <= to; unit++) {
    const folded = foldedByRules(String.fromCharCode(unit));
    if (folded.length === 1) foldedUnits[unit] = folded.charCodeAt(0);
  }
}
/** A function takes so many arguments everywhere. */
const longestMapped = 1_000;

/** The same as the rules, in a third of the time; `undefined` where a letter stands in the text that is not in the table, e.g. a loose mark. */
function foldedByTable(text: string): string | undefined {
  const units: number[] = new Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = foldedUnits[text.charCodeAt(i)] ?? 0;
    if (unit === 0) return undefined;
    units[i] = unit;
  }
  return String.fromCharCode(...units);
}

/**
 * The one spelling of a word that has several: lower case, NFC, tone placed as in `hòa` and `thủy`, `kĩ lí mĩ tỉ hi quí` written with
 * `y`, `sỹ` with `i`. Words that are no Vietnamese syllable are only lower-cased and composed.
 */
export function canonical(word: string): string {
  const lower = word.normalize('NFC').toLowerCase();
  if (!/[^a-z]|[hklmtu]i$|sy$/.test(lower)) return lower;
  const parts = parseSyllable(lower);
  if (!parts) return lower;
  const rhyme = otherLetter(parts.onset, parts.rhyme);
  return writeSyllable({ ...parts, rhyme });
}

function otherLetter(onset: string, rhyme: string): string {
  if (rhyme === 'i' && /^(?:[hklmt]|qu)$/.test(onset)) return 'y';
  return rhyme === 'y' && onset === 's' ? 'i' : rhyme;
}

/** One syllable (or number) of a text with its place in it, in UTF-16 code units. */
export interface Syllable {
  /** Canonical spelling: lower case, NFC, one form of `hoà/hòa` and `kĩ/kỹ`. */
  text: string;
  /** `text` without diacritics. */
  folded: string;
  start: number;
  end: number;
}

const wordPattern = /[\p{L}\p{M}]+|\d+(?:[.,/]\d+)*%?/gu;

/** Words and numbers of a text, in order. */
export function syllables(text: string): Syllable[] {
  const found: Syllable[] = [];
  for (const match of text.matchAll(wordPattern)) {
    const { text: canonicalText, folded } = spelling(match[0]);
    // Written out: a spread makes objects of twice the size, and there are millions of words.
    found.push({ text: canonicalText, folded, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** One word in its canonical spelling, with and without diacritics. */
export interface Spelling {
  text: string;
  folded: string;
}

/** Canonical spelling of a word, and the same folded. */
export const spelling: (word: string) => Spelling = remembered(65_536, (word) => {
  const text = canonical(word);
  return { text, folded: fold(text) };
});
