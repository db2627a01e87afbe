import { describe, expect, it } from 'vitest';
import type { Asked, AskedPlace } from '../../../src/answering/question/asked.ts';
import { type NextDeps, type NextPack, withNext } from '../../../src/answering/reply/next.ts';
import type { Reply } from '../../../src/answering/reply/reply.ts';
import { goOnQuestions } from '../../../src/answering/reply/words-topics.ts';
import type { Fact } from '../../../src/elections/fact.ts';
import type { Commune, ElectoralUnit } from '../../../src/elections/places.ts';
import { fact, smallPack } from '../../fakes/small-pack.ts';

const small = smallPack();
const [before, after] = ['2026-03-01', '2026-03-16'];
const commune: Commune = small.communes[0]!;
const unit = (level: ElectoralUnit['level'], number: string, ...communes: string[]): ElectoralUnit =>
  ({ level, number, communes }) as never;
const elected = fact('elected-3', 'Người trúng cử là An.', ['ai trúng cử'], {
  ...{ topic: 'results', level: 'national-assembly', subject: 'người trúng cử ở đơn vị số 3' },
  values: [{ of: 'người trúng cử', comparator: 'exactly', kind: 'person', is: 'An' }],
});
const hours = fact('hours', 'Bỏ phiếu từ 7 giờ.', ['mấy giờ bỏ phiếu'], { computes: 'voting-hours', subject: 'giờ bỏ phiếu' });
const pack: NextPack = {
  facts: [...small.facts, elected, hours],
  milestones: small.milestones,
  electoralUnits: [
    unit('commune', '1', commune.code),
    unit('province', '3', commune.code),
    unit('national-assembly', '3', commune.code),
  ],
};
const place = (kind: 'current' | 'renamed' | 'unknown') => ({ resolution: { kind, commune } }) as unknown as AskedPlace;
const slots = { years: [], level: undefined, unitNumber: undefined, round: undefined, confirms: false };

function next(
  about: string | undefined,
  given: Partial<Omit<NextDeps, 'asked'>> & { asked?: Partial<Asked>; reply?: object } = {},
): Reply {
  const reply = { kind: 'answer', text: 't', citations: [], about, ...given.reply } as Reply;
  const asked = { places: [], slots, language: 'vi' as const, ...given.asked };
  return withNext(reply, { pack, answered: new Set(), today: before, ...given, asked });
}
const labels = (...given: Parameters<typeof next>): string[] => (next(...given).choices ?? []).map(({ label }) => label);
const here = { asked: { places: [place('current')] } };

