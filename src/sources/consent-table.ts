import type { ConsentRow, ConsentTableFlaw } from '../announcements/consent/table-row.ts';
import { streamDelimited } from './csv-table.ts';

const needed = ['chat', 'consented', 'proof'] as const;
const optional = ['communes', 'topics'] as const;
const columns: readonly string[] = [...needed, ...optional];

/** Reads a list of people who agreed, see `ReadConsentTable`. What a spreadsheet put before the header (a byte order mark) is left out. */
export async function* readConsentTable(text: string): AsyncGenerator<ConsentRow> {
  const table = text.replace(/^\uFEFF/u, '');
  const [firstLine = ''] = table.split('\n', 1);
  const delimiter = firstLine.includes(';') && !firstLine.includes(',') ? ';' : ',';
  let header: string[] | undefined;
  try {
    for await (const { row: line, cells } of streamDelimited(table, delimiter)) {
      if (!header) {
        header = cells.map((cell) => cell.toLowerCase());
        const why = flawOf(header);
        if (why) return yield { kind: 'broken', why };
      } else if (cells.length !== header.length) {
        yield { kind: 'uneven', line, found: cells.length, expected: header.length };
      } else {
        const [chat = '', consented = '', proof = '', communes = '', topics = ''] = columns.map(
          (name) => cells[header!.indexOf(name)],
        );
        yield { kind: 'row', line, chat, consented, proof, communes, topics };
      }
    }
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? { line: Number(error.lines) } : {};
    return yield { kind: 'broken', why: { kind: 'quote', ...line } };
  }
  if (!header) yield { kind: 'broken', why: { kind: 'empty' } };
}

function flawOf(header: readonly string[]): ConsentTableFlaw | undefined {
  const absent = needed.find((name) => !header.includes(name));
  if (absent) return { kind: 'no-column', column: absent };
  const unknown = header.find((name) => !columns.includes(name));
  if (unknown !== undefined) return { kind: 'unknown-column', column: unknown };
  const twice = header.find((name, i) => header.indexOf(name) !== i);
  return twice === undefined ? undefined : { kind: 'column-twice', column: twice };
}
