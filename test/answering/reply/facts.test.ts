import { expect, test } from 'vitest';
import { factReply, valueAsked } from '../../../src/answering/reply/facts.ts';
import type { Fact } from '../../../src/elections/fact.ts';

test('the headline is what was asked for, not the fixed value of the fact', () => {
  const value = '21/03/2026; 500 người trúng cử';
  expect(valueAsked(value, 'when')).toBe('21/03/2026');
  expect(valueAsked(value, 'how-many')).toBe('500 người trúng cử');
  expect(valueAsked('218 khu vực bỏ phiếu', 'who')).toBe('');
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
