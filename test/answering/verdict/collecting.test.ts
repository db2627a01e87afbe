import { describe, expect, it } from 'vitest';
import { candidatesOf, wordingsOf } from '../../../src/answering/verdict/collecting.ts';
import { emptyQuestions } from '../../../src/elections/pack/questions.ts';
import { fact, smallPack } from '../../fakes/small-pack.ts';

const pack = smallPack();
const collected = candidatesOf({
  ...pack,
  questions: {
    ...emptyQuestions(),
    ways: new Map([
      ['voting-age', ['đủ {mấy|bao nhiêu} tuổi thì bầu']],
      ['election-day', ['hôm nào bầu']],
    ]),
    overlaps: [['voting-age', 'standing-age']],
    tasks: new Map([
      ['polling-place', ['tôi bầu ở đâu']],
      ['day', ['{ngày |}<day>/<month> là ngày gì', 'ngày <day> tháng <month> có gì']],
    ]),
    talk: new Map([['thanks', ['cảm ơn']]]),
    unknowns: [{ id: 'turnout', about: 'tỷ lệ đi bầu', says: 'Không rõ.', near: 'voting-age', asks: ['bao nhiêu người đi bầu'] }],
  },
});
const of = (id: string) => collected.find((one) => one.id === id)!;

it('everything a question can be about stands in one list, each under an id of its own', () => {
  expect(collected.map(({ id, subject }) => `${subject.kind} ${id}`)).toEqual([
    ...pack.facts.map(({ id }) => `fact ${id}`),
    ...pack.milestones.map(({ id }) => `milestone ${id}`),
    'task task/polling-place',
    'unknown unknown/turnout',
    'talk talk/thanks',
  ]);
});

it('the ways of asking of the pack stand beside those of the fact', () => {
  expect(of('voting-age').wordings).toEqual(
    expect.arrayContaining(['mấy tuổi được đi bầu', 'đủ mấy tuổi thì bầu', 'đủ bao nhiêu tuổi thì bầu']),
  );
  expect(of('election-day').wordings).toEqual(expect.arrayContaining(['hôm nào bầu', 'bao giờ bầu cử']));
});

it('a day can be asked about by its date', () => {
  const { wordings } = of('election-day');
  expect(wordings.some((wording) => /15\/3.*là/u.test(wording))).toBe(true);
  expect(wordings.some((wording) => /ngày 15 tháng 3/u.test(wording))).toBe(true);
});

it('what answers the questions of another is alike: of one series, or named in the pack', () => {
  expect([...of('chair-2022').alike].sort()).toEqual(['chair-2022', 'chair-2026']);
  expect(of('voting-age').alike).toContain('standing-age');
  expect(of('voting-age').alike).not.toContain('voter-card');
  expect(of('voter-card').alike.size).toBe(0);
});

it('the year of a fact is the one it is of, else those it names', () => {
  expect([...of('procedures-2022').years]).toEqual([2022]);
  expect([...of('chair-2026').years]).toEqual([2026]);
  expect(of('voter-card').years.size).toBe(0);
  expect([...of('election-day').years]).toEqual([2026]);
});

it('each number is kept with what it counts', () => {
  const [counting] = candidatesOf({
    facts: [
      fact('seats', 'Lào Cai bầu 13 đại biểu.', ['mấy đại biểu'], {
        values: [
          { kind: 'number', is: 13, comparator: 'exactly', of: 'đại biểu Quốc hội của Lào Cai', unit: 'đại biểu' },
          { kind: 'text', is: 'Lào Cai', comparator: 'exactly', of: 'tỉnh' },
        ],
      }),
    ],
    milestones: [],
    documents: [],
    questions: emptyQuestions(),
  });
  expect(counting!.counts).toMatchObject([{ is: 13, of: 'đại biểu Quốc hội của Lào Cai', unit: 'đại biểu' }]);
});

describe('an article', () => {
  const guide = { id: 'guide', title: 'Ai lập danh sách cử tri?', publisher: 'P', published: '2026-01-01', body: 'UBND xã lập.' };

  it('whose title is a question answers it; of another nothing is asked', () => {
    const news = { ...guide, id: 'news', title: 'Bảo Yên sẵn sàng cho ngày bầu cử' };
    const found = candidatesOf({ facts: [], milestones: [], documents: [guide, news], questions: emptyQuestions() });
    expect(found).toMatchObject([{ id: 'guide', subject: { kind: 'document' }, wordings: ['Ai lập danh sách cử tri?'] }]);
    expect(found[0]!.passages).toEqual([`Ai lập danh sách cử tri? ${guide.body}`]);
    expect(found[0]!.statement).toContain('UBND xã lập.');
  });
});

