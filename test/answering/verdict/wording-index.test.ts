import { describe, expect, it } from 'vitest';
import { type Grams, gramsOf } from '../../../src/answering/verdict/grams.ts';
import { spell } from '../../../src/answering/verdict/spelt.ts';
import { createWordingIndex, type Nearness } from '../../../src/answering/verdict/wording-index.ts';
import { noIdeas } from '../../fakes/questions.ts';

const things = {
  age: ['mấy tuổi được bầu cử', 'bao nhiêu tuổi được đi bầu', 'đủ tuổi nào thì bầu'],
  card: ['mất thẻ cử tri thì làm sao', 'thẻ cử tri bị hỏng', 'xin cấp lại thẻ cử tri'],
  hours: ['mấy giờ bắt đầu bỏ phiếu', 'bỏ phiếu từ mấy giờ đến mấy giờ'],
};
const names = Object.keys(things) as (keyof typeof things)[];
const index = createWordingIndex(names.map((name) => things[name].map((text) => gramsOf(spell(text, noIdeas)))));
function compareGrams(grams: Grams): Nearness[] {
  const { of } = index.compare(grams);
  return names.map((_, thing) => of(thing));
}
const compare = (text: string): Nearness[] => compareGrams(gramsOf(spell(text, noIdeas)));
const bestBy = (text: string, by: 'first' | 'bayes') =>
  names[compare(text).reduce((best, near, i, all) => (near[by] > all[best]![by] ? i : best), 0)];

describe('the right thing is nearest, by its nearest wording and by naive Bayes', () => {
  it.each([
    ['tôi mất thẻ', 'card'],
    ['mat the cu tri', 'card'],
    ['may gio bo phieu', 'hours'],
    ['17 tuổi được bầu chưa', 'age'],
  ] as const)('%s: %s', (text, name) => {
    expect(bestBy(text, 'first')).toBe(name);
    expect(bestBy(text, 'bayes')).toBe(name);
  });
});

it('a wording itself has nearness 1 and is named', () => {
  names.forEach((name, thing) => {
    things[name].forEach((text, place) => {
      const near = compare(text)[thing]!;
      expect(near.first).toBeCloseTo(1, 5);
      expect(near.nearest).toBe(place);
    });
  });
});

it('nearness is in order and within 0…1', () => {
  for (const { first, second, third } of compare('mấy tuổi thì được cấp thẻ cử tri')) {
    expect(first).toBeLessThanOrEqual(1 + 1e-6);
    expect(first).toBeGreaterThanOrEqual(second);
    expect(second).toBeGreaterThanOrEqual(third);
    expect(third).toBeGreaterThanOrEqual(0);
  }
});

it('words that nobody wrote are near to nothing, and no odds speak for anything', () => {
  const unwritten = new Map([
    ['xe', 1],
    ['hoi', 1],
  ]);
  expect(compareGrams(unwritten)).toEqual(names.map(() => ({ first: 0, second: 0, third: 0, bayes: 0, nearest: -1 })));
});

it('strange words lessen the nearness, so that two known words among many are no match', () => {
  const [, alone] = compare('mất thẻ');
  const [, among] = compare('mất thẻ ngân hàng quốc tế vàng kim cương');
  expect(among!.first).toBeLessThan(alone!.first);
});

it('the question before leaves no trace', () => {
  const before = compare('mất thẻ cử tri');
  compare('mấy giờ bỏ phiếu');
  expect(compare('mất thẻ cử tri')).toEqual(before);
});

it('what is compared for all at once is what is said of each', () => {
  const { first, bayes, of } = index.compare(gramsOf(spell('mất thẻ cử tri', noIdeas)));
  names.forEach((_, thing) => {
    expect(of(thing)).toMatchObject({ first: first[thing], bayes: bayes[thing] });
  });
});
