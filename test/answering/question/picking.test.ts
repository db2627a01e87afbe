import { describe, expect, it } from 'vitest';
import { pickAmong, readPick } from '../../../src/answering/question/picking.ts';

const labels = ['Phường Cam Đường', 'Xã Hợp Thành', 'Khu vực 2: tổ dân phố 3, tổ dân phố 4'];

describe('a typed answer to a list of choices', () => {
  it.each([
    '2',
    ' 2. ',
    '2)',
    '(2)',
    '2️⃣',
    '２',
    'số 2',
    'so 2',
    '2 ạ',
    'chọn 2',
    'chon so 2',
    'hai',
    'Hai ạ',
    'dạ số 2 ạ',
    'mục 2',
  ])('"%s" is the second', (typed) => expect(pickAmong(labels, typed)).toBe(1));

  it.each([
    ['Xã Hợp Thành', 1],
    ['xa hop thanh', 1],
    ['phuong cam', 0],
    ['Phường Cam', 0],
    ['tổ dân phố 3', 2],
    ['hợp thành', 1],
  ])('"%s" names the label at %i of a list just asked about', (typed, index) =>
    expect(pickAmong(labels, typed, true)).toBe(index),
  );

  it('is no part of a label where something else was said since', () => {
    expect(pickAmong(labels, 'hợp thành')).toBeUndefined();
    expect(pickAmong(labels, 'xa hop')).toBe(1);
  });

  it.each(['0', '4', '22', '2 tháng', '2/3', 'năm 2023', 'tổ dân phố 5', 'xã', 'xá hợp thành', ''])(
    '"%s" is none of them',
    (typed) => expect(pickAmong(labels, typed, true)).toBeUndefined(),
  );

  it('is a bare number only where nothing but a number can be meant', () => {
    expect(['2', '2 ạ', '(1)', 'chọn 2', '2️⃣'].map((typed) => readPick(typed))).toMatchObject(
      Array.from({ length: 5 }, () => ({ kind: 'number', isBare: true })),
    );
    expect(['số 2', 'hai'].map((typed) => readPick(typed))).toMatchObject([{ isBare: false }, { isBare: false }]);
    expect(readPick('ngày 15/3')).toMatchObject({ kind: 'words' });
  });
});
