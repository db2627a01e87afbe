import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { z } from 'zod';
import type { Problem } from '../knowledge/pack-problem.ts';
import { packText, sizeProblem } from '../knowledge/pack-text.ts';

const maxBytes = 4 * 1024 * 1024;

/** Text of a pack file; `undefined` where there is no such file or it cannot be read (then `problems` says why). */
export async function readPackFile(file: string, problems: Problem[]): Promise<string | undefined> {
  const info = await stat(file).catch(() => undefined);
  if (!info) return undefined;
  const tooLarge = sizeProblem(info.size, file, maxBytes);
  if (tooLarge) {
    problems.push(tooLarge);
    return undefined;
  }
  try {
    const read = packText(await readFile(file), file, maxBytes);
    if (read.kind === 'text') return read.text;
    problems.push(read.problem);
  } catch (error) {
    problems.push({
      file,
      message: `cannot be read (${error instanceof Error ? error.message : String(error)})`,
      fix: 'make it a readable file',
    });
  }
  return undefined;
}

/** Files of a folder with an ending, in order; none where there is no such folder. */
export async function filesIn(folder: string, ending: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  return names
    .filter((name) => name.endsWith(ending) && !name.startsWith('.'))
    .sort()
    .map((name) => join(folder, name));
}

export interface Row<T> {
  value: T;
  file: string;
  line: number;
}

/** Rows of a CSV table with a header. Unknown, missing and repeated columns, rows of another length and every bad cell are reported. */
export async function readTable<T>(
  file: string,
  columns: readonly string[],
  schema: z.ZodType<T>,
  problems: Problem[],
): Promise<Row<T>[]> {
  const text = await readPackFile(file, problems);
  if (text === undefined) return [];
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, {
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as typeof records;
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : undefined;
    problems.push({
      file,
      ...(line ? { line } : {}),
      message: `is not a table: ${error instanceof Error ? error.message : error}`,
      fix: 'put cells that hold commas or quotes between double quotes',
    });
    return [];
  }
  const [header, ...rows] = records;
  if (!header) {
    problems.push({ file, message: 'the table is empty', fix: `begin with the line ${columns.join(',')}` });
    return [];
  }
  const missing = columns.filter((column) => !header.record.includes(column));
  const unknown = header.record.filter((column, i) => !columns.includes(column) || header.record.indexOf(column) !== i);
  for (const column of missing)
    problems.push({ file, line: 1, message: `the column "${column}" is missing`, fix: `write the header ${columns.join(',')}` });
  for (const column of unknown)
    problems.push({ file, line: 1, message: `unknown or repeated column "${column}"`, fix: `use only ${columns.join(', ')}` });
  if (missing.length > 0 || unknown.length > 0) return [];
  return rows.flatMap(({ record, info }): Row<T>[] => {
    if (record.length !== header.record.length) {
      problems.push({
        file,
        line: info.lines,
        message: `the row has ${record.length} cells, the header ${header.record.length}`,
        fix: 'count the commas; put cells that hold commas between double quotes',
      });
      return [];
    }
    const parsed = schema.safeParse(Object.fromEntries(header.record.map((column, i) => [column, record[i]])));
    if (parsed.success) return [{ value: parsed.data, file, line: info.lines }];
    for (const issue of parsed.error.issues)
      problems.push({
        file,
        line: info.lines,
        message: `"${issue.path.join('.')}": ${issue.message}`,
        fix: 'see the README of the folder for what the column holds',
      });
    return [];
  });
}
