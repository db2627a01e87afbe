import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText, splitWithEnding } from '../../src/messaging/splitting.ts';

describe('a long text', () => {
  it.each<[string, string, number, string[]]>([
    ['short enough stays whole', 'Ngày 15/03/2026.', 16, ['Ngày 15/03/2026.']],
    ['is cut between paragraphs first', 'Câu một. Câu hai.\n\nCâu ba. Câu bốn.', 30, ['Câu một. Câu hai.', 'Câu ba. Câu bốn.']],
    ['then between lines', '1. Thẻ cử tri\n2. Căn cước', 20, ['1. Thẻ cử tri', '2. Căn cước']],
    ['then at the end of a sentence', 'Đi bầu từ 7 giờ. Đến 19 giờ.', 20, ['Đi bầu từ 7 giờ.', 'Đến 19 giờ.']],
    [
      'not inside a number or after an abbreviation',
      'Có 1.972 thủ tục tại TP. Lào Cai hôm nay',
      30,
      ['Có 1.972 thủ tục tại TP. Lào', 'Cai hôm nay'],
    ],
    ['at a comma where no sentence ends', 'thẻ cử tri, căn cước, giấy tờ', 24, ['thẻ cử tri, căn cước,', 'giấy tờ']],
    ['between words where nothing else is', 'một hai ba bốn năm', 10, ['một hai ba', 'bốn năm']],
    ['inside a word that is longer than a message', 'aaaaaaaaaaaa', 5, ['aaaaa', 'aaaaa', 'aa']],
    ['never inside a character', '😀😀😀', 3, ['😀', '😀', '😀']],
    ['counts letters typed in pieces as one', 'ế'.normalize('NFD').repeat(4), 4, ['ếếếế']],
    ['of white space only is nothing', ' \n ', 5, []],
  ])('%s', (_, text, max, parts) => {
    expect(splitText(text, max)).toEqual(parts);
  });

  it('loses nothing but white space, keeps the order, and every part fits', () => {
    const vietnamese = fc.array(
      fc.constantFrom(
        'Cử tri',
        'bầu cử.',
        'TP.',
        '1.972',
        ',',
        ' ',
        '\n',
        '\n\n',
        '😀',
        'ế'.normalize('NFD'),
        'x'.repeat(30),
        '…',
        '”',
      ),
    );
    fc.assert(
      fc.property(vietnamese, fc.integer({ min: 2, max: 60 }), (pieces, max) => {
        const text = pieces.join('').normalize('NFC');
        const parts = splitText(text, max);
        expect(parts.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(max);
          expect(part.trim()).toBe(part);
          expect(part.isWellFormed()).toBe(true);
          expect(part).not.toBe('');
        }
      }),
    );
  });

  it('is cut fast, whatever it consists of', () => {
    for (const unit of ['\n', ' ', '.', '. ', 'a', '\u0301', '1. ']) {
      const text = `${unit.repeat(100_000)}x`;
      expect(splitText(text, 4_096).join('').length).toBeGreaterThan(0);
    }
  });
});

describe('an ending', () => {
  it('stays with the last part where it fits, else follows whole', () => {
    expect(splitWithEnding('Chọn gì?', '1. A\n2. B', 40)).toEqual(['Chọn gì?\n\n1. A\n2. B']);
    expect(splitWithEnding('Bạn muốn chọn gì?', '1. A\n2. B', 20)).toEqual(['Bạn muốn chọn gì?', '1. A\n2. B']);
    expect(splitWithEnding('', '1. A', 20)).toEqual(['1. A']);
  });
});