describe('what may be asked after an answer', () => {
  it('about a unit of a commune: where to vote there, who else is in it, another commune', () => {
    expect(next('task/unit-of-place', here).choices).toEqual([
      { label: 'Bỏ phiếu ở đâu?', value: expect.stringMatching(/^Bỏ phiếu ở đâu, (?:xã|phường) /u) },
      { label: 'Đơn vị 3 gồm xã nào?', value: 'tiep:donvi/national-assembly/3' },
      { label: 'Xã, phường khác', value: 'tiep:task/unit-of-place' },
    ]);
    expect(labels('task/unit-of-place', { asked: { places: [place('renamed')] } })).toContain('Bỏ phiếu ở đâu?');
  });

  it('about a unit after the election: who was elected there', () => {
    expect(labels('task/seats-of-unit', { ...here, today: after })).toEqual([
      ...['Ai trúng cử ở đơn vị 3?', 'Đơn vị 3 gồm xã nào?', 'Xã, phường khác'],
    ]);
    expect(labels('task/unit-of-place', here)).not.toContain('Ai trúng cử ở đơn vị 3?');
  });

  it('about a unit by its number: of its level where one was named', () => {
    const of = (unitNumber: string, level?: 'province') =>
      next('task/seats-of-unit', { asked: { slots: { ...slots, unitNumber, level } } }).choices!.map(({ value }) => value);
    expect(of('03')).toContain('tiep:donvi/national-assembly/3');
    expect(of('3', 'province')).toContain('tiep:donvi/province/3');
    expect(of('1')).toContain('tiep:donvi/commune/1');
    expect(of('2').some((value) => value.startsWith('tiep:donvi'))).toBe(false);
    expect(of('3')).toContain('tiep:task/unit-of-place');
  });

  it('about the communes of a unit: not those again', () => {
    expect(labels('task/communes-of-unit', here)).toEqual(['Bỏ phiếu ở đâu?', 'Xã, phường khác']);
  });

  it('about a polling place: the hours, the unit, another commune', () => {
    expect(labels('task/polling-place', here)).toEqual([
      ...['Giờ bỏ phiếu', expect.stringMatching(/^Đơn vị của/u), 'Xã, phường khác'],
    ]);
    expect(labels('task/polling-place')).toEqual(['Giờ bỏ phiếu', 'Xã, phường khác']);
    const unknownHours = { ...pack, facts: pack.facts.filter(({ computes }) => computes !== 'voting-hours') };
    expect(labels('task/polling-place', { pack: unknownHours })[0]).toBe('Xã, phường khác');
    expect(next('task/polling-place').choices!.at(-1)!.value).toBe(goOnQuestions.vi.pollingPlace(''));
    expect(labels('task/polling-place', { ...here, today: after })).toEqual([
      ...[expect.stringMatching(/^Đơn vị của/u), 'Người trúng cử theo đơn vị', 'Xã tôi thuộc đơn vị nào?'],
    ]);
    expect(labels('task/polling-place', { today: after })).toEqual(['Người trúng cử theo đơn vị', 'Xã tôi thuộc đơn vị nào?']);
  });

  it('about the calendar: what comes next, election day, where to vote; once it is over the main menu', () => {
    expect(labels('task/calendar', { today: '2026-01-01' })).toEqual([
      ...['Niêm yết danh sách cử tri', 'Ngày bầu cử', 'Bỏ phiếu ở đâu?'],
    ]);
    expect(labels('task/calendar')).toEqual(['Ngày bầu cử', 'Bỏ phiếu ở đâu?']);
    expect(labels('task/calendar', { today: after })).not.toContain('Lịch bầu cử');
  });

  it('about election day: where to vote and when; about another day what comes after it', () => {
    expect(labels('election-day')).toEqual(['Bỏ phiếu ở đâu?', 'Giờ bỏ phiếu', 'Lịch bầu cử']);
    expect(labels('election-day', { pack: { ...pack, facts: [] } })[1]).not.toBe('Giờ bỏ phiếu');
    expect(labels('lists-posted', { today: '2026-01-01' })).toEqual(['Bỏ phiếu ở đâu?', 'Ngày bầu cử', 'Lịch bầu cử']);
    expect(labels('election-day', { today: after }).slice(0, 2)).toEqual([
      ...['Người trúng cử theo đơn vị', 'Xã tôi thuộc đơn vị nào?'],
    ]);
  });

  it('about a rule of the vote: where to vote, and rules like it, until the vote is over', () => {
    expect(labels('voter-card')).toEqual(['Bỏ phiếu ở đâu?', 'Gạch bao nhiêu tên', 'Giờ bỏ phiếu']);
    const over = labels('voter-card', { today: after });
    for (const one of ['Bỏ phiếu ở đâu?', 'Gạch bao nhiêu tên', 'Giờ bỏ phiếu']) expect(over).not.toContain(one);
  });

  it('about an article: its commune, and the facts that rest on it', () => {
    const source = { title: 'T', publisher: 'B', date: '2026-03-01', document: 'news-1' };
    const resting = fact('resting', 'S.', ['hỏi gì'], { sources: [source], topic: 'reform', subject: 'điều trong báo' });
    const closed: Fact = { ...resting, id: 'closed', subject: 'điều của bầu cử', measure: 'm', closesWithElection: true };
    const of = { pack: { ...pack, facts: [...pack.facts, resting, closed] } };
    expect(labels('news-1', { ...of, ...here })).toEqual([
      ...[expect.stringMatching(/^Đơn vị của/u), 'Điều trong báo', 'Điều của bầu cử'],
    ]);
    expect(labels('news-1', { ...of, today: after })).not.toContain('Điều của bầu cử');
    const citations = [{ document: 'news-1', title: 'T', publisher: 'B', date: '', quote: '' }];
    expect(labels(undefined, { ...of, reply: { citations } })).toContain('Điều trong báo');
  });

  it('about nothing known: the main menu, as much of it as makes two', () => {
    expect(labels('gone')).toEqual(['Ngày bầu cử', 'Bỏ phiếu ở đâu?']);
  });
});

describe('facts that come after a fact', () => {
  const of = (id: string, extra: Partial<Fact> = {}) =>
    fact(id, 'S.', ['hỏi'], { topic: 'reform', subject: id, measure: id, level: 'province', area: 'tỉnh', ...extra });
  const after3 = (facts: Fact[], more: Partial<NextPack> = {}) =>
    labels('a', { pack: { ...pack, milestones: [], electoralUnits: [], facts, ...more } });

  it('are of the same topic, those of the same subject, area and level first, the nearest in the pack', () => {
    expect(after3([of('a'), of('b', { topic: 'offices' }), of('c'), of('d'), of('e')]).slice(0, 2)).toEqual(['C', 'D']);
    expect(after3([of('a'), of('c'), of('d', { subject: 'a', measure: 'Cùng việc' })]).slice(0, 1)).toEqual(['Cùng việc']);
    expect(after3([of('a'), of('c', { area: 'nơi khác' }), of('d')]).slice(0, 2)).toEqual(['D', 'C']);
    expect(after3([of('a'), of('c', { level: 'all' }), of('d')]).slice(0, 2)).toEqual(['D', 'C']);
    expect(after3([of('c'), of('d'), of('a'), of('e')]).slice(0, 2)).toEqual(['D', 'E']);
  });

  it('of one series come last', () => {
    const [first, sibling] = [of('a', { series: 's' }), of('c', { series: 's' })];
    expect(after3([first, sibling, of('d'), of('e')]).slice(0, 2)).toEqual(['D', 'E']);
    expect(after3([first, { ...sibling, series: 't' }, of('d'), of('e')]).slice(0, 2)).toEqual(['C', 'D']);
  });

  it('of one level of the election go with the own unit, of the election with the calendar', () => {
    const units = { electoralUnits: pack.electoralUnits };
    const results = of('a', { topic: 'results' });
    expect(after3([results], units)[0]).toBe('Xã tôi thuộc đơn vị nào?');
    expect(after3([of('a')], units)[0]).not.toBe('Xã tôi thuộc đơn vị nào?');
    expect(after3([results])[0]).not.toBe('Xã tôi thuộc đơn vị nào?');
    const election = of('a', { topic: 'election', level: 'all' });
    const labelsOf = (one: Fact) => next('a', { pack: { ...pack, facts: [one, of('z')] } }).choices![0]!.value;
    expect(labelsOf(election)).toBe('tiep:task/calendar');
    expect(labelsOf({ ...election, topic: 'results' })).not.toBe('tiep:task/calendar');
    expect(labelsOf({ ...election, level: 'province' })).toBe('tiep:task/unit-of-place');
    expect(labelsOf({ ...election, closesWithElection: true })).toBe('tiep:task/polling-place');
  });
});

