import { describe, expect, it } from 'vitest';
import { createOldPlaceReplies } from '../../../src/answering/places/old.ts';
import { levelNames } from '../../../src/answering/places/words.ts';
import { createElectoralUnits } from '../../../src/elections/electoral-units.ts';
import type { CommuneElsewhere, ElectoralUnit } from '../../../src/elections/places.ts';
import { asking, bacHa, camDuong, commune, current, giaPhu, meaning, old, source, unit } from './asking.ts';

const assembly = [unit('national-assembly', '3', [bacHa, giaPhu], { seats: 3 }), unit('national-assembly', '4', [camDuong])];
const province = unit('province', '9', [bacHa, giaPhu], { confidence: 'derived' });
const open = (units: ElectoralUnit[] = [province, ...assembly]) =>
  createOldPlaceReplies({ province: 'Lào Cai', names: levelNames(), units: createElectoralUnits(units) });
const ambiguous = (...meanings: ReturnType<typeof meaning.current>[]) => ({ kind: 'ambiguous' as const, meanings });
const district = (...communes: (typeof bacHa)[]) => ({
  kind: 'district' as const,
  district: { title: 'huyện Bắc Hà', name: 'Bắc Hà', communes },
  besides: [],
});
const split = { kind: 'split' as const, old: old('Nậm Xưa', bacHa, camDuong), communes: [bacHa, camDuong], besides: [] };
const either = ambiguous(meaning.current(bacHa), meaning.district('Bắc Hà', bacHa, giaPhu));

describe('a name of several places that lie in one unit', () => {
  it('is answered at once, whichever is meant', () => {
    const reply = open().units(asking(either))!;
    expect(reply).toMatchObject({
      kind: 'answer',
      value: 'đơn vị bầu cử số 3 (bầu Quốc hội); đơn vị bầu cử số 9 (bầu HĐND tỉnh)',
      parts: {
        headline: 'Dù là xã Bắc Hà hay huyện Bắc Hà cũ thì cũng thuộc:',
        sentences: ['• đơn vị bầu cử số 3 (bầu Quốc hội), được bầu 3 đại biểu.', '• đơn vị bầu cử số 9 (bầu HĐND tỉnh).'],
        notes: ['Lưu ý: suy ra từ các nguồn (HĐND tỉnh).'],
      },
    });
    expect(reply.citations.map(({ document, quote }) => `${document}: ${quote}`)).toEqual([
      'unit-national-assembly-3: đơn vị bầu cử số 3 (bầu Quốc hội)',
      'unit-province-9: đơn vị bầu cử số 9 (bầu HĐND tỉnh)',
    ]);
    expect(open().units(asking(either, { slots: { level: 'province' } }))).toMatchObject({
      value: 'đơn vị bầu cử số 9 (bầu HĐND tỉnh)',
    });
  });

  it.each([
    ['where they lie in several', ambiguous(meaning.current(camDuong), meaning.district('Cam Đường', bacHa))],
    ['where one of them is elsewhere now', ambiguous(meaning.current(bacHa), meaning.old(old('Bắc Hà', giaPhu), giaPhu))],
    ['where one of them is a whole province', ambiguous(meaning.current(bacHa), meaning.province('Bắc Hà'))],
    ['where nothing is known of one', ambiguous(meaning.current(bacHa), meaning.district('Bắc Hà'))],
    ['where its units are unknown', ambiguous(meaning.current(commune('9', 'Xa')), meaning.district('Xa', commune('9', 'Xa')))],
    ['where it is one place', current(bacHa)],
    ['where none is named', undefined],
  ])('not %s', (_, resolution) => expect(open().units(asking(resolution))).toBeUndefined());
});

