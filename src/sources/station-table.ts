import { z } from 'zod';
import type { Problem } from '../elections/pack/problem.ts';
import type { Commune, PollingStation } from '../elections/places.ts';
import { fold } from '../vietnamese/text.ts';
import { listCell, optionalCell, type Row, readTable } from './csv-table.ts';
import { type KnownCommunes, reportRepeated } from './known-communes.ts';
import { didYouMean } from './nearest.ts';
import type { ResolveSource } from './registry.ts';

/** The box around the mainland and the islands, Trường Sa included. */
const degrees = (least: number, most: number, what: string) =>
  optionalCell(
    z
      .string()
      .refine((cell) => /^-?\d{1,3}(?:\.\d+)?$/u.test(cell), `write ${what} in degrees with a point, e.g. 22.48`)
      .transform(Number)
      .refine(
        (at) => at >= least && at <= most,
        `this lies outside Vietnam: ${what} runs from ${least} to ${most} (are lat and lon swapped?)`,
      ),
  );
const clock = optionalCell(z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, 'write a time of day, e.g. 07:00'));

/** A row of the table, cell by cell. */
export const stationRow = z.object({
  commune: z.string().min(1),
  area: z.string().min(1),
  hamlets: listCell(/;/u),
  name: z.string().min(1),
  address: z.string().min(1),
  lat: degrees(6, 24, 'the latitude'),
  lon: degrees(102, 118, 'the longitude'),
  opens: clock,
  closes: clock,
  accessibility: z.string(),
  source: z.string().min(1),
});

/** Reads tables of polling stations (`units/polling-stations.csv`); a station of an unknown commune or source is reported and left out. */
export async function readStations(
  files: readonly string[],
  communes: KnownCommunes,
  resolve: ResolveSource,
  problems: Problem[],
): Promise<PollingStation[]> {
  return checkedStations(await readTable(files, stationRow, problems), communes, resolve, problems);
}

/** The same of rows that are already read, wherever they come from. */
export function checkedStations(
  rows: Row<z.infer<typeof stationRow>>[],
  communes: KnownCommunes,
  resolve: ResolveSource,
  problems: Problem[],
): PollingStation[] {
  const named = communesByName(communes.list);
  const codeOf = (name: string): string => named.get(fold(name))?.code ?? name;
  reportRepeated(rows, ({ commune, area }) => `${codeOf(commune)} ${area}`, 'commune and area', problems);
  return rows.flatMap(({ value, file, line }): PollingStation[] => {
    const report = (message: string, fix: string) => void problems.push({ file, line, message, fix });
    const commune = named.get(fold(value.commune));
    const source = resolve(value.source, { file, line });
    if (!commune && communes.complete)
      report(
        `there is no commune "${value.commune}"`,
        didYouMean(
          value.commune,
          communes.list.map(({ name }) => name),
          'write its code or name as in places/communes.csv',
        ),
      );
    const { area, hamlets, name, address, lat, lon, opens, closes, accessibility } = value;
    if ((lat === undefined) !== (lon === undefined))
      report(`only "${lat === undefined ? 'lon' : 'lat'}" is given`, 'give both lat and lon, or neither');
    if ((opens === undefined) !== (closes === undefined))
      report(`only "${opens ? 'opens' : 'closes'}" is given`, 'give both opens and closes, or neither');
    if (opens && closes && opens >= closes)
      report(`it opens at ${opens} and closes at ${closes}`, 'correct the hours: it closes after it opens');
    if (!commune || !source) return [];
    return [
      {
        communeCode: commune.code,
        area,
        hamlets,
        name,
        address,
        source,
        ...(lat === undefined || lon === undefined ? {} : { latitude: lat, longitude: lon }),
        ...(opens && closes ? { opens, closes } : {}),
        ...(accessibility === '' ? {} : { accessibility }),
      },
    ];
  });
}

/** Every way to name a commune, folded; a name that a xã and a phường go by names neither. */
export function communesByName(list: readonly Commune[]): Map<string, Commune> {
  const named = new Map<string, Commune>();
  const doubled = new Set<string>();
  for (const commune of list)
    for (const name of new Set(namesOf(commune).map(fold))) {
      if ((named.get(name)?.type ?? commune.type) !== commune.type) doubled.add(name);
      named.set(name, commune);
    }
  for (const name of doubled) named.delete(name);
  return named;
}

/** How a row may name a commune: its code, its name, its name with the type. */
const namesOf = ({ code, type, name, variants }: Commune): string[] => [
  code,
  ...[name, ...variants].flatMap((one) => [one, `${type} ${one}`]),
];
