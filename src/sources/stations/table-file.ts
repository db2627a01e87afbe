import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StationWritten } from '../../elections/pack/edit.ts';
import { readDelimited } from '../csv-table.ts';
import { tableWith } from './merging.ts';
import { readPackTables } from './pack-tables.ts';
import { type StationCells, stationColumns } from './rows.ts';

const header = stationColumns.join(',');

/** The table of the uppermost pack with the rows of one commune replaced; `rows`: those it has now, to be told apart from others. */
export async function stationFile(
  folders: readonly string[],
  commune: string,
  written: readonly StationWritten[],
): Promise<{ file: string; before: string; after: string; rows: string }> {
  const file = join(folders.at(-1)!, 'units', 'polling-stations.csv');
  const before = await readFile(file, 'utf8').catch(() => '');
  const old = readDelimited(before.trim() === '' ? header : before.replace(/^\ufeff/u, ''), ',').map(({ cells }) => cells);
  const { communes } = await readPackTables(folders);
  const cells = written.map(
    (row) => Object.fromEntries(stationColumns.map((column) => [column, row[column] ?? ''])) as StationCells,
  );
  const codes = cells.map(() => ({ communeCode: commune }));
  const merged = tableWith(old, cells, codes, communes.list);
  return { file, before, after: merged.text, rows: JSON.stringify(merged.replaced) };
}
