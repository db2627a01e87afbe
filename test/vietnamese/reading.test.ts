import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyLexicon, type Lexicon } from '../../src/vietnamese/lexicon.ts';
import { agrees } from '../../src/vietnamese/marks.ts';
import { createTypingReader } from '../../src/vietnamese/reading.ts';
import { createVocabulary } from '../../src/vietnamese/vocabulary.ts';
import { lazily } from '../setup/lazily.ts';

const article = `Ngày bầu cử đại biểu Quốc hội và hội đồng nhân dân các cấp. Cử tri nhận thẻ cử tri và bỏ phiếu tại khu vực bỏ phiếu.
  Phường Cam Đường thuộc đơn vị bầu cử số 3. Ủy ban nhân dân tỉnh công bố thủ tục hành chính. Cử tri bỏ phiếu tại phòng bỏ phiếu.
  Hòm phiếu phụ phục vụ cử tri ốm đau. Đội thủ Panthers thua trận đấu. Đường về xã rất xa.`;
const lexicon: Lexicon = {
  ...emptyLexicon(),
  abbreviations: new Map([
    ['hdnd', ['Hội đồng nhân dân']],
    ['tthc', ['thủ tục hành chính']],
  ]),
  chat: new Map([
    ['ko', ['không']],
    ['dc', ['được']],
    ['j', ['gì']],
    ['fong', ['phòng']],
  ]),
  regional: new Map([
    ['mô', ['nào', 'đâu']],
    ['mo', ['nào', 'đâu']],
    ['rứa', ['vậy']],
    ['rua', ['vậy']],
  ]),
};
const reader = lazily(() => {
  const vocabulary = createVocabulary();
  vocabulary.add(article);
  return createTypingReader({ vocabulary, lexicon });
});
const read = (text: string) => reader()(text);
const likeliest = (text: string): string =>
  read(text)
    .tokens.map((token) => token.readings[0]!.text)
    .join(' ');

describe('the likeliest reading', () => {
  it.each([
    ['ngày bầu cử', 'ngày bầu cử'],
    ['ngày mô bầu cử', 'ngày nào bầu cử'],
    ['bầu cử ngày mổ', 'bầu cử ngày mổ'],
    ['bỏ phiếu rứa', 'bỏ phiếu vậy'],
    ['baafu cuwr', 'bầu cử'],
    ['ba62u cu73', 'bầu cử'],
    ['bau cu', 'bau cu'],
    ['cử tri nhận thẻ cửw tri', 'cử tri nhận thẻ cử tri'],
    ['khu vuc bo phieeus', 'khu vuc bo phiếu'],
    ['thu tuc hnah chinh', 'thu tuc hanh chinh'],
    ['khu vực bỏ phiéu', 'khu vực bỏ phiếu'],
    ['phuong camduong', 'phuong cam duong'],
    ['ph ường Cam Đường', 'phường cam đường'],
    ['HDND tỉnh', 'hội đồng nhân dân tỉnh'],
    ['tthc là j', 'thủ tục hành chính là gì'],
    ['fong bo phieu', 'phòng bo phieu'],
    ['pantehrs thua', 'panthers thua'],
  ])('%s → %s', (typed, meant) => expect(likeliest(typed)).toBe(meant));

  it.each(['Broadway nằm ở đâu', 'xã Nậm Xé', 'ngày 15/3 A4 VNeID', 'tỏi và ớt'])('%s is left alone', (text) =>
    expect(read(text).text).toBe(text),
  );

  it('capital letters and punctuation are kept in the text that is looked up', () => {
    expect(read('Ddi baafu cuwr, owr ddaau?').text).toBe('Đi bầu cử, ở đâu?');
  });

  it('doubts a word typed with marks that never stands so beside the next, though without marks the two do', () => {
    const vocabulary = createVocabulary();
    vocabulary.add(`${article} Nó đứng đơ ra. Hoãn lại là do vì mưa.`);
    const doubtful = createTypingReader({ vocabulary, lexicon })('đơ vị bầu ccử');
    expect(doubtful.tokens.map((token) => token.readings[0]!.text).join(' ')).toBe('đơn vị bầu cử');
  });
});

describe('properties', () => {
  it('the word as typed is always among its readings, tokens are in order and inside the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.lorem(), fc.constantFrom('bau cu owr dau hnah', 'camduong ph ường')),
        (text) => {
          const { clean, tokens } = read(text);
          let end = 0;
          for (const token of tokens) {
            expect(token.start).toBeGreaterThanOrEqual(end);
            end = token.end;
            expect(clean.slice(token.start, token.end)).toBe(token.typed);
            expect(token.readings.some((reading) => reading.how === 'typed')).toBe(true);
          }
          expect(end).toBeLessThanOrEqual(clean.length);
        },
      ),
    );
  });
});

describe('a typed word agrees with a written one', () => {
  const typed = (text: string, folded: string) => ({ text, folded, marked: text !== folded });
  it.each([
    ['duong', 'đường', 'folded'],
    ['duong', 'dương', 'folded'],
    ['đường', 'đường', 'exact'],
    ['đường', 'dương', 'no'],
    ['đương', 'đường', 'folded'],
    ['đương', 'dương', 'no'],
    ['dường', 'đường', 'folded'],
    ['dương', 'dưỡng', 'folded'],
    ['ơ', 'ở', 'folded'],
    ['ờ', 'ở', 'no'],
    ['bau', 'cau', 'no'],
  ])('%s with %s: %s', (a, b, verdict) => {
    const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
    expect(agrees(typed(a, bare(a)), { text: b, folded: bare(b) })).toBe(verdict);
  });
});

describe('the vocabulary', () => {
  it('forgets a text that is taken out', () => {
    const words = createVocabulary();
    words.add('Cam Đường Cam Đường');
    words.add('cam quýt');
    words.remove('Cam Đường Cam Đường');
    expect([
      words.count('cam'),
      words.count('đường'),
      words.countFolded('duong'),
      words.countPair('cam', 'duong'),
      words.size,
    ]).toEqual([1, 0, 0, 0, 2]);
    expect(words.near('duogn', 1).map((near) => near.folded)).not.toContain('duong');
  });

  it('finds every word one slip away', () => {
    const words = createVocabulary();
    words.add('phường');
    fc.assert(
      fc.property(fc.nat(5), fc.constantFrom('drop', 'double', 'swap', 'replace'), (at, slip) => {
        const letters = Array.from('phuong');
        if (slip === 'drop') letters.splice(at, 1);
        else if (slip === 'double') letters.splice(at, 0, letters[at]!);
        else if (slip === 'swap') letters.splice(Math.min(at, 4), 2, letters[Math.min(at, 4) + 1]!, letters[Math.min(at, 4)]!);
        else letters[at] = 'z';
        expect(words.near(letters.join(''), 1).map((near) => near.folded)).toContain('phuong');
      }),
    );
  });
});