describe('an area of before', () => {
  it('is its communes of today and the unit of each', () => {
    const reply = open().units(asking(district(bacHa, giaPhu, camDuong)))!;
    expect(reply).toMatchObject({ kind: 'answer' });
    expect(reply.parts).toMatchObject({
      headline:
        'Huyện Bắc Hà cũ (nay không còn cấp huyện) gồm địa bàn của 3 xã, phường hiện nay: xã Bắc Hà, xã Gia Phú, phường Cam Đường.',
      sentences: [
        '• Đơn vị bầu cử số 3 (bầu Quốc hội): xã Bắc Hà, xã Gia Phú.',
        '• Đơn vị bầu cử số 4 (bầu Quốc hội): phường Cam Đường.',
        '• Đơn vị bầu cử số 9 (bầu HĐND tỉnh): xã Bắc Hà, xã Gia Phú.',
      ],
      notes: ['Lưu ý: suy ra từ các nguồn (HĐND tỉnh).'],
    });
    expect(reply).toMatchObject({ value: expect.stringMatching(/^Đơn vị bầu cử số 3 .*; Đơn vị bầu cử số 4 /u) });
    expect(reply.citations.map(({ document }) => document)).toEqual([
      ...['unit-national-assembly-3', 'unit-national-assembly-4', 'unit-province-9'],
    ]);
  });

  it('of a split commune says where its parts are, with the source', () => {
    const reply = open().units(asking(split, { slots: { level: 'national-assembly' } }))!;
    expect(reply.parts!.headline).toBe('Xã Nậm Xưa cũ (huyện Cũ) nay thuộc các nơi: xã Bắc Hà, phường Cam Đường.');
    expect(reply.parts!.sentences).toHaveLength(2);
    expect(reply.citations.at(-1)).toMatchObject({ document: 'old-Nậm Xưa-huyện Cũ', title: source.title });
  });

  it('whose units are unknown is still told as what it is today', () => {
    const reply = open([]).units(asking(district(bacHa, giaPhu)))!;
    expect(reply).toMatchObject({ kind: 'none', reason: 'not-in-sources' });
    expect(reply.parts!.headline).toMatch(/^Huyện Bắc Hà cũ/u);
    expect(reply.parts!.sentences).toEqual(['Nguồn của tôi không cho biết đơn vị bầu cử của xã Bắc Hà, xã Gia Phú.']);
    expect(reply.parts!.nextStep).toMatch(/^Bác\/anh\/chị xem/u);
    expect(open().units(asking(district()))).toBeUndefined();
  });
});

describe('asking back which place is meant', () => {
  const back = (...given: Parameters<typeof asking>) => open().askBack(asking(...given));

  it('offers each, a whole province only where there is nothing else', () => {
    const before = old('Bắc Hà', giaPhu);
    const reply = back(ambiguous(meaning.province('Bắc Hà'), meaning.current(bacHa), meaning.old(before, giaPhu)))!;
    expect(reply).toMatchObject({
      kind: 'clarify',
      text: '“Nơi Ấy” có thể là nhiều nơi, cũ và mới. Bạn hỏi nơi nào?',
      citations: [],
    });
    expect(reply.choices!.map(({ label }) => label)).toEqual(['xã Bắc Hà', 'xã Bắc Hà cũ (huyện Cũ)']);
    expect(back(ambiguous(meaning.province('A'), meaning.province('B')))!.choices!.map(({ label }) => label)).toEqual([
      ...['tỉnh A', 'tỉnh B'],
    ]);
  });

  it('ten at most, none longer than a button', () => {
    const many = Array.from({ length: 12 }, (_, i) => meaning.current(commune(`${i}`, `${'Xa xôi '.repeat(8)}${i}`)));
    const { choices } = back(ambiguous(...many))!;
    expect(choices).toHaveLength(10);
    for (const { label } of choices!) expect(label).toHaveLength(40);
  });

  it('of an area of before which of its communes', () => {
    const reply = back(district(bacHa, giaPhu))!;
    expect(reply.text).toMatch(/^Huyện Bắc Hà cũ .* Bạn ở xã, phường nào hiện nay\?$/u);
    expect(reply.choices!.map(({ label }) => label)).toEqual(['xã Bắc Hà', 'xã Gia Phú']);
    expect(back(district())).toMatchObject({
      text: expect.stringMatching(/^Nơi Ấy từng là tên cấp huyện.*Lào Cai\.$/u),
      choices: [],
    });
    const many = Array.from({ length: 12 }, (_, i) => commune(`${i}`, `X${i}`));
    expect(back(district(...many))!.choices).toHaveLength(10);
  });

  it('is not needed of one commune, nor of nothing', () => {
    expect(back(current(bacHa))).toBeUndefined();
    expect(back(undefined)).toBeUndefined();
    expect(back({ kind: 'unknown' })).toBeUndefined();
  });
});

