import { join } from 'node:path';
import { z } from 'zod';
import type { FactSource } from '../elections/fact.ts';
import type { Commune, ElectoralUnit, OtherPlace, PollingStation } from '../elections/places.ts';
import type { Problem } from '../knowledge/pack-problem.ts';
import { fold } from '../vietnamese/text.ts';
import { type Row, readTable } from './pack-files.ts';

/** Turns a source key (or `news:<document id>`) into the source; reports a dead reference. */
export type ResolveSource = (key: string, at: { file: string; line: number }) => FactSource | undefined;

const filled = z.string().min(1, 'is empty');
const list = (separator: RegExp) =>
  z.string().transform((cell) =>
    cell
      .split(separator)
      .map((one) => one.trim())
      .filter(Boolean),
  );
const confidence = z.enum(['established', 'single-source', 'derived']);
const optional = <T extends z.ZodType>(schema: T) => z.union([z.literal('').transform(() => undefined), schema]);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time like 07:00');

const communeRow = z.object({
  code: z.string().regex(/^\d{5}$/, 'is not a five-digit code'),
  type: z.enum(['xã', 'phường', 'đặc khu']),
  name: filled,
  variants: list(/;/),
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
  number: z.string().regex(/^\d{1,3}$/, 'is not a number'),
  seats: optional(z.coerce.number().int().min(1).max(9)),
  communes: list(/\s+/),
  source: filled,
  confidence,
  seats_confidence: optional(confidence),
});
const stationRow = z.object({
  commune: filled,
  area: filled,
  hamlets: list(/;/),
  name: filled,
  address: filled,
  lat: optional(z.coerce.number().min(8, 'lies outside Vietnam').max(24, 'lies outside Vietnam')),
  lon: optional(z.coerce.number().min(102, 'lies outside Vietnam').max(118, 'lies outside Vietnam')),
  opens: optional(clock),
  closes: optional(clock),
  accessibility: z.string(),
  source: filled,
});

export interface Tables {
  province: string;
  communes: Commune[];
  otherPlaces: OtherPlace[];
  electoralUnits: ElectoralUnit[];
  pollingStations: PollingStation[];
}

/** Reads `places/*.csv` and `units/*.csv`; a missing table is an empty one. */
export async function readTables(dir: string, resolve: ResolveSource, problems: Problem[]): Promise<Tables> {
  const communes = await readTable(join(dir, 'places/communes.csv'), Object.keys(communeRow.shape), communeRow, problems);
  const others = await readTable(join(dir, 'places/other-places.csv'), Object.keys(otherRow.shape), otherRow, problems);
  const units = await readTable(join(dir, 'units/electoral-units.csv'), Object.keys(unitRow.shape), unitRow, problems);
  const stations = await readTable(join(dir, 'units/polling-stations.csv'), Object.keys(stationRow.shape), stationRow, problems);
  unique(communes, ({ code }) => code, 'code', problems);
  unique(communes, ({ name, type }) => `${type} ${fold(name)}`, 'name', problems);
  unique(units, ({ level, number }) => `${level} ${Number(number)}`, 'level and number', problems);
  unique(stations, ({ commune, area }) => `${fold(commune)} ${area}`, 'commune and area', problems);
  for (const row of [...communes, ...others]) resolve(row.value.source, row);
  const provinces = new Set(communes.map(({ value }) => value.province));
  if (provinces.size > 1)
    problems.push({
      file: join(dir, 'places/communes.csv'),
      message: `names ${provinces.size} provinces`,
      fix: 'a pack is for one province: keep the communes of one',
    });
  const codes = new Map(communes.map(({ value }) => [value.code, value]));
  return {
    province: [...provinces][0] ?? '',
    communes: communes.map(({ value: { code, type, name, variants } }) => ({ code, type, name, variants })),
    otherPlaces: others.map(({ value: { name, kind, province } }) => ({ name, kind, province })),
    electoralUnits: toUnits(units, codes, resolve, problems),
    pollingStations: toStations(stations, [...codes.values()], resolve, problems),
  };
}

function unique<T>(rows: Row<T>[], key: (value: T) => string, what: string, problems: Problem[]): void {
  const first = new Map<string, number>();
  for (const { value, file, line } of rows) {
    const known = first.get(key(value));
    if (known === undefined) first.set(key(value), line);
    else problems.push({ file, line, message: `the same ${what} as line ${known}`, fix: 'keep one of the two rows' });
  }
}

function toUnits(
  rows: Row<z.infer<typeof unitRow>>[],
  codes: Map<string, unknown>,
  resolve: ResolveSource,
  problems: Problem[],
): ElectoralUnit[] {
  const taken = new Map<string, string>();
  return rows.flatMap(({ value, file, line }): ElectoralUnit[] => {
    const source = resolve(value.source, { file, line });
    if (value.communes.length === 0)
      problems.push({ file, line, message: 'the unit has no communes', fix: 'list their codes, separated by spaces' });
    for (const code of value.communes) {
      if (!codes.has(code))
        problems.push({ file, line, message: `unknown commune ${code}`, fix: 'use a code of places/communes.csv' });
      const other = taken.get(`${value.level} ${code}`);
      if (other && value.level !== 'commune')
        problems.push({
          file,
          line,
          message: `commune ${code} is already in unit ${other} of the same level`,
          fix: 'a commune belongs to one unit at each level: remove it from one',
        });
      taken.set(`${value.level} ${code}`, value.number);
    }
    if (!source) return [];
    const { level, number, seats, communes, confidence: how, seats_confidence } = value;
    return [
      {
        level,
        number,
        communes,
        confidence: how,
        source,
        ...(seats === undefined ? {} : { seats }),
        ...(seats_confidence ? { seatsConfidence: seats_confidence } : {}),
      },
    ];
  });
}

function toStations(
  rows: Row<z.infer<typeof stationRow>>[],
  communes: z.infer<typeof communeRow>[],
  resolve: ResolveSource,
  problems: Problem[],
): PollingStation[] {
  return rows.flatMap(({ value, file, line }): PollingStation[] => {
    const wanted = fold(value.commune).replace(/^(xa|phuong) /, '');
    const commune = communes.find(({ code, name }) => code === value.commune || fold(name) === wanted);
    const source = resolve(value.source, { file, line });
    if (!commune)
      problems.push({
        file,
        line,
        message: `unknown commune ${value.commune}`,
        fix: 'write its code or name as in places/communes.csv',
      });
    if ((value.lat === undefined) !== (value.lon === undefined))
      problems.push({ file, line, message: 'only one of lat and lon is given', fix: 'give both or neither' });
    if (value.opens && value.closes && value.opens >= value.closes)
      problems.push({
        file,
        line,
        message: `opens ${value.opens} is not before closes ${value.closes}`,
        fix: 'correct the hours',
      });
    if (!commune || !source) return [];
    const { area, hamlets, name, address, lat, lon, opens, closes, accessibility } = value;
    return [
      {
        communeCode: commune.code,
        area,
        hamlets,
        name,
        address,
        source,
        ...(lat === undefined || lon === undefined ? {} : { latitude: lat, longitude: lon }),
        ...(opens ? { opens } : {}),
        ...(closes ? { closes } : {}),
        ...(accessibility ? { accessibility } : {}),
      },
    ];
  });
}
