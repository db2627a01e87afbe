/** Making rows of the table of polling stations from a list that a commune handed in. */

export interface StationRequest {
  /** The list: `.xlsx`, or text with commas, semicolons or tabs. */
  path: string;
  /** The stack of packs; the table of the uppermost one is written. */
  knowledge: string;
  /** The commune the list is of, where it does not say so itself. */
  commune?: string;
  /** Key of the source, or `news:` and the id of an article, where the list does not say so itself. */
  source?: string;
  /** The sheet to read, where several hold a list. */
  sheet?: string;
  dryRun: boolean;
}

/** What became of the voting areas of one commune. */
export interface StationChange {
  /** With its type: `phường Cam Đường`. */
  commune: string;
  added: number;
  changed: number;
  unchanged: number;
  /** Areas the table had and the list has not, by number. */
  removed: string[];
}

/** Either everything was taken over or nothing. Problems are sentences in English for the operator, one a row of the list. */
export type StationImport =
  | { kind: 'imported'; file: string; changes: StationChange[]; notes: string[] }
  | { kind: 'refused'; problems: string[]; notes: string[] };

export interface StationImporter {
  /** Never throws for what a file holds. */
  run(request: StationRequest): Promise<StationImport>;
}
