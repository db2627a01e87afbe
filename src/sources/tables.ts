import { join } from 'node:path';
import { z } from 'zod';
import type { Commune, ElectoralUnit, OtherPlace, PollingStation } from '../elections/places.ts';
import type { Problem } from '../knowledge/pack-problem.ts';
import { fold } from '../vietnamese/text.ts';
import { type Row, readTable } from './csv-table.ts';
import { didYouMean } from './nearest.ts';
import type { ResolveSource } from './source-registry.ts';
import { readStations } from './station-table.ts';

const filled = z.string().min(1);
const list = (separator: RegExp) =>
  z.string().transform((cell) =>
    cell
      .split(separator)
      .map((one) => one.trim())
      .filter(Boolean),
  );
const confidence = z.enum(['established', 'single-source', 'derived']);

const communeRow = z.object({
  code: z.string().regex(/^\d{5}$/u, 'write the official code of five digits'),
  type: z.enum(['xã', 'phường', 'đặc khu']),
  name: filled,
  variants: list(/;/u),
  province: filled,
  source: filled,
});
const otherRow = z.object({
  name: filled,
  kind: z.enum(['province', 'former-province', 'former-district']),
  province: filled,
  source: filled,
});
const unitRow = z.object({
  level: z.enum(['national-assembly', 'province', 'commune']),
  number: z.string().regex(/^\d{1,3}$/u, 'write the number of the unit, e.g. 09'),
  seats: z.union([
    z.literal('').transform(() => undefined),
    z
      .string()
      .regex(/^[1-9]$/u, 'write a number of seats')
      .transform(Number),
  ]),
  communes: list(/\s+/u),
  source: filled,
  confidence,
  seats_confidence: z.union([z.literal('').transform(() => undefined), confidence]),
});

/** What the exact tables hold. */
export interface Tables {
  province: string;
  communes: Commune[];
  otherPlaces: OtherPlace[];
  electoralUnits: ElectoralUnit[];
  pollingStations: PollingStation[];
}

/** Most seats one unit may have: Article 10 of the election law. */
const mostSeats = { 'national-assembly': 3, province: 5, commune: 5 };

/** Reads `places/*.csv` and `units/*.csv` (schemas in the folders' READMEs); a missing table is an empty one. */
export async function readTables(dir: string, resolve: ResolveSource, problems: Problem[]): Promise<Tables> {
  const communes = await readTable(join(dir, 'places', 'communes.csv'), communeRow, problems);
  const others = await readTable(join(dir, 'places', 'other-places.csv'), otherRow, problems);
  const units = await readTable(join(dir, 'units', 'electoral-units.csv'), unitRow, problems);
  reportRepeated(communes, ({ code }) => code, 'code', problems);
  reportRepeated(communes, ({ type, name }) => `${type} ${fold(name)}`, 'name', problems);
  reportRepeated(others, ({ name, kind }) => `${kind} ${fold(name)}`, 'name and kind', problems);
  reportRepeated(units, ({ level, number }) => `${level} ${Number(number)}`, 'level and number', problems);
  for (const row of [...communes, ...others]) resolve(row.value.source, row);
  const province = communes[0]?.value.province ?? '';
  for (const { value, file, line } of communes)
    if (value.province !== province)
      problems.push({
        file,
        line,
        message: `the province is "${value.province}", above it is "${province}"`,
        fix: 'a pack is for one province: correct the name, or take the row out',
      });
  const known = communes.map(({ value: { code, type, name, variants } }): Commune => ({ code, type, name, variants }));
  return {
    province,
    communes: known,
    otherPlaces: others.map(({ value: { name, kind, province: today } }) => ({ name, kind, province: today })),
    electoralUnits: toUnits(units, known, resolve, problems),
    pollingStations: await readStations(join(dir, 'units', 'polling-stations.csv'), known, resolve, problems),
  };
}

/** Reports every row whose key another row above has. */
export function reportRepeated<T>(rows: Row<T>[], keyOf: (value: T) => string, what: string, problems: Problem[]): void {
  const first = new Map<string, number>();
  for (const { value, file, line } of rows) {
    const above = first.get(keyOf(value));
    if (above === undefined) first.set(keyOf(value), line);
    else problems.push({ file, line, message: `the same ${what} as line ${above}`, fix: 'keep one of the two rows' });
  }
}

type UnitRow = z.infer<typeof unitRow>;

function toUnits(rows: Row<UnitRow>[], communes: Commune[], resolve: ResolveSource, problems: Problem[]): ElectoralUnit[] {
  const codes = new Set(communes.map(({ code }) => code));
  /** `level code` → number of the unit that has it. */
  const taken = new Map<string, string>();
  return rows.flatMap(({ value, file, line }): ElectoralUnit[] => {
    const report = (message: string, fix: string) => void problems.push({ file, line, message, fix });
    const source = resolve(value.source, { file, line });
    const { level, number, seats, communes: members, confidence: how, seats_confidence: seatsConfidence } = value;
    if (members.length === 0) report('the unit has no communes', 'list the codes of its communes, separated by spaces');
    for (const code of members) {
      if (!codes.has(code)) report(`there is no commune "${code}"`, didYouMean(code, codes, 'use a code of places/communes.csv'));
      const other = taken.get(`${level} ${code}`);
      // At commune level a commune is divided into units, so several of them name it.
      if (other === number) report(`the commune ${code} is named twice`, 'name it once');
      else if (other !== undefined && level !== 'commune')
        report(
          `the commune ${code} is in unit ${other} of the same level too`,
          'a commune belongs to one unit at each level: take it out of one',
        );
      taken.set(`${level} ${code}`, number);
    }
    if (seats !== undefined && seats > mostSeats[level])
      report(
        `${seats} seats: a unit of this level has at most ${mostSeats[level]} (Article 10 of the election law)`,
        'correct the number',
      );
    if (!source) return [];
    const known = { ...(seats === undefined ? {} : { seats }), ...(seatsConfidence === undefined ? {} : { seatsConfidence }) };
    return [{ level, number, communes: members, confidence: how, source, ...known }];
  });
}
