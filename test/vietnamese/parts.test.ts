import { describe, expect, it } from 'vitest';
import { isBareSyllable } from '../../src/vietnamese/bare-syllable.ts';
import { takeApart } from '../../src/vietnamese/parts.ts';
import { createVocabulary } from '../../src/vietnamese/vocabulary.ts';

describe('letters without diacritics', () => {
  it.each([
    ['duong', true],
    ['nghieng', true],
    ['khuyu', true],
    ['tho', true],
    ['panthers', false],
    ['ngh', false],
    ['brlt', false],
  ])('%s can be a syllable: %s, however often it is asked', (word, expected) => {
    expect([isBareSyllable(word), isBareSyllable(word)]).toEqual([expected, expected]);
  });
});

describe('words typed without the space between them', () => {
  function apart(folded: string, ...texts: string[]): string[] {
    const vocabulary = createVocabulary();
    for (const text of texts) vocabulary.add(text);
    return takeApart(folded, vocabulary);
  }
  const often = (text: string) => Array.from({ length: 9 }, () => text);

  it('are taken apart into words that stand side by side in the texts', () => {
    expect(apart('camduong', 'phường Cam Đường')).toEqual(['cam duong']);
    expect(apart('phuongcamduong', 'phường Cam Đường')).toEqual(['phuong cam duong']);
    expect(apart('camduong', 'Cam', 'Đường')).toEqual([]);
    expect(apart('duongcam', 'phường Cam Đường')).toEqual([]);
    expect(apart('duong', 'phường Cam Đường')).toEqual([]);
  });

  it('are taken apart from the first letter to the last: what is left over is no name', () => {
    for (const folded of ['camcamduong', 'xxcamduong', 'camduongxx', 'camduongcam'])
      expect([folded, apart(folded, 'phường Cam Đường')]).toEqual([folded, []]);
  });

  it('are two at least: one word with a letter after it is no name either', () => {
    expect(apart('duonga', 'Đường')).toEqual([]);
  });

  it('have four letters at least and thirty at most, in five words at most', () => {
    expect([apart('aian', 'ai an'), apart('oan', 'o an')]).toEqual([['ai an'], []]);
    const [longest, longer] = ['nghiêng nghiêng nghiêng nghiêng an', 'nghiêng nghiêng nghiêng nghiêng anh'];
    expect(apart('nghieng'.repeat(4).concat('an'), longest)).toEqual(['nghieng nghieng nghieng nghieng an']);
    expect(apart('nghieng'.repeat(4).concat('anh'), longer)).toEqual([]);
    expect(apart('baubaubaubaubau', 'bầu bầu')).toEqual(['bau bau bau bau bau']);
    expect(apart('baubaubaubaubaubau', 'bầu bầu')).toEqual([]);
  });

  it('of several ways two are told: those of fewer words first, then those that stand together more often', () => {
    expect(apart('lanoan', 'lan oan', ...often('lan o an'))).toEqual(['lan oan', 'lan o an']);
    expect(apart('tanan', ...often('tân an'), 'ta nan')).toEqual(['tan an', 'ta nan']);
    expect(apart('tanan', 'tân an', ...often('ta nan'))).toEqual(['ta nan', 'tan an']);
    expect(apart('lanoan', 'lan oan', 'la noãn', 'lan o an')).toHaveLength(2);
  });

  it('of two ways that end in the same word are taken in the one whose words stand together more often', () => {
    const [long, short] = ['Xuân Anh', 'xu ân anh'];
    expect(apart('xuananh', ...often(long), short)).toEqual(['xuan anh']);
    expect(apart('xuananh', long, ...often(short))).toEqual(['xu an anh']);
  });
});
