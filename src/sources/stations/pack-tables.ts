import { join } from 'node:path';
import type { Problem } from '../../elections/pack/problem.ts';
import type { KnownCommunes } from '../known-communes.ts';
import { readNews } from '../news.ts';
import { type ResolveSource, readSources } from '../registry.ts';
import { readTables } from '../tables.ts';

/** What a list of stations is checked against. */
export interface PackTables {
  communes: KnownCommunes;
  resolve: ResolveSource;
  problems: Problem[];
}

/** Reads the communes and sources of a stack of packs. */
export async function readPackTables(folders: readonly string[]): Promise<PackTables> {
  const { documents, problems } = await readNews(folders.join(';'));
  const resolve = await readSources(
    folders.map((folder) => join(folder, 'facts', 'sources.yaml')),
    documents,
    problems,
  );
  const { tables } = await readTables(folders, resolve, problems);
  return { communes: { list: tables.communes, complete: true }, resolve, problems };
}
