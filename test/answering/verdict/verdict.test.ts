import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../../src/answering/verdict/candidate.ts';
import { decideOn, type Verdict } from '../../../src/answering/verdict/verdict.ts';
import type { Pair, Scales } from '../../../src/answering/verdict/weighing.ts';
import { candidate, plainModel, questionSignals, readingOf, scalesOf, scored } from '../../fakes/candidates.ts';

const question = 'mấy tuổi được bầu';
const over = (pairs: Pair[], without?: ReadonlySet<string>): Verdict =>
  decideOn([readingOf(question)], scalesOf({ [question]: pairs }), plainModel, without);
const [age, card, hours, place] = ['age', 'card', 'hours', 'place'].map((id) => candidate(id));
const unknown = candidate('unknown/x', {
  subject: { kind: 'unknown', unknown: { id: 'x', about: 'x', says: 'Không rõ.', asks: [] } },
});
const talk = candidate('talk/thanks', { subject: { kind: 'talk', topic: 'thanks' } });

describe('the surest is said, the likely are offered, nothing else', () => {
  it('said from the threshold on', () => {
    expect(over([scored(card!, 0), scored(age!, 2)])).toMatchObject({
      kind: 'answer',
      best: { candidate: { id: 'age' }, clash: undefined },
      also: undefined,
    });
  });

  it('offered below it, likeliest first, three at most', () => {
    const verdict = over([scored(age!, 0), scored(card!, 0.3), scored(hours!, 0.1), scored(place!, 0.2)]);
    expect(verdict.kind === 'offer' && verdict.offers.map(({ candidate: { id } }) => id)).toEqual(['card', 'place', 'hours']);
  });

  it('nothing is offered where the first is hardly likely to be right, however many there are', () => {
    const many = [scored(age!, -2), scored(card!, -2.1), scored(hours!, -2.2)];
    const wary = { ...plainModel, thresholds: { ...plainModel.thresholds, near: 0.2, offer: 0.05 } };
    const decide = (near: number) =>
      decideOn([readingOf(question)], scalesOf({ [question]: many }), { ...wary, thresholds: { ...wary.thresholds, near } }).kind;
    expect([decide(0.2), decide(0.05)]).toEqual(['decline', 'offer']);
  });

  it('said only where the trees agree: what they hold against it makes it an offer', () => {
    const against = { trees: [{ on: 'missing', at: 0.5, value: 0, below: 0, from: -3 }] } as const;
    const decide = (missing: number) =>
      decideOn([readingOf(question)], scalesOf({ [question]: [scored(age!, 2, { missing })] }), {
        ...plainModel,
        acceptance: against,
      });
    expect([decide(0).kind, decide(1).kind]).toEqual(['answer', 'offer']);
    expect(decide(0)).toMatchObject({ sure: expect.closeTo(0.881, 3) });
  });

  it('declined where nothing is near', () => {
    expect(over([scored(age!, -5)])).toMatchObject({
      kind: 'decline',
      why: 'nothing-near',
      nearest: { candidate: { id: 'age' } },
    });
    expect(over([])).toMatchObject({ kind: 'decline', why: 'nothing-near', nearest: undefined });
  });

  it('what is known to be unknown, and talk, are said when sure and never offered', () => {
    expect(over([scored(unknown, 3)])).toMatchObject({ kind: 'answer', best: { candidate: { id: 'unknown/x' } } });
    expect(over([scored(unknown, 0), scored(talk, 0)])).toMatchObject({ kind: 'decline', why: 'nothing-near' });
  });
});

it('a clause that is talk speaks only where no other reading perhaps asks for something', () => {
  const aside = candidate('talk/opinion', { subject: { kind: 'talk', topic: 'opinion' } });
  const readings = [readingOf('bố tôi giỏi lắm', { isPart: true }), readingOf(question)];
  const beside = (score: number) =>
    decideOn(readings, scalesOf({ 'bố tôi giỏi lắm': [scored(aside, 3)], [question]: [scored(age!, score)] }), plainModel);
  expect(beside(1)).toMatchObject({ kind: 'answer', best: { candidate: { id: 'age' } } });
  expect(beside(-0.5)).toMatchObject({ kind: 'offer', offers: [{ candidate: { id: 'age' } }] });
  expect(beside(-3)).toMatchObject({ kind: 'answer', best: { candidate: { id: 'talk/opinion' } } });
});