describe('a commune of another province', () => {
  const afar = (name: string, extra: Partial<CommuneElsewhere> = {}): CommuneElsewhere => ({
    ...{ name, province: 'Hà Nội', type: 'phường', assemblyUnit: { number: '1', seats: 3, source } },
    ...extra,
  });
  const of = (communes: CommuneElsewhere[], extra: Parameters<typeof asking>[1] = {}) =>
    open().elsewhere(asking({ kind: 'elsewhere', communes, provinces: [] }, extra));

  it('is told its National Assembly unit, and that nothing else is known', () => {
    const reply = of([afar('Ba Đình')])!;
    expect(reply).toMatchObject({ kind: 'answer', value: 'đơn vị bầu cử số 1 (bầu Quốc hội); 3' });
    expect(reply.parts).toMatchObject({
      headline: 'Phường Ba Đình (Hà Nội) thuộc đơn vị bầu cử số 1 (bầu Quốc hội) của Hà Nội.',
      sentences: ['Đơn vị bầu cử số 1 (bầu Quốc hội) của Hà Nội được bầu 3 đại biểu.'],
      notes: [expect.stringMatching(/^Về Hà Nội, tôi chỉ biết/u)],
    });
    expect(reply.citations).toEqual([
      expect.objectContaining({
        document: 'unit-Hà Nội-1',
        quote: [reply.parts!.headline, ...reply.parts!.sentences].join(' '),
      }),
    ]);
  });

  it('is asked back where several have a unit, ten at most', () => {
    const { type: _, ...untyped } = afar('Ba Đình', { province: 'Huế' });
    const { assemblyUnit: __, ...without } = afar('Ba Đình');
    const reply = of([afar('Ba Đình'), untyped, without])!;
    expect(reply).toMatchObject({ kind: 'clarify', citations: [], text: expect.stringContaining('“Nơi Ấy”') });
    expect(reply.choices).toEqual([
      { label: 'phường Ba Đình, Hà Nội', value: 'phường Ba Đình, Hà Nội' },
      { label: 'Ba Đình, Huế', value: 'Ba Đình, Huế' },
    ]);
    const long = afar('Xa xôi '.repeat(8));
    const many = of(Array.from({ length: 12 }, () => long))!.choices!;
    expect(many).toHaveLength(10);
    expect(many[0]!.label).toHaveLength(40);
    expect(many[0]!.value.length).toBeGreaterThan(40);
    expect(of([afar('Ba Đình'), without])?.kind).toBe('answer');
    expect(of([without])).toBeUndefined();
  });

  it('is told nothing of another election', () => {
    const known = [afar('Ba Đình')];
    expect(of(known, { slots: { level: 'province' } })).toBeUndefined();
    expect(of(known, { text: 'thuộc đơn vị HĐND nào' })).toBeUndefined();
    expect(of(known, { text: 'hội đồng nhân dân' })).toBeUndefined();
    expect(of(known, { text: 'HĐND', slots: { level: 'national-assembly' } })).toBeDefined();
    expect(open().elsewhere(asking(current(bacHa)))).toBeUndefined();
    expect(open().elsewhere(asking(undefined))).toBeUndefined();
  });
});
