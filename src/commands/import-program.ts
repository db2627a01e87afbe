import { type Command, Option } from 'commander';
import type { ArticleImporter } from '../elections/pack/article-import.ts';
import type { StationImporter } from '../elections/pack/station-import.ts';
import { type ImportOptions, runImport } from './import.ts';
import { runStationImport, type StationOptions } from './import-stations.ts';
import type { CommandIo } from './io.ts';

export interface ImportCommandDeps {
  articles(): ArticleImporter;
  stations(): StationImporter;
  /** Where articles go that are given no other place. */
  news: string;
  knowledgeOption(): Option;
  io: CommandIo;
  finish(code: number): void;
}

/** Adds `cutri import page|html|rss|stations`. */
export function addImportCommands(
  program: Command,
  { articles, stations, news, knowledgeOption, io, finish }: ImportCommandDeps,
): void {
  const importing = program.command('import').description('make articles and polling stations of the pack from files');
  for (const [kind, argument, description] of [
    ['page', '<file>', 'the text of a saved news page: one article and the headlines related to it'],
    ['html', '<path>', 'a saved article page, or a folder of *.html'],
    ['rss', '<file>', 'a saved RSS, Atom or RDF feed'],
  ] as const) {
    importing
      .command(kind)
      .description(description)
      .argument(argument)
      .option('--publisher <name>', 'who published the articles (page: required; else what the file says of itself)')
      .option(
        '--retrieved <date>',
        'day the file was saved, e.g. 2031-05-18: dates without a year are resolved against it (page: required)',
      )
      .addOption(
        new Option('--out <dir>', 'folder of articles to add to').default(
          news,
          'news/ of the province’s pack that comes with cutri',
        ),
      )
      .option('--dry-run', 'show what would change, write nothing')
      .action(async (path: string, options: ImportOptions) => finish(await runImport(kind, path, options, io, articles())));
  }
  importing
    .command('stations')
    .description('a commune’s list of polling stations: .xlsx, or .csv with commas, semicolons or tabs')
    .argument('<file>')
    .option('--commune <name>', 'the commune the list is of, where it has no column for it')
    .option('--source <key>', 'who said so: a key of facts/sources.yaml, where the list has no column for it')
    .option('--sheet <name>', 'the sheet, where several hold a list')
    .addOption(knowledgeOption())
    .option('--dry-run', 'show what would change, write nothing')
    .action(async (path: string, options: StationOptions) => finish(await runStationImport(path, options, io, stations())));
}
