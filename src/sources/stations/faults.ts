import type { Problem } from '../../elections/pack/problem.ts';

/** Everything wrong with a list, one line a row: `row 5: "Giờ" is "7 rưỡi" (write both times, e.g. 07:00 - 19:00); …`. */
export function describeFaults(problems: readonly Problem[]): string[] {
  const byRow = new Map<number, string[]>();
  for (const { line = 0, message, fix } of problems) byRow.set(line, [...(byRow.get(line) ?? []), `${message} (${fix})`]);
  return [...byRow].sort(([a], [b]) => a - b).map(([row, faults]) => `row ${row}: ${faults.join('; ')}`);
}
