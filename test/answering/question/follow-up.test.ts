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

describe('how long a continuation may be', () => {
  const earlier = 'đi bầu cần mang gì';
  const of = (words: number) => `${'một '.repeat(words - 1)}mốt`;

  it('nine words, twelve where it begins as one', () => {
    expect(follow(of(9), earlier)).toBeDefined();
    expect(follow(of(10), earlier)).toBeUndefined();
    expect(follow(`còn ${of(11)}`, earlier)).toBeDefined();
    expect(follow(`còn ${of(12)}`, earlier)).toBeUndefined();
  });

  it('after a question of forty at most', () => {
    expect(follow('còn năm 2023?', of(40))).toBeDefined();
    expect(follow('còn năm 2023?', of(41))).toBeUndefined();
  });
});

describe('which words may stand beside what is named', () => {
  it.each([
    ['còn xã Gia Phú ạ', 'ạ'],
    ['xã Gia Phú thuộc đơn vị nào', 'words of the question before, and its way of asking'],
    ['thế ở xã Gia Phú thì sao nhỉ', 'filling'],
  ])('%s (%s)', (text) => {
    expect(follow(text, 'xã Hợp Thành thuộc đơn vị nào', 'xã Gia Phú', 'xã Hợp Thành')).toMatchObject({ dependent: true });
  });

  it('another way of asking with a place is another question, to be tried as it stands first', () => {
    const text = 'còn ai ở xã Gia Phú';
    expect(follow(text, 'xã Hợp Thành thuộc đơn vị nào', 'xã Gia Phú', 'xã Hợp Thành')).toEqual({
      readings: [text, 'xã Gia Phú thuộc đơn vị nào'],
      dependent: false,
      isLoose: false,
    });
  });

  it('with a year it keeps the question', () => {
    expect(follow('năm 2021 đạt hạng mấy', 'năm 2020 PAPI đạt mấy điểm')).toMatchObject({
      readings: ['năm 2021 PAPI đạt mấy điểm'],
      dependent: true,
    });
    expect(follow('năm 2021 xã nào giỏi', 'năm 2020 PAPI đạt mấy điểm')).toMatchObject({ dependent: false, isLoose: true });
  });
});

describe('what is exchanged', () => {
  it('a day of the week is not', () => {
    expect(follow('còn thứ hai', 'thứ ba làm gì')?.readings.at(-1)).toBe('thứ hai');
  });

  it.each([
    ['còn năm 2023?', 'đi bầu năm 2021 và 2022 ra sao', 'đi bầu năm 2023 và năm 2023 ra sao'],
    ['còn 3 tháng?', 'tạm trú 6 tháng hay 7 năm', 'tạm trú 3 tháng hay 7 năm'],
    ['còn 3 năm?', 'tạm trú 6 tháng', 'tạm trú 6 tháng 3 năm?'],
    ['năm 2023, xã tôi', 'xã tôi có mấy người', 'xã tôi có mấy người năm 2023?'],
    ['còn ngày 16/3?', 'ngày 15/3 làm gì?', 'ngày 16/3 làm gì?'],
    ['còn 7 giờ ngày 16/3?', '8 giờ ngày 15/3 làm gì', '7 giờ ngày 16/3 làm gì'],
    ['còn số 4, năm 2023', 'đơn vị số 3 bầu mấy người ?!', 'đơn vị số 4 bầu mấy người năm 2023?'],
    ['còn số 123', 'đơn vị số 3 bầu mấy người', undefined],
    ['còn xã thì sao', 'Bầu mấy đại biểu Quốc hội', undefined],
    ['còn HĐND xã', 'Bầu mấy đại biểu HĐND tỉnh', 'Bầu mấy HĐND xã'],
    ['còn cấp tỉnh', 'Bầu mấy đại biểu Quốc hội', 'Bầu mấy cấp tỉnh'],
  ])('"%s" after "%s": %s', (text, earlier, reading) => {
    const found = follow(text, earlier);
    if (reading === undefined) expect(found?.readings).not.toHaveLength(1);
    else expect(found?.readings).toEqual([reading]);
  });

  it('only the first of several places', () => {
    const earlier = 'xã Hợp Thành và xã Cốc San thuộc đơn vị nào';
    const places = ['xã Hợp Thành', 'xã Cốc San'].map((name) => spanIn(earlier, name));
    expect(readFollowUp('còn xã Gia Phú', [spanIn('còn xã Gia Phú', 'xã Gia Phú')], earlier, places)?.readings).toEqual([
      'xã Gia Phú và xã Cốc San thuộc đơn vị nào',
    ]);
  });

  it('no year is counted from where none was spoken of', () => {
    expect(follow('năm sau đó thì sao', 'có bao nhiêu thủ tục')?.readings).not.toContain('có bao nhiêu thủ tục năm 2023?');
  });
});

describe('a new subject', () => {
  it('is tried in the place of the last words before, those as long as it first, eight at most', () => {
    const { readings } = follow('còn ứng cử thì sao?', 'thẻ cử tri phát bao nhiêu tuổi được bầu cử')!;
    expect(readings[0]).toBe('thẻ cử tri phát bao nhiêu tuổi được ứng cử');
    expect(readings.at(-1)).toBe('ứng cử thì sao?');
    expect(readings.length).toBeLessThanOrEqual(10);
    expect(new Set(readings).size).toBe(readings.length);
    const many = follow('còn phiếu?', 'cử tri bầu hội đồng nhân dân tỉnh huyện xã phường thôn bản làng')!.readings;
    expect(many).toHaveLength(10);
  });

  it('without a beginning is put behind the subject before', () => {
    expect(follow('ai chủ trì?', 'hội nghị họp hôm nào')).toMatchObject({
      readings: [expect.stringMatching(/^hội nghị họp.*ai chủ trì\?$/u)],
      isLoose: true,
    });
  });

  it('is none in a way of asking alone', () => {
    for (const text of ['còn ở đâu?', 'vậy ở đâu', 'thế khi nào?'])
      expect(follow(text, 'phát thẻ cử tri')).toMatchObject({ readings: { length: 1 }, dependent: true, isLoose: false });
    expect(follow('vậy ở đâu', 'phát thẻ cử tri')?.readings).toEqual(['phát thẻ cử tri ở đâu']);
  });
});
