import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, cleanInput, fold, longestInput, syllables } from '../../src/vietnamese/text.ts';
import { anyText } from '../fakes/random.ts';

describe('a message is made fit to read', () => {
  it.each([
    ['bầu\u200bcử', 'bầucử', 'zero-width space'],
    ['\u202ebầu cử\u202c', 'bầu cử', 'direction marks'],
    ['ＢẦＵ　ＣＵ', 'BẦU CU', 'full width'],
    ['𝐛𝐚̂̀𝐮 cử', 'bầu cử', 'decorative letters'],
    ['bа̀u', 'bàu', 'a Cyrillic letter in a Latin word'],
    ['Ðường', 'Đường', 'eth for đ'],
    ['a\u0301\u0302u', 'ấu', 'marks in the other order'],
    ['  bầu \n\t cử  ', 'bầu cử', 'white space'],
    ['Привет', 'Привет', 'a word that is really Cyrillic'],
    ['bầu', 'bầu', 'decomposed'],
    ['bau \u200b', 'bau', 'nothing to be seen after plain letters'],
    ['bau  \u3000', 'bau', 'wide blanks after plain letters'],
    ['bầu\uFFFDcử', 'bầu cử', 'something that could not be read'],
    ['bầu\uD83Dcử', 'bầu cử', 'half of a character'],
  ])('%j becomes %j (%s)', (typed, clean) => expect(cleanInput(typed.normalize('NFD'))).toBe(clean.normalize('NFC')));

  it('has three marks on a letter at most, however many were typed', () => {
    for (const many of [4, 5, 50]) {
      const clean = cleanInput(`e${'\u0301'.repeat(many)}!`).normalize('NFD');
      expect(clean).toBe(`e${'\u0301'.repeat(3)}!`);
    }
  });

  it('is cut before anything else, never through a surrogate pair', () => {
    const clean = cleanInput(`${'a'.repeat(longestInput - 1)}😀😀`);
    expect(clean.isWellFormed()).toBe(true);
    expect(clean.length).toBeLessThanOrEqual(longestInput);
  });

  it('whatever is typed, what comes out is well-formed NFC without invisible characters, and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(), fc.string({ unit: 'grapheme' })), (typed) => {
        const clean = cleanInput(typed);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean).toBe(clean.normalize('NFC'));
        expect(clean).not.toMatch(/\p{Cf}|\p{Cc}/u);
        expect(cleanInput(clean)).toBe(clean);
      }),
    );
  });
});

describe('one spelling for each word', () => {
  it.each(['hoà hòa', 'Thuỷ thủy', 'khoẻ khỏe', 'uỷ ủy', 'kĩ kỹ', 'lí lý', 'quí quý', 'sỹ sĩ', 'tỉ tỷ', 'oà òa'])(
    '%s',
    (pair) => {
      const [one, other] = pair.split(' ') as [string, string];
      expect(canonical(one)).toBe(canonical(other));
    },
  );

  it.each([
    'gì',
    'giết',
    'của',
    'đường',
    'khuya',
    'quyết',
    'hoàn',
    'khuỷu',
    'nghiêng',
    'quốc',
    'loỏng',
    'xoong',
    'kraków',
    'test',
    'VNeID',
  ])('%s stays', (word) => expect(canonical(word)).toBe(word.toLowerCase()));

  it('words and numbers keep their places', () => {
    const text = 'Uỷ ban: 1.972 thủ tục (47%)';
    const found = syllables(text);
    expect(found.map((s) => s.text)).toEqual(['ủy', 'ban', '1.972', 'thủ', 'tục', '47%']);
    expect(found.map((s) => text.slice(s.start, s.end))).toEqual(['Uỷ', 'ban', '1.972', 'thủ', 'tục', '47%']);
    expect(fold('Đường Ướt')).toBe('duong uot');
  });
});

it('folding gives what the rules of Unicode give, for every letter alone and amid others', () => {
  const byRules = (text: string): string =>
    text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().normalize('NFC');
  const wrong: string[] = [];
  for (let unit = 0x20; unit < 0x3100; unit++) {
    const letter = String.fromCharCode(unit);
    for (const text of [letter, `ấ${letter}Đ`]) if (fold(text) !== byRules(text)) wrong.push(text);
  }
  expect(wrong).toEqual([]);
});