it('a clause that asks nothing speaks only where no other reading perhaps asks for something', () => {
  const story = 'bà con đi nương sớm';
  const noted = scalesOf({ [story]: [scored(candidate('hours'), 3)], [question]: [scored(age!, 1)], [`${question} ạ`]: [] });
  const scales: Scales = {
    ...noted,
    weigh: (reading) => ({ ...noted.weigh(reading), question: questionSignals({ asksNothing: reading.isPart ? 1 : 0 }) }),
  };
  const clause = readingOf(story, { isPart: true });
  expect(decideOn([clause, readingOf(question)], scales, plainModel)).toMatchObject({ best: { candidate: { id: 'age' } } });
  expect(decideOn([clause, readingOf(`${question} ạ`)], scales, plainModel)).toMatchObject({
    best: { candidate: { id: 'hours' } },
  });
});

describe('word for word a known way of asking', () => {
  const known = candidate('voting-age', { wordings: [question] });
  const rival = scored(age!, 2);

  it('asks for its thing, whatever the weights say; typed without marks too', () => {
    expect(over([rival, scored(known, -1)])).toMatchObject({ kind: 'answer', best: { candidate: { id: 'voting-age' } } });
    const bare = 'may tuoi duoc bau';
    expect(decideOn([readingOf(bare)], scalesOf({ [bare]: [rival, scored(known, -1)] }), plainModel)).toMatchObject({
      best: { candidate: { id: 'voting-age' } },
    });
  });

  it('small talk may be as short as it is, a question not', () => {
    const thanks = candidate('talk/thanks', { subject: { kind: 'talk', topic: 'thanks' }, wordings: ['cảm ơn'] });
    const short = (known: Candidate, isTalk: number) =>
      decideOn([readingOf('cảm ơn')], scalesOf({ 'cảm ơn': [rival, scored(known, -1, { isTalk })] }), plainModel);
    expect(short(thanks, 1)).toMatchObject({ best: { candidate: { id: 'talk/thanks' } } });
    expect(short(candidate('thanks', { wordings: ['cảm ơn'] }), 0)).toMatchObject({ best: { candidate: { id: 'age' } } });
  });

  it('but not where it contradicts the question, is a clause of a story, or is known of two things', () => {
    expect(over([rival, scored(known, -1, { yearOther: 1 })])).toMatchObject({ best: { candidate: { id: 'age' } } });
    const clause = readingOf(question, { isPart: true });
    expect(decideOn([clause], scalesOf({ [question]: [rival, scored(known, -1)] }), plainModel)).toMatchObject({
      best: { candidate: { id: 'age' } },
    });
    const other = candidate('standing-age', { wordings: [question] });
    expect(over([rival, scored(known, -1), scored(other, -1)])).toMatchObject({ best: { candidate: { id: 'age' } } });
  });
});

describe('a first choice that contradicts the question is never said, and never gives way to the second', () => {
  it.each([
    ['yearOther', 'year'],
    ['levelOther', 'level'],
    ['unitOther', 'unit'],
    ['roundOther', 'round'],
    ['whyMissing', 'reason'],
  ] as const)('%s', (signal, why) => {
    const verdict = over([scored(age!, 3, { [signal]: 1 }), scored(card!, 1)]);
    expect(verdict).toMatchObject({ kind: 'decline', why, nearest: { candidate: { id: 'age' } } });
  });
});

it('an article is said only when it is surer than a fact would have to be; below that it is offered', () => {
  const guide = { id: 'guide', title: 'Ai được cầm lá phiếu?', publisher: 'P', published: '2026-01-01', body: 'Đủ 18 tuổi.' };
  const article = candidate('guide', { subject: { kind: 'document', document: guide }, wordings: [guide.title] });
  const wary = { ...plainModel, thresholds: { ...plainModel.thresholds, article: 0.8 } };
  const said = (one: typeof article, score: number) =>
    decideOn([readingOf(question)], scalesOf({ [question]: [scored(one, score)] }), wary).kind;
  expect(said(article, 0.8)).toBe('offer');
  expect(said(article, 1.6)).toBe('answer');
  expect(said(candidate('age', { wordings: ['tuổi'] }), 0.8)).toBe('answer');
});

