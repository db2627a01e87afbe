import { describe, expect, it } from 'vitest';
import { createAnswering } from '../../src/answering/answering.ts';
import { createPlaceReplies } from '../../src/answering/places/replies.ts';
import { createKnowledgeBase } from '../../src/answering/search/knowledge-base.ts';
import { candidatesOf } from '../../src/answering/verdict/collecting.ts';
import { decideOn } from '../../src/answering/verdict/verdict.ts';
import type { Pair } from '../../src/answering/verdict/weighing.ts';
import { createElectoralUnits } from '../../src/elections/electoral-units.ts';
import type { KnownUnknown } from '../../src/elections/pack/known-unknown.ts';
import { createPollingStations } from '../../src/elections/polling-stations.ts';
import { candidate, plainModel, readingOf, scalesOf, scored } from '../fakes/candidates.ts';
import { autumn, questionReader } from '../fakes/questions.ts';
import { smallPack } from '../fakes/small-pack.ts';

const pack = smallPack();
const read = questionReader(pack);
const all = new Map(candidatesOf(pack).map((candidate) => [candidate.id, candidate]));
const base = createKnowledgeBase({ lexicon: pack.lexicon });

/** Questions decided so far. */
let decisions = 0;

/** Answers messages whose readings are given, each with its candidates. */
function answeringOf(readings: Record<string, Pair[]>) {
  const decide = () => {
    decisions++;
    const texts = Object.keys(readings);
    return decideOn(
      texts.map((one) => readingOf(one, { isPart: texts.length > 1 })),
      scalesOf(readings),
      plainModel,
    );
  };
  return createAnswering({
    pack,
    base,
    places: createPlaceReplies({
      province: pack.province,
      communes: pack.communes,
      units: createElectoralUnits(pack.electoralUnits),
      stations: createPollingStations(pack.pollingStations),
    }),
    understanding: {
      decide,
      explain: () => ({ outcome: 'decline', decidedBy: 'nothing-near', readings: [] }),
      candidate: (id) => all.get(id),
      rarity: () => 1,
    },
    read,
  });
}
const answer = (text: string, readings: Record<string, Pair[]>) => answeringOf(readings).answer(read(text), autumn);
const of = (id: string, score: number, signals: Parameters<typeof scored>[2] = {}) => scored(all.get(id)!, score, signals);

describe('two questions in one message', () => {
  const [age, card] = ['mấy tuổi được bầu cử', 'đi bầu cần mang giấy tờ gì'];

  it('one is answered and the other is offered', () => {
    const reply = answer(`${age}? ${card}?`, { [age]: [of('voting-age', 4)], [card]: [of('voter-card', 3)] });
    expect(reply).toMatchObject({
      kind: 'answer',
      about: 'voting-age',
      choices: [{ label: 'Đi bầu cần mang giấy tờ gì?', value: 'hoi:voter-card' }],
      offers: [{ target: 'voter-card' }],
    });
    expect(reply.text).not.toContain('Thẻ cử tri');
  });
});

describe('a first choice of another year', () => {
  const text = 'năm 2023 có bao nhiêu thủ tục hành chính';

  it('is not said: the years that are known are', () => {
    const reply = answer(text, { [text]: [of('procedures-2022', 4, { yearOther: 1 }), of('voter-card', 1)] });
    expect(reply).toMatchObject({ kind: 'none', reason: 'not-in-sources' });
    expect(reply.text).toContain('2022');
    expect(reply.text).not.toMatch(/1\.972|thẻ cử tri/iu);
    expect(reply.text).toMatch(/Gần nhất tôi có:$/u);
    expect(reply.offers).toMatchObject([{ target: 'procedures-2022' }]);
  });
});

it('what is known not to be known is declined with what comes nearest as a button', () => {
  const unknown: KnownUnknown = {
    id: 'ink',
    about: 'mực',
    says: 'Nguồn không nói màu mực.',
    nextStep: 'Hỏi UBND xã.',
    near: 'voter-card',
    asks: [],
  };
  const ink = candidate('unknown/ink', { subject: { kind: 'unknown', unknown } });
  const reply = answer('mực màu gì', { 'mực màu gì': [scored(ink, 4)] });
  expect(reply).toMatchObject({ kind: 'none', about: 'unknown/ink', offers: [{ target: 'voter-card' }] });
  expect(reply.text).toBe('Nguồn không nói màu mực. Hỏi UBND xã. Gần nhất tôi có:');
});

it.each(['levelOther', 'unitOther', 'roundOther', 'whyMissing'] as const)(
  'a first choice that contradicts (%s) is no answer',
  (signal) => {
    const text = 'đi bầu mang gì';
    const reply = answer(text, { [text]: [of('voter-card', 4, { [signal]: 1 }), of('voting-age', 2)] });
    expect(reply.kind).not.toBe('answer');
  },
);

it('what is likely is offered, and nothing of it is said', () => {
  const reply = answer('tuổi bầu', { 'tuổi bầu': [of('voting-age', 0), of('standing-age', -0.1)] });
  expect(reply).toMatchObject({ kind: 'clarify', citations: [], offers: [{ target: 'voting-age' }, { target: 'standing-age' }] });
  expect(reply.text).not.toMatch(/\d/u);
});

it('a question is decided once: how sure its answer was is known from answering it', () => {
  const text = 'mấy tuổi được bầu cử';
  const answering = answeringOf({ [text]: [of('voting-age', 4)] });
  const asked = read(text);
  const before = decisions;
  answering.answer(asked, autumn);
  const sure = answering.sureness(asked, autumn);
  expect(decisions - before).toBe(1);
  expect(sure).toBe(answeringOf({ [text]: [of('voting-age', 4)] }).sureness(asked, autumn));
});
