import { describe, expect, it } from 'vitest';
import type { AskedPlace } from '../../../src/answering/question/asked.ts';
import type { AskedReading } from '../../../src/answering/question/asked-reading.ts';
import { readQuestion } from '../../../src/answering/question/question.ts';
import { createContraries } from '../../../src/answering/verdict/contraries.ts';
import { createIdeas } from '../../../src/answering/verdict/ideas.ts';
import { createScales } from '../../../src/answering/verdict/weighing.ts';
import { candidate, readingOf } from '../../fakes/candidates.ts';
import { fact } from '../../fakes/small-pack.ts';

const candidates = [
  candidate('procedures', {
    wordings: ['có bao nhiêu thủ tục hành chính'],
    statement: 'Năm 2022 tỉnh có 1.972 thủ tục hành chính.',
    counts: [{ is: 1972, of: 'thủ tục hành chính', unit: 'thủ tục' }],
    kinds: ['how-many'],
    years: new Set([2022]),
    level: 'province',
  }),
  candidate('seats-unit-3', {
    wordings: ['đơn vị bầu cử số 3 bầu mấy đại biểu'],
    statement: 'Đơn vị bầu cử số 3 bầu 3 đại biểu Quốc hội.',
    kinds: ['how-many'],
    level: 'national-assembly',
  }),
  candidate('chair', { wordings: ['ai là chủ tịch tỉnh'], statement: 'Chủ tịch UBND tỉnh Lào Cai là ông An.', kinds: ['who'] }),
  candidate('card', { wordings: ['mất thẻ cử tri thì làm sao'], statement: 'Cử tri báo Tổ bầu cử để được cấp lại thẻ.' }),
  candidate('why-secret', { wordings: ['vì sao phải bỏ phiếu kín'], statement: 'Bỏ phiếu kín để cử tri tự do lựa chọn.' }),
  candidate('elder', { wordings: ['người già bầu ở đâu'], kinds: ['where'] }),
  candidate('talks-1', { wordings: ['hiệp thương lần 1 làm gì'], statement: 'Hiệp thương lần 1 bàn cơ cấu.' }),
  candidate('hours', { wordings: ['mấy giờ bỏ phiếu'], statement: 'Bỏ phiếu từ 7 giờ đến 19 giờ.', kinds: ['when', 'yes-no'] }),
  candidate('turnout', {
    wordings: ['bao nhiêu phần trăm đi bầu'],
    statement: 'Lúc 16 giờ có 99 % đi bầu.',
    kinds: ['how-many'],
  }),
  candidate('unknown/beside-procedures', {
    wordings: ['năm 2019 có bao nhiêu thủ tục', 'cấp xã có bao nhiêu thủ tục hành chính', 'có bao nhiêu thủ tục bị trả lại'],
    subject: { kind: 'unknown', unknown: { id: 'beside-procedures', about: '', near: 'procedures', asks: [] } },
    years: new Set([2022]),
  }),
  candidate('age', {
    wordings: ['bao nhiêu tuổi được bầu'],
    statement: 'Đủ 18 tuổi được bầu.',
    subject: { kind: 'fact', fact: { ...fact('age', 'Đủ 18 tuổi được bầu.', []), computes: 'voting-age' } },
  }),
  candidate('task/polling-place', { wordings: ['tôi bầu ở đâu'], subject: { kind: 'task', task: 'polling-place' } }),
];
const scales = createScales(candidates, createIdeas(new Map([['lost', ['mất', 'làm rơi']]])), { province: 'Lào Cai' });
const weigh = (text: string, extra: Partial<AskedReading> = {}) => scales.weigh(readingOf(text, extra));
const signals = (text: string, id: string, extra: Partial<AskedReading> = {}) =>
  weigh(text, extra).pairs.find((pair) => pair.candidate.id === id)!.features;

const named = (name: string): AskedPlace => ({
  start: 0,
  end: 0,
  name,
  resolution: { kind: 'unknown' },
  communes: [{ code: '1', type: 'xã', name, variants: [] }],
  others: [],
  prefixed: true,
  suggestions: [],
  elsewhere: [],
});

