import { describe, expect, test } from 'vitest';
import { factReply, milestoneReply, valueAsked, whenItIs } from '../../../src/answering/reply/facts.ts';
import type { Fact } from '../../../src/elections/fact.ts';
import { smallPack } from '../../fakes/small-pack.ts';

test('the headline is what was asked for, not the fixed value of the fact', () => {
  const value = '21/03/2026; 500 người trúng cử';
  expect(valueAsked(value, 'when')).toBe('21/03/2026');
  expect(valueAsked(value, 'how-many')).toBe('500 người trúng cử');
  expect(valueAsked('218 khu vực bỏ phiếu', 'who')).toBe('');
  expect(valueAsked('Tổ bầu cử số 3; 5 người', 'who')).toBe('Tổ bầu cử số 3');
  expect(valueAsked('Tổ bầu cử; 5 người', 'how-many')).toBe('5 người');
  expect(valueAsked('Thứ 7; 90,60 %', 'how-many')).toBe('Thứ 7; 90,60 %');
});

const rule: Fact = {
  id: 'card',
  topic: 'voting',
  kinds: ['what'],
  statement: 'Theo Luật Bầu cử, khi bỏ phiếu cử tri phải xuất trình thẻ cử tri (khoản 2 Điều 69).',
  measure: 'giấy tờ khi bỏ phiếu',
  area: 'cả nước',
  values: [],
  level: 'all',
  confidence: 'single-source',
  sources: [{ title: 'Luật Bầu cử số 85/2015/QH13', article: 'khoản 2 Điều 69', publisher: 'Quốc hội', date: '2025-06-24' }],
  asks: [],
  nextStepBefore: 'Chưa rõ thì hỏi Tổ bầu cử.',
  nextStepAfter: 'Chưa rõ thì hỏi UBND xã.',
};

test('the law that the source line names is not named in the sentence too, nor that it is the only source', () => {
  const { text, citations } = factReply(rule, { language: 'vi', kind: 'what' });
  expect(text).toBe(
    'Khi bỏ phiếu cử tri phải xuất trình thẻ cử tri. Chưa rõ thì hỏi Tổ bầu cử.\n' +
      'Nguồn duy nhất: Luật 85/2015/QH13, khoản 2 Điều 69 (Quốc hội, 24/06/2025).',
  );
  expect(citations[0]!.quote).toBe(rule.statement);
});

test('once the election is over nobody is sent to a body of the vote', () => {
  const { parts } = factReply(rule, { language: 'vi', kind: 'what', over: 'Bầu cử đã kết thúc.', isOver: true });
  expect(parts).toMatchObject({ notes: ['Bầu cử đã kết thúc.'] });
  expect(parts!.nextStep).toBe('Chưa rõ thì hỏi UBND xã.');
});

describe('the part of a value that was asked for', () => {
  test.each([
    ['21/03/2026; 500 người', 'when', '21/03/2026'],
    ['lúc 7 giờ; sáng', 'when', 'lúc 7 giờ'],
    ['3/2026; 7 giờ', 'when', '3/2026'],
    ['7 giờ; 3/2026; 500', 'when', '3/2026'],
    ['21/03/2026', 'how-many', ''],
    ['ngày 21/03/2026', 'how-many', 'ngày 21/03/2026'],
    ['Ông An; 3 người', 'who', 'Ông An'],
    [' Có ; 3 người', 'yes-no', 'Có; 3 người'],
    ['', 'what', ''],
  ] as const)('of "%s", %s: "%s"', (value, kind, asked) => expect(valueAsked(value, kind)).toBe(asked));
});

