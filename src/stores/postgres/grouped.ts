/**
 * Lets what arrives while `run` works share the next run: one statement, and one wait for the disk, for many callers. `run` answers every
 * item, in order; when it fails, all of its callers fail.
 */
export function grouped<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  let waiting: { item: Item; done: (result: Result) => void; failed: (reason: unknown) => void }[] = [];
  let running = false;

  async function work(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        const results = await run(group.map(({ item }) => item));
        for (const [i, { done }] of group.entries()) done(results[i]!);
      } catch (error) {
        for (const { failed } of group) failed(error);
      }
    }
    running = false;
  }

  return (item) =>
    new Promise((done, failed) => {
      waiting.push({ item, done, failed });
      if (!running) void work();
    });
}