describe('choices', () => {
  it('are two or three, and go on with the answer', () => {
    expect(next('voter-card')).toMatchObject({ choicesAre: 'next', choices: { length: 3 } });
  });

  it('are not of what was just answered, but for another place', () => {
    expect(labels('voter-card', { answered: new Set(['hours']) })).not.toContain('Giờ bỏ phiếu');
    expect(labels('voter-card', { answered: new Set(['tiep:hours']) })).not.toContain('Giờ bỏ phiếu');
    const answered = new Set(['task/unit-of-place', 'tiep:task/unit-of-place']);
    expect(labels('task/unit-of-place', { ...here, answered })).toContain('Xã, phường khác');
    expect(labels('task/calendar', { answered: new Set(['task/polling-place']) })).not.toContain('Bỏ phiếu ở đâu?');
  });

  it('of the reply itself stay first where it offers; where it asks for an answer nothing is added', () => {
    const choices = [{ label: 'Riêng', value: 'r' }];
    expect(labels('voter-card', { reply: { choices, offers: [] } })[0]).toBe('Riêng');
    expect(next('voter-card', { reply: { choices } }).choices).toEqual(choices);
    expect(next('voter-card', { reply: { kind: 'none' } })).not.toHaveProperty('choices');
  });

  it('are none where there is nothing to go on with', () => {
    const none = { facts: [], milestones: [], electoralUnits: [] };
    const answered = new Set(['task/polling-place']);
    expect(next('gone', { pack: none, answered, asked: { language: 'en' } })).not.toHaveProperty('choices');
  });
});

describe('announcements that would go on with an answer', () => {
  it('are news of the commune asked about', () => {
    expect(next('task/unit-of-place', here).news).toEqual({ kind: 'commune', title: expect.stringContaining(commune.name) });
    expect(next('task/unit-of-place', { asked: { places: [place('unknown')] } })).not.toHaveProperty('news');
  });

  it('are the dates still ahead after a date', () => {
    expect(next('task/calendar').news).toEqual({ kind: 'milestones' });
    expect(next('election-day').news).toEqual({ kind: 'milestones' });
    expect(next('voter-card')).not.toHaveProperty('news');
    expect(next('election-day', { today: '2027-01-01' })).not.toHaveProperty('news');
  });
});

describe('in English', () => {
  const en = (about: string, given: Parameters<typeof next>[1] = {}) =>
    labels(about, { ...given, asked: { ...given.asked, language: 'en' } });

  it('only what has English words', () => {
    expect(en('voter-card')).toEqual(['My electoral unit', 'Election day', 'Election calendar']);
    expect(en('election-day')).toEqual(['My electoral unit', 'Election calendar', 'Where to vote']);
    expect(en('task/calendar')).toEqual(['My electoral unit', 'Election day', 'Where to vote']);
    expect(en('task/calendar', { today: after })).toEqual(['My electoral unit', 'Election day']);
    expect(en('task/unit-of-place', here)).toEqual(['Another commune', 'Election day', 'Election calendar']);
    expect(en('voter-card', here)[1]).toMatch(/^Unit of/u);
  });

  it('what a button cannot carry is left out, and nothing Vietnamese is put there instead', () => {
    const long = { ...place('current'), resolution: { kind: 'current', commune: { ...commune, name: 'Ơ'.repeat(30) } } };
    const asked = { places: [long as AskedPlace] };
    expect(en('voter-card', { asked }).some((label) => label.startsWith('Unit of'))).toBe(false);
    const none = { facts: [], milestones: [], electoralUnits: [] };
    expect(en('gone', { pack: none })).toEqual(['Where to vote']);
  });
});
