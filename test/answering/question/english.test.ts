import { describe, expect, it } from 'vitest';
import { createEnglishReader } from '../../../src/answering/question/english.ts';
import { shippedPack } from '../../fakes/shipped.ts';
import { smallPack } from '../../fakes/small-pack.ts';
import { lazily } from '../../setup/lazily.ts';

const { pack } = await shippedPack();
const reader = lazily(() => createEnglishReader(pack.lexicon.english));
const read = (question: string) => reader().read(question);

describe('an English question becomes the words of the sources', () => {
  it.each([
    ['How many candidates stood for the National Assembly?', 'bao nhiêu người ứng cử ứng cử Quốc hội'],
    ['How many deputies does the 16th National Assembly have?', 'bao nhiêu đại biểu khóa 16 Quốc hội'],
    ['Where is the 2nd polling station?', 'ở đâu thứ 2 nơi bỏ phiếu'],
    ['Who was the chairman in March 2026?', 'ai là Chủ tịch tháng 3 2026'],
    ['Are prisoners receiving voter cards?', 'người đang ở tù nhận thẻ cử tri'],
    ['What is the voters’ list?', 'gì danh sách cử tri'],
  ])('%s', (question, words) => {
    expect(read(question)).toBe(words);
  });

  it('a name keeps its form, though it looks like one of a word', () => {
    expect(read('Who is the chairman of Markings?')).toBe('ai là Chủ tịch Markings');
  });
});

it('Vietnamese typed without diacritics is not read as English', () => {
  for (const { asks } of [...pack.facts, ...smallPack().facts])
    for (const ask of asks) {
      const bare = ask.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
      expect(read(bare), bare).toBeUndefined();
    }
});

describe('a word in another form than the dictionary has', () => {
  const terms = new Map([
    ['voter', 'cử tri'],
    ['party', 'đảng'],
    ['box', 'hòm'],
    ['carry', 'mang'],
    ['seal', 'niêm phong'],
    ['live', 'sống'],
    ['ask', 'hỏi'],
    ['drop', 'bỏ'],
  ]);
  const functionWords = new Set(['is', 'a']);
  const readPlain = (text: string) => createEnglishReader({ terms, functionWords }).read(text);

  it.each([
    ["voter's", 'cử tri'],
    ['voter’s', 'cử tri'],
    ['voters', 'cử tri'],
    ['parties', 'đảng'],
    ['boxes', 'hòm'],
    ['carried', 'mang'],
    ['sealed', 'niêm phong'],
    ['lived', 'sống'],
    ['living', 'sống'],
    ['asking', 'hỏi'],
    ['dropped', 'bỏ'],
    ['dropping', 'bỏ'],
  ])('is found: %s', (word, meant) => expect(readPlain(`what is ${word}`)).toBe(`what ${meant}`));

  it.each(['as', 'droppingly', 'sealedness', 'parting', 'axes'])('that only looks like one stays as it was typed: %s', (word) =>
    expect(readPlain(`what is ${word}`)).toBe(`what ${word}`),
  );
});
