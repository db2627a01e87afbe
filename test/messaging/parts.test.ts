import { expect, test } from 'vitest';
import { plainText, spacedText } from '../../src/messaging/parts.ts';

const parts = {
  headline: '1.972 thủ tục',
  sentences: ['Đến ngày 13/12/2022.'],
  notes: ['Lưu ý: số liệu cũ.'],
  nextStep: 'Bạn hỏi UBND xã.',
  source: 'Nguồn: Báo.',
};

test('a message in parts is lines where there is only text; a caveat goes on in the line of the last sentence, never in a row of a list', () => {
  expect(plainText(parts)).toBe('1.972 thủ tục\nĐến ngày 13/12/2022. Lưu ý: số liệu cũ. Bạn hỏi UBND xã.\nNguồn: Báo.');
  expect(plainText({ headline: 'Thuộc:', sentences: ['• đơn vị số 3'], notes: ['Suy ra.'] })).toBe(
    'Thuộc:\n• đơn vị số 3\nSuy ra.',
  );
  expect(plainText({ sentences: ['Chào bạn.'], notes: [] })).toBe('Chào bạn.');
});

test('blank lines part the answer, what is to be kept in mind, and the source; an empty part leaves none', () => {
  expect(spacedText(parts)).toBe('1.972 thủ tục\nĐến ngày 13/12/2022.\n\nLưu ý: số liệu cũ. Bạn hỏi UBND xã.\n\nNguồn: Báo.');
  expect(spacedText({ headline: 'Có.', sentences: [], notes: [], source: 'Nguồn: Báo.' })).toBe('Có.\n\nNguồn: Báo.');
});
