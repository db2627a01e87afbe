/** A row as typed, and where a person finds it: the row of the spreadsheet, the line of a text file. */
export interface SheetRow {
  row: number;
  cells: string[];
}

/** One sheet of a file; a text file is one sheet without a name. */
export interface SheetTable {
  name: string;
  rows: SheetRow[];
}
