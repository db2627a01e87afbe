import { describe, expect, it } from 'vitest';
import { agreementOf, createArticleFinder, createTopics, topicsOf } from '../../../src/answering/verdict/articles.ts';
import { gramsOf } from '../../../src/answering/verdict/grams.ts';
import { spell } from '../../../src/answering/verdict/spelt.ts';
import { createScales } from '../../../src/answering/verdict/weighing.ts';
import { candidate, readingOf } from '../../fakes/candidates.ts';
import { noIdeas } from '../../fakes/questions.ts';

const ways = new Map([
  ['mark', ['gạch phiếu thế nào', 'cách đánh dấu lá phiếu', 'bỏ tên người không chọn ra sao']],
  ['result', ['bao giờ biết ai trúng cử', 'khi nào công bố kết quả', 'kết quả bầu cử có lúc nào']],
  ['age', ['mấy tuổi được bầu', 'bao nhiêu tuổi đi bầu']],
]);
const topics = topicsOf(ways.values(), [], noIdeas);
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

describe('talk in a pack that is lent what people commonly ask', () => {
  const said = new Map([['fairness', ['đếm phiếu có gian lận không', 'kiểm phiếu có công bằng không']]]);
  const talk = candidate('talk/fairness', { wordings: said.get('fairness')!, subject: { kind: 'talk', topic: 'fairness' } });
  const weighed = (text: string, lent: ReadonlyMap<string, readonly string[]>) =>
    createScales([talk, guide('age', 'Mấy tuổi được bầu?')], noIdeas, { topics: lent, talk: said })
      .weigh(readingOf(text))
      .pairs.map((pair) => pair.candidate.id);

  it('is not meant where that is nearer, though the pack does not hold it', () => {
    const lent = new Map([['counting', ['ai đếm phiếu', 'đếm phiếu ở đâu']]]);
    expect(weighed('ai đếm phiếu vậy', lent)).toEqual(['age']);
    expect(weighed('đếm phiếu gian lận không', lent)).toContain('talk/fairness');
    expect(weighed('ai đếm phiếu vậy', new Map())).toContain('talk/fairness');
  });
});

const guide = (id: string, title: string) => {
  const document = { id, title, publisher: 'P', published: '2026-01-01', body: '' };
  return candidate(id, { subject: { kind: 'document', document }, wordings: [title], passages: [] });
};
const [fact, fees, hours] = [candidate('fact'), guide('fees', 'Lệ phí bao nhiêu?'), guide('hours', 'Mấy giờ mở cửa?')];
const hits = (...all: [string, number][]) => all.map(([document, score]) => ({ document, score }));

describe('what a search finds of the articles', () => {
  it('the first counts one, the next a half, and how far each is ahead', () => {
    const { places, of } = createArticleFinder([fact, fees, hours], () => hits(['hours', 3], ['hours', 2], ['fees', 0.5]))('…');
    expect(places).toEqual([2, 1]);
    expect(of(2)).toEqual({ found: 1, foundMore: 0.5 });
    expect(of(1)).toEqual({ found: 0.5, foundMore: -0.5 });
    expect(createArticleFinder([fees, hours], () => hits(['hours', 0], ['fees', 0]))('…').of(0).foundMore).toBe(0);
    expect(createArticleFinder([fees], () => hits(['fees', 9]))('…').of(0)).toEqual({ found: 1, foundMore: 1 });
  });

  it('facts and news without a question as title are not among them', () => {
    const { places, of } = createArticleFinder([fact, fees], () => hits(['fact', 10], ['other news', 9]))('…');
    expect(places).toEqual([]);
    expect(of(0)).toEqual({ found: 0, foundMore: 0 });
    expect(of(1)).toEqual({ found: 0, foundMore: 0 });
  });

  it('is not searched where there is no article', () => {
    const find = createArticleFinder([fact], () => {
      throw new Error('searched');
    });
    expect(find('…').places).toEqual([]);
  });
});

it('an article that a search finds is looked at among many facts that are nearer in their words', () => {
  const crowd = Array.from({ length: 40 }, (_, i) => candidate(`fact-${i}`, { wordings: [`đi làm giấy khai sinh lần ${i}`] }));
  const asked = readingOf('đi làm giấy khai sinh lần nữa');
  const topics = new Map([
    ['birth', ['đi làm giấy khai sinh']],
    ['fees', ['lệ phí bao nhiêu']],
  ]);
  const seen = (search: () => { document: string; score: number }[]) =>
    createScales([...crowd, fees], noIdeas, { search, topics })
      .weigh(asked)
      .pairs.map((pair) => pair.candidate.id);
  expect(seen(() => [])).not.toContain('fees');
  expect(seen(() => hits(['fees', 3]))).toContain('fees');
});
