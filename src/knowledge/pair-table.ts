/** Numbers for pairs of numbers: open addressing over typed arrays, because a million-string `Map` costs 100 MB. */
export interface PairTable {
  /** Number of the pair, given out on first sight. */
  admit(left: number, right: number): number;
  /** Number of the pair, or -1. */
  find(left: number, right: number): number;
  readonly size: number;
  bytes(): number;
}

const hash = (left: number, right: number): number => {
  let h = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
};

export function createPairTable(): PairTable {
  let capacity = 1 << 12;
  /** Cell → pair number + 1. */
  let cells = new Uint32Array(capacity);
  let lefts = new Uint32Array(capacity);
  let rights = new Uint32Array(capacity);
  let size = 0;

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
  };
}
