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
    });
  });

  it('a place that was not named before is added', () => {
    expect(follow('xã Gia Phú', 'Tôi bỏ phiếu ở đâu?', 'xã Gia Phú')).toEqual({
      readings: ['Tôi bỏ phiếu ở đâu xã Gia Phú?'],
      dependent: true,
    });
  });

  it.each([
    ['còn năm 2023?', 'Năm 2022 có bao nhiêu thủ tục?', 'năm 2023 có bao nhiêu thủ tục?'],
    ['còn HĐND tỉnh thì sao', 'Bầu mấy đại biểu Quốc hội', 'Bầu mấy HĐND tỉnh'],
    ['số 4 thì sao', 'đơn vị bầu cử số 3 gồm xã nào', 'đơn vị bầu cử số 4 gồm xã nào'],
    ['thế năm 2021?', 'có bao nhiêu cử tri', 'có bao nhiêu cử tri năm 2021?'],
  ])('%s after "%s"', (text, earlier, reading) => {
    expect(follow(text, earlier)).toEqual({ readings: [reading], dependent: true });
  });

  it('a subject of one of the subjects, and the message alone is tried last', () => {
    const found = follow('còn ứng cử?', 'bao nhiêu tuổi được bầu cử');
    expect(found?.dependent).toBe(true);
    expect(found?.readings).toContain('bao nhiêu tuổi được ứng cử');
    expect(found?.readings.at(-1)).toBe('còn ứng cử?');
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

  it.each([['mấy tuổi được ứng cử'], ['tôi muốn hỏi thủ tục đăng ký tạm trú để được đi bầu ở nơi đang làm việc'], ['']])(
    '"%s"',
    (text) => {
      expect(follow(text, 'đi bầu cần mang gì')).toBeUndefined();
    },
  );

  it('naming a place, but asking for something else', () => {
    expect(
      follow('xã Gia Phú có bao nhiêu cử tri', 'xã Hợp Thành thuộc đơn vị nào', 'xã Gia Phú', 'xã Hợp Thành'),
    ).toBeUndefined();
  });

  it('after a story nothing is put into the story', () => {
    expect(follow('còn năm 2023?', 'chuyện dài '.repeat(30))).toBeUndefined();
  });
});
