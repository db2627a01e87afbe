import { isDate } from '../elections/pack/article.ts';
import type { ArticleChange, ArticleImporter, ImportKind, ImportRequest } from '../elections/pack/article-import.ts';
import { plainLine } from '../elections/pack/plain-text.ts';
import type { CommandIo } from './io.ts';
import { createProgressBar } from './progress-bar.ts';

/** Options of `cutri import page|html|rss`, as typed. */
export interface ImportOptions {
  publisher?: string;
  retrieved?: string;
  /** Folder of articles to add to. */
  out: string;
  dryRun?: boolean;
}

/** Imports shorter than this are over before a bar could be read. */
const filesWorthABar = 20;

/**
 * `cutri import <kind> <path>`: says on stdout what was added or changed, on stderr what was left out and why.
 * @returns exit code: 1 if an option is wrong or a file could not be imported
 */
export async function runImport(
  kind: ImportKind,
  path: string,
  options: ImportOptions,
  io: Pick<CommandIo, 'out' | 'err' | 'interactive'>,
  importer: ArticleImporter,
): Promise<number> {
  const refusal = refusalOf(kind, options);
  if (refusal) {
    io.err(`${refusal}\n`);
    return 1;
  }
  const request = requestOf(kind, path, options);
  try {
    const files = await importer.files(request);
    return await importAll(request, files, io, importer);
  } catch (error) {
    io.err(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

function refusalOf(kind: ImportKind, { publisher, retrieved }: ImportOptions): string | undefined {
  if (publisher !== undefined && plainLine(publisher) === '') return '--publisher is empty: name who published the articles';
  if (retrieved !== undefined && !isDate(retrieved))
    return `--retrieved is not a date: ${retrieved} (write year-month-day, e.g. 2031-05-18)`;
  if (kind === 'page' && publisher === undefined)
    return '--publisher is missing: name who published the page, e.g. --publisher "Báo Nhân Dân"';
  if (kind === 'page' && retrieved === undefined)
    return '--retrieved is missing: the day the page was saved, e.g. --retrieved 2031-05-18';
  return undefined;
}

function requestOf(kind: ImportKind, path: string, { publisher, retrieved, out, dryRun = false }: ImportOptions): ImportRequest {
  return {
    kind,
    path,
    out,
    dryRun,
    ...(publisher ? { publisher: plainLine(publisher) } : {}),
    ...(retrieved ? { retrieved } : {}),
  };
}

async function importAll(
  request: ImportRequest,
  files: readonly string[],
  io: Pick<CommandIo, 'out' | 'err' | 'interactive'>,
  importer: ArticleImporter,
): Promise<number> {
  const bar = createProgressBar('Importing', io, filesWorthABar);
  const counts = { added: 0, changed: 0, unchanged: 0 };
  let failed = 0;
  // Said after the bar is gone, so that neither writes over the other.
  const remarks: string[] = [];
  const lines: string[] = [];
  let done = 0;
  bar.show(done, files.length);
  for await (const { file, changes, notes, failure } of importer.run(request, files)) {
    for (const change of changes) {
      counts[change.kind]++;
      if (change.kind !== 'unchanged' || request.dryRun) lines.push(changeLine(change));
    }
    remarks.push(...notes.map((note) => `${file}: ${note}`));
    if (failure !== undefined) {
      failed++;
      remarks.push(`${file}: not imported: ${failure}`);
    }
    bar.show(++done, files.length);
  }
  bar.stop();
  const total = counts.added + counts.changed + counts.unchanged;
  const summary = `${total} ${total === 1 ? 'article' : 'articles'}: ${counts.added} added, ${counts.changed} changed, ${counts.unchanged} unchanged`;
  const failures = failed === 0 ? '' : `; ${failed} of ${files.length} ${files.length === 1 ? 'file' : 'files'} not imported`;
  io.err(remarks.map((remark) => `${remark}\n`).join(''));
  io.out(
    [...lines, `${summary}${failures}${request.dryRun ? ' (dry run: nothing was written)' : ''}`]
      .map((line) => `${line}\n`)
      .join(''),
  );
  return failed === 0 ? 0 : 1;
}

/** `changed    knowledge/lao-cai/news/x.md  Title (body, published)`. */
function changeLine({ kind, file, title, parts }: ArticleChange): string {
  return `${kind.padEnd(9)}  ${file}  ${title}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`;
}
