import { expect, it } from 'vitest';
import { createScales } from '../../../src/answering/verdict/weighing.ts';
import { candidate, readingOf } from '../../fakes/candidates.ts';
import { noIdeas } from '../../fakes/questions.ts';

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

it('no candidates, no pairs', () => {
  expect(createScales([], noIdeas).weigh(readingOf('mấy tuổi được bầu')).pairs).toEqual([]);
});

it('the same question weighs the same, also after another', () => {
  const before = scales.weigh(readingOf('mất thẻ'));
  scales.weigh(readingOf('mấy tuổi được bầu'));
  expect(scales.weigh(readingOf('mất thẻ'))).toEqual(before);
});
