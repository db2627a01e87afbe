/**
 * Lists of (slot, count) for many terms in shared pages of integers: growing, filtered in place, no object per term.
 * A list is a chain of slices of growing size (after the "slices" of Lucene's in-memory indexer): a term seen once costs
 * two integers, a common one is read in runs of hundreds. Order within a list is order of writing.
 */
export interface Postings {
  /** Notes one more occurrence of `term` in `slot`. Occurrences of one slot must come together. */
  add(term: number, slot: number): void;
  /** Number of slots that hold the term. */
  count(term: number): number;
  /** Copies the term's entries (`slot << 8 | times`, times at most 255) into `into`, at most its length; returns how many. */
  read(term: number, into: Uint32Array): number;
  /** Drops the entries of `term` whose slot is marked; their space is used again by the same term. */
  removeSlots(term: number, gone: Uint8Array): void;
  /** Bytes held. */
  bytes(): number;
  /** What the lists hold, as `createPostings` takes it back; shares memory with them. */
  snapshot(): PostingsState;
}

export interface PostingsState {
  pages: Uint32Array[];
  /** Next unused integer; 0 is never handed out, so that it can mean "none". */
  free: number;
  terms: number;
  heads: Uint32Array;
  tails: Uint32Array;
  counts: Uint32Array;
  levels: Uint8Array;
  /** Integers still unwritten in the tail slice, the link excluded. */
  rooms: Uint16Array;
}

const pageBits = 16;
const pageSize = 1 << pageBits;
const pageMask = pageSize - 1;
const largestLevel = 9;
const countMask = 0xff;

/** Integers in the slice of a level, the last one being the link to the next slice. */
const sliceSize = (level: number): number => 2 << Math.min(level, largestLevel);

const noPostings = (terms: number): PostingsState => ({
  pages: [new Uint32Array(pageSize)],
  free: 2,
  terms: 0,
  heads: new Uint32Array(terms),
  tails: new Uint32Array(terms),
  counts: new Uint32Array(terms),
  levels: new Uint8Array(terms),
  rooms: new Uint16Array(terms),
});

export function createPostings(state = noPostings(1024)): Postings {
  const { pages } = state;
  let { free, terms, heads, tails, counts, levels, rooms } = state;

  function allocate(size: number): number {
    if ((free & pageMask) + size > pageSize) free = (free | pageMask) + 1;
    if (free >>> pageBits >= pages.length) pages.push(new Uint32Array(pageSize));
    const at = free;
    free += size;
    return at;
  }

  function admit(term: number): void {
    if (term >= heads.length) {
      const grown = Math.max(term + 1, heads.length * 2);
      const larger = <A extends Uint32Array | Uint8Array | Uint16Array>(to: A, from: A): A => {
        to.set(from);
        return to;
      };
      heads = larger(new Uint32Array(grown), heads);
      tails = larger(new Uint32Array(grown), tails);
      counts = larger(new Uint32Array(grown), counts);
      levels = larger(new Uint8Array(grown), levels);
      rooms = larger(new Uint16Array(grown), rooms);
    }
    if (term >= terms) terms = term + 1;
  }

  const cell = (at: number): number => pages[at >>> pageBits]![at & pageMask]!;

  return {
    add(term, slot) {
      admit(term);
      const tail = tails[term]!;
      // After a removal the tail may be the beginning of a slice: what stands before it is another term's.
      const begun = rooms[term]! < sliceSize(levels[term]!) - 1;
      if (counts[term]! > 0 && begun) {
        const page = pages[(tail - 1) >>> pageBits]!;
        const last = page[(tail - 1) & pageMask]!;
        if (last >>> 8 === slot) {
          if ((last & countMask) < countMask) page[(tail - 1) & pageMask] = last + 1;
          return;
        }
      }
      let at = tail;
      if (heads[term] === 0) {
        at = allocate(sliceSize(0));
        heads[term] = at;
        rooms[term] = sliceSize(0) - 1;
      } else if (rooms[term] === 0) {
        const level = levels[term]! + 1;
        const kept = cell(tail);
        at = kept === 0 ? allocate(sliceSize(level)) : kept;
        pages[tail >>> pageBits]![tail & pageMask] = at;
        levels[term] = Math.min(level, 255);
        rooms[term] = sliceSize(level) - 1;
      }
      pages[at >>> pageBits]![at & pageMask] = (slot << 8) | 1;
      tails[term] = at + 1;
      rooms[term]!--;
      counts[term]!++;
    },
    count: (term) => (term < terms ? counts[term]! : 0),
    read(term, into) {
      const total = Math.min(term < terms ? counts[term]! : 0, into.length);
      let at = total > 0 ? heads[term]! : 0;
      let done = 0;
      for (let level = 0; done < total; level++) {
        const page = pages[at >>> pageBits]!;
        const from = at & pageMask;
        const here = Math.min(total - done, sliceSize(level) - 1);
        for (let i = 0; i < here; i++) into[done + i] = page[from + i]!;
        done += here;
        if (done < total) at = page[from + sliceSize(level) - 1]!;
      }
      return total;
    },
    removeSlots(term, gone) {
      let left = term < terms ? counts[term]! : 0;
      if (left === 0) return;
      let at = heads[term]!;
      let writeAt = at;
      let writeLevel = 0;
      let room = sliceSize(0) - 1;
      let kept = 0;
      let seen = 0;
      for (let level = 0; left > 0; level++) {
        const page = pages[at >>> pageBits]!;
        const from = at & pageMask;
        const here = Math.min(left, sliceSize(level) - 1);
        let i = from;
        if (kept === seen) {
          // Nothing to drop so far: what stays, stays where it is.
          while (i < from + here && gone[page[i]! >>> 8] === 0) i++;
          kept += i - from;
          writeAt = at + i - from;
          writeLevel = level;
          room = sliceSize(level) - 1 - (i - from);
        }
        seen += here;
        for (; i < from + here; i++) {
          const entry = page[i]!;
          if (gone[entry >>> 8] !== 0) continue;
          if (room === 0) {
            writeAt = cell(writeAt);
            writeLevel++;
            room = sliceSize(writeLevel) - 1;
          }
          pages[writeAt >>> pageBits]![writeAt & pageMask] = entry;
          writeAt++;
          room--;
          kept++;
        }
        left -= here;
        if (left > 0) at = page[from + sliceSize(level) - 1]!;
      }
      tails[term] = writeAt;
      levels[term] = Math.min(writeLevel, 255);
      rooms[term] = room;
      counts[term] = kept;
    },
    bytes: () => pages.length * pageSize * 4 + heads.length * 15,
    snapshot: () => ({ pages, free, terms, heads, tails, counts, levels, rooms }),
  };
}
