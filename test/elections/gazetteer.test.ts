import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGazetteer } from '../../src/elections/gazetteer.ts';
import { createNameIndex } from '../../src/elections/gazetteer-names.ts';
import type { PlaceMention } from '../../src/elections/place-mention.ts';
import type { Commune, OldCommune, OtherPlace } from '../../src/elections/places.ts';

/** Communes whose names are everyday words too. */
const everyday = new Set(['Hợp Thành', 'Bảo Yên', 'Hạnh Phúc', 'Trung Tâm', 'Khánh Hòa', 'Bảo Hà']);

const commune = (code: string, type: Commune['type'], name: string, variants: string[] = []): Commune => ({
  code,
  type,
  name,
  variants,
  ...(everyday.has(name) ? { isEveryday: true } : {}),
});
const communes = [
  commune('1', 'phường', 'Cam Đường'),
  commune('2', 'xã', 'Hợp Thành'),
  commune('3', 'phường', 'Sa Pa'),
  commune('4', 'xã', 'Bảo Yên'),
  commune('5', 'xã', 'Hạnh Phúc'),
  commune('6', 'phường', 'Trung Tâm'),
  commune('7', 'xã', 'Khánh Hòa', ['Khánh Hoà']),
  commune('8', 'xã', 'Bảo Hà'),
  commune('9', 'xã', 'Y Tý'),
  commune('10', 'phường', 'Yên Bái'),
  commune('11', 'xã', 'Tả Van'),
  commune('12', 'xã', 'Văn Bàn'),
  commune('13', 'xã', 'Vân Bản'),
];
const others: OtherPlace[] = [
  { name: 'Yên Bái', kind: 'former-province', province: 'Lào Cai' },
  { name: 'Hà Nội', kind: 'province', province: 'Hà Nội' },
];
const gazetteer = () => createGazetteer(communes, others, [{ name: 'Bố Hạ', province: 'Bắc Ninh' }]);
const named = (mention: PlaceMention): string[] =>
  mention.candidates.map((c) =>
    c.kind === 'commune' ? c.commune.name : c.kind === 'old' ? `old ${c.old.name}` : `${c.place.kind} ${c.place.name}`,
  );

describe('names in a question', () => {
  it.each([
    ['phường cam đường thuộc đơn vị nào', ['Cam Đường']],
    ['phuong camduong thuoc dvbc nao', ['Cam Đường']],
    ['camduong bau o dau', ['Cam Đường']],
    ['phuwowngf Cam DDuwowngf', ['Cam Đường']],
    ['phuong7 cam d9uong72', ['Cam Đường']],
    ['phuong cma duong o don vi nao', ['Cam Đường']],
    ['còn xã hop thanh?', ['Hợp Thành']],
    ['sa pa bầu mấy đại biểu', ['Sa Pa']],
    ['SAPA', ['Sa Pa']],
    ['X. Y Tý', ['Y Tý']],
    ['Hạnh Phúc ở đâu', ['Hạnh Phúc']],
    ['phường trung tâm', ['Trung Tâm']],
    ['yên bái ở đơn vị nào', ['Yên Bái', 'former-province Yên Bái']],
    ['tôi ở hà nội', ['province Hà Nội']],
    ['xã Khánh Hoà', ['Khánh Hòa']],
    ['van ban', ['Văn Bàn', 'Vân Bản']],
    ['văn bàn', ['Văn Bàn']],
  ])('%s', (text, names) => expect(gazetteer().find(text).map(named)).toEqual([names]));

  it.each([
    'ai bảo yên tâm',
    'mieu ta van hoa cho khach',
    'hạnh phúc là gì',
    'trung tâm hành chính công ở đâu',
    'xã hội chủ nghĩa',
    'xã tôi bầu ở đâu',
    'xã nào',
    'cam đượng lòng',
  ])('%s names no place', (text) => expect(gazetteer().find(text)).toEqual([]));

  it.each(['bao nhiêu xã, phường trên cả nước', 'bao nhieu xa phuong dac khu tren ca nuoc', 'các xã dưới xuôi'])(
    'an area that is no name is none: %s',
    (text) => expect(gazetteer().find(text)).toEqual([]),
  );

  it('a name after xã that is in no list is told as unknown, with names that look alike', () => {
    expect(gazetteer().find('xã Bố Hạ bầu ở đâu')).toMatchObject([
      { kind: 'unknown', name: 'Bố Hạ', prefixed: true, suggestions: ['Bảo Hà'] },
    ]);
    expect(gazetteer().find('phường Tân Lập')).toMatchObject([{ kind: 'unknown', name: 'Tân Lập', candidates: [] }]);
  });

  it('spans hold what was typed, mentions are in order and do not overlap', () => {
    const text = 'xã Bảo Hà và phường Cam Đường';
    expect(
      gazetteer()
        .find(text)
        .map((mention) => text.slice(mention.start, mention.end)),
    ).toEqual(['xã Bảo Hà', 'phường Cam Đường']);
    const one = gazetteer();
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('xã', 'Bảo', 'Hà', 'Cam', 'duong', 'ở', 'yên', 'tâm', 'sapa', '9', 'Bố', 'Hạ', '?', '😀')),
        (words) => {
          let end = 0;
          for (const mention of one.find(words.join(' '))) {
            expect(mention.start).toBeGreaterThanOrEqual(end);
            end = mention.end;
            expect(end).toBeGreaterThan(mention.start);
          }
        },
      ),
    );
  });
});

