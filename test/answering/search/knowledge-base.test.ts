import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyText } from '../../fakes/random.ts';
import { article, newspaper, openNewspaper } from './corpus.ts';

const asked = [
  'bao nhiêu thủ tục hành chính năm 2022',
  'cầu thác bà dài bao nhiêu',
  'danh sach cu tri niem yet',
  'mẹ con gặp nạn ở đâu',
  'khách du lịch dịp Tết',
];

describe('with few passages', () => {
  test('a word that people use anyway is missed less than a rare one: the same sentence is likelier', () => {
    const text = 'bà con kể cầu thác bà được khánh thành ngày nào';
    const sureness = (rarity?: (folded: string) => number): number => {
      const base = openNewspaper();
      if (rarity) base.useEveryday(rarity);
      const found = base.ask(text);
      return found.kind === 'answer' ? found.confidence : (found.likely?.confidence ?? 0);
    };
    expect(sureness((folded) => (folded === 'con' || folded === 'ke' ? 0.1 : 1))).toBeGreaterThan(sureness());
  });
});

describe('an answer', () => {
  test.each([
    ['Năm 2022 tỉnh có tổng số bao nhiêu thủ tục hành chính?', '1.972'],
    ['nam 2022 tinh co tong so bao nhieu thu tuc hanh chinh', '1.972'],
    ['Nawm 2022 tirnh cos toongr soos bao nhieeu thur tujc hanhf chinhs', '1.972'],
    ['Cầu Thác Bà được khánh thành ngày nào?', '2/9/2025'],
    ['Đơn vị bầu cử số 09 có bao nhiêu khu vực bỏ phiếu?', '31'],
  ])('to "%s" quotes the sentence with %s', (question, value) => {
    const reply = openNewspaper().ask(question);
    expect(reply.kind).toBe('answer');
    expect(reply).toHaveProperty('quote', expect.stringContaining(value));
  });

  test('is verbatim: quote and value stand in the passage, whatever was typed', () => {
    const base = openNewspaper();
    const words = newspaper.flatMap(({ body }) => body.split(/\s+/));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words, 'bao nhiêu', 'khi nào', 'ai', 'ở đâu'), { maxLength: 12 }), (typed) => {
        const reply = base.ask(typed.join(' '));
        if (reply.kind === 'none') return;
        for (const { quote, value, passage } of [reply, ...reply.also]) {
          expect(passage.text).toContain(quote);
          if (value !== undefined) expect(quote).toContain(value);
        }
      }),
    );
  });
});

describe('no answer', () => {
  test.each([
    ['the figure of another year', 'Năm 2023 tỉnh có tổng số bao nhiêu thủ tục hành chính?', 'contradicted'],
    ['the figure of another unit', 'Đơn vị bầu cử số 08 có bao nhiêu khu vực bỏ phiếu?', 'contradicted'],
  ])('is given from %s', (_, question, why) => {
    expect(openNewspaper().ask(question)).toMatchObject({ kind: 'none', why });
  });

  test.each(['Ai là bộ trưởng Bộ Tài chính?', 'Giá vàng hôm nay bao nhiêu?', '', '???', 'a'])(
    'is given to "%s", which nothing here is about',
    (question) => {
      expect(openNewspaper().ask(question).kind).toBe('none');
    },
  );

  test('names the words that nobody accounts for', () => {
    expect(openNewspaper().ask('Cầu Thác Bà có thu phí ô tô điện không?')).toMatchObject({
      kind: 'none',
      missing: expect.arrayContaining(['điện']),
    });
  });
});

describe('however much else fits', () => {
  test.each([
    ['Cầu Thác Bà dài 320 m ở Zambia được khánh thành ngày nào?', 'zambia'],
    ['Cầu Thác Bà Kim được khánh thành ngày nào?', 'kim'],
    ['Đơn vị bầu cử số 09 Tuyên có bao nhiêu khu vực bỏ phiếu?', 'tuyên'],
  ])('nothing is said to "%s": a name that stands nowhere makes it another question', (question, name) => {
    expect(openNewspaper().ask(question)).toMatchObject({ kind: 'none', why: 'uncovered', missing: [name] });
  });

  test('no quote is longer than a phone shows: a whole list of like sentences is no answer', () => {
    const sentences = Array.from(
      { length: 12 },
      (_, i) =>
        `Cử tri xã Bản Hồ đề nghị tỉnh sửa chữa đoạn đường liên thôn thứ ${i + 1} vì mùa mưa lũ xe không qua được nhiều ngày.`,
    );
    const base = openNewspaper([
      ...newspaper,
      article('dai', 'Kiến nghị của cử tri xã Bản Hồ', '2026-01-02', sentences.join(' ')),
    ]);
    const found = base.ask('Cử tri xã Bản Hồ đề nghị gì?');
    if (found.kind === 'answer' || !found.likely) throw new Error('expected something likely that is not said');
    expect(found.likely.quote.length).toBeLessThanOrEqual(800);
  });
});