describe('a fact', () => {
  const { nextStepBefore: _, nextStepAfter: __, ...bare } = rule;
  const plain: Fact = { ...bare, statement: 'Cử tri mang thẻ.', confidence: 'established' };
  const say = (fact: Partial<Fact>, options: Partial<Parameters<typeof factReply>[1]> = {}) =>
    factReply({ ...plain, ...fact }, { language: 'vi', kind: 'what', ...options });
  const lines = (...given: Parameters<typeof say>) => {
    const { headline, sentences } = say(...given).parts!;
    return [headline, ...sentences];
  };

  test('says its value first, unless the statement opens with it or it is a bare yes or no', () => {
    expect(lines({ value: 'Thẻ xanh.' })).toEqual(['Thẻ xanh.', 'Cử tri mang thẻ.']);
    expect(lines({ value: ' thẻ ' })).toEqual(['Cử tri mang thẻ.']);
    expect(lines({ value: 'MANG THẺ' })).toEqual(['Cử tri mang thẻ.']);
    for (const value of ['Có', 'không.', 'ĐÚNG!', 'Sai']) expect(lines({ value })).toEqual(['Cử tri mang thẻ.']);
    expect(lines({ value: 'Có 3' })).toEqual(['Có 3.', 'Cử tri mang thẻ.']);
    expect(lines({ value: 'Ông có' })).toEqual(['Ông có.', 'Cử tri mang thẻ.']);
    const long = `${'dài dòng '.repeat(20)}thẻ xanh.`;
    expect(long.indexOf(' thẻ xanh')).toBe(179);
    expect(lines({ statement: long, value: 'thẻ xanh' })).toEqual(['thẻ xanh.', long]);
    expect(lines({ statement: long.slice(9), value: 'thẻ xanh' })).toEqual([long.slice(9)]);
  });

  test('gives as value what was asked for, else the whole, else none', () => {
    expect(say({ value: '21/03/2026; 500 người' }, { kind: 'when' }).value).toBe('21/03/2026');
    expect(say({ value: '218 khu vực' }, { kind: 'who' }).value).toBe('218 khu vực');
    expect(say({})).not.toHaveProperty('value');
  });

  test('in English is quoted; figures are in no language', () => {
    expect(lines({ value: 'Thẻ xanh' }, { language: 'en' })).toEqual([
      'Vietnamese original: “Thẻ xanh.”',
      'Vietnamese original: “Cử tri mang thẻ.”',
    ]);
    expect(lines({ value: '1.972' }, { language: 'en' })[0]).toBe('1.972.');
    expect(lines({}, { language: 'en' })).toEqual(['Vietnamese original: “Cử tri mang thẻ.”']);
    expect(say({ nextStep: 'Hỏi xã.' }, { language: 'en' }).parts!.nextStep).toBe('Vietnamese original: “Hỏi xã.”');
  });

  test('says an opening first; the opening alone where it says as much', () => {
    expect(lines({ value: 'Thẻ xanh' }, { opening: 'Đúng vậy.' })).toEqual(['Đúng vậy.', 'Thẻ xanh.', 'Cử tri mang thẻ.']);
    expect(lines({ value: 'Thẻ xanh' }, { opening: 'Đủ tuổi.', short: true })).toEqual(['Đủ tuổi.']);
  });

  test('names the next step of the day', () => {
    const steps = { nextStepBefore: 'Trước.', nextStepAfter: 'Sau.' };
    expect(say(steps).parts!.nextStep).toBe('Trước.');
    expect(say(steps, { isOver: true }).parts!.nextStep).toBe('Sau.');
    expect(say({ ...steps, nextStep: 'Luôn.' }, { isOver: true }).parts!.nextStep).toBe('Luôn.');
    expect(say({}).parts).not.toHaveProperty('nextStep');
  });

  test('names what was so before, with one source of it, and cites words of the source', () => {
    const [first] = plain.sources;
    const older: Fact = { ...plain, id: 'old', statement: 'Trước mang giấy.', sources: [first, { ...first, title: 'Khác' }] };
    const reply = say({ quote: 'Nguyên văn.' }, { older: [older, { ...older, id: 'older', quote: 'Văn cũ.' }] });
    expect(reply.parts!.sentences).toEqual(['Trước đó: Trước mang giấy.']);
    expect(reply.citations.map(({ document, quote }) => `${document}: ${quote}`)).toEqual([
      ...['card: Nguyên văn.', 'old: Trước mang giấy.', 'older: Văn cũ.'],
    ]);
  });

  test('keeps a law in its sentence that the source line does not name', () => {
    const said = (statement: string, title = 'Luật Bầu cử số 85') =>
      lines({ statement, sources: [{ title, publisher: 'Q', date: '2025-01-01' }] })[0];
    expect(said('Theo Luật Bầu cử, cử tri mang thẻ.')).toBe('Cử tri mang thẻ.');
    expect(said('Theo Luật Bầu cử, cử tri mang thẻ.', 'Nghị định')).toBe('Theo Luật Bầu cử, cử tri mang thẻ.');
    expect(said('Như Luật Bầu cử, cử tri mang thẻ.')).toBe('Như Luật Bầu cử, cử tri mang thẻ.');
    expect(said('Cử tri mang thẻ (khoản 2 Điều 69).')).toBe('Cử tri mang thẻ (khoản 2 Điều 69).');
  });
});