describe('alike things', () => {
  const older = candidate('older', { alike: new Set(['newer']) });
  const newer = candidate('newer', { alike: new Set(['older']) });

  it('share their probability: not to know which of them is no doubt', () => {
    expect(over([scored(older, 0.1), scored(newer, 0.2)])).toMatchObject({
      kind: 'answer',
      best: { candidate: { id: 'newer' } },
    });
    const strangers = over([scored(candidate('older'), 0.1), scored(candidate('newer'), 0.2)]);
    expect(strangers.kind).toBe('offer');
  });

  it('the one that was meant is said, though the other takes its probability and gives none', () => {
    const meant = candidate('newer');
    expect(over([scored(older, -2), scored(meant, 2)])).toMatchObject({ best: { candidate: { id: 'newer' } } });
  });

  it("one that answers the other's questions and not the other way about takes and does not give", () => {
    const part = candidate('part', { alike: new Set(['whole']) });
    const whole = candidate('whole');
    const { looked } = over([scored(part, 0.2), scored(whole, 0.1)]);
    const [first, second] = looked[0]!.ranked;
    expect(first!.candidate.id).toBe('whole');
    expect(first!.probability).toBeCloseTo(first!.own + second!.own, 9);
    expect(second!.probability).toBe(second!.own);
  });

  it('one that contradicts the question neither gives nor takes', () => {
    const pairs = [scored(older, 0.1, { yearOther: 1 }), scored(newer, 0.2)];
    const { looked } = over(pairs);
    for (const { probability, own } of looked[0]!.ranked) expect(probability).toBe(own);
    expect(over(pairs).kind).toBe('offer');
  });
});

describe('over several readings of a message', () => {
  const first = readingOf('mấy tuổi được bầu');
  const second = readingOf('mất thẻ thì sao');

  it('the surest reading speaks', () => {
    const scales = scalesOf({ [first.text]: [scored(age!, 1)], [second.text]: [scored(card!, 4)] });
    expect(decideOn([first, second], scales, plainModel)).toMatchObject({ kind: 'answer', best: { candidate: { id: 'card' } } });
  });

  it('of two questions one is answered and the other is left to offer', () => {
    const scales = scalesOf({ [first.text]: [scored(age!, 4)], [second.text]: [scored(card!, 3)] });
    expect(decideOn([first, second], scales, plainModel)).toMatchObject({
      kind: 'answer',
      best: { candidate: { id: 'age' } },
      also: { candidate: { id: 'card' } },
    });
  });

  it.each([
    ['that contradicts', scored(card!, 3, { yearOther: 1 })],
    ['that is talk', scored(talk, 3)],
    ['that is unsure', scored(card!, -1)],
    ['about the same', scored(age!, 3)],
  ])('but not one %s', (_, other) => {
    const scales = scalesOf({ [first.text]: [scored(age!, 4)], [second.text]: [other] });
    expect(decideOn([first, second], scales, plainModel)).toMatchObject({ kind: 'answer', also: undefined });
  });

  it('nor a part of the question that is answered', () => {
    const part = readingOf('tuổi được bầu');
    const scales = scalesOf({ [first.text]: [scored(age!, 4)], [part.text]: [scored(card!, 3)] });
    expect(decideOn([first, part], scales, plainModel)).toMatchObject({ also: undefined });
  });

  it('a thing is offered once, from the reading in which it is likeliest', () => {
    const scales = scalesOf({ [first.text]: [scored(age!, -1)], [second.text]: [scored(age!, -0.5), scored(card!, -2)] });
    const verdict = decideOn([first, second], scales, plainModel);
    expect(verdict.kind === 'offer' && verdict.offers.map(({ candidate: { id }, reading }) => [id, reading.text])).toEqual([
      ['age', second.text],
    ]);
  });
});

it('the explanation holds every reading with all its candidates, best first', () => {
  const { looked } = over([scored(age!, 0), scored(card!, 2), scored(hours!, 1)]);
  expect(looked.map(({ reading, ranked }) => [reading.text, ranked.map(({ candidate: { id } }) => id)])).toEqual([
    [question, ['card', 'hours', 'age']],
  ]);
  expect(looked[0]!.ranked.reduce((sum, { own }) => sum + own, looked[0]!.none)).toBeCloseTo(1, 9);
});

it('what is left out is as if it were not there', () => {
  expect(over([scored(age!, 4), scored(card!, 2)], new Set(['age']))).toMatchObject({ best: { candidate: { id: 'card' } } });
});
