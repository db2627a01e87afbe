import { expect, it } from 'vitest';
import { byColumn, createSparseWriter, type SparseRows } from '../../../src/answering/verdict/sparse-rows.ts';

const listed = ({ start, column, value }: SparseRows): [number, number][][] =>
  Array.from({ length: start.length - 1 }, (_, row) =>
    [...column.slice(start[row], start[row + 1])].map((of, i) => [of, value[start[row]! + i]!]),
  );

it('keeps every row as it was written, through many growths', () => {
  const writer = createSparseWriter();
  for (let row = 0; row < 3_000; row++) {
    for (let of = 0; of < row % 5; of++) writer.put(of, row);
    writer.endRow();
  }
  const rows = listed(writer.rows());
  expect(rows).toHaveLength(3_000);
  rows.forEach((row, i) => {
    expect(row).toEqual(Array.from({ length: i % 5 }, (_, of) => [of, i]));
  });
});

it('by column the same values stand, with their rows in order; a column nobody names is empty', () => {
  const writer = createSparseWriter();
  for (const row of [
    [
      [2, 0.5],
      [0, 1],
    ],
    [],
    [[2, 4]],
  ] as [number, number][][]) {
    for (const [of, value] of row) writer.put(of, value);
    writer.endRow();
  }
  expect(listed(byColumn(writer.rows(), 4))).toEqual([
    [[0, 1]],
    [],
    [
      [0, 0.5],
      [2, 4],
    ],
    [],
  ]);
});