describe('names of before and other spellings', () => {
  const source = { title: 'Nghị quyết', publisher: 'Quốc hội', date: '2025-06-16' };
  const kimTan: OldCommune = {
    ...{ name: 'Kim Tân', type: 'phường', variants: ['Cốc Lếu'], district: 'thành phố Lào Cai', province: 'Lào Cai' },
    ...{ communes: ['1'], source },
  };
  const mentions = (text: string) =>
    createGazetteer([commune('1', 'phường', 'Cam Đường', ['Pom Hán'])], others, [], [kimTan]).find(text);

  it('are read as they are written, not as slips', () => {
    expect(mentions('phường Pom Hán')).toMatchObject([{ exactness: 'exact', candidates: [{ commune: { name: 'Cam Đường' } }] }]);
    for (const name of ['Kim Tân', 'Cốc Lếu'])
      expect(mentions(`phường ${name}`)).toMatchObject([{ kind: 'known', candidates: [{ kind: 'old', old: kimTan }] }]);
  });

  it.each([
    ['ở phường Kim Tân cũ và Hà Nội', ['phường Kim Tân cũ', 'Hà Nội'], 'old'],
    ['Cam Đường, phường Kim Tân trước đây và Hà Nội', ['Cam Đường', 'phường Kim Tân trước đây', 'Hà Nội'], 'old'],
    ['phường Kim Tân mới', ['phường Kim Tân mới'], 'today'],
    ['phường Kim Tân, cũ', ['phường Kim Tân'], undefined],
  ])('“%s”: what says whether the old or the new one is meant belongs to the name', (text, spans, era) => {
    const found = mentions(text);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(spans);
    expect(found.find(({ name }) => name === 'Kim Tân')?.era).toBe(era);
  });
});

it('a name joined or split otherwise is the name itself; with a slip too it is a little less like it', () => {
  const index = createNameIndex(
    [commune('1', 'phường', 'Cam Đường'), commune('8', 'xã', 'Bảo Hà')].map((item) => ({ name: item.name, item })),
  );
  for (const typed of ['camduong', 'ca m duong']) expect(index.rank(typed)[0]).toMatchObject({ name: 'Cam Đường', distance: 0 });
  expect(index.rank('baohan')[0]!.distance).toBeGreaterThan(index.rank('bao han')[0]!.distance);
});

it('of a list without end only the first forty names with slips are looked up', () => {
  const list = (names: number) => gazetteer().find('xã Zzqq Wwqq, '.repeat(names)).length;
  expect(list(35)).toBe(35);
  expect(list(250)).toBe(40);
});

describe('a name looked up', () => {
  it.each(['Cam Đường', 'cam duong', 'phường Cam Đường', 'camduong', 'Cam Ddwongf', 'cam duog', 'cma đường'])(
    '%s is found',
    (name) => expect(gazetteer().lookup(name)).toMatchObject({ kind: 'found', commune: { code: '1' } }),
  );

  it('a name that fits two is ambiguous', () => {
    expect(gazetteer().lookup('van ban')).toMatchObject({ kind: 'ambiguous', candidates: [{ code: '12' }, { code: '13' }] });
  });

  it.each(['Tân Lập', 'Hợp Tiến', 'Sa Đéc', 'Bảo Lộc', 'Cam Ranh', 'Thành Hợp'])(
    '%s is not the nearest guess but unknown',
    (name) => expect(gazetteer().lookup(name).kind).toBe('unknown'),
  );

  it('a commune of another province is known to be elsewhere, however close the name', () => {
    expect(gazetteer().lookup('Bo Ha')).toEqual({ kind: 'unknown', suggestions: ['Bảo Hà'], elsewhere: ['Bắc Ninh'] });
  });
});
