/** Numbers for pairs of numbers: open addressing over typed arrays, because a million-string `Map` costs 100 MB. */
export interface PairTable {
  /** Number of the pair, given out on first sight. */
  admit(left: number, right: number): number;
  /** Number of the pair, or -1. */
  find(left: number, right: number): number;
  readonly size: number;
  bytes(): number;
  /** What the table holds, as `createPairTable` takes it back; shares memory with the table. */
  snapshot(): PairTableState;
}

export interface PairTableState {
  size: number;
  cells: Uint32Array<ArrayBuffer>;
  lefts: Uint32Array<ArrayBuffer>;
  rights: Uint32Array<ArrayBuffer>;
}

const hash = (left: number, right: number): number => {
  let h = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
};

const emptyTable = (capacity: number): PairTableState => ({
  size: 0,
  cells: new Uint32Array(capacity),
  lefts: new Uint32Array(capacity),
  rights: new Uint32Array(capacity),
});

export function createPairTable(state = emptyTable(1 << 12)): PairTable {
  /** `cells`: cell → pair number + 1. */
  let { size, cells, lefts, rights } = state;
  let capacity = cells.length;

  const cellOf = (left: number, right: number): number => {
    let at = hash(left, right) & (capacity - 1);
    for (;;) {
      const pair = cells[at]! - 1;
      if (pair < 0 || (lefts[pair] === left && rights[pair] === right)) return at;
      at = (at + 1) & (capacity - 1);
    }
  };

  function grow(): void {
    capacity *= 2;
    const larger = (from: Uint32Array): Uint32Array<ArrayBuffer> => {
      const to = new Uint32Array(capacity);
      to.set(from);
      return to;
    };
    lefts = larger(lefts);
    rights = larger(rights);
    cells = new Uint32Array(capacity);
    for (let pair = 0; pair < size; pair++) cells[cellOf(lefts[pair]!, rights[pair]!)] = pair + 1;
  }

  return {
    admit(left, right) {
      let at = cellOf(left, right);
      if (cells[at] === 0) {
        if (size * 2 >= capacity) {
          grow();
          at = cellOf(left, right);
        }
        lefts[size] = left;
        rights[size] = right;
        cells[at] = ++size;
      }
      return cells[at]! - 1;
    },
    find: (left, right) => cells[cellOf(left, right)]! - 1,
    get size() {
      return size;
    },
    bytes: () => capacity * 12,
    snapshot: () => ({ size, cells, lefts, rights }),
  };
}
