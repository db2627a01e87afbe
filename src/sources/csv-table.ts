import { finished } from 'node:stream/promises';
import { setImmediate as rest } from 'node:timers/promises';
import { parse as parseSlowly } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Problem } from '../elections/pack/problem.ts';
import { didYouMean } from './nearest.ts';
import { readPackFile } from './pack-files.ts';

/** A checked row and where it stands. */
export interface Row<T> {
  value: T;
  file: string;
  line: number;
}

/** A cell that may be empty. */
export const optionalCell = <T extends z.ZodType<unknown, string>>(schema: T) =>
  z
    .string()
    .transform((cell) => (cell === '' ? undefined : cell))
    .pipe(schema.optional());

/** A cell that holds a list. */
export const listCell = (separator: RegExp) =>
  z.string().transform((cell) =>
    cell
      .split(separator)
      .map((one) => one.trim())
      .filter(Boolean),
  );

interface RawRow {
  record: string[];
  info: { lines: number };
}

/**
 * Rows of a CSV table (RFC 4180, with a header), or of several files of the same table one after another. The columns are the keys of `schema`, in any order. A missing file is an empty table;
 * unknown, missing and repeated columns, rows of another length and every bad cell are reported.
 */
export async function readTable<T>(
  files: string | readonly string[],
  schema: z.ZodObject & z.ZodType<T>,
  problems: Problem[],
): Promise<Row<T>[]> {
  const rows: Row<T>[] = [];
  for (const file of typeof files === 'string' ? [files] : files) rows.push(...(await readFileRows(file, schema, problems)));
  return rows;
}

async function readFileRows<T>(file: string, schema: z.ZodObject & z.ZodType<T>, problems: Problem[]): Promise<Row<T>[]> {
  const text = await readPackFile(file, problems);
  const raw = text === undefined ? undefined : readRows(text, file, problems);
  if (!raw) return [];
  const columns = Object.keys(schema.shape);
  const [header, ...rows] = raw;
  if (!header || !isHeader(header.record, columns, file, problems)) return [];
  return rows.flatMap(({ record, info: { lines: line } }): Row<T>[] => {
    if (record.length !== header.record.length) {
      const message = `the row has ${record.length} cells, the header has ${header.record.length}`;
      problems.push({ file, line, message, fix: 'count the commas; put a cell that holds a comma between double quotes' });
      return [];
    }
    const cells = Object.fromEntries(header.record.map((column, i) => [column, record[i]!]));
    const parsed = schema.safeParse(cells);
    if (parsed.success) return [{ value: parsed.data, file, line }];
    for (const issue of parsed.error.issues) {
      const column = String(issue.path[0]);
      problems.push({ file, line, ...cellProblem(column, cells[column] ?? '', issue) });
    }
    return [];
  });
}

const loosely = { info: true, relax_column_count: true, skip_empty_lines: true, trim: true } as const;
/** The parser counts the line a row ends on; this is the one it begins on. */
const placed = ({ record, info }: RawRow) => ({ row: info.lines - record.join('').split('\n').length + 1, cells: record });

/**
 * The rows of a text of cells, quoted as in RFC 4180, and the line each begins on (from 1); empty lines are left out.
 * Throws an `Error` in English where a quote is never closed or stands amid a cell.
 */
export function readDelimited(text: string, delimiter: string): { row: number; cells: string[] }[] {
  try {
    return (parse(text, { ...loosely, delimiter }) as unknown as RawRow[]).map(placed);
  } catch (error) {
    throw new Error(`it is not a table of cells: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const pieceLength = 1 << 16;

/** `readDelimited` of a long text: others get their turn after each piece of it, and only one piece is held as rows. Throws the parser's error, with `lines` where it knows the line. */
export async function* streamDelimited(text: string, delimiter: string): AsyncGenerator<{ row: number; cells: string[] }> {
  const rows: RawRow[] = [];
  let failure: Error | undefined;
  const parser = parseSlowly({ ...loosely, delimiter })
    .on('data', (row: RawRow) => rows.push(row))
    .on('error', (error: Error) => {
      failure = error;
    });
  const ended = finished(parser).catch(() => undefined);
  for (let from = 0; from < text.length && !failure; from += pieceLength) {
    parser.write(text.slice(from, from + pieceLength));
    await rest();
    yield* rows.splice(0).map(placed);
  }
  parser.end();
  await ended;
  if (failure) throw failure;
  yield* rows.map(placed);
}

function readRows(text: string, file: string, problems: Problem[]): RawRow[] | undefined {
  try {
    return parse(text, loosely) as unknown as RawRow[];
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? { line: Number(error.lines) } : {};
    const message = `not a CSV table: ${error instanceof Error ? error.message : String(error)}`;
    problems.push({ file, ...line, message, fix: 'put a cell that holds a comma or a quote between double quotes' });
    return undefined;
  }
}

function isHeader(header: string[], columns: string[], file: string, problems: Problem[]): boolean {
  const before = problems.length;
  header.forEach((column, i) => {
    if (header.indexOf(column) !== i)
      problems.push({ file, line: 1, message: `the column "${column}" is there twice`, fix: 'keep one of the two' });
    else if (!columns.includes(column)) {
      const absent = columns.filter((known) => !header.includes(known));
      problems.push({ file, line: 1, message: `unknown column "${column}"`, fix: didYouMean(column, absent, 'remove it') });
    }
  });
  for (const column of columns.filter((known) => !header.includes(known)))
    problems.push({ file, line: 1, message: `the column "${column}" is missing`, fix: `the header is ${columns.join(',')}` });
  return problems.length === before;
}

/** What is wrong with a cell, and what to do; `column` as whoever filled it calls it. */
export function cellProblem(column: string, cell: string, issue: z.core.$ZodIssue): Pick<Problem, 'message' | 'fix'> {
  if (cell === '') return { message: `"${column}" is empty`, fix: 'fill it in' };
  const allowed = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  if (allowed.length > 0)
    return { message: `"${column}" is "${cell}"`, fix: didYouMean(cell, allowed, `write one of ${allowed.join(', ')}`) };
  return { message: `"${column}" is "${cell}"`, fix: issue.message };
}