describe('what is known to be unknown', () => {
  const unknown = (text: string) => signals(text, 'unknown/beside-procedures');

  it.each([
    ['năm 2019 có bao nhiêu thủ tục', { yearSame: 1, yearOther: 0 }],
    ['năm 2022 có bao nhiêu thủ tục', { yearSame: 0, yearOther: 1 }],
    ['năm 2018 có bao nhiêu thủ tục', { yearSame: 0, yearOther: 0 }],
  ])('is asked for in any year but those that are known: %s', (text, expected) => {
    expect(unknown(text)).toMatchObject(expected);
  });
});

it('a figure that a rule works with is not missing from it', () => {
  expect(signals('cháu 17 tuổi được bầu không', 'age')).toMatchObject({ figureWorked: 1, figureMissing: 0 });
  expect(signals('năm người 17 phiếu được bầu không', 'age')).toMatchObject({ figureWorked: 0, figureMissing: 1 });
});

describe('what the question fixes', () => {
  it.each([
    ['năm 2022 có bao nhiêu thủ tục', { yearSame: 1, yearOther: 0 }],
    ['năm 2021 có bao nhiêu thủ tục', { yearSame: 0, yearOther: 1 }],
    ['có bao nhiêu thủ tục', { yearSame: 0, yearOther: 0, yearUnmentioned: 0 }],
  ])('year: %s', (text, expected) => {
    expect(signals(text, 'procedures')).toMatchObject(expected);
  });

  it('a year asked for of a figure that speaks of none is not mentioned', () => {
    expect(signals('năm 2021 đơn vị bầu cử số 3 bầu mấy đại biểu', 'seats-unit-3').yearUnmentioned).toBe(1);
    expect(signals('năm 2021 mất thẻ thì làm sao', 'card').yearUnmentioned).toBe(0);
  });

  it('an office asked about is another one than what is known of names', () => {
    expect(signals('phó chủ tịch UBND tỉnh là ai', 'chair').officeOther).toBe(1);
    expect(signals('chủ tịch Lào Cai là ai', 'chair').officeOther).toBe(0);
    expect(signals('phó chủ tịch UBND tỉnh lương bao nhiêu', 'chair').officeOther).toBe(0);
  });

  it.each([
    ['bầu mấy đại biểu Quốc hội', { levelSame: 1, levelOther: 0 }],
    ['bầu mấy đại biểu HĐND xã', { levelSame: 0, levelOther: 1 }],
    ['bầu mấy đại biểu', { levelSame: 0, levelOther: 0 }],
  ])('level: %s', (text, expected) => {
    expect(signals(text, 'seats-unit-3')).toMatchObject(expected);
  });

  it.each([
    ['đơn vị bầu cử số 03 bầu mấy đại biểu', { unitSame: 1, unitOther: 0, unitUnasked: 0 }],
    ['đơn vị bầu cử số 4 bầu mấy đại biểu', { unitSame: 0, unitOther: 1, unitUnasked: 0 }],
    ['tỉnh bầu mấy đại biểu', { unitSame: 0, unitOther: 0, unitUnasked: 1 }],
  ])('unit: %s', (text, expected) => {
    expect(signals(text, 'seats-unit-3')).toMatchObject(expected);
  });

  it('round', () => {
    expect(signals('hiệp thương lần 3 làm gì', 'talks-1').roundOther).toBe(1);
    expect(signals('hiệp thương lần 1 làm gì', 'talks-1').roundOther).toBe(0);
    expect(signals('mất thẻ lần 3', 'card').roundOther).toBe(0);
  });

  it('time of day, of what holds at one; what tells a time is asked about any', () => {
    expect(signals('lúc 22 giờ bao nhiêu phần trăm đi bầu', 'turnout').timeOther).toBe(1);
    expect(signals('lúc 16 giờ bao nhiêu phần trăm đi bầu', 'turnout').timeOther).toBe(0);
    expect(signals('lúc 22 giờ còn bỏ phiếu không', 'hours').timeOther).toBe(0);
  });

  it('a reason', () => {
    expect(signals('vì sao mất thẻ cử tri', 'card').whyMissing).toBe(1);
    expect(signals('vì sao bỏ phiếu kín', 'why-secret').whyMissing).toBe(0);
    expect(signals('bỏ phiếu kín ở đâu', 'why-secret').whyOffered).toBe(1);
  });

  it('a place: of a figure it must be named, a task takes any', () => {
    const places = [named('Gia Phú')];
    expect(signals('placename có bao nhiêu thủ tục', 'procedures', { places })).toMatchObject({ placeOther: 1, placeSame: 0 });
    expect(signals('mất thẻ cử tri thì làm sao', 'card', { places })).toMatchObject({ placeOther: 0, placeUnmentioned: 1 });
    expect(signals('ở placename bầu ở đâu', 'task/polling-place', { places })).toMatchObject({
      placeOther: 0,
      placeUnmentioned: 0,
      taskPlace: 1,
    });
  });
});

