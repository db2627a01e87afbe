/** The first files of a province's own pack, from the tables of the country. Pure: writing them is the caller's. */

import { fold } from '../../vietnamese/text.ts';
import type { CommuneElsewhere } from '../places.ts';
import type { KnowledgePack } from './pack.ts';
import { provinceWords } from './words-new-province.ts';

export type NewProvince =
  | {
      kind: 'made';
      province: string;
      folder: string;
      files: Record<string, string>;
      communes: number;
      units: number;
      seats: number;
    }
  | { kind: 'unknown'; provinces: string[] };

/** Keys of `facts/sources.yaml` of the country's pack that the tables rest on. */
export interface TableSources {
  communes: string;
  units: string;
}

const areaType = /^(?:tinh|thanh pho|tp\.?) /u;

/**
 * Communes, National Assembly units and the number of deputies of a province (its name with or without diacritics), what its pack says of it, and empty tables for the
 * rest. `unknown` where no commune of the country is in a province of that name.
 */
export function newProvince(
  name: string,
  { communesElsewhere: country, otherPlaces }: Pick<KnowledgePack, 'communesElsewhere' | 'otherPlaces'>,
  sources: TableSources,
): NewProvince {
  const provinces = [...new Set(country.map(({ province }) => province))];
  const typed = fold(name.normalize('NFC')).trim();
  const wanted = typed.replace(areaType, '').trim();
  const province = provinces.find((known) => fold(known) === wanted);
  if (province === undefined) return { kind: 'unknown', provinces };
  const kind = otherPlaces.some((place) => place.isCity && place.province === province) ? 'city' : 'province';
  const folder = wanted.replace(/[^a-z0-9]+/gu, '-');
  const communes = country.filter((commune) => commune.province === province);
  const units = new Map<string, { seats: number; title: string; codes: string[] }>();
  for (const { code, assemblyUnit } of communes) {
    if (!assemblyUnit || !code) continue;
    const unit = units.get(assemblyUnit.number) ?? { seats: assemblyUnit.seats, title: assemblyUnit.source.title, codes: [] };
    unit.codes.push(code);
    units.set(assemblyUnit.number, unit);
  }
  const seats = [...units.values()].reduce((sum, unit) => sum + unit.seats, 0);
  const factId = `${folder}-assembly-seats`;
  const [first] = units.values();
  const files: Record<string, string> = {
    'places/communes.csv': table(
      'code,type,name,variants,province,source',
      communes.map(({ code = '', type = 'xã', name: own }) => [code, type, own, '', province, sources.communes]),
    ),
    'units/electoral-units.csv': table(
      'level,number,seats,communes,source,confidence,seats_confidence',
      [...units].map(([number, unit]) => [
        'national-assembly',
        number,
        String(unit.seats),
        unit.codes.join(' '),
        sources.units,
        'established',
        'established',
      ]),
    ),
    'units/polling-stations.csv': table('commune,area,hamlets,name,address,lat,lon,opens,closes,accessibility,source', []),
    'news/README.md': provinceWords.newsReadme(province),
    'province.yaml': provinceWords.profile({
      province,
      kind,
      commune: exampleCommune(communes, country),
      seats: first !== undefined,
    }),
  };
  if (first) {
    files['units/levels.csv'] = table('level,complete,seats_fact', [['national-assembly', 'yes', factId]]);
    files['facts/seats.yaml'] = provinceWords.seatsFact({
      id: factId,
      province,
      kind,
      seats,
      units: units.size,
      resolution: first.title,
      source: sources.units,
    });
  }
  return { kind: 'made', province, folder, files, communes: communes.length, units: units.size, seats };
}

const table = (header: string, rows: string[][]): string =>
  `${[header, ...rows.map((row) => row.map(cell).join(','))].join('\n')}\n`;
const cell = (text: string): string => (/[",\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A commune whose name no other of the country has: asked for without its province, it can only be this one. */
function exampleCommune(communes: readonly CommuneElsewhere[], country: readonly CommuneElsewhere[]): string {
  const times = new Map<string, number>();
  for (const { name } of country) times.set(fold(name), (times.get(fold(name)) ?? 0) + 1);
  const commune = communes.find(({ name, assemblyUnit }) => assemblyUnit && times.get(fold(name)) === 1) ?? communes[0];
  return `${commune?.type ?? 'xã'} ${commune?.name ?? ''}`;
}
