import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Measured, tableOf } from './results.ts';

const page = join(import.meta.dirname, '../../docs/reliability.md');
const marks = { begin: '<!-- mutants: begin, written by npm run test:mutation -- … --save -->', end: '<!-- mutants: end -->' };

/** The page with the table of these results in its place. Throws where it has none. */
export function withTable(text: string, all: readonly Measured[]): string {
  const [from, to] = [text.indexOf(marks.begin), text.indexOf(marks.end)];
  if (from < 0 || to < from) throw new Error(`docs/reliability.md has lost the lines "${marks.begin}" and "${marks.end}".`);
  return `${text.slice(0, from + marks.begin.length)}\n\n${tableOf(all)}\n\n${text.slice(to)}`;
}

/** Writes the table into docs/reliability.md. */
export const writeTable = (all: readonly Measured[]): void => writeFileSync(page, withTable(readFileSync(page, 'utf8'), all));
