import { describe, expect, it } from 'vitest';
import { createUnitReplies, notesOnUnits } from '../../../src/answering/places/units.ts';
import { levelNames } from '../../../src/answering/places/words.ts';
import { createElectoralUnits } from '../../../src/elections/electoral-units.ts';
import { asking, bacHa, camDuong, current, giaPhu, meaning, old, renamedTo, source, unit } from './asking.ts';

const assembly = unit('national-assembly', '3', [bacHa, giaPhu], {
  seats: 3,
  confidence: 'derived',
  seatsConfidence: 'established',
});
const province = unit('province', '09', [bacHa]);
const communes = [bacHa, giaPhu, camDuong];
const names = levelNames();
const replies = createUnitReplies(communes, createElectoralUnits([province, assembly, unit('commune', '3', [giaPhu])]), names);
const here = current(bacHa);

describe('the units of a commune', () => {
  it('are named at every level known, with their seats; what is not known is said', () => {
    const reply = replies.of(asking(here), bacHa);
    expect(reply).toMatchObject({
      kind: 'answer',
      value: 'đơn vị bầu cử số 3 (bầu Quốc hội); đơn vị bầu cử số 09 (bầu HĐND tỉnh)',
      parts: {
        headline: 'Xã Bắc Hà thuộc:',
        sentences: ['• đơn vị bầu cử số 3 (bầu Quốc hội), được bầu 3 đại biểu.', '• đơn vị bầu cử số 09 (bầu HĐND tỉnh).'],
        notes: ['Lưu ý: suy ra từ các nguồn (Quốc hội).', 'Nguồn chưa có đơn vị bầu HĐND xã; bạn hỏi UBND xã (phường).'],
      },
    });
    expect(reply.citations.map(({ document, quote }) => `${document}: ${quote}`)).toEqual([
      'unit-national-assembly-3: đơn vị bầu cử số 3 (bầu Quốc hội), được bầu 3 đại biểu. xã Bắc Hà, xã Gia Phú.',
      'unit-province-09: đơn vị bầu cử số 09 (bầu HĐND tỉnh). xã Bắc Hà.',
    ]);
  });

  it('at one level are one sentence, and the other levels are not missed', () => {
    const reply = replies.of(asking(here, { slots: { level: 'province' } }), bacHa);
    expect(reply.parts).toMatchObject({
      headline: 'Xã Bắc Hà thuộc đơn vị bầu cử số 09 (bầu HĐND tỉnh).',
      sentences: [],
      notes: [],
    });
  });

  it('that no source gives are said to be unknown, at the level asked for', () => {
    const unknown = (level?: 'commune') => replies.of(asking(here, { slots: { level } }), level ? bacHa : camDuong);
    expect(unknown()).toMatchObject({ kind: 'none', reason: 'not-in-sources' });
    expect(unknown().parts!.headline).toBe('Nguồn của tôi không cho biết phường Cam Đường thuộc đơn vị bầu cử nào.');
    expect(unknown('commune').parts!.headline).toBe('Nguồn của tôi không cho biết xã Bắc Hà thuộc đơn vị bầu cử HĐND xã nào.');
    expect(unknown().parts!.nextStep).toMatch(/^Bác\/anh\/chị xem thẻ cử tri/u);
  });

  it('of an old name say what it is today, and of a name of two places which one is not meant', () => {
    const before = old('Nậm Xưa', bacHa);
    const renamed = renamedTo(before, bacHa, meaning.current(giaPhu));
    const reply = replies.of(asking(renamed), bacHa);
    expect(reply.parts!.headline).toBe('Xã Nậm Xưa cũ (huyện Cũ) nay là xã Bắc Hà.');
    expect(reply.parts!.notes.at(-1)).toBe('Nếu bạn hỏi xã Gia Phú hiện nay thì đó là nơi khác.');
    expect(reply.citations.at(-1)).toMatchObject({ document: 'old-Nậm Xưa-huyện Cũ', title: source.title });
    const beside = replies.of(asking(current(bacHa, meaning.old(before, giaPhu))), bacHa);
    expect(beside.parts!.notes.at(-1)).toBe('Lưu ý: xã Nậm Xưa cũ (huyện Cũ) nay thuộc xã Gia Phú, là nơi khác.');
    expect(beside.citations.at(-1)!.quote).toBe('Xã Nậm Xưa cũ (huyện Cũ) nay là xã Gia Phú.');
    const none = replies.of(asking(renamed), camDuong);
    expect(none.parts!.headline).toBe('Xã Nậm Xưa cũ (huyện Cũ) nay là xã Bắc Hà.');
    expect(none.citations).toHaveLength(1);
    const district = replies.of(asking(current(bacHa, meaning.district('Bắc Hà', bacHa))), bacHa);
    expect(district.parts!.notes).toHaveLength(2);
  });
});

