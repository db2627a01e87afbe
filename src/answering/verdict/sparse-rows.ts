/** Rows over numbered columns in three flat arrays; a column that a row does not name is 0 in it. */
export interface SparseRows {
  /** Where each row begins in the other two; one more at the end. */
  start: Int32Array;
  column: Int32Array;
  value: Float32Array | Float64Array;
}

export interface SparseWriter {
  /** Adds to the row under way; each column once. */
  put(column: number, value: number): void;
  endRow(): void;
  /** Everything written so far; shares no memory with what is written afterwards. */
  rows(): SparseRows & { value: Float64Array };
}

/** Writes rows one after another without an object for any of them. */
export function createSparseWriter(): SparseWriter {
  let column = new Int32Array(1 << 12);
  let value = new Float64Array(1 << 12);
  const ends: number[] = [0];
  let used = 0;
  return {
    put(of, held) {
      if (used === column.length) {
        const [oldColumn, oldValue] = [column, value];
        column = new Int32Array(2 * used);
        column.set(oldColumn);
        value = new Float64Array(2 * used);
        value.set(oldValue);
      }
      column[used] = of;
      value[used++] = held;
    },
    endRow: () => void ends.push(used),
    rows: () => ({ start: Int32Array.from(ends), column: column.slice(0, used), value: value.slice(0, used) }),
  };
}

/** The same by columns, each with its rows in order, in half the precision: what is kept and read for every question. */
export function byColumn({ start, column, value }: SparseRows, columns: number): SparseRows {
  const begin = new Int32Array(columns + 1);
  for (const of of column) begin[of + 1]!++;
  for (let of = 0; of < columns; of++) begin[of + 1]! += begin[of]!;
  const next = begin.slice(0, columns);
  const row = new Int32Array(column.length);
  const held = new Float32Array(column.length);
  for (let r = 0; r + 1 < start.length; r++) {
    for (let at = start[r]!; at < start[r + 1]!; at++) {
      const to = next[column[at]!]!++;
      row[to] = r;
      held[to] = value[at]!;
    }
  }
  return { start: begin, column: row, value: held };
}
