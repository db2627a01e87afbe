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

/** A list as a file holds it, before anybody has said what its columns are. */
export interface StationList {
  /** Name of the sheet; empty for a text file. */
  name: string;
  headings: string[];
  /** What each column seems to hold, by the names of `stationMeanings`; empty where nobody knows. */
  guessed: string[];
  /** `row`: where a person finds it in the file. */
  rows: { row: number; cells: string[] }[];
}

/** What a column may be said to hold. */
export const stationMeanings = [
  ...(['commune', 'area', 'hamlets', 'name', 'address', 'opens', 'closes', 'hours', 'lat', 'lon', 'coordinates'] as const),
  ...(['accessibility', 'source'] as const),
] as const;

export type StationMeaning = (typeof stationMeanings)[number];

/** Something wrong with a list. `row` 0: with all of it. */
export interface StationProblem {
  row: number;
  /** Code of the commune it is of, where that can be made out. */
  commune?: string;
  message: string;
  fix: string;
}

/** The rows of one commune, ready for the table. */
export interface CommuneStations {
  code: string;
  /** With its type. */
  title: string;
  rows: Readonly<Record<string, string>>[];
}

/** Lists of polling stations on their way into the pack, in steps that somebody looks at. */
export interface StationLists {
  /** Never throws for what a file holds; `why` is in English. */
  read(
    bytes: Uint8Array,
    sheet?: string,
  ): Promise<{ kind: 'read'; list: StationList } | { kind: 'sheets'; names: string[] } | { kind: 'refused'; why: string }>;
  /**
   * `columns`: what each column holds, empty for none. `commune` and `source`: of rows that do not say so themselves. `only`: code of the one commune whose
   * rows are wanted; every row of another is a problem, and nothing else is said or made of it.
   */
  check(
    list: Pick<StationList, 'headings' | 'rows'>,
    columns: readonly string[],
    claims: { commune?: string | undefined; source?: string | undefined; only?: string | undefined },
  ): Promise<{ communes: CommuneStations[]; problems: StationProblem[] }>;
}
