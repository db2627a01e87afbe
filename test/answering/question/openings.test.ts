import { describe, expect, it } from 'vitest';
import { answerCore, besidePlace, isOpening, isShort, withoutEnd } from '../../../src/answering/question/openings.ts';

describe('leave to ask, the question to come in another message', () => {
  it.each([
    'Cho em hỏi chút ạ',
    'cho hoi',
    'Dạ thưa anh, em xin phép hỏi một việc.',
    'ad ơi cho hỏi với ạ!',
    'hỏi',
    'xin hỏi thông tin',
  ])('%s', (text) => expect(isOpening(text)).toBe(true));

  it.each([
    'cho em hỏi đi bầu ở đâu',
    'hỏi ai bây giờ',
    'em hỏi mẹ',
    'chào',
    '',
    `${'cho em hỏi chút ạ, '.repeat(1)}${'ạ '.repeat(30)}`,
  ])('not: "%s"', (text) => expect(isOpening(text)).toBe(false));

  it('of 60 letters at most', () => {
    const longest = `hỏi ${'ạ '.repeat(28)}`;
    expect([longest, `${longest}  `].map(({ length }) => length)).toEqual([60, 62]);
    expect([longest, `${longest}  `].map(isOpening)).toEqual([true, false]);
  });
});

describe('what stands beside a place', () => {
  const beside = (text: string, place: string) =>
    besidePlace(text, { start: text.indexOf(place), end: text.indexOf(place) + place.length });

  it.each([
    ['em ở xã Gia Phú ạ', 'xã Gia Phú', ''],
    ['Nhà tôi ở Gia Phú.', 'Gia Phú', ''],
    ['Gia Phú', 'Gia Phú', ''],
    ['em ở xã Gia Phú thì bầu ở đâu', 'xã Gia Phú', 'thi bau dau'],
    ['mai bầu em Gia Phú em thẻ em đâu', 'Gia Phú', 'mai bau the dau'],
  ])('"%s", besides %s: "%s"', (text, place, left) => expect(beside(text, place)).toBe(left));
});

it('a message of up to fourteen words may be part of another', () => {
  expect(isShort('một '.repeat(14))).toBe(true);
  expect(isShort('một '.repeat(15))).toBe(false);
});

describe('an answer without the words around it', () => {
  it.each([
    ['em ở tổ dân phố 3 ạ', 'tổ dân phố 3'],
    ['Dạ, nhà em ở tại thôn 2 nhé.', 'thôn 2'],
    ['tổ   dân phố 3!', 'tổ dân phố 3'],
    ['  tổ 3  ', 'tổ 3'],
    ['tổ 3 nhé Ạ', 'tổ 3'],
    ['ạ', 'ạ'],
    ['ở ạ', 'ạ'],
    ['thuộc về tổ 3', 'về tổ 3'],
  ])('"%s": "%s"', (text, core) => expect(answerCore(text)).toBe(core));

  it('one word is always left', () => {
    expect(withoutEnd('ạ ạ', new Set(['ạ']))).toBe('ạ');
    expect(withoutEnd('hai ạ', new Set(['ạ']))).toBe('hai');
    expect(withoutEnd('ạ hai', new Set(['ạ']))).toBe('ạ hai');
  });
});
