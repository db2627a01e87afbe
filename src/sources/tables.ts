import { join } from 'node:path';
import { z } from 'zod';
import type { Problem } from '../elections/pack/problem.ts';
import type { Commune, CommuneElsewhere, ElectoralUnit, OldCommune, OtherPlace, PollingStation } from '../elections/places.ts';
import { fold } from '../vietnamese/text.ts';
import { readCountry } from './country-table.ts';
import { listCell, optionalCell, type Row, readTable } from './csv-table.ts';
import { type KnownCommunes, reportRepeated } from './known-communes.ts';
import { type LevelClaim, readLevels } from './level-table.ts';
import { readOldCommunes } from './old-commune-table.ts';
import type { ResolveSource } from './registry.ts';
import { readStations } from './station-table.ts';

const filled = z.string().min(1);
const confidence = z.enum(['established', 'official', 'single-source', 'derived']);

const communeRow = z.object({
  code: z.string().regex(/^\d{5}$/u, 'write the official code of five digits'),
  type: z.enum(['xã', 'phường', 'đặc khu']),
  name: filled,
  variants: listCell(/;/u),
  province: filled,
  source: filled,
});
const otherRow = z.object({
  name: filled,
  kind: z.enum(['province', 'city', 'former-province', 'former-district']),
  province: filled,
  source: filled,
});
const everydayRow = z.object({ name: filled });
const unitRow = z.object({
  level: z.enum(['national-assembly', 'province', 'commune']),
  number: z.string().regex(/^\d{1,3}$/u, 'write the number of the unit, e.g. 09'),
  seats: optionalCell(
    z
      .string()
      .regex(/^[1-9]$/u, 'write a number of seats')
      .transform(Number),
  ),
  communes: listCell(/\s+/u),
  source: filled,
  confidence,
  seats_confidence: optionalCell(confidence),
});

/** What the exact tables hold. */
export interface Tables {
  province: string;
  communes: Commune[];
  otherPlaces: OtherPlace[];
  oldCommunes: OldCommune[];
  communesElsewhere: CommuneElsewhere[];
  electoralUnits: ElectoralUnit[];
  pollingStations: PollingStation[];
}

/** The tables, and what is claimed of them: to be checked by `checkLevels` where the facts are known. */
export interface TableReading {
  tables: Tables;
  levels: LevelClaim[];
}

/** Most seats one unit may have: Article 10 of the election law. */
const mostSeats = { 'national-assembly': 3, province: 5, commune: 5 };

/** Reads `places/*.csv` and `units/*.csv` of every folder (schemas in the folders' READMEs); a missing table is an empty one. */
export async function readTables(dirs: readonly string[], resolve: ResolveSource, problems: Problem[]): Promise<TableReading> {
  const faults = problems.length;
  const within = (folder: string, name: string) => dirs.map((dir) => join(dir, folder, name));
  const communes = await readTable(within('places', 'communes.csv'), communeRow, problems);
  // Where that table is broken, nobody can tell which communes it was to hold.
  const complete = problems.length === faults;
  const others = await readTable(within('places', 'other-places.csv'), otherRow, problems);
  const everyday = await readTable(within('places', 'everyday-names.csv'), everydayRow, problems);
  const isEveryday = markOf(everyday.map(({ value }) => value.name));
  reportUnknownNames(everyday, [...communes, ...others], problems);
  const units = await readTable(within('units', 'electoral-units.csv'), unitRow, problems);
  reportRepeated(communes, ({ code }) => code, 'code', problems);
  reportRepeated(communes, ({ type, name }) => `${type} ${name.toLowerCase()}`, 'name', problems);
  reportRepeated(others, ({ name, kind }) => `${kind.replace('city', 'province')} ${fold(name)}`, 'name and kind', problems);
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
  const known: KnownCommunes = {
    complete,
    list: communes.map(({ value: { code, type, name, variants } }) => ({ code, type, name, variants, ...isEveryday(name) })),
  };
  const country = await readCountry(
    { communes: within('places', 'communes-of-the-country.csv'), units: within('units', 'assembly-units.csv') },
    resolve,
    problems,
  );
  const tables: Tables = {
    province,
    communes: known.list,
    otherPlaces: others.map(({ value }) => ({ ...otherPlaceOf(value), ...isEveryday(value.name) })),
    oldCommunes: await readOldCommunes(within('places', 'old-communes.csv'), known, resolve, problems),
    communesElsewhere: country.outside(province),
    electoralUnits: toUnits(units, known, resolve, problems),
    pollingStations: await readStations(within('units', 'polling-stations.csv'), known, resolve, problems),
  };
  country.compare(tables, problems);
  const levels = await readLevels(within('units', 'levels.csv'), problems);
  reportRepeated(levels, ({ level }) => level, 'level', problems);
  // Where a table has faults of its own, what is missing from it is not reported again.
  return { tables, levels: problems.length === faults ? levels : [] };
}

function reportUnknownNames(rows: Row<{ name: string }>[], known: Row<{ name: string }>[], problems: Problem[]): void {
  const names = new Set(known.map(({ value }) => fold(value.name)));
  for (const { value, file, line } of rows)
    if (!names.has(fold(value.name)))
      problems.push({ file, line, message: `there is no place "${value.name}"`, fix: 'correct the name, or take the row out' });
}

/** The mark of a name that is also everyday words; nothing for any other name. */
function markOf(everyday: readonly string[]): (name: string) => { isEveryday?: true } {
  const names = new Set(everyday.map(fold));
  return (name) => (names.has(fold(name)) ? { isEveryday: true } : {});
}

/** A city directly under the central government is a province of today in everything but its name. */
const otherPlaceOf = ({ name, kind, province }: z.infer<typeof otherRow>): OtherPlace =>
  kind === 'city' ? { name, kind: 'province', isCity: true, province } : { name, kind, province };

type UnitRow = z.infer<typeof unitRow>;

function toUnits(rows: Row<UnitRow>[], communes: KnownCommunes, resolve: ResolveSource, problems: Problem[]): ElectoralUnit[] {
  const codes = new Set(communes.list.map(({ code }) => code));
  /** `level code` → number of the unit that has it. */
  const taken = new Map<string, string>();
  return rows.flatMap(({ value, file, line }): ElectoralUnit[] => {
    const report = (message: string, fix: string) => void problems.push({ file, line, message, fix });
    const source = resolve(value.source, { file, line });
    const { level, number, seats, communes: members, confidence: how, seats_confidence: seatsConfidence } = value;
    if (members.length === 0) report('the unit has no communes', 'list the codes of its communes, separated by spaces');
    for (const code of members) {
      if (communes.complete && !codes.has(code)) report(`there is no commune "${code}"`, 'use a code of places/communes.csv');
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
