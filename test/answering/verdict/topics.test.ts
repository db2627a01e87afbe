import { describe, expect, it } from 'vitest';
import { gramsOf } from '../../../src/answering/verdict/grams.ts';
import { spell } from '../../../src/answering/verdict/spelt.ts';
import { agreementOf, createTopics, topicsOf } from '../../../src/answering/verdict/topics.ts';
import { createScales } from '../../../src/answering/verdict/weighing.ts';
import { candidate, readingOf } from '../../fakes/candidates.ts';
import { noIdeas } from '../../fakes/questions.ts';

const ways = new Map([
  ['mark', ['gạch phiếu thế nào', 'cách đánh dấu lá phiếu', 'bỏ tên người không chọn ra sao']],
  ['result', ['bao giờ biết ai trúng cử', 'khi nào công bố kết quả', 'kết quả bầu cử có lúc nào']],
  ['age', ['mấy tuổi được bầu', 'bao nhiêu tuổi đi bầu']],
]);
const topics = topicsOf(ways.values(), noIdeas);
const grams = (text: string) => gramsOf(spell(text, noIdeas));
const agreement = (one: string, other: string) => agreementOf(topics.placeOf(grams(one)), topics.placeOf(grams(other)));

describe('two texts and what people commonly ask', () => {
  it('are about the same where both come near the same, though they share no word', () => {
    expect(agreement('bao giờ biết ai trúng', 'công bố kết quả')).toBeGreaterThan(0.9);
    expect(agreement('bao giờ biết ai trúng', 'đánh dấu lá phiếu')).toBeLessThan(0.5);
  });

  it('a text agrees with itself, and the order says nothing', () => {
    expect(agreement('gạch phiếu', 'gạch phiếu')).toBeCloseTo(1);
    expect(agreement('gạch phiếu', 'mấy tuổi')).toBeCloseTo(agreement('mấy tuổi', 'gạch phiếu'));
  });

  it('what is no topic counts for nothing, and where there is none nothing agrees', () => {
    const one = createTopics(() => [-Infinity, 1]).placeOf(grams('gì'));
    expect(one).toEqual(new Map([[1, 1]]));
    const none = createTopics(() => [-Infinity, -Infinity]).placeOf(grams('gì'));
    expect(agreementOf(none, none)).toBe(0);
  });
});

describe('an article among others', () => {
  const article = (id: string, title: string) => {
    const document = { id, title, publisher: 'P', published: '2026-01-01', body: '' };
    return candidate(id, { subject: { kind: 'document', document }, wordings: [title], passages: [] });
  };
  const articles = [article('counting', 'Công bố kết quả khi nào?'), article('ballot', 'Cách đánh dấu lá phiếu?')];
  const first = (scales: ReturnType<typeof createScales>, text: string) =>
    scales.weigh(readingOf(text)).pairs.map((pair) => [pair.candidate.id, pair.features.topics] as const);

  it('comes first where it is about what is asked, by the ways of asking that are lent', () => {
    const [[id, topic], [, other]] = first(createScales(articles, noIdeas, { topics: ways }), 'bao giờ biết ai trúng') as [
      readonly [string, number],
      readonly [string, number],
    ];
    expect(id).toBe('counting');
    expect(topic).toBeGreaterThan(0.9);
    expect(other).toBeLessThan(0.5);
  });

  it('or by those of the facts beside it, which are no articles themselves', () => {
    const facts = [...ways].map(([name, wordings]) => candidate(name, { wordings }));
    const found = new Map(first(createScales([...articles, ...facts], noIdeas), 'bao giờ biết ai trúng'));
    expect(found.get('counting')).toBeGreaterThan(0.9);
    expect(found.get('result')).toBe(0);
  });
});
