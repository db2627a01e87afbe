/** Runs something later; the returned function calls it off. */
export function schedule(afterMs: number, run: () => void): () => void {
  const timer = setTimeout(run, afterMs);
  return () => clearTimeout(timer);
}
