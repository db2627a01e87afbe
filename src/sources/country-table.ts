import { z } from 'zod';
import type { Problem } from '../elections/pack/problem.ts';
import type { Commune, CommuneElsewhere, ElectoralUnit } from '../elections/places.ts';
import { readTable } from './csv-table.ts';
import { reportRepeated } from './known-communes.ts';
import type { ResolveSource } from './registry.ts';

const filled = z.string().min(1);
const number = z.string().regex(/^\d{1,3}$/u, 'write the number of the unit, e.g. 3');
const communeRow = z.object({
  code: z.string().regex(/^\d{5}$/u, 'write the official code of five digits'),
  type: z.enum(['xã', 'phường', 'đặc khu']),
  name: filled,
  province: filled,
  assembly_unit: number,
});
const unitRow = z.object({
  province: filled,
  number,
  seats: z
    .string()
    .regex(/^[1-3]$/u, 'write a number of seats, at most 3 (Article 10 of the election law)')
    .transform(Number),
  source: filled,
});

type Unit = NonNullable<CommuneElsewhere['assemblyUnit']>;

/** Every commune of the country with its National Assembly unit. */
export interface CountryTable {
  /** The communes of all other provinces. */
  outside(province: string): CommuneElsewhere[];
  /** Reports where the units of the province's own pack are not those of the country. */
  compare(own: { province: string; communes: Commune[]; electoralUnits: ElectoralUnit[] }, problems: Problem[]): void;
}

/** Reads `places/communes-of-the-country.csv` and `units/assembly-units.csv`; missing tables are empty ones. */
export async function readCountry(
  { communes: communeFiles, units: unitFiles }: { communes: readonly string[]; units: readonly string[] },
  resolve: ResolveSource,
  problems: Problem[],
): Promise<CountryTable> {
  const communes = await readTable(communeFiles, communeRow, problems);
  const unitRows = await readTable(unitFiles, unitRow, problems);
  reportRepeated(communes, ({ code }) => code, 'code', problems);
  reportRepeated(unitRows, (unit) => keyOf(unit.province, unit.number), 'province and number', problems);
  const known = new Set(unitRows.map(({ value }) => keyOf(value.province, value.number)));
  const units = new Map<string, Unit>();
  for (const { value, file, line } of unitRows) {
    const source = resolve(value.source, { file, line });
    if (source) units.set(keyOf(value.province, value.number), { number: value.number, seats: value.seats, source });
  }
  for (const { value, file, line } of communes)
    if (unitRows.length > 0 && !known.has(keyOf(value.province, value.assembly_unit)))
      problems.push({
        file,
        line,
        message: `${value.province} has no unit "${value.assembly_unit}"`,
        fix: 'use a number of units/assembly-units.csv',
      });

  return {
    outside: (province) =>
      communes
        .filter(({ value }) => value.province !== province)
        .map(({ value: { code, type, name, province: there, assembly_unit } }) => {
          const assemblyUnit = units.get(keyOf(there, assembly_unit));
          return { code, type, name, province: there, ...(assemblyUnit ? { assemblyUnit } : {}) };
        }),
    compare({ province, communes: own, electoralUnits }, found) {
      const assembly = electoralUnits.filter(({ level }) => level === 'national-assembly');
      const ours = new Set(own.map(({ code }) => code));
      for (const { value, file, line } of communes) {
        if (value.province !== province || own.length === 0) continue;
        const said = assembly.find((unit) => unit.communes.includes(value.code));
        const differs = !ours.has(value.code)
          ? 'has no such commune'
          : said && Number(said.number) !== Number(value.assembly_unit)
            ? `has it in unit ${said.number}`
            : undefined;
        if (differs)
          found.push({
            file,
            line,
            message: `${value.type} ${value.name} (${value.code}) is in unit ${value.assembly_unit} here, the pack of ${province} ${differs}`,
            fix: 'correct the one that is wrong',
          });
      }
    },
  };
}

const keyOf = (province: string, unit: string): string => `${province} ${Number(unit)}`;
