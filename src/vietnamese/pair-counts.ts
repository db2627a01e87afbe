/** Counts of pairs of small numbers in flat arrays (open addressing): 12 bytes a slot, no object per pair. */
export interface PairCounts {
  change(left: number, right: number, step: number): void;
  count(left: number, right: number): number;
  /** What is counted, as `createPairCounts` takes it back; shares memory with it. */
  snapshot(): PairCountsState;
}

export interface PairCountsState {
  used: number;
  lefts: Int32Array<ArrayBuffer>;
  rights: Int32Array<ArrayBuffer>;
  counts: Int32Array<ArrayBuffer>;
}

const nothingCounted = (slots: number): PairCountsState => ({
  used: 0,
  lefts: new Int32Array(slots).fill(-1),
  rights: new Int32Array(slots),
  counts: new Int32Array(slots),
});

export function createPairCounts(state = nothingCounted(1 << 12)): PairCounts {
  let { used, lefts, rights, counts } = state;

  /** Slot of a pair, or the free one where it belongs. */
  function slotOf(left: number, right: number): number {
    const mask = lefts.length - 1;
    let slot = Math.imul(Math.imul(left, 0x9e3779b1) ^ (right + 0x7f4a7c15), 0x85ebca6b);
    slot = (slot ^ (slot >>> 15)) & mask;
    while (lefts[slot] !== -1 && (lefts[slot] !== left || rights[slot] !== right)) slot = (slot + 1) & mask;
    return slot;
  }

  function grow(): void {
    const [oldLefts, oldRights, oldCounts] = [lefts, rights, counts];
    ({ used, lefts, rights, counts } = nothingCounted(oldLefts.length * 2));
    for (let i = 0; i < oldLefts.length; i++) {
      // Pairs that are gone are left behind here.
      if (oldLefts[i] !== -1 && oldCounts[i]! > 0) put(oldLefts[i]!, oldRights[i]!, oldCounts[i]!);
    }
  }

  function put(left: number, right: number, step: number): void {
    const slot = slotOf(left, right);
    if (lefts[slot] === -1) {
      lefts[slot] = left;
      rights[slot] = right;
      used++;
    }
    counts[slot] = Math.max(0, counts[slot]! + step);
  }

  return {
    change(left, right, step) {
      if (used * 4 > lefts.length * 3) grow();
      put(left, right, step);
    },
    count: (left, right) => counts[slotOf(left, right)]!,
    snapshot: () => ({ used, lefts, rights, counts }),
  };
}
