const everyMs = 10_000;

/** Reports what may happen many times a second at most every ten seconds, each `what` by itself. */
export function occasionally<Event>(now: () => Date, report: (event: Event) => void): (what: string, event: Event) => void {
  const reportedMs = new Map<string, number>();
  return (what, event) => {
    const nowMs = now().getTime();
    if (Math.abs(nowMs - (reportedMs.get(what) ?? 0)) < everyMs) return;
    reportedMs.set(what, nowMs);
    report(event);
  };
}
