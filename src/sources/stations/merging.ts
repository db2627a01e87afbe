import type { StationChange } from '../../elections/pack/station-import.ts';
import { type Commune, type PollingStation, placeTitle } from '../../elections/places.ts';
import { fold } from '../../vietnamese/text.ts';
import { communesByName } from '../station-table.ts';
import { type StationCells, stationColumns } from './rows.ts';

/**
 * The table with the rows of some communes replaced: those of all others stay as they stand, and in their order. `replaced`: the rows that are there no more.
 * @param old rows of the table, its header first
 * @param cells new rows; `stations` are the same rows checked, in the same order
 */
export function tableWith(
  old: readonly string[][],
  cells: readonly StationCells[],
  stations: readonly Pick<PollingStation, 'communeCode'>[],
  communes: readonly Commune[],
): { text: string; changes: StationChange[]; replaced: StationCells[] } {
  const [header = stationColumns, ...rows] = old;
  const named = communesByName(communes);
  const before = rows.map((row) => {
    const all = Object.fromEntries(header.map((column, i) => [column, row[i] ?? ''])) as StationCells;
    return { cells: all, code: named.get(fold(all.commune))?.code ?? all.commune };
  });
  const replaced = new Set(stations.map(({ communeCode }) => communeCode));
  const kept = before.filter(({ code }) => !replaced.has(code)).map((row) => row.cells);
  const added = cells.map((row, i) => ({ ...row, commune: stations[i]!.communeCode }));
  const changes = [...replaced].map((code): StationChange => {
    const had = new Map(
      before.flatMap((row) => (row.code === code ? [[row.cells.area, lineOf({ ...row.cells, commune: code })]] : [])),
    );
    const has = new Map(added.flatMap((row) => (row.commune === code ? [[row.area, lineOf(row)]] : [])));
    const shared = [...has].filter(([area]) => had.has(area));
    const unchanged = shared.filter(([area, line]) => had.get(area) === line).length;
    const commune = communes.find((one) => one.code === code);
    return {
      commune: commune ? placeTitle(commune) : code,
      added: has.size - shared.length,
      changed: shared.length - unchanged,
      unchanged,
      removed: [...had.keys()].filter((area) => !has.has(area)),
    };
  });
  const gone = before.filter(({ code }) => replaced.has(code)).map((row) => row.cells);
  return {
    replaced: gone,
    changes,
    text: [stationColumns.join(','), ...[...kept, ...added].map(lineOf)].map((line) => `${line}\n`).join(''),
  };
}

/** A row as RFC 4180 has it. */
const lineOf = (row: StationCells): string => stationColumns.map((column) => csvCell(row[column])).join(',');
const csvCell = (text: string): string => (/[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
