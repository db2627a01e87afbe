/** Does something until it works: what has happened must be written, and a store that fails must not end a lane. */
export type Insist = <Result>(what: string, run: () => Promise<Result>) => Promise<Result | undefined>;

const retryMs = 1_000;

/** `undefined` is answered only when it failed and `signal` has aborted. `failed` hears of every failure. */
export function createInsisting(deps: {
  signal: AbortSignal;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  failed: (what: string, error: unknown) => void;
}): Insist {
  const { signal, sleep, failed } = deps;
  return async (what, run) => {
    for (;;) {
      try {
        return await run();
      } catch (error) {
        failed(what, error);
        if (signal.aborted) return undefined;
        await sleep(retryMs, signal);
      }
    }
  };
}
