import { describe, expect, it } from 'vitest';
import { readAge, readStrikes } from '../../../src/answering/question/told.ts';
import { ageReply, strikesReply } from '../../../src/answering/reply/age.ts';
import { fact } from '../../fakes/small-pack.ts';

describe('an age told in a question', () => {
  it.each([
    ['con tôi sinh ngày 5/3/2008 có được bầu không', { bornOn: '2008-03-05' }],
    ['cháu sinh 16 tháng 3 năm 2008', { bornOn: '2008-03-16' }],
    ['I was born on 15.3.2008', { bornOn: '2008-03-15' }],
    ['cháu tròn 18 tuổi vào ngày 16/3/2026', { bornOn: '2008-03-16' }],
    ['18 tuổi hôm 2-4-2026', { bornOn: '2008-04-02' }],
    ['sinh năm 2008', { bornIn: 2008 }],
    ['em sn 1950', { bornIn: 1950 }],
    ['born in 2008', { bornIn: 2008 }],
    ['bà 90 tuổi', { age: 90 }],
    ['my son is 17 years old', { age: 17 }],
    ['sinh ngày 31/2/2008', undefined],
    ['sinh ngày 30/13/2008', undefined],
    ['18 tuổi vào ngày 31/2/2026', undefined],
    ['mấy tuổi được bầu', undefined],
    ['sinh năm 08', undefined],
  ])('%s: %j', (text, given) => expect(readAge(text)).toEqual(given));
});

describe('the reply to an age', () => {
  const rule = fact('voting-age', 'Công dân đủ 18 tuổi trở lên có quyền bầu cử.', [], { value: '18 tuổi' });
  const asked = { language: 'vi', kind: 'yes-no' } as const;
  const say = (given: Parameters<typeof ageReply>[0], about = rule) =>
    ageReply(given, about, '2026-03-15', asked, { over: 'Bầu cử đã kết thúc.', isOver: true })?.text;

  it('is worked out from the age in the fact and the day of the election', () => {
    expect(say({ bornOn: '2008-03-15' })).toMatch(/^Đủ tuổi: ngày bầu cử 15\/03\/2026 cần đủ 18 tuổi, tức sinh từ 15\/03\/2008/u);
    expect(say({ bornOn: '2008-03-16' })).toMatch(/^Chưa đủ tuổi/u);
    expect(say({ bornIn: 2008 })).toMatch(/^Tùy ngày sinh/u);
  });

  it('says no more than that, and that the election is over', () => {
    const text = say({ age: 30 })!;
    expect(text).not.toContain('Công dân đủ 18');
    expect(text).toContain('Bầu cử đã kết thúc.');
  });

  it('takes the age from the statement where no value has it, and is none without an age', () => {
    const { value: _, ...bare } = rule;
    expect(say({ age: 30 }, bare)).toMatch(/^Đủ tuổi.*cần đủ 18 tuổi/u);
    expect(say({ age: 30 }, { ...bare, statement: 'Công dân có quyền bầu cử.' })).toBeUndefined();
  });
});

describe('how many names to strike out', () => {
  it.each([
    ['5 người bầu 3 thì gạch mấy tên', { candidates: 5, seats: 3 }],
    ['bầu 3 trong 5 thì gạch mấy', { candidates: 5, seats: 3 }],
    ['cross out how many of 5 for 3 seats', { candidates: 5, seats: 3 }],
    ['bà cụ hỏi bốn người bầu hai thì gạch mấy', { candidates: 4, seats: 2 }],
    ['phiếu ghi 6 người, lấy 4, tôi gạch có 1 tên thì sao', { candidates: 6, seats: 4, struck: 1 }],
    ['bầu 2 trong 4 ông mà gạch ba tên', { candidates: 4, seats: 2, struck: 3 }],
    ['5 người bầu 3', undefined],
    ['gạch 5 người', undefined],
    ['gạch dư một người có sao không 17 tuổi', undefined],
    ['gạch 1, 2 hay 3 người', undefined],
    ['ngày 15/3 có 5 người bầu 3 gạch mấy', { candidates: 5, seats: 3 }],
    ['gạch 100 người trong 5, bầu 3', { candidates: 5, seats: 3 }],
  ])('%s: %j', (text, given) => expect(readStrikes(text)).toEqual(given));

  it('is said before the rule; impossible numbers get no reply', () => {
    const rule = fact('how-many-to-strike', 'Cử tri gạch tên sao cho còn ít nhất một tên.', []);
    const asked = { language: 'vi', kind: 'how-many' } as const;
    expect(strikesReply({ candidates: 5, seats: 3 }, rule, asked)?.text).toMatch(
      /^Phiếu có 5 người, bầu 3: gạch ít nhất 2, nhiều nhất 4 tên\.\nCử tri gạch tên/u,
    );
    expect(strikesReply({ candidates: 3, seats: 3 }, rule, asked)).toBeUndefined();
    const struck = (names: number) => strikesReply({ candidates: 5, seats: 3, struck: names }, rule, asked)?.text;
    expect(struck(1)).toMatch(/nhiều nhất 4 tên\. Gạch 1 tên thì phiếu không hợp lệ\./u);
    expect(struck(2)).toContain('Gạch 2 tên thì phiếu hợp lệ.');
    expect(struck(4)).toContain('Gạch 4 tên thì phiếu hợp lệ.');
    expect(struck(5)).toContain('Gạch 5 tên thì phiếu không hợp lệ.');
  });
});
