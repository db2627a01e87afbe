/** When ids were accepted, the latest so many, oldest first. */
export interface RememberedIds {
  add(key: string, atMs: number): void;
  atOf(key: string): number | undefined;
  /** Lets go of what was accepted before or at that moment. */
  expire(untilMs: number): void;
  all(): Iterable<[key: string, atMs: number]>;
}

export function createRememberedIds(most: number): RememberedIds {
  const ids = new Map<string, number>();
  // One walk that goes on where it was: a new one every time would pass all the places that earlier ones left empty.
  let oldest = ids.keys();

  function forgetOldest(): void {
    let next = oldest.next();
    if (next.done) {
      oldest = ids.keys();
      next = oldest.next();
    }
    if (!next.done) ids.delete(next.value);
  }

  return {
    add(key, atMs) {
      ids.set(key, atMs);
      if (ids.size > most) forgetOldest();
    },
    atOf: (key) => ids.get(key),
    expire(untilMs) {
      for (const [key, atMs] of ids) {
        if (atMs > untilMs) break;
        ids.delete(key);
      }
    },
    all: () => ids.entries(),
  };
}
