import { describe, expect, it } from 'vitest';
import { isNarrower, isOpposite, lacksNegation } from '../../../src/answering/question/opposites.ts';

describe('opposites', () => {
  it.each([
    ['tỷ lệ hồ sơ giải quyết đúng hạn', 'tỷ lệ giải quyết chậm, muộn hồ sơ dưới 2%'],
    ['ty le ho so dung han la bao nhieu', 'tỷ lệ giải quyết chậm, muộn hồ sơ dưới 2%'],
    ['số xã tăng bao nhiêu', 'Số đơn vị hành chính giảm 219'],
    ['người nước ngoài có được bầu không', 'công dân ở nước ngoài về nước'],
    ['phó chủ tịch tỉnh là ai', 'Chủ tịch UBND tỉnh là đồng chí A, Phó Bí thư Tỉnh ủy'],
    ['pho bi thu tinh uy la ai', 'Bí thư Tỉnh ủy là đồng chí A'],
    ['tối thiểu bao nhiêu cử tri một khu vực', 'mỗi khu vực tối đa 4.000 cử tri'],
  ])('%s is not answered by: %s', (question, statement) => expect(isOpposite(question, statement)).toBe(true));

  it.each([
    ['mấy giờ kết thúc bỏ phiếu', 'bỏ phiếu bắt đầu từ 7 giờ và kết thúc lúc 19 giờ'],
    ['tỷ lệ hồ sơ muộn', 'tỷ lệ giải quyết chậm, muộn hồ sơ dưới 2%'],
    ['số xã sau sắp xếp', 'Số đơn vị hành chính giảm 219'],
    ['phó chủ tịch tỉnh là ai', 'Phó Chủ tịch UBND tỉnh là đồng chí A'],
    ['chủ tịch tỉnh là ai', 'Chủ tịch UBND tỉnh là đồng chí A, Phó Bí thư Tỉnh ủy'],
    ['đường ở đâu', 'tăng'],
    ['', ''],
  ])('%s may be answered by: %s', (question, statement) => expect(isOpposite(question, statement)).toBe(false));

  it('tells words by the marks that were typed', () => {
    expect(isOpposite('số liệu tạng nào', 'giảm')).toBe(false);
    expect(isOpposite('so lieu tang the nao', 'giảm')).toBe(true);
  });
});

describe('a negation', () => {
  it.each([
    ['đi bầu có được phát tiền không', 'không đi bầu có bị phạt không'],
    ['di bau co mat tien khong', 'không đi bầu có bị phạt không'],
  ])('%s lacks that of: %s', (question, wording) => expect(lacksNegation(question, wording)).toBe(true));

  it.each([
    ['không đi bầu có sao không', 'không đi bầu có bị phạt không'],
    ['khong di bau thi sao', 'không đi bầu có bị phạt không'],
    ['bỏ bầu có bị phạt không', 'không đi bầu có bị phạt không'],
    ['quên mang thẻ có được bầu không', 'không mang thẻ cử tri có bỏ phiếu được không'],
    ['có được bầu không', 'có được bầu không'],
  ])('%s does not lack that of: %s', (question, wording) => expect(lacksNegation(question, wording)).toBe(false));
});

describe('a wording that asks for less than the question', () => {
  it.each([
    ['Lào Cai có bao nhiêu người ứng cử đại biểu Quốc hội', 'Lào Cai có bao nhiêu đại biểu Quốc hội'],
    ['Phó Chủ tịch Thường trực HĐND tỉnh là ai', 'Phó Chủ tịch HĐND tỉnh là ai'],
    ['bao nhiêu đại biểu nữ', 'bao nhieu dai bieu'],
    ['người ở nước ngoài bầu cử thế nào', 'người ở thành phố bầu cử thế nào'],
  ])('"%s" is no wording of "%s"', (wording, question) => expect(isNarrower(wording, question)).toBe(true));

  it.each([
    ['có bao nhiêu ứng cử viên', 'bao nhieu nguoi ung cu'],
    ['Phó Chủ tịch Thường trực HĐND tỉnh là ai', 'ai là phó chủ tịch thường trực hđnd tỉnh'],
  ])('"%s" may be one of "%s"', (wording, question) => expect(isNarrower(wording, question)).toBe(false));
});
