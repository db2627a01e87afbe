import readWorkbook, { type CellValue } from 'read-excel-file/universal';
import { archiveFault } from './archive.ts';
import type { SheetRow, SheetTable } from './table.ts';

/**
 * Reads the sheets of an `.xlsx` file, every cell as the text a person sees; a time of day as `07:00`. Throws an `Error` that says why for a
 * file that is damaged or would unpack to more than a list of stations can be.
 */
export async function readWorkbookSheets(bytes: Buffer): Promise<SheetTable[]> {
  const fault = archiveFault(bytes);
  if (fault !== undefined) throw new Error(fault);
  const buffer = new Uint8Array(bytes).buffer;
  const sheets = await readWorkbook(buffer).catch(() => {
    throw new Error('it is a damaged .xlsx file: open it and save it again');
  });
  return sheets.map(({ sheet, data }) => ({
    name: sheet,
    rows: data.map((cells, index): SheetRow => ({ row: index + 1, cells: cells.map(cellText) })),
  }));
}

/** Excel counts days from 1900: an instant before it is a time of day. */
const firstDay = Date.UTC(1900, 0, 2);

function cellText(value: CellValue | null): string {
  if (value === null) return '';
  if (!(value instanceof Date)) return String(value);
  const rounded = new Date(Math.round(value.getTime() / 60_000) * 60_000);
  return rounded.getTime() < firstDay ? rounded.toISOString().slice(11, 16) : rounded.toISOString().slice(0, 10);
}
