import { describe, expect, it } from 'vitest';
import { createContraries, noContraries } from '../../../src/answering/verdict/contraries.ts';
import { wordsOf } from '../../fakes/questions.ts';

const contraries = createContraries({
  contraries: [
    { one: ['cao nhất', 'nhiều nhất'], other: ['thấp nhất', 'ít nhất'] },
    { one: ['trúng cử'], other: ['trượt'], usual: 'one' },
    { one: ['tăng'], other: ['giảm'] },
  ],
  ideas: new Map([
    ['detained', ['tạm giam', 'bị bắt']],
    ['elected', ['trúng cử']],
  ]),
});
const sides = (text: string): string[] => contraries.sides(wordsOf(text)).map(({ name }) => name);

describe('the sides a text takes', () => {
  it.each([
    ['xã nào cao nhất, xã nào nhiều nhất', ['0+']],
    ['tinh nao it nhat', ['0-']],
    ['cao nhất hay thấp nhất', ['0+', '0-']],
    ['mấy người trúng cử', ['1+']],
    ['mấy xã', []],
    ['', []],
  ])('%s', (text, expected) => expect(sides(text)).toEqual(expected));

  it('are those of the other where they are denied', () => {
    expect(sides('những ai không trúng cử')).toEqual(['1-']);
    expect(sides('ai chưa trượt')).toEqual(['1+']);
  });

  it('are none in a longer phrase that means something else', () => {
    expect(sides('nguoi bi tam giam')).toEqual([]);
    expect(sides('so xa giam')).toEqual(['2-']);
  });

  it('know their contrary, and whether they go without saying', () => {
    expect(contraries.sides(wordsOf('trúng cử, giảm'))).toEqual([
      { name: '1+', contrary: '1-', isUsual: true },
      { name: '2-', contrary: '2+', isUsual: false },
    ]);
  });
});

it('a lexicon without contraries knows none', () => {
  expect(noContraries.sides(wordsOf('cao nhất'))).toEqual([]);
  expect(createContraries({ contraries: [], ideas: new Map() }).sides(wordsOf('cao nhất'))).toEqual([]);
});
