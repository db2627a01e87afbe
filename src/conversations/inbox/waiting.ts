/** Who waits for one of a few that work; short work goes first, so that nobody waits behind a crowd of stories. */
export interface Waiting {
  /**
   * Resolves to true when it is one's turn, and then `leave` is to be called; to false when it took too long.
   * @param weight how much work it is: UTF-16 code units to be read.
   */
  turn(weight: number): Promise<boolean>;
  /** Done: the next one's turn. */
  leave(): void;
  /** One of those that work is gone. */
  lose(): void;
  /** One is there again. */
  gain(): void;
  /** Resolves when nobody works and nobody waits. */
  empty(): Promise<void>;
}

interface Waiter {
  weight: number;
  sinceMs: number;
  begin(): void;
}

/** Whoever has waited so long goes before what is shorter, milliseconds. */
const longEnoughMs = 1_000;
/** Work beyond this weight never takes the last free one of several: short work finds one. */
const heavy = 1_000;

/** @param slots how many work at once, while none is gone. */
export function createWaiting({
  slots,
  mostWaitMs,
  nowMs,
  schedule,
}: {
  slots: number;
  mostWaitMs: number;
  /** Any clock in milliseconds. */
  nowMs: () => number;
  /** Runs something after a while; the result cancels it. */
  schedule(afterMs: number, run: () => void): () => void;
}): Waiting {
  let free = slots;
  let working = 0;
  const mayBegin = ({ weight }: Waiter): boolean => weight <= heavy || free > 1 || free + working === 1;
  const waiters = new Set<Waiter>();
  const emptied: (() => void)[] = [];

  /** Of those who may begin: in the order of coming; of the short and the long the short one, unless the first has waited long enough. */
  function next(): Waiter | undefined {
    const [first, ...others] = [...waiters].filter(mayBegin);
    if (!first || nowMs() - first.sinceMs >= longEnoughMs) return first;
    return others.reduce((lightest, one) => (one.weight < lightest.weight ? one : lightest), first);
  }

  function go(): void {
    while (free > 0) {
      const waiter = next();
      if (!waiter) break;
      waiters.delete(waiter);
      free -= 1;
      working += 1;
      waiter.begin();
    }
    if (working === 0 && waiters.size === 0) for (const tell of emptied.splice(0)) tell();
  }

  return {
    turn(weight) {
      return new Promise((resolve) => {
        const waiter: Waiter = {
          weight,
          sinceMs: nowMs(),
          begin() {
            cancel();
            resolve(true);
          },
        };
        const cancel = schedule(mostWaitMs, () => {
          waiters.delete(waiter);
          resolve(false);
          go();
        });
        waiters.add(waiter);
        go();
      });
    },
    leave() {
      free += 1;
      working -= 1;
      go();
    },
    lose() {
      free -= 1;
    },
    gain() {
      free += 1;
      go();
    },
    empty: () =>
      new Promise((resolve) => {
        emptied.push(resolve);
        go();
      }),
  };
}
