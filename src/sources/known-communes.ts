import type { Problem } from '../elections/pack/problem.ts';
import type { Commune } from '../elections/places.ts';
import type { Row } from './csv-table.ts';

/** The communes other tables may name. `complete` where every row of their table could be read. */
export interface KnownCommunes {
  list: Commune[];
  complete: boolean;
}

/** Reports every row whose key another row above has. */
export function reportRepeated<T>(rows: Row<T>[], keyOf: (value: T) => string, what: string, problems: Problem[]): void {
  const first = new Map<string, Row<T>>();
  for (const row of rows) {
    const { value, file, line } = row;
    const above = first.get(keyOf(value));
    if (above === undefined) first.set(keyOf(value), row);
    else {
      const place = `line ${above.line}${above.file === file ? '' : ` of ${above.file}`}`;
      problems.push({ file, line, message: `the same ${what} as ${place}`, fix: 'keep one of the two rows' });
    }
  }
}
