import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../../elections/pack/problem.ts';
import type { StationImport, StationImporter, StationRequest } from '../../elections/pack/station-import.ts';
import type { Commune } from '../../elections/places.ts';
import { fold } from '../../vietnamese/text.ts';
import { readDelimited } from '../csv-table.ts';
import type { KnownCommunes } from '../known-communes.ts';
import { didYouMean } from '../nearest.ts';
import { foldersOf } from '../pack-stack.ts';
import { checkedStations, communesByName } from '../station-table.ts';
import { type ListOfStations, listIn } from './columns.ts';
import { describeFaults } from './faults.ts';
import { tableWith } from './merging.ts';
import { readPackTables } from './pack-tables.ts';
import { readStationRows, type StationRows, stationColumns } from './rows.ts';
import { type DecodeText, readSheets } from './sheet.ts';
import { columnNames } from './words-columns.ts';

/** The list of a province has some thousand rows. */
const maxListBytes = 8 * 1024 * 1024;

export interface StationImporterDeps {
  decode: DecodeText;
  /** Writes a file so that nobody ever sees half of it. */
  write(file: string, text: string): Promise<void>;
}

/** Takes a list of polling stations over into the table of the uppermost pack: all rows of the communes it is of, or nothing. */
export function createStationImporter({ decode, write }: StationImporterDeps): StationImporter {
  return {
    async run(request) {
      const notes: string[] = [];
      const refuse = (...problems: string[]): StationImport => ({ kind: 'refused', problems, notes });
      try {
        const list = await listOf(request, decode, notes);
        const pack = await readPackTables(foldersOf(request.knowledge));
        if (pack.problems.length > 0)
          return refuse(`the pack has ${pack.problems.length} problems of its own: mend them first (npx cutri check names them)`);
        const commune = communeClaimed(request.commune, pack.communes);
        // What the registry of sources cannot resolve it reports there too.
        const { problems } = pack;
        const claims = { commune: commune?.code, source: request.source };
        const { cells, rows } = readStationRows(list, claims, request.path, problems);
        const stations = checkedStations(rows, pack.communes, pack.resolve, problems);
        if (commune) reportOthers(rows, commune, pack.communes, problems);
        if (problems.length > 0) return refuse(...describeFaults(problems));
        if (rows.length === 0) return refuse('there is no row under the headings: nothing was changed');
        const file = join(foldersOf(request.knowledge).at(-1) ?? '', 'units', 'polling-stations.csv');
        const old = readDelimited(await readFile(file, 'utf8').catch(() => stationColumns.join(',')), ',');
        const merged = tableWith(
          old.map((row) => row.cells),
          cells,
          stations,
          pack.communes.list,
        );
        if (!request.dryRun) await write(file, merged.text);
        return { kind: 'imported', file, changes: merged.changes, notes };
      } catch (error) {
        return refuse(error instanceof Error ? error.message : String(error));
      }
    },
  };
}

/** Rows of another commune than the one the operator named. */
function reportOthers(
  rows: StationRows['rows'],
  { code, type, name }: Commune,
  { list }: KnownCommunes,
  problems: Problem[],
): void {
  const named = communesByName(list);
  for (const { value, file, line } of rows) {
    const of = named.get(fold(value.commune));
    if (of !== undefined && of.code !== code)
      problems.push({
        file,
        line,
        message: `it is of "${value.commune}", not of ${type} ${name}`,
        fix: 'take the row out, or leave --commune out',
      });
  }
}

/** The one list a file holds. Throws an `Error` that says what is missing. */
async function listOf(
  { path, sheet, commune, source }: StationRequest,
  decode: DecodeText,
  notes: string[],
): Promise<ListOfStations> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new Error(error.code === 'ENOENT' ? `there is no file ${path}` : `it cannot be read: ${error.code ?? error.message}`);
  });
  if (!found.isFile()) throw new Error(`${path} is a folder: name a file`);
  if (found.size > maxListBytes) throw new Error(`it has ${found.size} bytes; at most ${maxListBytes} are read`);
  const read = await readSheets(await readFile(path), decode);
  notes.push(...read.notes);
  const tables = sheet === undefined ? read.tables : read.tables.filter(({ name }) => fold(name) === fold(sheet));
  if (tables.length === 0)
    throw new Error(`it has no sheet "${sheet}", only ${read.tables.map(({ name }) => `"${name}"`).join(', ')}`);
  const lists = tables.flatMap((table) => listIn(table) ?? []);
  const [list] = lists;
  if (!list)
    throw new Error(`no row of headings was found: there must be one that names ${Object.values(columnNames).join(', ')}`);
  if (lists.length > 1)
    throw new Error(
      `several sheets hold a list (${lists.map(({ table }) => `"${table.name}"`).join(', ')}): say which with --sheet`,
    );
  const twice = list.columns.find(({ meaning, index }) =>
    list.columns.some((other) => other.meaning === meaning && other.index > index),
  );
  if (twice)
    throw new Error(
      `two columns look like "${twice.meaning}": ${list.columns.flatMap(({ meaning, heading }) => (meaning === twice.meaning ? [`"${heading}"`] : [])).join(' and ')}; rename one of them`,
    );
  const held = new Set<string>(list.columns.map(({ meaning }) => meaning));
  const missing = (['area', 'name', 'address'] as const)
    .filter((column) => !held.has(column))
    .map((column) => columnNames[column]);
  if (missing.length > 0) throw new Error(`no column was recognised for ${missing.join(', ')}: name the heading so`);
  if (commune === undefined && !held.has('commune')) throw new Error('it does not say which commune it is of: add --commune');
  if (source === undefined && !held.has('source'))
    throw new Error('it does not say who decided it: add the decision to facts/sources.yaml and its key with --source');
  const left = list.unknown.map((heading) => `"${heading}"`).join(', ');
  if (left !== '') notes.push(`columns that were not taken over: ${left}`);
  return list;
}

function communeClaimed(name: string | undefined, { list }: KnownCommunes) {
  if (name === undefined) return undefined;
  const commune = communesByName(list).get(fold(name));
  if (commune) return commune;
  const known = list.map((one) => one.name);
  throw new Error(
    `--commune: there is no commune "${name}": ${didYouMean(name, known, 'write its code or name as in places/communes.csv')}`,
  );
}
