import type { z } from 'zod';
import { plainLine } from '../../elections/pack/plain-text.ts';
import type { Problem } from '../../elections/pack/problem.ts';
import { cellProblem, type Row } from '../csv-table.ts';
import { stationRow } from '../station-table.ts';
import { areaCell, clockCell, coordinatesCell, degreesCell, hamletsCell, hoursCell } from './cells.ts';
import type { ListOfStations } from './columns.ts';
import type { ColumnMeaning } from './words-columns.ts';

type StationColumn = keyof typeof stationRow.shape;

/** A row of the table as cells of text, in the order of its columns. */
export type StationCells = Record<StationColumn, string>;

/** Columns of the table, in order. */
export const stationColumns = Object.keys(stationRow.shape) as StationColumn[];

/** What the operator said of the whole list. */
export interface ListClaims {
  commune?: string | undefined;
  source?: string | undefined;
}

export interface StationRows {
  cells: StationCells[];
  /** The same, checked; `line` is the row of the list. */
  rows: Row<z.infer<typeof stationRow>>[];
}

const tidy: Partial<Record<StationColumn, (typed: string) => string>> = {
  area: areaCell,
  hamlets: hamletsCell,
  opens: clockCell,
  closes: clockCell,
  lat: degreesCell,
  lon: degreesCell,
};

/** Reads the rows of a list into cells of the table; every bad cell is reported by row, under the heading the list gives its column. */
export function readStationRows(list: ListOfStations, claims: ListClaims, file: string, problems: Problem[]): StationRows {
  const cells: StationCells[] = [];
  const rows: StationRows['rows'] = [];
  const headingOf = new Map(list.columns.map(({ meaning, heading }) => [meaning, heading]));
  const heading = (column: StationColumn): string =>
    headingOf.get(column) ??
    (headingOf.get(
      column === 'lat' || column === 'lon' ? 'coordinates' : column === 'opens' || column === 'closes' ? 'hours' : column,
    ) ||
      column);
  for (const { row, cells: typed } of list.rows) {
    const read = new Map<ColumnMeaning, string>(list.columns.map(({ meaning, index }) => [meaning, typed[index]?.trim() ?? '']));
    if ([...read.values()].every((cell) => cell === '')) continue;
    const before = problems.length;
    const report = (message: string, fix: string) => void problems.push({ file, line: row, message, fix });
    const values = Object.fromEntries(
      stationColumns.map((column) => {
        const cell = read.get(column) ?? '';
        return [column, column === 'hamlets' ? hamletsCell(cell) : plainLine(tidy[column]?.(cell) ?? cell)];
      }),
    ) as StationCells;
    values.commune ||= claims.commune ?? '';
    values.source ||= claims.source ?? '';
    const hours = read.get('hours') ?? '';
    const both = hoursCell(hours);
    if (hours !== '' && !both) report(`"${heading('opens')}" is "${plainLine(hours)}"`, 'write both times, e.g. 07:00 - 19:00');
    Object.assign(values, both ?? {});
    const coordinates = read.get('coordinates') ?? '';
    const point = coordinatesCell(coordinates);
    if (coordinates !== '' && !point)
      report(`"${heading('lat')}" is "${plainLine(coordinates)}"`, 'write latitude and longitude, e.g. 22.486, 103.975');
    Object.assign(values, point ?? {});
    const parsed = stationRow.safeParse(values);
    for (const issue of parsed.error?.issues ?? []) {
      const column = issue.path[0] as StationColumn;
      const fault = cellProblem(heading(column), values[column], issue);
      report(fault.message, fault.fix);
    }
    if (!parsed.success || problems.length > before) continue;
    cells.push(values);
    rows.push({ value: parsed.data, file, line: row });
  }
  return { cells, rows };
}
