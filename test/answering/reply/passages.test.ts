import { describe, expect, it } from 'vitest';
import { lookInNews } from '../../../src/answering/reply/passages.ts';
import type { PassageAnswer } from '../../../src/answering/search/decision.ts';
import type { KnowledgeBase } from '../../../src/answering/search/knowledge-base.ts';
import type { SourceDocument } from '../../../src/elections/pack/document.ts';
import type { TypedText } from '../../../src/vietnamese/reading.ts';
import { plainCourtesy, questionReader } from '../../fakes/questions.ts';

const read = questionReader();
const passage = (text: string, extra = {}) => ({
  ...{ id: 'a#0', document: 'a', title: 'Tin về bầu cử', text, published: '2026-03-10' },
  ...extra,
});
const answer = (quote: string, extra: object = {}): PassageAnswer =>
  ({ kind: 'answer', confidence: 0.95, also: [], quote, passage: passage(quote), ...extra }) as PassageAnswer;
const none: PassageAnswer = { kind: 'none', why: 'uncovered', missing: [], near: [] };
const likely = (quote: string, confidence: number, extra = {}): PassageAnswer => ({
  ...none,
  likely: { quote, confidence, passage: passage(quote, extra) },
});
const articles = new Map([['a', { id: 'a', publisher: 'Báo Tỉnh', url: 'https://example.vn/a' } as SourceDocument]]);

/** What the news answers, by the text that is looked up: the rest is not found. */
function look(text: string, found: PassageAnswer | Record<string, PassageAnswer>, language: 'vi' | 'en' = 'vi') {
  const of = (key: string): PassageAnswer =>
    'kind' in found ? (found as PassageAnswer) : ((found as Record<string, PassageAnswer>)[key] ?? none);
  const base = {
    ask: (typed: TypedText) => of(typed.text),
    read: (clause: string) => ({ text: clause }) as TypedText,
    document: (id: string) => articles.get(id),
  } as unknown as KnowledgeBase;
  // As typed: the small pack knows few words, and would repair the others.
  const asked = { ...read(text), text, typed: { text } as TypedText, language };
  return lookInNews(base, asked, 'Lào Cai', plainCourtesy);
}
const saysSo = (text: string, quote: string, extra: object = {}) => look(text, answer(quote, extra)).reply !== undefined;

describe('a sentence of the news that answers', () => {
  it('is quoted with its value before it, its source, and what it is about', () => {
    const { reply } = look('mấy đoàn kiểm tra', answer('Tỉnh lập 4 đoàn kiểm tra.', { value: '4 đoàn' }));
    expect(reply).toMatchObject({ kind: 'answer', value: '4 đoàn', about: 'a' });
    expect(reply!.parts).toMatchObject({ headline: '4 đoàn.', sentences: ['“Tỉnh lập 4 đoàn kiểm tra.”'] });
    expect(reply!.citations).toEqual([
      {
        ...{ document: 'a', title: 'Tin về bầu cử', publisher: 'Báo Tỉnh', date: '2026-03-10' },
        ...{ quote: 'Tỉnh lập 4 đoàn kiểm tra.', url: 'https://example.vn/a' },
      },
    ]);
  });

  it('does not say a value twice that it begins with, and has none where the sentence is the answer', () => {
    expect(look('mấy đoàn kiểm tra', answer('4 Đoàn kiểm tra.', { value: '4 đoàn' })).reply!.parts).toMatchObject({
      headline: '“4 Đoàn kiểm tra.”',
    });
    const { reply } = look('kiểm tra thế nào', answer('Đoàn kiểm tra thế này.'));
    expect(reply).not.toHaveProperty('value');
    expect(reply!.parts!.headline).toBe('“Đoàn kiểm tra thế này.”');
  });

  it('comes with two sources that say otherwise, each with its day', () => {
    const also = ['2026-03-09', '', '2026-03-07'].map((published, i) => {
      const quote = `Tỉnh lập ${i} đoàn kiểm tra.`;
      return { quote, passage: passage(quote, { document: `x${i}`, published }) };
    });
    const { reply } = look('mấy đoàn kiểm tra', answer('Tỉnh lập 4 đoàn kiểm tra.', { value: '4 đoàn', also }));
    expect(reply!.parts!.sentences.slice(1)).toEqual([
      'Nguồn khác (09/03/2026) nói khác: “Tỉnh lập 0 đoàn kiểm tra.”',
      'Nguồn khác nói khác: “Tỉnh lập 1 đoàn kiểm tra.”',
    ]);
    expect(reply!.citations.map(({ document }) => document)).toEqual(['a', 'x0', 'x1']);
    expect(reply!.citations[1]).toEqual({
      ...{ document: 'x0', title: 'Tin về bầu cử', publisher: '', date: '2026-03-09', quote: 'Tỉnh lập 0 đoàn kiểm tra.' },
    });
  });

  it('is a quotation in an English reply', () => {
    const { reply } = look('kiểm tra thế nào', answer('Đoàn kiểm tra.'), 'en');
    expect(reply!.parts!.headline).toBe('Vietnamese original: “Đoàn kiểm tra.”');
  });
});

