import { describe, expect, it } from 'vitest';
import {
  distinct,
  isElectionOver,
  isTopicPress,
  type MenuPack,
  mainMenu,
  menuInEnglish,
  topicReply,
} from '../../../src/answering/reply/topics.ts';
import type { Fact } from '../../../src/elections/fact.ts';
import { fact, smallPack, someProvince } from '../../fakes/small-pack.ts';

const { milestones } = smallPack();
const [electionDay] = milestones;
const { isElectionDay: _, ...plainDay } = electionDay!;
const [before, after] = ['2026-03-15', '2026-03-16'];
const person = { of: 'người', comparator: 'exactly', kind: 'person', is: 'An' } as const;
const dated = (is: string) => ({ of: 'ngày', comparator: 'exactly', kind: 'date', is }) as const;
const about = (id: string, topic: string, extra: Partial<Fact> = {}) =>
  fact(id, 'S.', ['hỏi'], { topic, subject: id, measure: id, ...extra });
const menuOf = (pack: Partial<MenuPack>, today: string) =>
  mainMenu({ facts: [], milestones, electoralUnits: [], ...pack }, today).map(({ label }) => label);
const page = (topic: string, pack: Partial<MenuPack>) =>
  topicReply(`chude:${topic}`, { facts: [], milestones, electoralUnits: [], ...pack })?.choices?.map(({ label }) => label);

it('an election is over from the day after it, and never without a day', () => {
  expect([before, after].map((today) => isElectionOver({ milestones }, today))).toEqual([false, true]);
  expect(isElectionOver({ milestones: [plainDay] }, after)).toBe(false);
});

describe('the main menu', () => {
  const facts = [
    about('r', 'results'),
    about('d', 'results', { values: [person] }),
    about('a', 'election'),
    about('v', 'voting'),
    about('e', 'eligibility'),
    about('f', 'reform'),
  ];

  it('until the election is over: when, where and how to vote', () => {
    expect(menuOf({ facts }, before)).toEqual([
      ...['Ngày bầu cử', 'Bỏ phiếu ở đâu?', 'Cách đi bỏ phiếu', 'Ai được bầu cử?', 'Xã tôi thuộc đơn vị nào?', 'Lịch bầu cử'],
    ]);
  });

  it('once it is over: what came of it', () => {
    expect(menuOf({ facts }, after)).toEqual([
      ...['Kết quả bầu cử', 'Người trúng cử theo đơn vị', 'Sau bầu cử: việc tiếp theo'],
      ...['Xã tôi thuộc đơn vị nào?', 'Cải cách hành chính', 'Lịch bầu cử'],
    ]);
  });

  it('has only what there is, filled up with the questions of the pack, six at most', () => {
    const questions = ['Một?', 'Hai?', 'Ba?', 'Bốn?', 'Năm?', 'Một?'];
    const own = { ...someProvince, questions };
    expect(menuOf({ milestones: [], about: own }, before)).toEqual([
      ...['Bỏ phiếu ở đâu?', 'Xã tôi thuộc đơn vị nào?', 'Một?', 'Hai?', 'Ba?', 'Bốn?'],
    ]);
    expect(menuOf({ about: { ...own, questions: ['Lịch bầu cử'] } }, before)).toEqual([
      ...['Ngày bầu cử', 'Bỏ phiếu ở đâu?', 'Xã tôi thuộc đơn vị nào?', 'Lịch bầu cử'],
    ]);
  });

  it('is made once a day, and what is done to a list changes no other', () => {
    const pack: MenuPack = { facts, milestones, electoralUnits: [] };
    const first = mainMenu(pack, before);
    const whole = first.length;
    first.pop();
    mainMenu(pack, before).pop();
    expect(mainMenu(pack, before)).toHaveLength(whole);
    expect(mainMenu(pack, after)[0]!.label).toBe('Kết quả bầu cử');
    expect(mainMenu(pack, before)[0]!.label).toBe('Ngày bầu cử');
  });

  it('in English is of what has English words', () => {
    const labels = (days: typeof milestones) =>
      menuInEnglish({ facts, milestones: days, electoralUnits: [] }).map(({ label, value }) => `${label} ${value}`);
    expect(labels(milestones)).toEqual([
      'Election day tiep:election-day',
      'My electoral unit tiep:task/unit-of-place',
      'Election calendar tiep:task/calendar',
      'Where to vote tiep:task/polling-place',
    ]);
    expect(labels([])).toEqual(['My electoral unit tiep:task/unit-of-place', 'Where to vote tiep:task/polling-place']);
  });
});

