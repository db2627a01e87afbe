import { describe, expect, it } from 'vitest';
import { createCourtesy } from '../../../src/answering/question/courtesy.ts';
import { lazily } from '../../setup/lazily.ts';

const courtesy = lazily(() =>
  createCourtesy(['{xin |}chào {ad|bác|}', 'cho {em|tôi} hỏi {chút|}', 'dạ'], ['{em |}cảm ơn {ad|nhiều|}', 'ạ', 'với']),
);
const within = (text: string): string => {
  const { start, end } = courtesy().within(text);
  return text.slice(start, end);
};

describe('greetings, leave to ask and thanks are taken off', () => {
  it.each([
    ['Chào ad, cho em hỏi mấy tuổi được bầu ạ? Cảm ơn nhiều!', 'mấy tuổi được bầu'],
    ['dạ xin chào bác dạ cho tôi hỏi chút đi bầu ở đâu với ạ', 'đi bầu ở đâu'],
    ['chao ad cho em hoi may tuoi duoc bau a', 'may tuoi duoc bau'],
    ['mấy tuổi được bầu', 'mấy tuổi được bầu'],
  ])('%s', (text, question) => {
    expect(within(text)).toBe(question);
  });

  it('the longest phrase, not the first that fits', () => {
    expect(within('chào bác mấy tuổi được bầu')).toBe('mấy tuổi được bầu');
  });
});

describe('what is left is never less than a question', () => {
  it.each(['cảm ơn', 'chào ad', 'xin chào bác', 'cho em hỏi', 'ạ', ''])('"%s" stays whole', (text) => {
    expect(courtesy().within(text)).toEqual({ start: 0, end: text.length });
  });

  it.each([
    ['xin chào bầu cử', 'bầu cử'],
    ['chào bầu', 'chào bầu'],
  ])('"%s": two words at least', (text, left) => {
    expect(within(text)).toBe(left);
  });
});

it('what stands in the middle of a question belongs to it', () => {
  expect(within('ai được gửi lời cảm ơn cử tri')).toBe('ai được gửi lời cảm ơn cử tri');
});

it('takes the same off however often a phrase is said, in bounded steps', () => {
  expect(within('dạ dạ dạ mấy tuổi được bầu ạ ạ ạ')).toBe('mấy tuổi được bầu');
  expect(within(`${'dạ '.repeat(1_000)}mấy tuổi được bầu`)).toContain('mấy tuổi được bầu');
});