describe('a sentence is only said where its passage holds what is asked', () => {
  it.each([
    ['đoàn kiểm tra công tác chuẩn bị xe buýt', 'Đoàn kiểm tra công tác chuẩn bị.', false],
    ['đoàn kiểm tra công tác chuẩn bị buýt', 'Đoàn kiểm tra công tác chuẩn bị.', true],
    ['đoàn kiểm tra buýt', 'Đoàn kiểm tra công tác.', false],
    ['đoàn kiểm tra bằng cách nào', 'Đoàn kiểm tra.', true],
    ['mấy đoàn kiểm tra', 'Có 4 đoàn kiểm tra.', true],
    ['mấy đoàn kiểm tra công tác chuẩn bị buýt', 'Có 4 đoàn kiểm tra công tác chuẩn bị.', false],
    ['bao nhiêu đoàn kiểm tra', 'Có 4 đoàn kiểm tra.', true],
    ['ai kiểm tra công tác chuẩn bị buýt', 'Ông An kiểm tra công tác chuẩn bị.', false],
    ['ai kiểm tra công tác', 'Ông An kiểm tra công tác.', true],
    ['có phải kiểm tra công tác chuẩn bị buýt không', 'Đoàn kiểm tra công tác chuẩn bị.', false],
    ['có phải kiểm tra công tác không', 'Đoàn kiểm tra công tác.', true],
  ])('%s, "%s": %s', (text, quote, expected) => expect(saysSo(text, quote)).toBe(expected));

  it('a day or a number is not answered by a sentence that holds none', () => {
    expect(saysSo('bao nhiêu đoàn kiểm tra', 'Các đoàn kiểm tra.')).toBe(false);
    expect(saysSo('khi nào đoàn kiểm tra', 'Những ngày này, đoàn kiểm tra.')).toBe(false);
    expect(saysSo('khi nào đoàn kiểm tra', 'Nhiệm kỳ 2026 - 2031, đoàn kiểm tra.')).toBe(false);
    expect(saysSo('khi nào đoàn kiểm tra', 'Ngày 11/3, đoàn kiểm tra.')).toBe(true);
    expect(saysSo('bao nhiêu đoàn kiểm tra', 'Ngày 11/3/2026, đoàn kiểm tra.')).toBe(false);
  });

  it('the title counts as the passage does', () => {
    const titled = { passage: passage('Có 4 đoàn.', { title: 'Kiểm tra công tác' }) };
    expect(saysSo('ai kiểm tra công tác', 'Có 4 đoàn.', titled)).toBe(true);
    expect(saysSo('bao nhiêu công tác', 'Có 4 đoàn.', titled)).toBe(true);
  });

  it('what is counted stands in what is quoted, and a term of office counts nothing', () => {
    const elsewhere = { passage: passage('Có 4 người. Đoàn kiểm tra.') };
    expect(saysSo('bao nhiêu đoàn kiểm tra', 'Có 4 người.', elsewhere)).toBe(false);
    for (const value of ['2026', '2026 - 2031', '2026–2031'])
      expect(saysSo('bao nhiêu đoàn', `Đoàn ${value}.`, { value })).toBe(false);
    expect(saysSo('bao nhiêu đoàn', 'Đoàn 4 năm 2026.', { value: '4 năm 2026' })).toBe(true);
    expect(saysSo('bao nhiêu đoàn', 'Đoàn 2026 người.', { value: '2026 người' })).toBe(true);
  });

  it('a name asked for is a matter of the quote', () => {
    const named = { passage: passage('Mô hình có tên hay. Tỉnh làm mô hình.') };
    expect(saysSo('tên mô hình là gì', 'Mô hình có tên hay.', named)).toBe(true);
    expect(saysSo('tên mô hình là gì', 'Tỉnh làm mô hình.', named)).toBe(false);
  });

  it('of another term of office, or another office, it says nothing', () => {
    expect(saysSo('đại biểu khóa 15', 'Đại biểu khóa 16 đã họp, khóa 16.')).toBe(false);
    expect(saysSo('chủ tịch HĐND tỉnh là ai', 'Chủ tịch UBND tỉnh là ông An, HĐND họp.')).toBe(false);
    expect(saysSo('chủ tịch UBND tỉnh là ai', 'Chủ tịch UBND tỉnh là ông An.')).toBe(true);
    expect(saysSo('chủ tịch HĐND tỉnh nói gì', 'Chủ tịch UBND tỉnh nói với HĐND.')).toBe(true);
  });
});