describe('words', () => {
  it('typed with other marks than all of its own speak against a candidate, without marks they do not', () => {
    expect(signals('giá bầu ở đâu', 'elder').otherForm).toBe(1);
    expect(signals('già bầu ở đâu', 'elder').otherForm).toBe(0);
    expect(signals('gia bau o dau', 'elder').otherForm).toBe(0);
  });

  it('an idea covers a word nobody wrote', () => {
    const { covered } = signals('làm rơi thẻ cử tri', 'card');
    expect(covered).toBe(1);
    expect(signals('cất giữ thẻ cử tri', 'card').covered).toBeLessThan(1);
  });

  it('a telling word that only others hold is missed', () => {
    expect(signals('mất thủ tục', 'card').missing).toBeGreaterThan(0);
    expect(signals('mất thẻ', 'card').missing).toBe(0);
  });

  it('what no candidate holds is strange', () => {
    expect(weigh('giá xăng RON').question).toMatchObject({ strangeOne: 1 });
    expect(weigh('mất thẻ cử tri').question).toMatchObject({ strange: 0, strangeOne: 0 });
  });
});

it('what is counted must be what its numbers count', () => {
  expect(signals('có bao nhiêu thủ tục hành chính', 'procedures').countedMissing).toBe(0);
  expect(signals('có bao nhiêu hộ nghèo', 'procedures').countedMissing).toBe(1);
});

it('whoever names its number does not ask for it, unless it is to be confirmed', () => {
  expect(signals('trong 1.972 thủ tục có bao nhiêu trực tuyến', 'procedures').countGiven).toBe(1);
  expect(signals('có phải 1.972 thủ tục hành chính không', 'procedures').countGiven).toBe(0);
  expect(signals('trong 1.971 thủ tục có bao nhiêu trực tuyến', 'procedures').countGiven).toBe(0);
  expect(signals('có bao nhiêu thủ tục hành chính', 'procedures').countGiven).toBe(0);
});

it('a figure that a candidate does not hold is noticed, however it is written', () => {
  expect(signals('1972 thủ tục à', 'procedures')).toMatchObject({ figureMissing: 0, figureClaimed: 0 });
  expect(signals('1.973 thủ tục gồm những gì', 'procedures')).toMatchObject({ figureMissing: 1, figureClaimed: 0 });
});

it('a figure to be confirmed is another matter: the claim may be false', () => {
  expect(signals('1.973 thủ tục phải không', 'procedures')).toMatchObject({ figureMissing: 0, figureClaimed: 1 });
  expect(signals('1.972 thủ tục phải không', 'procedures')).toMatchObject({ figureMissing: 0, figureClaimed: 0 });
});

