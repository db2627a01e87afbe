import { describe, expect, it } from 'vitest';
import { createFactsSaid } from '../../../src/answering/reply/fact-said.ts';
import { createContraries } from '../../../src/answering/verdict/contraries.ts';
import type { FactValue } from '../../../src/elections/fact.ts';
import { questionReader } from '../../fakes/questions.ts';
import { fact, smallPack } from '../../fakes/small-pack.ts';

const pack = smallPack();
const read = questionReader(pack);
const electionDay = pack.milestones.find(({ isElectionDay }) => isElectionDay)!;
const said = createFactsSaid(pack.facts, electionDay);
const of = (id: string) => pack.facts.find((one) => one.id === id)!;
const before = '2026-03-01';
const valued = (statement: string, ...values: FactValue[]) => fact('valued', statement, [], { values });
const communes = valued('Tỉnh có 99 xã, phường.', {
  kind: 'number',
  is: 99,
  comparator: 'exactly',
  of: 'xã, phường',
  unit: 'xã, phường',
});
const hours = valued('Bỏ phiếu từ 7 giờ đến 19 giờ.', {
  kind: 'hours',
  is: '07:00-19:00',
  comparator: 'exactly',
  of: 'giờ bỏ phiếu',
});
const opening = (about: typeof communes, text: string) =>
  /^(?:Đúng vậy|Không đúng)/u.exec(said.fact(about, read(text), before).text)?.[0];

describe('what is claimed is confirmed or denied, like with like', () => {
  it.each([
    ['tỉnh có 99 xã phường đúng không', 'Đúng vậy'],
    ['tỉnh có 89 xã phường đúng không', 'Không đúng'],
    ['tỉnh có 89 phường đúng không', undefined],
    ['tỉnh có 99 người ứng cử đúng không', undefined],
    ['tỉnh có bao nhiêu xã phường', undefined],
  ])('%s', (text, verdict) => {
    expect(opening(communes, text)).toBe(verdict);
  });

  it('is not agreed with where it says the opposite, though its figure is right', () => {
    const candidates = valued('Có 105 người ứng cử.', {
      kind: 'number',
      is: 105,
      comparator: 'exactly',
      of: 'người ứng cử',
      unit: 'người',
    });
    const pairs = [{ one: ['ứng cử'], other: ['rút lui'] }];
    const strict = createFactsSaid(pack.facts, electionDay, createContraries({ contraries: pairs, ideas: new Map() }));
    expect(strict.fact(candidates, read('có 105 người ứng cử đúng không'), before).text).toMatch(/^Đúng vậy/u);
    expect(strict.fact(candidates, read('rút lui có 105 người đúng không'), before).text).not.toMatch(/^Đúng vậy/u);
  });

  it('is not agreed with where it is of another place', () => {
    const asked = read('tỉnh có 99 xã phường đúng không');
    const nowhere = { communes: [], others: [], suggestions: [], elsewhere: [] };
    const place = { ...nowhere, name: 'Huế', start: 0, end: 3, prefixed: false, resolution: { kind: 'unknown' as const } };
    expect(said.fact(communes, { ...asked, places: [place] }, before).text).not.toMatch(/^Đúng vậy/u);
    const own = valued('Huế có 99 xã, phường.', ...communes.values);
    expect(said.fact(own, { ...asked, places: [place] }, before).text).toMatch(/^Đúng vậy/u);
  });

  it('the day of a milestone', () => {
    const about = (text: string) => said.milestone(electionDay, read(text), before).text;
    expect(about('bầu cử ngày 15/3 đúng không')).toMatch(/^Đúng vậy/u);
    expect(about('bầu cử ngày 22/3 đúng không')).toMatch(/^Không đúng/u);
    expect(about('bầu cử khi nào')).not.toMatch(/^(?:Đúng|Không)/u);
  });
});

