import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSyllable, splitLetters, toneMarks, writeSyllable } from '../../src/vietnamese/syllable.ts';
import { decodeKeystrokes } from '../../src/vietnamese/typing.ts';
import { createVocabulary } from '../../src/vietnamese/vocabulary.ts';

describe('raw keystrokes are read as what they spell', () => {
  it.each([
    ['baafu cuwr', 'bầu cử'],
    ['ba62u cu73', 'bầu cử'],
    ['bầu cuwr', 'bầu cử'],
    ['bâfu cử', 'bầu cử'],
    ['BAAFU CUWR', 'BẦU CỬ'],
    ['ddi bor phieesu owr ddaau', 'đi bỏ phiếu ở đâu'],
    ['ddi bor phiesue', 'đi bỏ phiếu'],
    ['nguwowif dduwowngf, nguowif dduowngf', 'người đường, người đường'],
    ['Cam DDuwowngf', 'Cam Đường'],
    ['trwowcs nhw thees', 'trước như thế'],
    ['ho65i d9o62ng nha6n da6n', 'hội đồng nhân dân'],
    ['d9uong72 nguo7i2', 'đường người'],
    ['khoong bieets', 'không biết'],
    ['lafm tesst covid19 owr ddaau', 'làm test covid19 ở đâu'],
  ])('%s → %s', (typed, meant) => expect(decodeKeystrokes(typed)).toBe(meant));

  it.each([
    'VNeID email post test class password website',
    'đơn vị 09 ngày 15/3 phòng A4 top 10 covid19 F0 NQ1673 H5N1',
    'Paris Harvard Moscow Texas Laos Cooper',
    'https://baochinhphu.vn/bau-cu và test@example.com',
    'xoong nồi, kính coong, rơ-moóc',
    'Hoà bình, thuỷ lợi, quí vị',
    'toi muon hoi ve the cu tri',
  ])('%s stays as it is', (text) => expect(decodeKeystrokes(text)).toBe(text));

  it('a word the corpus knows as typed stays', () => {
    const vocabulary = createVocabulary();
    vocabulary.add('Kaal là tên một con sông. Kaal dài.');
    expect(decodeKeystrokes('Kaal owr ddaau', vocabulary)).toBe('Kaal ở đâu');
  });
});

const onsets = [
  '',
  'b',
  'c',
  'ch',
  'd',
  'đ',
  'g',
  'gh',
  'gi',
  'h',
  'k',
  'kh',
  'l',
  'm',
  'n',
  'ng',
  'ngh',
  'nh',
  'ph',
  'qu',
  'r',
  's',
  't',
  'th',
  'tr',
  'v',
  'x',
];
const rhymes = [
  'a',
  'ac',
  'anh',
  'ao',
  'ăn',
  'ân',
  'âu',
  'ây',
  'e',
  'en',
  'ê',
  'ênh',
  'êu',
  'i',
  'ia',
  'iên',
  'iêu',
  'inh',
  'o',
  'oa',
  'oan',
  'oi',
  'ong',
  'ô',
  'ôi',
  'ông',
  'ơ',
  'ơi',
  'u',
  'ua',
  'uân',
  'ung',
  'uôc',
  'uôn',
  'uy',
  'uyên',
  'uyêt',
  'ư',
  'ưa',
  'ưng',
  'ươc',
  'ươi',
  'ương',
  'ươu',
  'ưu',
  'at',
  'êt',
  'ach',
  'yên',
  'y',
];
const syllable = fc
  .tuple(fc.constantFrom(...onsets), fc.constantFrom(...rhymes), fc.integer({ min: -1, max: 4 }))
  .map(([onset, rhyme, tone]) => {
    const parts = splitLetters(onset + rhyme);
    return parts && writeSyllable({ ...parts, tone });
  })
  .filter((word): word is string => word !== undefined && parseSyllable(word) !== undefined);
const properText = fc.array(syllable, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));

const telexKeys: Record<string, string> = { ă: 'aw', â: 'aa', ê: 'ee', ô: 'oo', ơ: 'ow', ư: 'uw', đ: 'dd' };
const vniKeys: Record<string, string> = { ă: 'a8', â: 'a6', ê: 'e6', ô: 'o6', ơ: 'o7', ư: 'u7', đ: 'd9' };

/** Keys for a syllable, the tone key after `at` letters or more (a vowel has to come first). */
function keysFor(word: string, map: Record<string, string>, tones: string, late: boolean): string {
  let keys = '';
  let tone = '';
  for (const letter of word) {
    const marks = Array.from(letter.normalize('NFD'));
    const at = toneMarks.findIndex((mark) => marks.includes(mark));
    const bare = marks
      .filter((mark) => mark !== toneMarks[at])
      .join('')
      .normalize('NFC');
    keys += map[bare] ?? bare;
    if (at >= 0 && late) tone = tones[at]!;
    else if (at >= 0) keys += tones[at]!;
  }
  return keys + tone;
}

describe('properties', () => {
  it('proper Vietnamese comes out as it went in', () => {
    fc.assert(
      fc.property(properText, (text) => {
        expect(decodeKeystrokes(text)).toBe(text);
      }),
    );
  });

  it('Vietnamese without diacritics comes out as it went in', () => {
    fc.assert(
      fc.property(properText, (text) => {
        const bare = text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
        expect(decodeKeystrokes(bare)).toBe(bare);
      }),
    );
  });

  it('every syllable typed raw is read back, beside one word that shows the input method was off', () => {
    fc.assert(
      fc.property(syllable, fc.boolean(), (word, late) => {
        // `oong` is proper as it stands, and a stop without its tone is no whole word.
        fc.pre(
          !/^[a-z]*(?:ooc|oong)/.test(word) &&
            !/(?:[cpt]|ch)$/.test(
              word
                .normalize('NFD')
                .replace(/[\u0301\u0323]/g, '!')
                .replace(/.*!.*/, ''),
            ),
        );
        const vocabulary = createVocabulary();
        vocabulary.add(`${word} ${word}`);
        expect(decodeKeystrokes(`dduwowngf ${keysFor(word, telexKeys, 'sfrxj', late)}`, vocabulary)).toBe(`đường ${word}`);
        expect(decodeKeystrokes(`d9u7o7ng2 ${keysFor(word, vniKeys, '12345', late)}`, vocabulary)).toBe(`đường ${word}`);
      }),
    );
  });
});
