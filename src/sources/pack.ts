import { join } from 'node:path';
import type { KnowledgePack } from '../knowledge/pack.ts';
import type { Problem } from '../knowledge/pack-problem.ts';
import { readFacts } from './facts.ts';
import { readLexicon } from './lexicon.ts';
import { readNews } from './news.ts';
import { readTables } from './tables.ts';

/** Loads a knowledge pack. Every problem of every file is found; a pack with problems must not be used. A folder of articles alone is a pack. */
export async function loadPack(dir: string): Promise<{ pack: KnowledgePack; problems: Problem[] }> {
  const { documents, problems } = await readNews(dir);
  const { facts, milestones, resolve } = await readFacts(join(dir, 'facts'), documents, problems);
  const tables = await readTables(dir, resolve, problems);
  const lexicon = await readLexicon(join(dir, 'lexicon'), problems);
  if (documents.length === 0 && facts.length === 0 && problems.length === 0) {
    problems.push({
      file: dir,
      message: 'there is nothing in this pack',
      fix: 'put articles (*.md) into it or into its folder news/',
    });
  }
  return { pack: { ...tables, documents, facts, milestones, lexicon }, problems };
}
