import { describe, expect, it } from 'vitest';
import { gramsOf } from '../../../src/answering/verdict/grams.ts';
import { createIdeas } from '../../../src/answering/verdict/ideas.ts';
import { spell } from '../../../src/answering/verdict/spelt.ts';
import { noIdeas } from '../../fakes/questions.ts';

const grams = (text: string, ideas = noIdeas) => gramsOf(spell(text, ideas));

it('words, pairs in order, and the kind of question tell one text from another', () => {
  const found = grams('thẻ cử tri mất');
  for (const gram of ['the', 'tri', 'mat', 'cu tri', 'tri mat', '?what']) expect(found.has(gram)).toBe(true);
  expect(found.has('mat tri')).toBe(false);
  expect(grams('mất thẻ khi nào').has('?when')).toBe(true);
});

it('are the same with and without diacritics', () => {
  expect(grams('mất thẻ cử tri thì làm thế nào')).toEqual(grams('mat the cu tri thi lam the nao'));
});

it('a word of grammar tells less than one of the subject', () => {
  const found = grams('phiếu của tôi');
  expect(found.get('cua')!).toBeLessThan(found.get('phieu')!);
});

describe('figures', () => {
  it('share a word of their kind and keep what they are', () => {
    const [one, other] = [grams('có 500 đại biểu'), grams('có 300 đại biểu')];
    expect(one.has('#number') && other.has('#number')).toBe(true);
    expect(one.has('#500') && !other.has('#500')).toBe(true);
    expect(one.has('#number dai')).toBe(true);
  });

  it('a year is a kind of its own', () => {
    expect(grams('năm 2021').has('#year')).toBe(true);
    expect(grams('năm 2021').has('#number')).toBe(false);
  });

  it('are the same however they are written', () => {
    expect(grams('đơn vị số 09').has('#9')).toBe(true);
    expect(grams('1.972 thủ tục').has('#1972')).toBe(true);
  });
});

it('an idea is added beside the words, and joins its neighbours', () => {
  const found = grams('người già bỏ phiếu', createIdeas(new Map([['elder', ['người già']]])));
  for (const gram of ['nguoi', 'gia', '@elder', '@elder~bo']) expect(found.has(gram)).toBe(true);
});
