import { describe, expect, it } from 'vitest';
import { createField } from '../../../src/answering/verdict/field.ts';
import { createIdeas } from '../../../src/answering/verdict/ideas.ts';
import { spell } from '../../../src/answering/verdict/spelt.ts';
import { wordsOf } from '../../fakes/questions.ts';

const ideas = createIdeas(new Map([['elder', ['người già']]]));
const spelt = (wordings: string[], statement: string) => ({
  wordings: wordings.map((wording) => spell(wording, ideas)),
  passages: [],
  statement: spell(statement, ideas),
});
const field = createField([
  spelt(['người già bầu ở đâu'], 'Tổ bầu cử mang hòm phiếu đến nhà.'),
  spelt(['giá in phiếu'], 'Phiếu in theo mẫu.'),
  spelt(['bầu ngày nào'], 'Bầu ngày 15.'),
]);
const weight = (text: string) => field.weight(wordsOf(text)[0]!.folded);

it('what is asked and what is stated are kept apart, with ideas in the place of their words as well', () => {
  const [elder] = field.contents;
  expect(elder!.asked).toContain('dau');
  expect(elder!.asked).toContain('@elder');
  expect(elder!.asked).toContain('nguoi');
  expect(elder!.asked).not.toContain('hom');
  expect(elder!.stated).toContain('hom');
});

it('how a word is written is kept: già is not giá', () => {
  const [elder, price] = field.contents;
  expect(elder!.written).toContain('già');
  expect(elder!.written).not.toContain('giá');
  expect(price!.written).toContain('giá');
});

it('counts the candidates that hold a word, wherever they hold it', () => {
  expect(field.holders('phieu')).toBe(2);
  expect(field.holders('gia')).toBe(2);
  expect(field.holders('maybay')).toBe(0);
});

describe('how much a word tells', () => {
  it('most where nobody wrote it, less the more hold it', () => {
    expect(weight('xăng')).toBeGreaterThan(weight('mẫu'));
    expect(weight('mẫu')).toBeGreaterThan(weight('bầu'));
  });

  it('little where it is grammar or a figure', () => {
    expect(weight('của')).toBeLessThan(weight('mẫu'));
    expect(weight('500')).toBeLessThan(weight('mẫu'));
  });
});

it('says how often each sort of value is asked for, among all wordings', () => {
  const shares = createField([spelt(['ai ký', 'ai ban hành', 'ở đâu'], ''), spelt(['ai trúng cử'], '')]);
  expect(shares.sortShare('person')).toBe(0.75);
  expect(shares.sortShare('place')).toBe(0.25);
  expect(shares.sortShare('money')).toBe(0);
});
