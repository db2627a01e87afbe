import { describe, expect, it } from 'vitest';
import { clausesOf } from '../../../src/answering/question/clauses.ts';
import { createCourtesy } from '../../../src/answering/question/courtesy.ts';
import { lazily } from '../../setup/lazily.ts';

const courtesy = lazily(() => createCourtesy(['chào {ad|bác|}', 'cho {em|tôi} hỏi'], ['cảm ơn {ad|}', 'ạ']));
const clauses = (text: string): string[] => clausesOf(text, courtesy()).map(({ start, end }) => text.slice(start, end));

it('a short message is one question, without its courtesies', () => {
  expect(clauses('Chào ad, mấy tuổi được đi bầu ạ?')).toEqual(['mấy tuổi được đi bầu']);
});

describe('a long message is looked through part by part, the whole first', () => {
  const story = 'Chào bác. Con trai tôi vừa tròn mười tám tuổi tháng trước. Cháu có được đi bầu không ạ? Cảm ơn ad!';

  it('sentence by sentence', () => {
    const [whole, ...parts] = clauses(story);
    expect(whole).toMatch(/^Con trai tôi.*không$/u);
    expect(parts).toContain('Cháu có được đi bầu không');
    expect(parts).toContain('Con trai tôi vừa tròn mười tám tuổi tháng trước');
  });

  it('clause by clause at commas and joints', () => {
    expect(clauses('em làm việc ở Hà Nội từ năm ngoái nhưng muốn biết đi bầu ở đâu')).toEqual(
      expect.arrayContaining(['em làm việc ở Hà Nội từ năm ngoái', 'muốn biết đi bầu ở đâu']),
    );
  });

  it('and two neighbours together, for a question over two clauses', () => {
    const text = 'hôm nọ tôi về quê thăm mẹ, nếu tôi mất thẻ cử tri, tôi có được bầu không';
    expect(clauses(text)).toContain('nếu tôi mất thẻ cử tri, tôi có được bầu không');
  });

  it('courtesies within it are taken off each part', () => {
    expect(clauses('mẹ em năm nay tám mươi tuổi rồi. Cho em hỏi mẹ em bầu tại nhà được không ạ')).toContain(
      'mẹ em bầu tại nhà được không',
    );
  });

  it('no part twice, none shorter than three words, all within the message', () => {
    const spans = clausesOf(story, courtesy());
    expect(new Set(spans.map(({ start, end }) => `${start}-${end}`)).size).toBe(spans.length);
    for (const part of clauses(story)) expect(part.split(/\s+/u).length).toBeGreaterThanOrEqual(3);
  });
});

it('of a story without end the last clauses are kept, where the question stands', () => {
  const parts = clauses(`${'chuyện này kể rất dài dòng, '.repeat(200)}mấy giờ bắt đầu bỏ phiếu`);
  expect(parts).toContain('mấy giờ bắt đầu bỏ phiếu');
  expect(parts.length).toBeLessThan(25);
});

describe('A-10: what is looked at closely does not grow with the square of a message', () => {
  const counted = (text: string) => text.split(/\s+/u).length;
  const wordsOf = (text: string) => clauses(text).reduce((sum, part) => sum + counted(part), 0);

  it.each([
    ['without an end', 'ai '],
    ['in sentences', 'chuyện này kể rất là dài dòng quá. '],
    ['in clauses', 'chuyện này kể rất là dài, dòng quá, '],
    ['in short questions', 'bầu ở đâu? '],
  ])('a message as long as may be, %s', (_, sentence) => {
    const all = sentence.repeat(4096 / sentence.length);
    expect(counted(all)).toBeGreaterThan(900);
    expect(wordsOf(all)).toBeLessThan(530);
    expect(clauses(all).length).toBeLessThan(14);
  });

  it('a message of 60 words is looked through in all its parts', () => {
    const story = Array.from({ length: 6 }, (_, i) => `chuyện thứ ${i} tôi kể cho bác nghe đây nhé.`).join(' ');
    expect(counted(story)).toBe(60);
    expect(clauses(story)).toHaveLength(1 + 6 + 5);
    expect(clauses(story)[0]).toMatch(/^chuyện thứ 0/u);
  });
});

it('a number with a point and an hour are not the end of a sentence', () => {
  const text = 'xã tôi có 1.972 cử tri và mở cửa lúc 7:00 sáng phải không ạ';
  expect(clauses(text)).toEqual(['xã tôi có 1.972 cử tri và mở cửa lúc 7:00 sáng phải không']);
});