describe('the list of a topic', () => {
  it('results name no persons, deputies do', () => {
    const facts = [about('turnout', 'results'), about('elected', 'results', { values: [person] }), about('x', 'voting')];
    expect(page('results', { facts })).toEqual(['Turnout']);
    expect(page('deputies', { facts })).toEqual(['Elected']);
    expect(page('voting', { facts })).toEqual(['X']);
    expect(page('eligibility', { facts })).toBeUndefined();
    expect(page('eligibility', { facts: [about('age', 'eligibility')] })).toEqual(['Age']);
    expect(page('reform', { facts: [about('score', 'reform')] })).toEqual(['Score']);
  });

  it('what comes after the election: facts that name no day up to it, and the days after it, the last first', () => {
    const facts = [
      about('session', 'election', { values: [dated('2026-04-06')] }),
      about('day', 'election', { values: [dated('2026-03-15')] }),
      about('rule', 'election', { values: [person] }),
      about('other', 'voting'),
    ];
    const day = (id: string, date: string, extra = {}) => ({ ...plainDay, id, name: id, date, asks: ['hỏi'], ...extra });
    const days = [
      electionDay!,
      day('first', '2026-03-20'),
      day('second', '2026-03-25'),
      day('published', '2026-03-22', { isResult: true }),
      day('unasked', '2026-03-23', { asks: [] }),
      day('on that day', '2026-03-15'),
    ];
    expect(page('afterwards', { facts, milestones: days })).toEqual(['Session', 'Rule', 'Second', 'First']);
    expect(page('reform', { facts: [about('score', 'reform')], milestones: days })).toEqual(['Score']);
  });

  it('its own area first, then the newest year, each series once', () => {
    const own = { ...someProvince, name: 'Lào Cai' };
    const facts = [
      about('whole country', 'reform', { year: 2026 }),
      about('old', 'reform', { area: 'tỉnh Lào Cai', year: 2022, series: 's' }),
      about('new', 'reform', { area: 'tỉnh Lào Cai', year: 2024, series: 's' }),
      about('timeless', 'reform', { area: 'tỉnh Lào Cai' }),
    ];
    expect(page('reform', { facts, about: own })).toEqual(['New', 'Timeless', 'Whole country']);
    expect(page('reform', { facts })).toEqual(['Whole country', 'New', 'Timeless']);
  });

  it('is of eight at most, none twice', () => {
    const facts = Array.from({ length: 9 }, (_, i) => about(`n${i}`, 'reform'));
    expect(page('reform', { facts })).toHaveLength(8);
    expect(page('reform', { facts: [facts[0]!, fact('other', 'S.', ['n0'], { topic: 'reform', subject: 'N0' })] })).toEqual([
      'N0',
    ]);
    expect(distinct([1, 2, 1].map((n) => ({ label: `${n}`, value: `${n}` })))).toHaveLength(2);
  });

  it('has a heading, and is none for anything else', () => {
    const pack: MenuPack = { facts: [about('x', 'eligibility')], milestones, electoralUnits: [] };
    expect(topicReply('chude:eligibility', pack)).toMatchObject({
      kind: 'talk',
      text: 'Ai được bầu cử: bạn muốn biết điều gì?',
      citations: [],
    });
    for (const text of ['eligibility', 'chude:', 'chude:toString', 'hỏi chude:eligibility', '', 'chude:reform'])
      expect(topicReply(text, pack)).toBeUndefined();
    expect(['chude:x', 'x chude:'].map(isTopicPress)).toEqual([true, false]);
  });
});
