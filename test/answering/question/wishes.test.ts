import { describe, expect, it } from 'vitest';
import { readWishInWords } from '../../../src/answering/question/wishes.ts';

describe('what is asked of the service itself', () => {
  it.each([
    ['Xóa dữ liệu của tôi!', 'forget'],
    ['quên tôi đi', 'forget'],
    ['bot đang lưu gì về tôi?', 'kept'],
    ['dữ liệu của em gồm những gì', 'kept'],
    ['Tin này, thật hay giả?', 'verify'],
    ['xác minh thông báo', 'verify'],
    ['cho tôi gặp cán bộ ạ', 'person'],
    ['xem menu', 'menu'],
    ['  MENU.  ', 'menu'],
  ])('%s: %s', (text, wish) => expect(readWishInWords(text)).toBe(wish));

  it.each(['', 'đi bầu ở đâu', 'xóa tên khỏi danh sách thế nào', 'menu nhà hàng'])('"%s" is none', (text) =>
    expect(readWishInWords(text)).toBeUndefined(),
  );

  it('in more than a hundred letters it is a text passed on', () => {
    const padded = (length: number) => `xem menu${'!'.repeat(length - 8)}`;
    expect([100, 101].map((length) => readWishInWords(padded(length)))).toEqual(['menu', undefined]);
  });
});
