import { describe, expect, it } from 'vitest';
import { wordChanges } from '../../../src/conversations/notices/text-difference.ts';

describe('what was changed in the words of a text', () => {
  it('is no punctuation, however long: a rule of dashes, dots to fill a line', () => {
    const plain = 'Bỏ phiếu lúc 7 giờ, tại nhà văn hóa.';
    const decorated = `${'-'.repeat(200)} Bỏ phiếu lúc 7 giờ${'.'.repeat(150)} tại nhà văn hóa ${'='.repeat(90)}`;
    expect(wordChanges(plain, decorated)).toEqual([]);
  });

  it('is a figure, and whether it is a percentage', () => {
    expect(wordChanges('Bỏ phiếu lúc 7 giờ.', 'Bỏ phiếu lúc 8 giờ.')).toEqual([{ before: '7', after: '8' }]);
    expect(wordChanges('đạt 99 phiếu', 'đạt 99% phiếu')).toEqual([{ before: '99', after: '99%' }]);
  });
});