describe('whether a commune is in a unit', () => {
  const confirm = (number: string, level?: 'province') =>
    replies.confirm(asking(here, { slots: { level } }), bacHa, number).parts!;

  it('is said first, and then what is so', () => {
    expect(confirm('03').headline).toBe('Đúng.');
    expect(confirm('9').headline).toBe('Đúng.');
    expect(confirm('3', 'province').headline).toBe('Theo nguồn của tôi thì không phải đơn vị số 3.');
    expect(confirm('4').sentences[0]).toBe('Xã Bắc Hà thuộc:');
  });

  it('is not said where its units are unknown', () => {
    expect(replies.confirm(asking(here), camDuong, '3')).toEqual(replies.of(asking(here), camDuong));
  });
});

describe('a unit of a number', () => {
  const numbered = (number: string, ask: 'members' | 'seats', level?: 'province' | 'national-assembly') =>
    replies.numbered(asking(undefined, { slots: { level } }), number, ask);

  it('is its communes', () => {
    const reply = numbered('3', 'members', 'national-assembly');
    expect(reply).toMatchObject({ kind: 'answer', value: 'xã Bắc Hà, xã Gia Phú' });
    expect(reply.parts).toMatchObject({
      headline: 'Đơn vị bầu cử số 3 (bầu Quốc hội) gồm 2 xã, phường: xã Bắc Hà, xã Gia Phú.',
      notes: ['Lưu ý: suy ra từ các nguồn.'],
    });
    expect(reply.citations[0]!.quote).toBe(reply.parts!.headline);
  });

  it('or its seats, as far as they are known, and how well', () => {
    const reply = numbered('3', 'seats');
    expect(reply).toMatchObject({ value: '3' });
    expect(reply.parts).toMatchObject({
      headline: 'Đơn vị bầu cử số 3 (bầu Quốc hội) được bầu 3 đại biểu.',
      notes: ['Số này chỉ đúng với cấp Quốc hội; mỗi cấp đánh số riêng.'],
    });
    const { seatsConfidence: _, ...unsure } = assembly;
    const others = createUnitReplies(communes, createElectoralUnits([unsure]), names);
    expect(others.numbered(asking(undefined), '3', 'seats').parts!.notes[0]).toBe('Lưu ý: suy ra từ các nguồn.');
  });

  it('at every level that has it, where none is named', () => {
    const reply = numbered('3', 'members');
    expect(reply).toMatchObject({ value: 'xã Bắc Hà, xã Gia Phú; xã Gia Phú' });
    expect(reply.parts!.notes).toEqual(['Lưu ý: suy ra từ các nguồn (Quốc hội).']);
    expect(numbered('9', 'members', 'province').parts!.notes).toEqual([]);
  });

  it('that there is not is said to be unknown', () => {
    expect(numbered('7', 'members').parts!.headline).toBe('Nguồn của tôi không có thông tin về đơn vị bầu cử số 7.');
    expect(numbered('9', 'seats', 'province')).toMatchObject({ kind: 'none', reason: 'not-in-sources' });
    expect(numbered('9', 'seats', 'province').parts!.headline).toContain('đơn vị bầu cử HĐND tỉnh số 9');
    expect(numbered('7', 'members').parts!.nextStep).toBeDefined();
  });
});

it('a caveat that holds of all levels is said once, another with its levels', () => {
  const of = (...given: ['national-assembly' | 'province' | 'commune', 'derived' | 'established' | 'single-source'][]) =>
    notesOnUnits(
      given.map(([level, confidence]) => ({ level, confidence })),
      'vi',
      names,
    );
  expect(of(['province', 'derived'], ['commune', 'derived'])).toEqual(['Lưu ý: suy ra từ các nguồn.']);
  expect(of(['province', 'derived'], ['province', 'established'])).toEqual(['Lưu ý: suy ra từ các nguồn.']);
  expect(of(['national-assembly', 'derived'], ['province', 'derived'], ['commune', 'established'])).toEqual([
    'Lưu ý: suy ra từ các nguồn (Quốc hội, HĐND tỉnh).',
  ]);
  expect(of(['province', 'derived'], ['commune', 'single-source'])).toHaveLength(2);
  expect(of(['province', 'established'])).toEqual([]);
});
