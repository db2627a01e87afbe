import { describe, expect, it } from 'vitest';
import { claimedWords, wordsOf } from '../../../src/answering/claims/comparison.ts';
import { claimsIn, clock, isoDay, nearestDay, writtenDay, yearsOf } from '../../../src/answering/claims/statement.ts';
import { deputiesOf, inFull, levelIn, unitIn, unitSource } from '../../../src/answering/claims/unit-words.ts';
import { smallPack, someProvince } from '../../fakes/small-pack.ts';

describe('what a text claims', () => {
  const sentences = (text: string) => claimsIn(text).map((claims) => claims.text);

  it.each([
    ['Họp lúc 8 giờ. Bà con đến đủ.', ['Họp lúc 8 giờ.', 'Bà con đến đủ.']],
    ['Họp lúc 8 giờ! “Đến đủ” nhé; Cảm ơn… Hết?', ['Họp lúc 8 giờ!', '“Đến đủ” nhé;', 'Cảm ơn…', 'Hết?']],
    ['Họp lúc 8 giờ. rồi về', ['Họp lúc 8 giờ. rồi về']],
    ['Mời:\n\nbà con\n\nđến', ['Mời: bà con', 'đến']],
    [' \n ', []],
  ])('is claimed sentence by sentence: %j', (text, expected) => expect(sentences(text)).toEqual(expected));

  it('with its days, hours and weekdays', () => {
    const [claims] = claimsIn('7h30 thứ Hai, ngày 2/3/2026, và 9/3 ở Đà Lạt');
    expect(claims).toMatchObject({
      days: [
        { day: 2, month: 3, year: 2026 },
        { day: 9, month: 3 },
      ],
      times: [{ start: 0, minutes: 450 }],
      weekdays: [{ weekday: 1 }],
      folded: '7h30 thu hai, ngay 2/3/2026, va 9/3 o da lat',
    });
    expect(claims!.folded).toHaveLength(claims!.text.length);
  });

  it('letter for letter, also where a letter folds to two', () => {
    for (const text of ['số ½ và ﬁ', 'e\u0301 là é']) {
      const [claims] = claimsIn(text);
      expect(claims!.folded).toHaveLength(claims!.text.length);
    }
  });

  it.each([
    ['Bầu không phải ngày 15/3 mà ngày 16/3.', [16]],
    ['Đã ghi nhầm 15/3, nay là 16/3.', [16]],
    ['Ngày 16/3 chứ không ngày 15/3.', [16]],
    ['thay vi 15/3 ma 16/3', [16]],
    ['Bầu ngày 15/3.', [15]],
  ])('and not what it calls wrong itself: %s', (text, days) =>
    expect(claimsIn(text).flatMap((claims) => claims.days.map(({ day }) => day))).toEqual(days),
  );
});

describe('days', () => {
  it('are written with two digits, and with a year where there is one', () => {
    expect([writtenDay({ day: 5, month: 3 }), writtenDay({ day: 15, month: 12, year: 2026 })]).toEqual(['05/03', '15/12/2026']);
    expect([isoDay(5, 3, 2026), isoDay(15, 12, 2026)]).toEqual(['2026-03-05', '2026-12-15']);
    expect([clock(0), clock(425), clock(1_140)]).toEqual(['00:00', '07:05', '19:00']);
  });

  it.each([
    [{ day: 15, month: 3 }, '2026-03-01', '2026-03-15'],
    [{ day: 28, month: 12 }, '2026-01-05', '2025-12-28'],
    [{ day: 5, month: 1 }, '2026-12-28', '2027-01-05'],
    [{ day: 5, month: 1, year: 2020 }, '2026-12-28', '2020-01-05'],
  ])('without a year are the nearest: %j on %s', (day, today, iso) => expect(nearestDay(day, today)).toBe(iso));

  it('years are those of this century, each once', () => {
    expect([...yearsOf('năm 2026, 2021, 2026, 1945, 20261 và 12026')]).toEqual(['2026', '2021']);
  });
});

describe('units in words', () => {
  it.each([
    ['bau dai bieu quoc hoi', 'national-assembly'],
    ['dbqh', 'national-assembly'],
    ['hdnd tinh', 'province'],
    ['hoi dong nhan dan cap thanh pho', 'province'],
    ['hoi dong nhan dan cap xa', 'commune'],
    ['hdnd phuong', 'commune'],
    ['quoc hoi va hdnd tinh', undefined],
    ['bau cu', undefined],
  ])('%s speaks of the level %s', (folded, level) => expect(levelIn(folded)).toBe(level));

  it.each([
    ['don vi bau cu so 3', 3],
    ['don vi bau cu dai bieu quoc hoi so 09', 9],
    ['don vi so 12', 12],
    ['don vi bau cu', undefined],
    ['don vi bau cu so 1234', undefined],
  ])('%s is unit %s', (folded, number) => expect(unitIn(folded)).toBe(number));

  it('short forms are said in full', () => {
    expect(inFull('ung cu vien dbqh, hdnd, diem bau cu, diem bo phieu')).toBe(
      'nguoi ung cu dai bieu quoc hoi, hoi dong nhan dan, khu vuc bo phieu, khu vuc bo phieu',
    );
  });

  it('the table says whom a unit elects and which communes it has', () => {
    const pack = smallPack();
    const [province, assembly] = pack.electoralUnits;
    expect(unitSource(assembly!, pack)).toEqual({
      ...{ title: 'Một bài báo', publisher: 'Báo Tỉnh', date: '2026-03-11' },
      says: 'Đơn vị bầu cử đại biểu Quốc hội số 3 bầu 3 đại biểu, gồm phường Cam Đường, xã Hợp Thành, phường Lào Cai',
    });
    expect(unitSource({ ...province!, communes: ['02671', 'x'] }, pack).says).toBe(
      'Đơn vị bầu cử đại biểu HĐND tỉnh số 09, gồm phường Cam Đường',
    );
    expect(deputiesOf({ about: { ...someProvince, kind: 'city' } }).province).toBe('đại biểu HĐND thành phố');
  });
});

describe('the words of a claim', () => {
  it.each([
    ['bầu ngày 15/3 đúng không mọi người', 'bau ngay 15/3'],
    ['bầu ngày 15/3 chuẩn chưa', 'bau ngay 15/3'],
    ['phải không bầu ngày 15/3 đúng không', 'phai khong bau ngay 15/3'],
    ['bầu đúng ngày 15/3', 'bau dung ngay 15/3'],
    ['bầu ngày 15/3 đúng', 'bau ngay 15/3 dung'],
  ])('end before the question whether it is so: %s', (text, words) => expect(claimedWords(wordsOf(text)).join(' ')).toBe(words));
});
