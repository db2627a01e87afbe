import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArticleImporter, ImportedFile, ImportKind, ImportRequest } from '../elections/pack/article-import.ts';
import type { FoundArticle } from './article-draft.ts';
import { type ArticleFolder, openArticleFolder } from './article-folder.ts';
import { decodeText } from './charset.ts';
import { readFeed } from './feed.ts';
import { readHtmlPage } from './html-page.ts';
import { readPage } from './page.ts';

/** A saved page is a few hundred kilobytes; more is not an article. */
const maxFileBytes = 8 * 1024 * 1024;

/** Reads saved pages, article HTML and feeds from disk and adds what they hold to a folder of articles. */
export function createImporter(): ArticleImporter {
  return {
    async files({ kind, path }) {
      const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
        throw new Error(
          error.code === 'ENOENT' ? `there is no file ${path}` : `${path} cannot be read: ${error.code ?? error.message}`,
        );
      });
      if (!found.isDirectory()) return [path];
      if (kind !== 'html') throw new Error(`${path} is a folder: name a file`);
      const names = (await readdir(path)).filter((name) => /^[^.].*\.x?html?$/iu.test(name)).sort();
      if (names.length === 0) throw new Error(`the folder ${path} holds no *.html file`);
      return names.map((name) => join(path, name));
    },

    async *run(request, files) {
      const folder = await openArticleFolder(request.out, request.dryRun);
      for (const file of files) yield await importFile(file, request, folder);
    },
  };
}

async function importFile(file: string, request: ImportRequest, folder: ArticleFolder): Promise<ImportedFile> {
  const outcome: ImportedFile = { file, changes: [], notes: [] };
  try {
    const found = await stat(file);
    if (!found.isFile()) throw new Error('it is not a file');
    if (found.size > maxFileBytes) throw new Error(`it has ${found.size} bytes; at most ${maxFileBytes} are read`);
    const decoded = decodeText(await readFile(file));
    if (decoded.kind === 'unreadable') throw new Error(decoded.reason);
    if (decoded.note) outcome.notes.push(decoded.note);
    const { articles, notes } = readers[request.kind](decoded.text, request);
    outcome.notes.push(...notes);
    if (articles.length === 0) throw new Error(outcome.notes.pop() ?? 'no article was found in it');
    for (const draft of articles) outcome.changes.push(await folder.put(draft));
  } catch (error) {
    outcome.failure =
      error instanceof RangeError ? 'it is too deeply nested to be read' : error instanceof Error ? error.message : String(error);
  }
  return outcome;
}

const readers: Record<ImportKind, (text: string, request: ImportRequest) => FoundArticle> = {
  page(text, { publisher = '', retrieved = '' }) {
    if (publisher === '' || retrieved === '')
      throw new Error('a saved page does not say whose it is or when it was saved: give --publisher and --retrieved');
    return readPage(text, { publisher, retrieved });
  },
  html: readHtmlPage,
  rss: readFeed,
};
