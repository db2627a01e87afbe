import type { Confidence, FactSource, Level } from './fact.ts';

/** A dated step of the election. Tense is computed from `now`, never stored. */
export interface Milestone {
  id: string;
  /** Noun phrase without a tense, e.g. `ngày bầu cử`, `niêm yết danh sách cử tri`. */
  name: string;
  /** `YYYY-MM-DD`, Vietnam time. */
  date: string;
  /** `HH:MM-HH:MM` or `HH:MM`, Vietnam time. */
  hours?: string;
  /** A statutory deadline (the law says "latest") or the day itself. */
  nature: 'day' | 'deadline';
  /** What the day is of, e.g. `ngày bầu cử`, `hạn niêm yết danh sách cử tri`. */
  measure: string;
  level: Level;
  /** The area that it holds for, e.g. `cả nước`. */
  area: string;
  /** The day everything else is counted from. One milestone of a pack has it. */
  isElectionDay?: true;
  /** Number of the National Assembly that is elected that day, e.g. 16 for `khóa XVI`. */
  assembly?: number;
  /** What people still ask for when all days are past: listed then beside what happened on a day. */
  isResult?: true;
  confidence: Confidence;
  sources: [FactSource, ...FactSource[]];
  /** Other ways voters ask for it. */
  asks: string[];
}

/** A National Assembly and the year it was elected. */
export interface AssemblyTerm {
  number: number;
  year: number;
}

/** The National Assembly that the election day of a pack elects; `undefined` where no milestone says which. */
export function electedAssembly(milestones: readonly Milestone[]): AssemblyTerm | undefined {
  const day = milestones.find(({ isElectionDay, assembly }) => isElectionDay && assembly !== undefined);
  return day && { number: day.assembly!, year: Number(day.date.slice(0, 4)) };
}
