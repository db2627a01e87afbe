import { join } from 'node:path';
import type { KnowledgePack } from '../elections/pack/pack.ts';
import type { Problem } from '../elections/pack/problem.ts';
import type { PackQuestions } from '../elections/pack/questions.ts';
import { type Lexicon, spelledOut } from '../vietnamese/lexicon.ts';
import { lendConduct, lendLexicon } from './conduct.ts';
import { readFacts } from './facts.ts';
import { checkLevels } from './level-table.ts';
import { readLexicon } from './lexicon.ts';
import { type ArticleCache, readNews } from './news.ts';
import { foldersOf } from './pack-stack.ts';
import { readProvince } from './province-file.ts';
import { readQuestions } from './questions.ts';
import { readSources } from './registry.ts';
import { readTables } from './tables.ts';

/**
 * Loads a knowledge pack: `province.yaml`, `news/`, `facts/`, `places/`, `units/`, `lexicon/` of its folder, each of which may be missing. Of a stack of
 * folders (`foldersOf`) everything is put together; an id may be given once in the whole stack, and what one folder names as a source may stand in another.
 * Never throws for what is on the disk. What is broken is left out of the pack and named in `problems`, by file and line.
 * Articles found unchanged in `articles` are not read again.
 */
export async function loadPack(stack: string, articles?: ArticleCache): Promise<{ pack: KnowledgePack; problems: Problem[] }> {
  const folders = foldersOf(stack);
  const within = (...path: string[]) => folders.map((folder) => join(folder, ...path));
  const { documents, problems } = await readNews(stack, articles);
  const resolve = await readSources(within('facts', 'sources.yaml'), documents, problems);
  const { tables, levels } = await readTables(folders, resolve, problems);
  const { facts, milestones, ids } = await readFacts(within('facts'), documents, resolve, problems);
  const about = await readProvince(folders, tables.province, problems);
  checkLevels(levels, { ...tables, facts }, problems);
  const lexicon = await lendLexicon(await readLexicon(within('lexicon'), problems), problems);
  const known = new Set([...facts, ...milestones].map(({ id }) => id));
  const asked = await lendConduct(await readQuestions(within('questions'), known, problems), problems);
  const questions = spelledOutWays(asked, lexicon.chat);
  const taken = new Map(documents.map(({ id }) => [id, 'an article in news/']));
  for (const { id, file, line } of ids) {
    const first = taken.get(id);
    if (first)
      problems.push({ file, line, message: `the id "${id}" is already taken by ${first}`, fix: 'give it an id of its own' });
    else taken.set(id, `${file}:${line}`);
  }
  if (documents.length === 0 && facts.length === 0 && problems.length === 0) {
    const fix = 'put articles (*.md) into it or into its folder news/';
    problems.push({ file: stack, message: 'there is nothing in this pack', fix });
  }
  return {
    pack: { ...tables, ...(about ? { about } : {}), documents, facts, milestones, lexicon, questions },
    problems: problems.sort(byPlace),
  };
}

/** Ways of asking come in chat spelling too; what is typed is compared with them once it is spelled out. */
function spelledOutWays(questions: PackQuestions, chat: Lexicon['chat']): PackQuestions {
  const all = (ways: readonly string[]): string[] => ways.map((way) => spelledOut(way, chat));
  const each = (ways: ReadonlyMap<string, string[]>) => new Map([...ways].map(([id, one]) => [id, all(one)] as const));
  const { ways, beside, tasks, talk, topics, unknowns } = questions;
  return {
    ...questions,
    ...{ ways: each(ways), beside: each(beside), tasks: each(tasks), talk: each(talk), topics: each(topics) },
    unknowns: unknowns.map((unknown) => ({ ...unknown, asks: all(unknown.asks) })),
  };
}

function byPlace(a: Problem, b: Problem): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : (a.line ?? 0) - (b.line ?? 0);
}
