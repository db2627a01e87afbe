import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { StationList } from '../../elections/pack/station-import.ts';

/** Between two steps a list goes to the browser and back, small; what comes back is anybody's. */
export type PackedList = Pick<StationList, 'headings' | 'rows'>;

/** What a page may carry in one field, and what that may unpack to. */
const longestPacked = 60_000;
const mostBytes = 4 * 1024 * 1024;
const mostRows = 5_000;
const mostColumns = 200;

/** The list as letters; `undefined` where it is too long for a page. */
export function packList({ headings, rows }: PackedList): string | undefined {
  const json = JSON.stringify([headings, rows.map(({ row, cells }) => [row, ...cells])]);
  const packed = deflateRawSync(Buffer.from(json), { level: 9 }).toString('base64url');
  return packed.length > longestPacked ? undefined : packed;
}

const isCells = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length <= mostColumns && value.every((cell) => typeof cell === 'string');

/** The other way round; `undefined` for anything that `packList` did not make. */
export function unpackList(packed: string): PackedList | undefined {
  if (packed.length > longestPacked) return undefined;
  try {
    const bytes = inflateRawSync(Buffer.from(packed, 'base64url'), { maxOutputLength: mostBytes });
    const [headings, rows] = JSON.parse(bytes.toString()) as [unknown, unknown];
    if (!isCells(headings) || !Array.isArray(rows) || rows.length > mostRows) return undefined;
    const read = rows.map((one: unknown) => {
      const [row, ...cells] = one as [unknown, ...unknown[]];
      return Number.isSafeInteger(row) && isCells(cells) ? { row: Number(row), cells } : undefined;
    });
    return read.every((one) => one !== undefined) ? { headings, rows: read } : undefined;
  } catch {
    return undefined;
  }
}