describe('to ask whether one may come at an hour claims nothing of the hours', () => {
  it.each(['tôi đến lúc 10 giờ có được bỏ phiếu không', 'đến 9h mới đi bầu được không', 'tôi đi từ 8 giờ được không'])(
    '%s',
    (text) => {
      expect(opening(hours, text)).toBeUndefined();
    },
  );

  it('but the hours themselves may be claimed', () => {
    expect(opening(hours, 'bỏ phiếu đến 17 giờ đúng không')).toBe('Không đúng');
    expect(opening(hours, 'bỏ phiếu đến 19 giờ đúng không')).toBe('Đúng vậy');
  });
});

describe('of a series', () => {
  it('the newest is said, with the one before it', () => {
    const { text } = said.fact(of('chair-2022'), read('ai là chủ tịch UBND tỉnh'), before);
    expect(text.indexOf('ông An')).toBeGreaterThanOrEqual(0);
    expect(text.indexOf('ông Bình')).toBeGreaterThan(text.indexOf('ông An'));
  });

  it('who held an office before does not hold it now', () => {
    const holder = (id: string, is: string, validFrom: string) =>
      fact(id, `Bí thư Tỉnh ủy từ ${validFrom.slice(0, 4)} là đồng chí ${is}.`, ['ai là bí thư tỉnh ủy'], {
        ...{ series: 'secretary', keepsHistory: true, validFrom },
        values: [{ kind: 'person', of: 'Bí thư Tỉnh ủy', is, comparator: 'exactly' }],
      });
    const [now, then] = [holder('now', 'Lý Văn Mẫu', '2026-02-01'), holder('then', 'Hà Văn Mẫu', '2021-01-01')];
    const offices = createFactsSaid([now, then], electionDay);
    const verdict = (text: string) => /^(?:Đúng vậy|Không đúng)/u.exec(offices.fact(then, read(text), before).text)?.[0];
    expect(verdict('bí thư tỉnh ủy giờ là ông Hà Văn Mẫu phải không bác')).toBe('Không đúng');
    expect(verdict('bí thư tỉnh ủy là ông Lý Văn Mẫu đúng không ạ')).toBe('Đúng vậy');
    expect(verdict('ông Hà Văn Mẫu từng làm bí thư tỉnh ủy đúng không')).toBeUndefined();
    expect(verdict('bí thư tỉnh ủy năm 2021 là ông Hà Văn Mẫu đúng không')).not.toBe('Không đúng');
    expect(verdict('ông Hà Văn Mẫu là bí thư tỉnh ủy')).toBeUndefined();
  });

  it('of another year the one of that year alone', () => {
    const { text } = said.fact(of('chair-2022'), read('năm 2022 ai là chủ tịch UBND tỉnh'), before);
    expect(text).toContain('ông Bình');
    expect(text).not.toContain('ông An');
  });

  it('of two years that are compared both are said, and no third', () => {
    const rank = (year: number, place: number) =>
      fact(`papi-${year}`, `Năm ${year}, tỉnh xếp thứ ${place} về PAPI.`, ['xếp hạng papi'], { year, series: 'papi' });
    const ranks = [rank(2019, 13), rank(2020, 27), rank(2021, 30)];
    const { text, citations } = createFactsSaid(ranks, electionDay).fact(
      ranks[1]!,
      read('papi 2019 với 2020 năm nào cao hơn'),
      before,
    );
    expect(text).toContain('thứ 27');
    expect(text).toContain('thứ 13');
    expect(text).not.toContain('thứ 30');
    expect(citations.map(({ document }) => document)).toEqual(['papi-2020', 'papi-2019']);
  });

  it('is in order, newest first; a fact without one is its own', () => {
    expect(said.seriesOf(of('chair-2022')).map(({ id }) => id)).toEqual(['chair-2026', 'chair-2022']);
    expect(said.seriesOf(of('voter-card')).map(({ id }) => id)).toEqual(['voter-card']);
  });
});

it('a rule of the vote says that the vote is over, once it is', () => {
  const text = (today: string) => said.fact(of('voter-card'), read('mang gì khi đi bầu'), today).text;
  expect(text('2026-03-16')).toContain('15/03/2026');
  expect(text('2026-03-14')).not.toContain('15/03/2026');
});
