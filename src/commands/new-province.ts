import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { type Command, Option } from 'commander';
import { newProvince } from '../elections/pack/new-province.ts';
import type { KnowledgePack } from '../elections/pack/pack.ts';
import type { CommandIo } from './io.ts';

export interface NewProvinceOptions {
  /** Folder of the country's pack, whose tables are read. */
  country: string;
  /** Folder the pack is made in; by default beside the country's. */
  out?: string;
}

/**
 * `cutri new-province NAME`: writes the pack of a province from the tables of the country. Never writes over a folder that is there.
 * @returns exit code: 1 if the province is unknown or the folder exists
 */
export async function runNewProvince(
  name: string,
  { country, out }: NewProvinceOptions,
  pack: Pick<KnowledgePack, 'communesElsewhere' | 'otherPlaces'>,
  io: Pick<CommandIo, 'out' | 'err'>,
): Promise<number> {
  const made = newProvince(name, pack, { communes: 'units-dataset', units: 'resolution-85' });
  if (made.kind === 'unknown') {
    io.err(`There is no province "${name}" in the tables of ${country}: ${made.provinces.join(', ') || 'they are empty'}.\n`);
    return 1;
  }
  const folder = out ?? join(dirname(country), made.folder);
  if (existsSync(folder)) {
    io.err(`${folder} is there already: move it away, or name another folder with --out.\n`);
    return 1;
  }
  for (const [file, text] of Object.entries(made.files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  io.out(
    `${folder}: ${made.communes} communes, ${made.units} National Assembly units with ${made.seats} seats. ` +
      `Add articles to ${join(folder, 'news')}, then: CUTRI_KNOWLEDGE=${country}${delimiter}${folder}\n`,
  );
  return 0;
}

interface NewProvinceDeps {
  /** Folder of the country's pack that comes with cutri. */
  country: string;
  load(folder: string): Promise<KnowledgePack>;
  io: CommandIo;
  finish(code: number): void;
}

/** Adds `cutri new-province`. */
export function addNewProvinceCommand(program: Command, { country, load, io, finish }: NewProvinceDeps): void {
  program
    .command('new-province')
    .description('make the pack of a province from the tables of the country')
    .argument('<name>', 'the province or city, with or without diacritics')
    .addOption(new Option('--country <dir>', 'folder of the country’s pack').default(country, 'the one that comes with cutri'))
    .option('--out <dir>', 'folder to make (default: beside the country’s)')
    .action(async (name: string, options: NewProvinceOptions) =>
      finish(await runNewProvince(name, options, await load(options.country), io)),
    );
}
