/** What is read of a list of people who agreed, line by line. Cells are as typed. */
export type ConsentRow =
  | { kind: 'row'; line: number; chat: string; consented: string; proof: string; communes: string; topics: string }
  /** As many cells as `found`, where the header has `expected`. */
  | { kind: 'uneven'; line: number; found: number; expected: number }
  /** Nothing more can be read. */
  | { kind: 'broken'; why: ConsentTableFlaw };

export type ConsentTableFlaw =
  | { kind: 'empty' }
  | { kind: 'no-column' | 'unknown-column' | 'column-twice'; column: string }
  /** A quote that is never closed, or stands amid a cell. */
  | { kind: 'quote'; line?: number };

/** Reads a table (CSV, `,` or `;`) with the columns `chat`, `consented`, `proof` and, if it likes, `communes` and `topics`. */
export type ReadConsentTable = (text: string) => AsyncIterable<ConsentRow>;
