/**
 * The spelling of a Vietnamese syllable: onset + rhyme + tone. Pure tables and a parser.
 * Source: the orthography taught in schools; rhymes listed one by one, because most combinations of letters do not exist.
 */

/** Tone marks as combining characters, in the order of the VNI keys 1–5: sắc, huyền, hỏi, ngã, nặng. */
export const toneMarks = ['\u0301', '\u0300', '\u0309', '\u0303', '\u0323'] as const;

const onsets = ['ngh', 'ch', 'gh', 'gi', 'kh', 'ng', 'nh', 'ph', 'qu', 'th', 'tr', ...Array.from('bcdđghklmnprstvx'), ''];

const rhymeWords = `
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong ooc oong op ot
ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uât uâng uâc uây uê uêch uên uênh uc ui um un ung uôc uôi uôm uôn uông uôt up ut
uơ uy uya uych uyên uyêt uynh uyt uyu uyn uyp ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
y yêm yên yêng yêt yêu`;
const rhymes = new Set(rhymeWords.trim().split(/\s+/));
const glideRhymes = new Set(
  'a ac ach ai ak am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây âu e en eng eo et ê êch ên ênh êt i in it ich y yên yêt ynh yt ych yn ơ ơi ơn ôc ôi ôn'.split(
    ' ',
  ),
);

/** A syllable taken apart: tone as an index into `toneMarks`, -1 for the level tone. */
export interface SyllableParts {
  onset: string;
  /** With its vowel marks, without the tone. */
  rhyme: string;
  tone: number;
}

/** Letters and tone of a lower-case NFC word; the last tone mark counts. */
export function withoutTone(word: string): { letters: string; tone: number } {
  if (isPlain(word)) return { letters: word, tone: -1 };
  let tone = -1;
  let letters = '';
  for (const char of word.normalize('NFD')) {
    const mark = toneMarks.indexOf(char as (typeof toneMarks)[number]);
    if (mark >= 0) tone = mark;
    else letters += char;
  }
  return { letters: letters.normalize('NFC'), tone };
}

const isPlain = (word: string): boolean => /^[a-z]*$/.test(word);

/** Takes a lower-case NFC syllable apart, or `undefined` where Vietnamese has no such spelling. */
export function parseSyllable(word: string): SyllableParts | undefined {
  const { letters, tone } = withoutTone(word);
  const parts = splitLetters(letters);
  if (!parts || !toneFits(parts.rhyme, tone)) return undefined;
  return { ...parts, tone };
}

/** Onset and rhyme of letters without a tone. */
export function splitLetters(letters: string): { onset: string; rhyme: string } | undefined {
  if (letters.length > 7) return undefined;
  for (const onset of onsets) {
    if (!letters.startsWith(onset)) continue;
    const rhyme = letters.slice(onset.length);
    if (onset === 'gi' && rhyme === '') return { onset: 'g', rhyme: 'i' };
    if ((onset === 'qu' ? glideRhymes : rhymes).has(rhyme) && joins(onset, rhyme)) return { onset, rhyme };
  }
  return undefined;
}

/** `c`, `g`, `ng` stand before a back vowel, `k`, `gh`, `ngh` before a front one; names like `Kạn` are let through. */
function joins(onset: string, rhyme: string): boolean {
  const front = /^[eêiy]/.test(rhyme);
  if (onset === 'c' || onset === 'ng') return !front;
  if (onset === 'g') return !/^[eêy]/.test(rhyme);
  if (onset === 'gh' || onset === 'ngh') return front;
  if (onset === 'gi') return !/^[iy]/.test(rhyme);
  return true;
}

/** Rhymes that end in a stop carry only sắc, nặng, or (typed without marks) none. */
export function toneFits(rhyme: string, tone: number): boolean {
  return tone === -1 || tone === 0 || tone === 4 || !/(?:[cpt]|ch)$/.test(rhyme);
}

/** Writes a syllable with the tone where newspapers put it: `hòa`, `thủy`, `khỏe`, `đường`, `quý`. */
export function writeSyllable({ onset, rhyme, tone }: SyllableParts): string {
  if (tone < 0) return onset + rhyme;
  const at = toneVowel(rhyme);
  return (onset + rhyme.slice(0, at + 1) + toneMarks[tone] + rhyme.slice(at + 1)).normalize('NFC');
}

function toneVowel(rhyme: string): number {
  const hooked = Math.max(rhyme.indexOf('ơ'), rhyme.search(/[ăâêô]/));
  if (hooked >= 0) return hooked;
  if (rhyme.includes('ư')) return rhyme.indexOf('ư');
  const vowels = /^[aeiouy]+/.exec(rhyme)?.[0].length ?? 1;
  if (vowels === 1) return 0;
  if (vowels === 3) return 1;
  return rhyme.length > vowels ? 1 : 0;
}
