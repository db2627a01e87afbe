const everyMs = 10 * 60_000;
const mostKept = 100;

/**
 * Says the same failure once in ten minutes, whoever runs into it: what is tried again every second would bury the line that says what is wrong.
 * `say` is given the error.
 */
export function createComplaints(nowMs: () => number): (error: unknown, say: (error: unknown) => void) => void {
  const saidAtMs = new Map<string, number>();
  return (error, say) => {
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const agoMs = nowMs() - (saidAtMs.get(what) ?? Number.NEGATIVE_INFINITY);
    // A clock set back is no reason to keep silent.
    if (agoMs >= 0 && agoMs < everyMs) return;
    if (saidAtMs.size >= mostKept) saidAtMs.clear();
    saidAtMs.set(what, nowMs());
    say(error);
  };
}
