import type {
  CommuneStations,
  StationList,
  StationLists,
  StationMeaning,
  StationProblem,
} from '../../elections/pack/station-import.ts';
import { stationMeanings } from '../../elections/pack/station-import.ts';
import { placeTitle } from '../../elections/places.ts';
import { fold } from '../../vietnamese/text.ts';
import { foldersOf } from '../pack-stack.ts';
import { checkedStations, communesByName } from '../station-table.ts';
import { type KnownColumn, listIn, meaningOf } from './columns.ts';
import { readPackTables } from './pack-tables.ts';
import { readStationRows } from './rows.ts';
import { type DecodeText, readSheets } from './sheet.ts';
import type { SheetTable } from './table.ts';

/** The list of a province has some thousand rows; a cell is a few words. */
const mostRows = 5_000;
const longestCell = 600;

/** The table as a list: under the headings that are known, else under the first row with three cells filled. */
function listOf(table: SheetTable): StationList | undefined {
  const known = listIn(table);
  const filled = table.rows.findIndex(({ cells }) => cells.filter((cell) => cell.trim() !== '').length >= 3);
  const at = known ? table.rows.length - known.rows.length - 1 : filled;
  if (at < 0) return undefined;
  const headings = table.rows[at]!.cells.map((cell) => cell.trim());
  const guessed = headings.map((heading) => {
    const meaning = meaningOf(heading);
    return meaning === undefined || meaning === 'unused' ? '' : meaning;
  });
  const rows = table.rows
    .slice(at + 1)
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ row, cells }) => ({ row, cells: cells.map((cell) => cell.slice(0, longestCell)) }));
  return { name: table.name, headings, guessed, rows };
}

async function readList(bytes: Uint8Array, decode: DecodeText, sheet: string | undefined): ReturnType<StationLists['read']> {
  const { tables } = await readSheets(Buffer.from(bytes), decode);
  const named = sheet === undefined ? tables : tables.filter(({ name }) => fold(name) === fold(sheet));
  if (named.length === 0) return { kind: 'sheets', names: tables.map(({ name }) => name) };
  const known = named.filter((table) => listIn(table));
  if (known.length > 1) return { kind: 'sheets', names: known.map(({ name }) => name) };
  const [list] = (known.length > 0 ? known : named).flatMap((table) => listOf(table) ?? []);
  if (!list || list.rows.length === 0) return { kind: 'refused', why: 'the list is missing' };
  if (list.rows.length > mostRows) return { kind: 'refused', why: `it has more than ${mostRows} rows` };
  return { kind: 'read', list };
}

const isMeaning = (name: string): name is StationMeaning => (stationMeanings as readonly string[]).includes(name);

/** What is wrong with what the columns were said to hold. */
function columnProblems(columns: readonly KnownColumn[], claims: { commune?: unknown; source?: unknown }): StationProblem[] {
  const held = columns.map(({ meaning }) => meaning);
  const wanted: StationMeaning[] = ['area', 'name', 'address'];
  if (claims.commune === undefined) wanted.push('commune');
  if (claims.source === undefined) wanted.push('source');
  const missing = wanted
    .filter((meaning) => !held.includes(meaning))
    .map((meaning) => ({ row: 0, message: `no column holds "${meaning}"`, fix: 'say which one does' }));
  const twice = held
    .filter((meaning, i) => held.indexOf(meaning) < i)
    .map((meaning) => ({ row: 0, message: `two columns hold "${meaning}"`, fix: 'choose one of them' }));
  return [...missing, ...twice];
}

/** Reads lists for the pack of this stack; nothing is written. */
export function createStationLists({ decode, stack }: { decode: DecodeText; stack: string }): StationLists {
  return {
    read: (bytes, sheet) =>
      readList(bytes, decode, sheet).catch((error: unknown) => ({
        kind: 'refused',
        why: error instanceof Error ? error.message : String(error),
      })),
    async check({ headings, rows: typed }, names, claims) {
      const columns = names.flatMap((meaning, index): KnownColumn[] =>
        isMeaning(meaning) ? [{ meaning, index, heading: headings[index] || meaning }] : [],
      );
      const faults = columnProblems(columns, claims);
      if (faults.length > 0) return { communes: [], problems: faults };
      const { communes, resolve, problems } = await readPackTables(foldersOf(stack));
      const named = communesByName(communes.list);
      const communeAt = columns.find(({ meaning }) => meaning === 'commune')?.index;
      const codeOf = new Map(
        typed.map(({ row, cells }) => {
          const said = communeAt === undefined ? '' : (cells[communeAt]?.trim() ?? '');
          return [row, named.get(fold(said === '' ? (claims.commune ?? '') : said))?.code];
        }),
      );
      // What is wrong with the pack itself is none of the list's faults.
      problems.splice(0);
      const { only } = claims;
      const isForeign = (row: number): boolean => {
        const code = codeOf.get(row);
        return only !== undefined && code !== undefined && code !== only;
      };
      const titleOf = (code: string | undefined): string => {
        const held = communes.list.find((one) => one.code === code);
        return held ? placeTitle(held) : (code ?? '');
      };
      for (const { row } of typed.filter(({ row }) => isForeign(row)))
        problems.push({
          file: '',
          line: row,
          message: `the row is of "${titleOf(codeOf.get(row))}", not of "${titleOf(only)}"`,
          fix: 'take the row out of the list',
        });
      const wanted = typed.filter(({ row }) => !isForeign(row));
      const list = { table: { name: '', rows: [] }, columns, rows: wanted, unknown: [] };
      const { cells, rows } = readStationRows(list, claims, '', problems);
      checkedStations(rows, communes, resolve, problems);
      const of = new Map<string, CommuneStations>();
      for (const [i, row] of cells.entries()) {
        const commune = communes.list.find(({ code }) => code === codeOf.get(rows[i]!.line));
        if (!commune) continue;
        const held = of.get(commune.code) ?? { code: commune.code, title: placeTitle(commune), rows: [] };
        of.set(commune.code, { ...held, rows: [...held.rows, { ...row, commune: commune.code }] });
      }
      return {
        communes: [...of.values()],
        problems: problems.map(({ line = 0, message, fix }) => {
          const code = codeOf.get(line);
          return { row: line, message, fix, ...(code === undefined ? {} : { commune: code }) };
        }),
      };
    },
  };
}
