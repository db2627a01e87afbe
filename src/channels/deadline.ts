/** Ends a call that takes too long. */
export interface Deadline {
  /** Given up: too late, or one of the others was. */
  signal: AbortSignal;
  /** Whether the time was over first. */
  passed(): boolean;
  /** To be called as soon as the call is over: until then everything the call holds stays in memory. */
  clear(): void;
}

/** @param others give up earlier. */
export function startDeadline(afterMs: number, ...others: (AbortSignal | undefined)[]): Deadline {
  const controller = new AbortController();
  let passed = false;
  const giveUp = () => controller.abort();
  const timer = setTimeout(() => {
    passed = !controller.signal.aborted;
    giveUp();
  }, afterMs);
  for (const other of others) {
    if (other?.aborted) giveUp();
    else other?.addEventListener('abort', giveUp, { once: true });
  }
  return {
    signal: controller.signal,
    passed: () => passed,
    clear() {
      clearTimeout(timer);
      for (const other of others) other?.removeEventListener('abort', giveUp);
    },
  };
}
