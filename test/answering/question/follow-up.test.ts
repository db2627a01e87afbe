import { describe, expect, it } from 'vitest';
import { readFollowUp } from '../../../src/answering/question/follow-up.ts';

/** The span of a name in a text. */
const spanIn = (text: string, name: string) => ({ start: text.indexOf(name), end: text.indexOf(name) + name.length });
const follow = (text: string, earlier: string | undefined, place?: string, earlierPlace?: string) =>
  readFollowUp(
    text,
    place === undefined ? [] : [spanIn(text, place)],
    earlier,
    earlier === undefined || earlierPlace === undefined ? [] : [spanIn(earlier, earlierPlace)],
  );

describe('what is named takes the place of its like', () => {
  it('a place of the place', () => {
    expect(follow('còn xã Gia Phú?', 'xã Hợp Thành thuộc đơn vị nào', 'xã Gia Phú', 'xã Hợp Thành')).toEqual({
      readings: ['xã Gia Phú thuộc đơn vị nào'],
      dependent: true,
      isLoose: false,
    });
  });

  it('a place that was not named before is added', () => {
    expect(follow('xã Gia Phú', 'Tôi bỏ phiếu ở đâu?', 'xã Gia Phú')).toEqual({
      readings: ['Tôi bỏ phiếu ở đâu xã Gia Phú?'],
      dependent: true,
      isLoose: false,
    });
  });

  it.each([
    ['còn năm 2023?', 'Năm 2022 có bao nhiêu thủ tục?', 'năm 2023 có bao nhiêu thủ tục?'],
    ['còn HĐND tỉnh thì sao', 'Bầu mấy đại biểu Quốc hội', 'Bầu mấy HĐND tỉnh'],
    ['số 4 thì sao', 'đơn vị bầu cử số 3 gồm xã nào', 'đơn vị bầu cử số 4 gồm xã nào'],
    ['thế năm 2021?', 'có bao nhiêu cử tri', 'có bao nhiêu cử tri năm 2021?'],
    ['thế năm 2021 mấy điểm', 'năm 2020 PAPI được mấy điểm', 'năm 2021 PAPI được mấy điểm'],
    ['năm sau đó thì sao', 'năm 2022 có bao nhiêu thủ tục', 'năm 2023 có bao nhiêu thủ tục'],
    ['nam truoc do?', 'năm 2022 có bao nhiêu thủ tục', 'năm 2021 có bao nhiêu thủ tục'],
    ['thế năm 2025 thì hạng mấy', 'năm 2024 PAPI xếp thứ mấy', 'năm 2025 PAPI xếp thứ mấy'],
    ['còn cấp xã thì sao', 'Lào Cai bầu mấy đại biểu HĐND tỉnh?', 'Lào Cai bầu mấy đại biểu HĐND cấp xã?'],
    ['đến cuối 2025 thì lên bao nhiêu rồi?', 'cuối năm 2022 có bao nhiêu thủ tục', 'cuối 2025 có bao nhiêu thủ tục'],
    ['đến 4 giờ chiều thì sao', '11h20 ngày bầu cử bao nhiêu % đi bầu', '4 giờ chiều ngày bầu cử bao nhiêu % đi bầu'],
    ['thế 13 tháng', 'tạm trú 6 tháng được mấy phiếu', 'tạm trú 13 tháng được mấy phiếu'],
    ['cả nước thì sao', 'toàn quốc đi bầu bao nhiêu phần trăm', 'cả nước đi bầu bao nhiêu phần trăm'],
    ['còn lúc 16 giờ?', 'lúc 11h20 đi bầu mấy phần trăm', 'lúc 16 giờ đi bầu mấy phần trăm'],
  ])('%s after "%s"', (text, earlier, reading) => {
    expect(follow(text, earlier)).toEqual({ readings: [reading], dependent: true, isLoose: false });
  });

  it('a subject of one of the subjects, and the message alone is tried last', () => {
    const found = follow('còn ứng cử?', 'bao nhiêu tuổi được bầu cử');
    expect(found?.dependent).toBe(true);
    expect(found?.readings).toContain('bao nhiêu tuổi được ứng cử');
    expect(found?.readings.at(-1)).toBe('ứng cử?');
  });

  it('a way of asking keeps the subject', () => {
    const found = follow('ở đâu?', 'phát thẻ cử tri khi nào');
    expect(found?.readings).toEqual([expect.stringMatching(/^phát thẻ cử tri\b.*ở đâu\?$/u)]);
  });
});

describe('a message that stands on its own is no continuation', () => {
  it('with nothing before it', () => {
    expect(follow('còn xã Gia Phú?', undefined, 'xã Gia Phú')).toBeUndefined();
  });

  it('a short question may stand alone: it is tried with the subject before it only where it says nothing by itself', () => {
    expect(follow('ai chủ trì?', 'hội nghị tổng kết họp hôm nào')).toEqual({
      readings: [expect.stringMatching(/^hội nghị tổng kết họp\b.*ai chủ trì\?$/u)],
      dependent: false,
      isLoose: true,
    });
  });

  it.each([['tôi muốn hỏi thủ tục đăng ký tạm trú để được đi bầu ở nơi đang làm việc'], ['']])('"%s"', (text) => {
    expect(follow(text, 'đi bầu cần mang gì')).toBeUndefined();
  });

  it('naming a place, but asking for something else', () => {
    expect(
      follow('xã Gia Phú có bao nhiêu cử tri', 'xã Hợp Thành thuộc đơn vị nào', 'xã Gia Phú', 'xã Hợp Thành'),
    ).toBeUndefined();
  });

  it('after a story nothing is put into the story', () => {
    expect(follow('còn năm 2023?', 'chuyện dài '.repeat(30))).toBeUndefined();
  });
});
