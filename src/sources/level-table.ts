import { z } from 'zod';
import type { Fact } from '../elections/fact.ts';
import type { Problem } from '../elections/pack/problem.ts';
import type { Commune, ElectoralUnit } from '../elections/places.ts';
import { optionalCell, type Row, readTable } from './csv-table.ts';
import { didYouMean } from './nearest.ts';

const levelRow = z.object({
  level: z.enum(['national-assembly', 'province', 'commune']),
  complete: z.enum(['yes', 'no']),
  seats_fact: optionalCell(z.string()),
});

/** What a row of `units/levels.csv` claims of the units of one level. */
export type LevelClaim = Row<z.infer<typeof levelRow>>;

/** Reads `units/levels.csv`; a pack without it claims nothing. */
export const readLevels = (files: readonly string[], problems: Problem[]): Promise<LevelClaim[]> =>
  readTable(files, levelRow, problems);

/** What the claims are held against. */
export interface ClaimedTables {
  communes: Commune[];
  electoralUnits: ElectoralUnit[];
  facts: Fact[];
}

/**
 * Reports, of every level that claims to be complete: a commune in no unit, a unit that does not say its seats; and seats that do not add
 * up to the value of the fact a row names. (A commune in two units is found in their table, complete or not.)
 */
export function checkLevels(claims: LevelClaim[], { communes, electoralUnits, facts }: ClaimedTables, problems: Problem[]): void {
  for (const { value: claim, file, line } of claims) {
    const report = (message: string, fix: string) => void problems.push({ file, line, message, fix });
    const units = electoralUnits.filter(({ level }) => level === claim.level);
    if (claim.complete === 'yes') {
      for (const { code, type, name } of communes) {
        if (!units.some((unit) => unit.communes.includes(code)))
          report(
            `${type} ${name} (${code}) is in no unit of ${claim.level}, which claims to be complete`,
            'add it to its unit in electoral-units.csv, or write "no" under complete',
          );
      }
      for (const { number, seats } of units)
        if (seats === undefined)
          report(
            `unit ${number} of ${claim.level}, which claims to be complete, does not say its seats`,
            'fill in "seats" in electoral-units.csv, or write "no" under complete',
          );
    }
    if (claim.seats_fact !== undefined) reportSum(claim.seats_fact, units, facts, report);
  }
}

function reportSum(id: string, units: ElectoralUnit[], facts: Fact[], report: (message: string, fix: string) => void): void {
  const fact = facts.find((known) => known.id === id);
  if (!fact) {
    const ids = facts.map((known) => known.id);
    report(
      `there is no fact "${id}"`,
      didYouMean(id, ids, 'name the fact whose value is the number of deputies, or leave it empty'),
    );
    return;
  }
  const stated = Number(/^\d+(?:\.\d{3})*/u.exec(fact.value ?? '')?.[0].replaceAll('.', '') ?? Number.NaN);
  const sum = units.reduce((seats, unit) => seats + (unit.seats ?? 0), 0);
  if (Number.isNaN(stated)) report(`the fact "${id}" has no number as its value`, 'give it a value such as "10 đại biểu"');
  else if (stated !== sum)
    report(
      `the seats of the units add up to ${sum}, the fact "${id}" says ${stated}`,
      'correct the seats of a unit, or the fact',
    );
}
