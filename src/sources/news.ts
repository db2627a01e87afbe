import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readArticle } from '../elections/pack/article.ts';
import type { SourceDocument } from '../elections/pack/document.ts';
import { type Problem, problemLine } from '../elections/pack/problem.ts';
import type { KnowledgeSource } from '../elections/pack/source.ts';
import { packText, sizeProblem } from '../elections/pack/text.ts';
import { foldersOf } from './pack-stack.ts';
import { fileStamp } from './pack-stamp.ts';

/** An article is a few thousand characters; a book-sized file is a mistake. */
const maxArticleBytes = 4 * 1024 * 1024;
/** Files read at once: enough to keep the disk busy, far below any limit on open files. */
const filesAtOnce = 32;

/** The articles of a pack in the order of their file names, and everything that is wrong with them. */
export interface NewsReading {
  documents: SourceDocument[];
  problems: Problem[];
}

interface ArticleReading {
  document?: SourceDocument;
  problems: Problem[];
}

/** Articles already read, by file: one whose stamp is still the same is not read again. */
export type ArticleCache = Map<string, { stamp: string; reading: ArticleReading }>;

export const createArticleCache = (): ArticleCache => new Map();

/**
 * Reads `news/*.md` of every folder of a stack (`foldersOf`), or `*.md` of one that has no such folder. `README.md` and hidden files are not articles.
 * Never throws for what is on the disk: each problem names file, line and what to do.
 */
export async function readNews(stack: string, cache = createArticleCache()): Promise<NewsReading> {
  const files: string[] = [];
  const problems: Problem[] = [];
  for (const folder of foldersOf(stack)) {
    const there = await articleFiles(folder);
    files.push(...there.files);
    problems.push(...there.problems);
  }
  const documents: SourceDocument[] = [];
  const fileOf = new Map<string, string>();
  for (let start = 0; start < files.length; start += filesAtOnce) {
    const batch = files.slice(start, start + filesAtOnce);
    const readings = await Promise.all(batch.map((file) => readThrough(cache, file)));
    for (const [index, reading] of readings.entries()) {
      problems.push(...reading.problems);
      if (!reading.document) continue;
      const { id } = reading.document;
      const file = batch[index]!;
      const first = fileOf.get(id);
      if (first)
        problems.push({ file, message: `the id "${id}" is already taken by ${first}`, fix: 'give each article its own id' });
      else documents.push(reading.document);
      fileOf.set(id, first ?? file);
    }
  }
  const present = new Set(files);
  for (const file of cache.keys()) if (!present.has(file)) cache.delete(file);
  return { documents, problems };
}

async function readThrough(cache: ArticleCache, file: string): Promise<ArticleReading> {
  const stamp = await fileStamp(file);
  const known = cache.get(file);
  if (known?.stamp === stamp) return known.reading;
  const reading = await readArticleFile(file);
  // A file that could not be read may be readable next time, its stamp unchanged.
  if (reading.document) cache.set(file, { stamp, reading });
  else cache.delete(file);
  return reading;
}

/** A knowledge source over the same files. `documents()` throws one error that lists every problem, if there are any. */
export function createNewsSource(stack: string): KnowledgeSource {
  return {
    async *documents() {
      const { documents, problems } = await readNews(stack);
      if (problems.length > 0)
        throw new Error(`The articles cannot be used:\n${problems.map((problem) => `  - ${problemLine(problem)}`).join('\n')}`);
      yield* documents;
    },
  };
}

/** Files of the articles of one pack, in order. */
export const articleFilesIn = async (folder: string): Promise<string[]> => (await articleFiles(folder)).files;

async function articleFiles(dir: string): Promise<{ files: string[]; problems: Problem[] }> {
  const news = join(dir, 'news');
  const folder = (await stat(news).catch(() => undefined))?.isDirectory() ? news : dir;
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => error);
  if (entries instanceof Error) {
    const message =
      entries.code === 'ENOENT' ? 'the folder does not exist' : `the folder cannot be read: ${entries.code ?? entries.message}`;
    return { files: [], problems: [{ file: folder, message, fix: 'name a folder that holds news/*.md' }] };
  }
  const visible = entries.filter((entry) => !entry.name.startsWith('.'));
  const problems = visible
    .filter((entry) => entry.isDirectory() && folder === news)
    .map(
      (entry): Problem => ({
        file: join(folder, entry.name),
        message: 'folders inside news/ are not read',
        fix: 'move its articles into news/ itself',
      }),
    );
  const names = visible.filter(
    (entry) => !entry.isDirectory() && /\.md$/iu.test(entry.name) && !/^readme\.md$/iu.test(entry.name),
  );
  return { files: names.map((entry) => join(folder, entry.name)).sort(), problems };
}

async function readArticleFile(file: string): Promise<ArticleReading> {
  try {
    const tooLarge = sizeProblem((await stat(file)).size, file, maxArticleBytes);
    if (tooLarge) return { problems: [tooLarge] };
    const decoded = packText(await readFile(file), file, maxArticleBytes);
    return decoded.kind === 'text' ? readArticle(decoded.text, file) : { problems: [decoded.problem] };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return {
      problems: [
        { file, message: `the file cannot be read: ${code ?? message}`, fix: 'check that it exists and that you may read it' },
      ],
    };
  }
}