it('what stands right beside a fact is known not to be known, and names the fact', () => {
  const questions = { ...emptyQuestions(), beside: new Map([['voting-age', ['vì sao là 18 tuổi']]]) };
  const [beside] = candidatesOf({ facts: [], milestones: [], documents: [], questions });
  expect(beside).toMatchObject({
    id: 'unknown/beside-voting-age',
    subject: { kind: 'unknown', unknown: { near: 'voting-age' } },
    wordings: ['vì sao là 18 tuổi'],
  });
});

it('what nobody asks for is no candidate', () => {
  expect(candidatesOf({ facts: [fact('mute', 'Có.', [])], milestones: [], documents: [], questions: emptyQuestions() })).toEqual(
    [],
  );
});

describe('wordings', () => {
  it('of a template with many an even choice is kept, from the first on', () => {
    const kept = wordingsOf(['{1|2|3|4|5|6|7|8|9|10} {a|b|c|d|e|f|g|h} xã']);
    expect(kept.length).toBeLessThanOrEqual(8);
    expect(kept[0]).toBe('1 a xã');
    expect(new Set(kept.map((wording) => wording.split(' ')[0])).size).toBe(kept.length);
  });

  it('each once, of whichever template', () => {
    expect(wordingsOf(['mấy {giờ|tuổi}', 'mấy tuổi'])).toEqual(['mấy giờ', 'mấy tuổi']);
  });
});

describe('talk, which comes with hundreds of ways', () => {
  const greetings = Array.from({ length: 500 }, (_, i) => `chào lần ${i}`);
  const greetingOf = (ways: number) =>
    candidatesOf({
      documents: [],
      milestones: [],
      facts: [
        fact(
          'hours',
          'Từ 7 giờ.',
          Array.from({ length: ways }, (_, i) => `mấy giờ ${i}`),
        ),
      ],
      questions: { ...emptyQuestions(), talk: new Map([['greeting', greetings]]) },
    }).find(({ id }) => id === 'talk/greeting')!.wordings;

  it('keeps an even choice of them beside things with few, and all beside things with many', () => {
    expect(greetingOf(3)).toHaveLength(60);
    expect(greetingOf(20)).toHaveLength(120);
    expect(greetingOf(100)).toEqual(greetings);
  });

  it('so do tasks beside nothing but articles, and not beside facts', () => {
    const documents = [{ id: 'a', title: 'Mấy giờ bỏ phiếu?', publisher: 'Báo', published: '2026-03-01', body: 'Từ 7 giờ.' }];
    const tasks = new Map([['polling-place', greetings]]);
    const taskOf = (facts: ReturnType<typeof fact>[]) =>
      candidatesOf({ documents, milestones: [], facts, questions: { ...emptyQuestions(), tasks } }).find(
        ({ id }) => id === 'task/polling-place',
      )!.wordings;
    expect(taskOf([])).toHaveLength(60);
    expect(taskOf([fact('hours', 'Từ 7 giờ.', ['mấy giờ'])])).toHaveLength(500);
  });

  it('the choice begins with the first and goes through to the end', () => {
    const chosen = greetingOf(3).map((way) => Number(way.split(' ').at(-1)));
    expect(chosen[0]).toBe(0);
    expect(chosen.at(-1)).toBeGreaterThan(480);
    expect(new Set(chosen.slice(1).map((number, i) => number - chosen[i]!)).size).toBeLessThanOrEqual(2);
  });
});

it('what is to come is foretold of no year before the vote that is known', () => {
  const { milestones } = pack;
  const talk = new Map([
    ['prediction', ['ai sẽ trúng cử']],
    ['opinion', ['ai giỏi hơn']],
  ]);
  const all = candidatesOf({ documents: [], facts: [], milestones, questions: { ...emptyQuestions(), talk } });
  const yearsOf = (id: string) => all.find((one) => one.id === id)!.years;
  expect([2022, 2026, 2031].map((year) => yearsOf('talk/prediction').has(year))).toEqual([false, true, true]);
  expect(yearsOf('talk/opinion').size).toBe(0);
});
