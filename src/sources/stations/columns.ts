import { fold } from '../../vietnamese/text.ts';
import type { SheetRow, SheetTable } from './table.ts';
import { type ColumnMeaning, partialHeadings, wholeHeadings } from './words-columns.ts';

/** A column of the list that was understood. */
export interface KnownColumn {
  meaning: ColumnMeaning;
  /** Its place in a row, from 0. */
  index: number;
  /** As the file writes it. */
  heading: string;
}

/** The row of headings of a list, and what stands under it. */
export interface ListOfStations {
  table: SheetTable;
  columns: KnownColumn[];
  rows: SheetRow[];
  /** Headings nobody knows, as written. */
  unknown: string[];
}

/** Titles, mottoes and the name of the office stand above a list. */
const rowsAboveHeadings = 30;

/** What stands in brackets explains a heading. */
const wordsOf = (heading: string): string =>
  fold(heading.replace(/(?<=\S)\s{0,9}\([^()]{0,200}\)?/gu, ''))
    .replace(/[^a-z0-9]+/gu, ' ')
    .trim();

/** What a heading means; `undefined` where it is not known. */
export function meaningOf(heading: string): ColumnMeaning | undefined {
  const words = wordsOf(heading);
  if (words === '') return undefined;
  for (const [meaning, headings] of Object.entries(wholeHeadings)) if (headings.includes(words)) return meaning as ColumnMeaning;
  return partialHeadings.find(([, parts]) => parts.some((part) => ` ${words} `.includes(` ${part} `)))?.[0];
}

/** Finds the row of headings: the first that names the area or the room and two columns more. `undefined` where there is none. */
export function listIn(table: SheetTable): ListOfStations | undefined {
  for (const [index, { cells }] of table.rows.slice(0, rowsAboveHeadings).entries()) {
    const columns = cells.flatMap((heading, at): KnownColumn[] => {
      const meaning = meaningOf(heading);
      return meaning === undefined ? [] : [{ meaning, index: at, heading: heading.trim() }];
    });
    const used = new Set(columns.map(({ meaning }) => meaning).filter((meaning) => meaning !== 'unused'));
    if (used.size < 3 || !(used.has('area') || used.has('name'))) continue;
    return {
      table,
      columns: columns.filter(({ meaning }) => meaning !== 'unused'),
      rows: table.rows.slice(index + 1),
      unknown: cells
        .filter((heading) => heading.trim() !== '' && [undefined, 'unused'].includes(meaningOf(heading)))
        .map((heading) => heading.trim()),
    };
  }
  return undefined;
}
