import type { Judged } from './harness.ts';

export interface Row {
  what: string;
  runs: number;
  kills: number;
  lost: number;
  duplicates: number;
  /** Of the books. */
  possible: number;
  unheard: number;
  mostCopies: number;
  /** Most repeated after one kill, and how many were in flight. */
  worst: string;
  /** Runs in which a promise was broken. */
  broken: number;
}

/** One row for each kind of run, in the order they came. */
export function rowsOf(judged: readonly Judged[]): Row[] {
  return [...Map.groupBy(judged, ({ name, plan }) => `${plan.design}: ${name}`)].map(([what, runs]): Row => {
    const sum = (of: (one: Judged) => number) => runs.reduce((total, one) => total + of(one), 0);
    return {
      what: runs[0]!.name === runs[0]!.plan.design ? runs[0]!.name : what,
      runs: runs.length,
      kills: sum(({ verdict }) => verdict.kills),
      lost: sum(({ verdict }) => verdict.lost),
      duplicates: sum(({ verdict }) => verdict.duplicates),
      possible: sum(({ verdict }) => verdict.possible),
      unheard: sum(({ verdict }) => verdict.unheard),
      mostCopies: Math.max(...runs.map(({ verdict }) => verdict.mostCopies)),
      worst: `${Math.max(...runs.map(({ verdict }) => verdict.worstKill))} of ${runs[0]!.plan.inFlight}`,
      broken: runs.filter(({ verdict }) => verdict.broken.length > 0).length,
    };
  });
}

export const header = [
  'runs',
  'how many',
  'kills',
  'lost',
  'came twice',
  'possible duplicates in the books',
  'of them begun, cut off before they left',
  'most copies to one person',
  'most after one kill, of so many in flight',
  'broken promises in',
];

export const cells = ({ what, runs, kills, lost, duplicates, possible, unheard, mostCopies, worst, broken }: Row): string[] =>
  [what, runs, kills, lost, duplicates, possible, unheard, mostCopies, worst, broken].map(String);
