/** Waiting between attempts: longer after each failure, never in step with others, and over at once when the service stops. */
export interface Backoff {
  /** How long to wait after this failure: full jitter up to a limit that doubles from `firstMs` to `longestMs`. */
  failed(): number;
  succeeded(): void;
}

export function createBackoff({ firstMs = 1_000, longestMs = 30_000, random = Math.random } = {}): Backoff {
  let failures = 0;
  return {
    failed() {
      const limitMs = Math.min(longestMs, firstMs * 2 ** failures);
      failures = Math.min(failures + 1, 30);
      return firstMs / 2 + random() * (limitMs - firstMs / 2);
    },
    succeeded() {
      failures = 0;
    },
  };
}

/** Resolves after the time, or as soon as `signal` aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
