import { describe, expect, it } from 'vitest';
import { claimedWords, wordsOf } from '../../../src/answering/claims/comparison.ts';
import { deputiesOf, unitSource } from '../../../src/answering/claims/counts.ts';
import { isoDay } from '../../../src/answering/claims/stated.ts';
import { claimsIn, nearestDay, writtenDay } from '../../../src/answering/claims/statement.ts';
import { endsRoughly, inFull, isWholeThing, saysVotingOn, termsIn } from '../../../src/answering/question/announced.ts';
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
  });

  it.each([
    [{ day: 15, month: 3 }, '2026-03-01', '2026-03-15'],
    [{ day: 28, month: 12 }, '2026-01-05', '2025-12-28'],
    [{ day: 5, month: 1 }, '2026-12-28', '2027-01-05'],
    [{ day: 5, month: 1, year: 2020 }, '2026-12-28', '2020-01-05'],
  ])('without a year are the nearest: %j on %s', (day, today, iso) => expect(nearestDay(day, today)).toBe(iso));
});

describe('things that are counted', () => {
  it('are called by one name', () => {
    expect(inFull('ứng cử viên ĐBQH')).toBe('nguoi ung cu dai bieu quoc hoi');
    expect(inFull('điểm bầu cử, điểm bỏ phiếu')).toBe('khu vuc bo phieu, khu vuc bo phieu');
    expect(inFull('đại biểu HĐND cấp xã')).toBe('dai bieu hoi dong nhan dan xa');
    expect(inFull('xã, phường')).toBe(inFull('đơn vị hành chính cấp xã'));
  });

  it.each([
    [' khóa XVI', true],
    [', ở 4 đơn vị', true],
    ['', true],
    [' chuyên trách', false],
    [' bị mưa lũ', false],
  ])('and are not narrowed by what follows: “đại biểu Quốc hội%s” is whole: %s', (rest, whole) =>
    expect(isWholeThing(inFull(`x${rest}`).slice(1))).toBe(whole),
  );

  it.each([
    ['bầu khoảng', true],
    ['mỗi đơn vị bầu không quá', true],
    ['tỉnh bầu', false],
    ['người', false],
  ])('and have no number that is about: “%s” is rough: %s', (before, isRough) =>
    expect(endsRoughly(inFull(before))).toBe(isRough),
  );

  it('also where the number looks like a year', () => {
    const [claims] = claimsIn('Năm 2026 tỉnh có 2030 khu vực bỏ phiếu');
    expect(claims!.numbers.map(({ value }) => value)).toEqual([2030]);
  });

  it('terms have a first and a last year', () => {
    expect(termsIn('nhiem ky 2021-2026 va nhiem ky 2026 – 2031')).toEqual([
      { from: 2021, to: 2026 },
      { from: 2026, to: 2031 },
    ]);
  });
});

describe('a day that people vote on', () => {
  const isSaid = (folded: string) => saysVotingOn(folded, { start: folded.indexOf('@'), end: folded.indexOf('@') + 1 });
  it.each([
    ['ngay bau cu la chu nhat, ngay @', true],
    ['ke hoach so 3: ngay bau cu: @', true],
    ['truoc ngay bau cu @', false],
    ['ngay @ cu tri xa ta di bau', true],
    ['@ la ngay bau cu', true],
    ['ngay @ xa hop ban ve bau cu', false],
    ['hop to bau cu ngay @', false],
    ['thu sau, di bau ngay @', true],
  ])('is said so: %s: %s', (folded, said) => expect(isSaid(folded)).toBe(said));
});

describe('units in words', () => {
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
