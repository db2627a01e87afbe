import type { StationChange, StationImporter } from '../elections/pack/station-import.ts';
import type { CommandIo } from './io.ts';

/** Options of `cutri import stations`, as typed. */
export interface StationOptions {
  knowledge: string;
  commune?: string;
  source?: string;
  sheet?: string;
  dryRun?: boolean;
}

/**
 * `cutri import stations FILE`: says on stdout what changed, on stderr what is wrong, one line a row.
 * @returns exit code: 1 if anything is wrong; then nothing was written
 */
export async function runStationImport(
  path: string,
  { dryRun = false, ...options }: StationOptions,
  io: Pick<CommandIo, 'out' | 'err'>,
  importer: StationImporter,
): Promise<number> {
  const done = await importer.run({ path, dryRun, ...options });
  io.err(done.notes.map((note) => `${path}: ${note}\n`).join(''));
  if (done.kind === 'refused') {
    io.err(done.problems.map((problem) => `${path}: ${problem}\n`).join(''));
    io.err('Nothing was written.\n');
    return 1;
  }
  io.out(done.changes.map((change) => `${changeLine(change)}\n`).join(''));
  io.out(`${done.file}${dryRun ? ' (dry run: nothing was written)' : ''}\n`);
  return 0;
}

/** `phường Cam Đường: 12 voting areas (2 added, 1 changed, 9 unchanged), removed: 13`. */
function changeLine({ commune, added, changed, unchanged, removed }: StationChange): string {
  const count = added + changed + unchanged;
  return (
    `${commune}: ${count} voting ${count === 1 ? 'area' : 'areas'} (${added} added, ${changed} changed, ${unchanged} unchanged)` +
    (removed.length > 0 ? `, removed: ${removed.join(', ')}` : '')
  );
}
