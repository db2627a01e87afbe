import { expect, it } from 'vitest';
import { clashOf } from '../../../src/answering/verdict/agreement.ts';
import { createScales } from '../../../src/answering/verdict/weighing.ts';
import { candidate, readingOf } from '../../fakes/candidates.ts';
import { noIdeas } from '../../fakes/questions.ts';
import { fact } from '../../fakes/small-pack.ts';

const many = Array.from({ length: 30 }, (_, i) => candidate(`other-${i}`, { wordings: [`bầu trưởng thôn ${i}`] }));
const scales = createScales(
  [
    candidate('card', { wordings: ['mất thẻ cử tri', 'thẻ cử tri bị rách'] }),
    candidate('age', { wordings: ['mấy tuổi được bầu'] }),
    ...many,
  ],
  noIdeas,
);
const ids = (text: string, without?: Set<string>) =>
  scales.weigh(readingOf(text), without).pairs.map((pair) => pair.candidate.id);

it('the nearest candidate comes first, with the wording that is nearest', () => {
  const [best] = scales.weigh(readingOf('thẻ rách rồi')).pairs;
  expect(best).toMatchObject({ candidate: { id: 'card' }, wording: 'thẻ cử tri bị rách' });
  expect(ids('tuoi duoc bau')[0]).toBe('age');
});

it('a dozen are looked at closely, whatever the size of the pack', () => {
  expect(ids('bầu')).toHaveLength(12);
});

it('a question in words of an article comes near to it, and what it is asked for is told by its title', () => {
  const guide = candidate('guide', {
    wordings: ['Ai được bầu cử?'],
    passages: ['Ai được bầu cử? Công dân đủ mười tám tuổi đều có tên trong danh sách.'],
  });
  const [best] = createScales([guide, ...many], noIdeas).weigh(readingOf('công dân mười tám tuổi có tên không')).pairs;
  expect(best).toMatchObject({ candidate: { id: 'guide' }, wording: guide.passages![0] });
  expect(best!.features.nearestSays).toBeGreaterThan(0.5);
  expect(best!.features.wording).toBe(0);
});

it('what is left out is not weighed', () => {
  expect(ids('mất thẻ cử tri', new Set(['card']))).not.toContain('card');
});

it('only the best leads, by its distance to the next', () => {
  const { pairs } = scales.weigh(readingOf('mất thẻ cử tri'));
  const leads = pairs.map(({ features }) => features.lead);
  expect(leads[0]).toBeGreaterThan(0);
  expect(leads.slice(1).every((lead) => lead <= 0)).toBe(true);
});

it('how rare a word is: the rarest is one that nobody uses', () => {
  expect(scales.rarity('xyz')).toBe(1);
  expect(scales.rarity('bau')).toBeLessThan(scales.rarity('rach'));
  expect(scales.rarity('bau')).toBeLessThan(0.2);
});

it('a clause may be what is declined whatever is known, but never small talk', () => {
  const talk = (topic: 'thanks' | 'prediction') =>
    candidate(`talk/${topic}`, { subject: { kind: 'talk', topic }, wordings: ['ai sẽ trúng cử cảm ơn'] });
  const some = createScales([talk('thanks'), talk('prediction')], noIdeas);
  const weighed = some.weigh(readingOf('ai sẽ trúng cử', { isPart: true })).pairs.map((pair) => pair.candidate.id);
  expect(weighed).toEqual(['talk/prediction']);
});

it.each([
  ['trước ông Nguyễn Văn Bình thì ai làm chủ tịch', true],
  ['truoc ong nguyen van binh ai lam chu tich', true],
  ['ai làm chủ tịch', false],
  ['ông Nguyễn Văn Bình là ai', false],
  ['ai là ông Nguyễn Văn Bình', false],
  ['ai làm chủ tịch, ông Nguyễn Văn Bình phải không', false],
])('whoever is named is not the one asked for, unless it is asked who that is: %s', (text, isNamed) => {
  const chair = fact('chair', 'Chủ tịch là ông Nguyễn Văn Bình.', ['ai làm chủ tịch'], {
    values: [{ kind: 'person', is: 'Nguyễn Văn Bình', of: 'Chủ tịch', comparator: 'exactly' }],
  });
  const offices = createScales(
    [candidate('chair', { subject: { kind: 'fact', fact: chair }, wordings: ['ai làm chủ tịch'] })],
    noIdeas,
  );
  const [pair] = offices.weigh(readingOf(text)).pairs;
  expect([pair!.namesItsPerson, clashOf(pair!)]).toEqual([isNamed, isNamed ? 'person' : undefined]);
});

it('no candidates, no pairs', () => {
  expect(createScales([], noIdeas).weigh(readingOf('mấy tuổi được bầu')).pairs).toEqual([]);
});

it('the same question weighs the same, also after another', () => {
  const before = scales.weigh(readingOf('mất thẻ'));
  scales.weigh(readingOf('mấy tuổi được bầu'));
  expect(scales.weigh(readingOf('mất thẻ'))).toEqual(before);
});

it('the dozen is chosen by the nearest wording and the odds together, and what is left out makes room', () => {
  const near = candidate('near', { wordings: ['phiếu bầu màu gì'] });
  const likely = candidate('likely', { wordings: ['bầu màu', 'bầu phiếu', 'màu phiếu bầu gì thế'] });
  const crowd = Array.from({ length: 20 }, (_, i) => candidate(`crowd-${i}`, { wordings: [`họp thôn ${i} ở đâu`] }));
  const some = createScales([...crowd, likely, near], noIdeas);
  const chosen = (without?: Set<string>) =>
    some.weigh(readingOf('phiếu bầu màu gì'), without).pairs.map((pair) => pair.candidate.id);
  expect(chosen().slice(0, 2).sort()).toEqual(['likely', 'near']);
  expect(chosen(new Set(['near']))).toHaveLength(12);
  expect(chosen(new Set(['near']))[0]).toBe('likely');
});

it('the lead of the first is over the second, that of all others behind the first', () => {
  const { pairs } = scales.weigh(readingOf('thẻ cử tri bị rách'));
  const [first, second, third] = pairs.map(({ features }) => features);
  const clipped = (value: number) => Math.max(-2, Math.min(2, value));
  expect(first!.lead).toBeCloseTo(clipped(first!.bayes - second!.bayes), 9);
  expect(third!.lead).toBeCloseTo(clipped(third!.bayes - first!.bayes), 9);
});
