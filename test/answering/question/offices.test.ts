import { describe, expect, it } from 'vitest';
import { isOtherOffice, isOtherTerm } from '../../../src/answering/question/offices.ts';

describe('an office', () => {
  it.each([
    ['ai là chủ tịch HĐND tỉnh Lào Cai', 'Chủ tịch UBND tỉnh Lào Cai là ông An.'],
    ['ai la chu tich hoi dong nhan dan tinh', 'Phó Chủ tịch HĐND tỉnh là ông Bình.'],
    ['phó chủ tịch UBND tỉnh là ai', 'Phó Chủ tịch HĐND tỉnh là ông Bình.'],
    ['chủ tịch quốc hội là ai', 'Chủ tịch UBND tỉnh là ông An.'],
    ['bí thư Yên Bái là ai', 'Bí thư Tỉnh ủy Lào Cai là ông Cường.'],
  ])('"%s" is not held by who holds another: "%s"', (question, said) =>
    expect(isOtherOffice(question, said, 'Lào Cai')).toBe(true),
  );

  it.each([
    ['chủ tịch tỉnh là ai', 'Chủ tịch UBND tỉnh Lào Cai là ông An.'],
    ['ai la chu tich uy ban nhan dan tinh', 'Chủ tịch UBND tỉnh Lào Cai là ông An.'],
    ['chủ tịch Lào Cai là ai', 'Chủ tịch UBND tỉnh Lào Cai là ông An.'],
    ['bí thư tỉnh là ai', 'Bí thư Tỉnh ủy Lào Cai là ông Cường.'],
    ['chủ tịch là ai', 'Chủ tịch UBND tỉnh Lào Cai là ông An.'],
    ['ông An là ai', 'Chủ tịch UBND tỉnh Lào Cai là ông An.'],
  ])('"%s" may be answered by "%s"', (question, said) => expect(isOtherOffice(question, said, 'Lào Cai')).toBe(false));
});

describe('a term of office', () => {
  it.each([
    ['đại biểu Quốc hội khóa XV', 'Số đại biểu Quốc hội khóa XVI là 500.', true],
    ['quoc hoi khoa 14', 'Quốc hội khóa XIV', false],
    ['đại biểu khóa 16', 'Đại biểu Quốc hội khóa 15', true],
    ['hội đồng nhân dân khóa 9', 'Hội đồng nhân dân khóa IX', false],
    ['khóa XVI', 'Quốc hội khóa XVI và HĐND khóa XVII', false],
    ['đại biểu Quốc hội', 'Quốc hội khóa XVI', false],
  ])('%s, %s: another one? %s', (question, said, expected) => expect(isOtherTerm(question, said)).toBe(expected));
});
