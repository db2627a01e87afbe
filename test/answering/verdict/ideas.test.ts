import { describe, expect, it } from 'vitest';
import { createIdeas } from '../../../src/answering/verdict/ideas.ts';
import { wordsOf } from '../../fakes/questions.ts';

const ideas = createIdeas(
  new Map([
    ['elder', ['già', 'người già', 'già yếu không đi được']],
    ['price', ['giá']],
    ['vote', ['đi bầu', 'bỏ phiếu']],
  ]),
);
const tokens = (text: string): string[] => ideas.read(wordsOf(text)).map(({ token }) => token);

describe('a phrase typed with marks is only itself', () => {
  it.each([
    ['già', ['@elder']],
    ['giá', ['@price']],
    ['giả', ['gia']],
  ])('%s', (text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });

  it('without marks it may be any of them: the first is taken', () => {
    expect(tokens('gia')).toEqual(['@elder']);
    expect(tokens('nguoi gia di bau')).toEqual(['@elder', '@vote']);
  });
});

it('the longest phrase wins, and says which words it took', () => {
  expect(ideas.read(wordsOf('mẹ già yếu không đi được bầu'))).toEqual([
    { token: 'me', from: 0, to: 1 },
    { token: '@elder', from: 1, to: 6 },
    { token: 'bau', from: 6, to: 7 },
  ]);
  expect(tokens('mẹ già yếu')).toEqual(['me', '@elder', 'yeu']);
});

it('words that lead to no idea stay words, each once', () => {
  expect(tokens('mấy giờ đi chợ')).toEqual(['may', 'gio', 'di', 'cho']);
  expect(tokens('')).toEqual([]);
});