describe('the contrary of what a candidate speaks of', () => {
  const contraries = createContraries({
    contraries: [
      { one: ['cao nhất'], other: ['thấp nhất'] },
      { one: ['trúng cử'], other: ['trượt'], usual: 'one' },
    ],
    ideas: new Map(),
  });
  const all = createScales(
    [
      candidate('highest', { wordings: ['tỉnh nào đi bầu cao nhất'], statement: 'Lào Cai trúng cử nhiều nữ.' }),
      candidate('turnout', { wordings: ['tỷ lệ đi bầu của tỉnh'] }),
      candidate('both', { wordings: ['tỉnh nào cao nhất, tỉnh nào thấp nhất'] }),
    ],
    createIdeas(new Map()),
    { contraries },
  );
  const of = (text: string, id: string) => {
    const { sideOther, sideUnasked } = all.weigh(readingOf(text)).pairs.find((pair) => pair.candidate.id === id)!.features;
    return { sideOther, sideUnasked };
  };

  it.each([
    ['tỉnh nào đi bầu thấp nhất', 'highest', { sideOther: 1, sideUnasked: 0 }],
    ['tỉnh nào đi bầu thấp nhất', 'turnout', { sideOther: 0, sideUnasked: 1 }],
    ['tỉnh nào đi bầu thấp nhất', 'both', { sideOther: 0, sideUnasked: 0 }],
    ['tỉnh nào đi bầu cao nhất', 'highest', { sideOther: 0, sideUnasked: 0 }],
    ['ai không trúng cử', 'highest', { sideOther: 1, sideUnasked: 0 }],
    ['ai trúng cử', 'turnout', { sideOther: 0, sideUnasked: 0 }],
    ['tỷ lệ đi bầu', 'highest', { sideOther: 0, sideUnasked: 0 }],
  ])('%s, of %s', (text, id, expected) => expect(of(text, id)).toEqual(expected));
});

it('what is chosen is looked for as it is typed: `xã` is not `xa`', () => {
  const scales = createScales([candidate('far', { wordings: ['ở xa bầu thế nào'] })], createIdeas(new Map()));
  const focus = (text: string) => scales.weigh(readingOf(text)).pairs[0]!.features.focusMissing;
  expect(focus('xã nào bầu')).toBe(1);
  expect(focus('xa nao bau')).toBe(0);
});

it('a kind of question that a candidate does not answer speaks against it', () => {
  expect(signals('ai có thủ tục hành chính', 'procedures')).toMatchObject({ kindKnown: 0, kindOther: 1 });
  expect(signals('có bao nhiêu thủ tục hành chính', 'procedures')).toMatchObject({ kindKnown: 1, kindOther: 0, kindSame: 1 });
});

it('every signal is a number, whatever is asked', () => {
  for (const text of ['', '?', '15/3', 'a', 'không có gì', '🗳️', '9'.repeat(400)]) {
    const { pairs, question } = weigh(text);
    for (const signal of [...pairs.flatMap(({ features }) => Object.values(features)), ...Object.values(question)])
      expect(Number.isFinite(signal)).toBe(true);
  }
});

describe('the sort of value asked for', () => {
  const points = ['tỉnh được mấy điểm', 'bao nhiêu điểm', 'điểm của tỉnh là bao nhiêu', 'chỉ số được bao nhiêu điểm'];
  const ranks = ['tỉnh xếp hạng mấy', 'đứng thứ mấy'];
  const many = (wordings: string[]) => Array.from({ length: 10 }, (_, i) => wordings.map((one) => `${one} lần ${i}`)).flat();
  const asked = createScales(
    [candidate('points', { wordings: many(points) }), candidate('ranks', { wordings: many(ranks) })],
    createIdeas(new Map()),
  );
  const unasked = (text: string, id: string) =>
    asked.weigh(readingOf(text)).pairs.find((pair) => pair.candidate.id === id)!.features.wantsUnasked;

  it('is unasked of what is asked for another sort by all its wordings', () => {
    expect(unasked('tỉnh xếp hạng mấy', 'points')).toBeGreaterThan(0.5);
    expect(unasked('tỉnh xếp hạng mấy', 'ranks')).toBe(0);
    expect(unasked('tỉnh thế nào', 'points')).toBe(0);
  });

  it.each([
    ['phải gạch đúng mấy người', 'number'],
    ['phai gach dung may nguoi', 'number'],
    ['bo phieu o vi tri nao', 'any'],
    ['tỉnh đứng thứ mấy', 'rank'],
    ['papi nam 2021 hang may', 'rank'],
  ])('%s: %s', (text, wants) => expect(readQuestion(text).wants).toBe(wants));

  it('says little where there are few wordings', () => {
    const few = createScales(
      [candidate('points', { wordings: points }), candidate('ranks', { wordings: ranks })],
      createIdeas(new Map()),
    );
    const [pair] = few.weigh(readingOf('tỉnh xếp hạng mấy')).pairs.filter(({ candidate: { id } }) => id === 'points');
    expect(pair!.features.wantsUnasked).toBeLessThan(0.3);
  });
});
