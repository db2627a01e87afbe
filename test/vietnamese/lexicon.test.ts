import { describe, expect, it } from 'vitest';
import { spelledOut } from '../../src/vietnamese/lexicon.ts';

const chat = new Map([
  ['bn', ['bao nhiêu']],
  ['dc', ['được']],
  ['v', ['vậy', 'vào']],
  ['kho', ['không', 'khó']],
  ['fieu', ['phiếu']],
  ['tt', ['thông tin']],
]);

describe('chat spelling is written out', () => {
  it.each([
    ['bn tuổi thì dc bầu v', 'bao nhiêu tuổi thì được bầu vậy'],
    ['{bn|mấy} tuổi', '{bao nhiêu|mấy} tuổi'],
    ['gạch fiếu', 'gạch phiếu'],
    ['Bn tuổi', 'bao nhiêu tuổi'],
  ])('%s', (text, full) => {
    expect(spelledOut(text, chat)).toBe(full);
  });

  it.each(['kho khan', 'TT 21', 'B', 'fiểu', 'bầu cử'])(
    '%s stays: a syllable, capitals, other marks, or no chat spelling',
    (text) => {
      expect(spelledOut(text, chat)).toBe(text);
    },
  );
});
