/** Reads something large once for everybody who looks within a while; two who look at once wait for the same reading. */
export function createKept<Value>(read: () => Promise<Value>, keptMs: number, now: () => Date): () => Promise<Value> {
  let held: { atMs: number; value: Promise<Value> } | undefined;
  return () => {
    const atMs = now().getTime();
    if (held && Math.abs(atMs - held.atMs) < keptMs) return held.value;
    const reading = { atMs, value: read() };
    held = reading;
    // What could not be read is read again by the next.
    reading.value.catch(() => {
      if (held === reading) held = undefined;
    });
    return reading.value;
  };
}