describe('a long message is looked for clause by clause', () => {
  const text = 'Hôm nọ tôi ở nhà xem báo rất lâu rồi. Đoàn kiểm tra công tác';

  it('and the surest clause answers', () => {
    const { reply } = look(text, {
      'Đoàn kiểm tra công tác': answer('Đoàn kiểm tra công tác.', { confidence: 0.9 }),
      'Hôm nọ tôi ở nhà xem báo rất lâu rồi': answer('Hôm nọ nhà báo xem rất lâu.', { confidence: 0.95 }),
    });
    expect(reply!.parts!.headline).toBe('“Hôm nọ nhà báo xem rất lâu.”');
    expect(look(text, { 'Đoàn kiểm tra công tác': answer('Đoàn kiểm tra công tác.') }).reply).toBeDefined();
  });
});

describe('the sentence that comes nearest', () => {
  it('is the likeliest that is likely enough to be shown', () => {
    expect(look('xã treo cờ', likely('Xã treo cờ.', 0.2)).nearest).toEqual({
      quote: 'Xã treo cờ.',
      citation: expect.objectContaining({ document: 'a', quote: 'Xã treo cờ.' }),
      confidence: 0.2,
    });
    expect(look('xã treo cờ', likely('Xã treo cờ.', 0.19))).toEqual({ reply: undefined, nearest: undefined });
    expect(look('xã treo cờ', none).nearest).toBeUndefined();
  });

  it('may be one that was sure, and not said for another reason', () => {
    const found = look('ai kiểm tra buýt', answer('Ông An kiểm tra.'));
    expect(found).toMatchObject({ reply: undefined, nearest: { quote: 'Ông An kiểm tra.' } });
  });

  it('is of the year asked for: in the quote, or in the day it was written', () => {
    expect(look('năm 2024 xã treo cờ', likely('Xã treo cờ.', 0.5)).nearest).toBeUndefined();
    expect(look('năm 2024 xã treo cờ', likely('Năm 2024 xã treo cờ.', 0.5)).nearest).toBeDefined();
    expect(look('năm 2024 xã treo cờ', likely('Xã treo cờ.', 0.5, { published: '2024-05-01' })).nearest).toBeDefined();
  });
});
