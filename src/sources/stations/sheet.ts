import { readDelimited } from '../csv-table.ts';
import type { SheetTable } from './table.ts';
import { readWorkbookSheets } from './workbook.ts';

/** Bytes as text whatever its encoding, or why not. */
export type DecodeText = (
  bytes: Uint8Array,
) => { kind: 'text'; text: string; note?: string } | { kind: 'unreadable'; reason: string };

export interface ReadTables {
  tables: SheetTable[];
  /** What the operator should know of how it was read. */
  notes: string[];
}

/** Reads an `.xlsx` file or a text of cells between commas, semicolons or tabs, told apart by what they hold. Throws an `Error` that says why. */
export async function readSheets(bytes: Buffer, decode: DecodeText): Promise<ReadTables> {
  if (bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04])))
    return { tables: await readWorkbookSheets(bytes), notes: [] };
  if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])))
    throw new Error('it is an .xls file of old Excel: save it as .xlsx or as "CSV UTF-8"');
  const decoded = decode(bytes);
  if (decoded.kind === 'unreadable') throw new Error(decoded.reason);
  const text = decoded.text.replace(/^\ufeff/u, '');
  const rows = readDelimited(text, separatorOf(text));
  return { tables: [{ name: '', rows }], notes: decoded.note ? [decoded.note] : [] };
}

/** The separator that stands most evenly outside quotes: in the most lines, then the most often. */
function separatorOf(text: string): string {
  const lines = text
    .replace(/"(?:[^"]|"")*"/gu, '')
    .split(/\r\n?|\n/u)
    .slice(0, 200);
  const score = (separator: string): number => {
    const counts = lines.map((line) => line.split(separator).length - 1).filter((count) => count > 0);
    const usual = Math.max(0, ...counts);
    return counts.filter((count) => count === usual).length * 1_000 + usual;
  };
  return ['\t', ';', ','].reduce((best, separator) => (score(separator) > score(best) ? separator : best));
}