describe('a day', () => {
  const [day] = smallPack().milestones;
  const lines = (today: string, options: Partial<Parameters<typeof milestoneReply>[2]> = {}, about = day!) => {
    const { headline, sentences } = milestoneReply(about, today, { language: 'vi', ...options }).parts!;
    return [headline, ...sentences];
  };

  test('is said with how far it is, which is all that changes', () => {
    expect(lines('2026-03-01')).toEqual(['Chủ nhật, 15/03/2026.', 'Ngày bầu cử. Còn 14 ngày nữa.']);
    expect(lines('2026-03-15')).toEqual(['Chủ nhật, 15/03/2026.', 'Ngày bầu cử. Đó là hôm nay.']);
    expect(lines('2026-03-20')).toEqual(['Chủ nhật, 15/03/2026.', 'Ngày bầu cử. Đã qua 5 ngày.']);
    expect(whenItIs('2026-03-15', '2026-03-13', 'en')).toEqual({ tense: 'future', text: 'In 2 days.' });
  });

  test('asked how many days, the distance comes first; asked whether it is today, only on that day', () => {
    const away = ['Còn 14 ngày nữa.', 'Ngày bầu cử: Chủ nhật, 15/03/2026.'];
    expect(lines('2026-03-01', { kind: 'how-many' })).toEqual(away);
    expect(lines('2026-03-01', { kind: 'yes-no' })[0]).toBe('Chủ nhật, 15/03/2026.');
    expect(lines('2026-03-15', { kind: 'yes-no' })[0]).toBe('Đó là hôm nay.');
    expect(lines('2026-03-15', { kind: 'when' })[0]).toBe('Chủ nhật, 15/03/2026.');
  });

  test('a verdict goes before it, and the day is said', () => {
    const said = ['Đúng vậy.', 'Chủ nhật, 15/03/2026.', 'Ngày bầu cử. Đó là hôm nay.'];
    expect(lines('2026-03-15', { kind: 'yes-no', opening: 'Đúng vậy.' })).toEqual(said);
    expect(lines('2026-03-15', { kind: 'how-many', opening: 'Đúng vậy.' })).toEqual(said);
  });

  test('a deadline is one, in the reply and in what is cited', () => {
    const deadline = { ...day!, nature: 'deadline' as const, hours: '07:00' };
    expect(lines('2026-03-01', {}, deadline)[0]).toBe('Chậm nhất Chủ nhật, 15/03/2026, 07:00.');
    const { citations, value } = milestoneReply(deadline, '2026-03-01', { language: 'vi' });
    expect(citations[0]!.quote).toBe('Ngày bầu cử: chậm nhất Chủ nhật, 15/03/2026, 07:00.');
    expect(value).toBe('Chủ nhật, 15/03/2026');
    expect(milestoneReply(day!, '2026-03-01', { language: 'vi' }).citations[0]!.quote).not.toContain('chậm nhất');
  });
});