describe('diacritics', () => {
  test('typed in full exclude the other word: đường is not dương', () => {
    const base = openNewspaper([
      article('a', 'Cây cảnh', '', 'Giá dương liễu tăng nhẹ.'),
      article('b', 'Giao thông', '', 'Con đường liên xã đã thông xe.'),
    ]);
    expect(base.search('đường', 5)[0]?.passage.document).toBe('b');
    expect(base.ask('Giá đường liễu tăng thế nào?')).not.toMatchObject({ kind: 'answer', passage: { document: 'a' } });
  });
  test('left out match both words', () => {
    const base = openNewspaper([
      article('a', 'Cây cảnh', '', 'Giá dương liễu tăng nhẹ.'),
      article('b', 'Giao thông', '', 'Con đường liên xã đã thông xe.'),
    ]);
    expect(
      base
        .search('duong', 5)
        .map((hit) => hit.passage.document)
        .sort(),
    ).toEqual(['a', 'b']);
  });
});

describe('a live index', () => {
  test('answers from an added, a corrected and no longer from a removed document at once', () => {
    const base = openNewspaper();
    const question = 'Cầu Bản Vược dài bao nhiêu mét?';
    expect(base.ask(question).kind).toBe('none');
    base.add(article('moi', 'Cầu Bản Vược', '2026-03-12', 'Cầu Bản Vược dài 210 mét.'));
    expect(base.ask(question)).toMatchObject({ kind: 'answer', quote: 'Cầu Bản Vược dài 210 mét.' });
    base.add(article('moi', 'Cầu Bản Vược', '2026-03-13', 'Cầu Bản Vược dài 240 mét.'));
    expect(base.ask(question)).toMatchObject({ kind: 'answer', quote: 'Cầu Bản Vược dài 240 mét.' });
    expect(base.remove('moi')).toBe(true);
    expect(base.remove('moi')).toBe(false);
    expect(base.ask(question).kind).toBe('none');
  });

  test('with any history gives what a fresh build gives', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(newspaper.length - 1), fc.boolean()), { maxLength: 40 }), (changes) => {
        const base = openNewspaper([]);
        const held = new Set<number>();
        for (const [i, keep] of changes) {
          if (keep) base.add(newspaper[i]!);
          else base.remove(newspaper[i]!.id);
          if (keep) held.add(i);
          else held.delete(i);
        }
        const fresh = openNewspaper(newspaper.filter((_, i) => held.has(i)));
        expect(base.size).toBe(fresh.size);
        for (const question of asked) {
          const scores = (hits: { passage: { id: string }; score: number }[]) =>
            hits.map(({ passage, score }) => [passage.id, score.toFixed(6)]);
          expect(scores(base.search(question, 10))).toEqual(scores(fresh.search(question, 10)));
          expect(base.ask(question)).toEqual(fresh.ask(question));
        }
      }),
    );
  });
});

test('two sources that disagree are both given, the newer first', () => {
  const base = openNewspaper([
    ...newspaper,
    article('cu', 'Đường liên xã Mường Hum', '2025-01-10', 'Tuyến đường liên xã Mường Hum dài 14 km.'),
    article('moi', 'Đường liên xã Mường Hum', '2026-01-10', 'Tuyến đường liên xã Mường Hum dài 17 km.'),
  ]);
  expect(base.ask('Tuyến đường liên xã Mường Hum dài bao nhiêu km?')).toMatchObject({
    kind: 'answer',
    passage: { document: 'moi' },
    also: [{ passage: { document: 'cu' } }],
  });
});

test('no input throws', () => {
  const base = openNewspaper();
  fc.assert(fc.property(anyText({ maxLength: 300 }), (text) => void base.ask(text)));
  for (const text of [
    'a'.repeat(1_000_000),
    'bầu cử '.repeat(150_000),
    '̀'.repeat(100_000),
    '\ud800'.repeat(5000),
    '1.'.repeat(100_000),
  ]) {
    expect(() => base.ask(text)).not.toThrow();
  }
});
