/** Packs of nothing but articles whose titles are questions, as authorities print them, with what people ask of them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { KnowledgePack } from '../src/elections/pack/pack.ts';
import { loadPack } from '../src/sources/pack.ts';

export interface Article {
  id: string;
  title: string;
  body: string;
}

/** One JSON object a line: an article, a question that it alone answers, or one beside all of them. */
const line = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('article'), id: z.string(), title: z.string(), body: z.string() }),
  z.object({ kind: z.literal('ask'), id: z.string(), q: z.string() }),
  z.object({ kind: z.literal('beside'), q: z.string() }),
]);

export interface Guides {
  articles: Article[];
  /** Other ways of asking than the titles, with the id of the article that answers. */
  asks: { id: string; q: string }[];
  /** What none of the articles answers. */
  besides: string[];
}

export function readGuides(file: string): Guides {
  const lines = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((text) => line.parse(JSON.parse(text)));
  return {
    articles: lines.filter((one) => one.kind === 'article'),
    asks: lines.filter((one) => one.kind === 'ask'),
    besides: lines.flatMap((one) => (one.kind === 'beside' ? [one.q] : [])),
  };
}

/** The articles as somebody loads them who has nothing else. */
export async function packOfArticles(articles: readonly Article[]): Promise<KnowledgePack> {
  const folder = mkdtempSync(join(tmpdir(), 'guides-'));
  for (const { id, title, body } of articles)
    writeFileSync(
      join(folder, `${id}.md`),
      `---\nid: ${id}\ntitle: ${JSON.stringify(title)}\npublisher: Bench\npublished: 2026-01-01\n---\n\n${body}\n`,
    );
  const { pack } = await loadPack(folder);
  rmSync(folder, { recursive: true });
  return pack;
}
