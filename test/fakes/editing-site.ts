/** The console over a small pack on the disk, with answers that quote what the pack has a way of asking for. */
import { onTestFinished } from 'vitest';
import type { Reply } from '../../src/answering/reply/reply.ts';
import type { KnowledgePack } from '../../src/elections/pack/pack.ts';
import { writeWhole } from '../../src/importing/whole-file.ts';
import { loadPack } from '../../src/sources/pack.ts';
import { commitFile } from '../../src/sources/writing/commit.ts';
import { createPackWriter } from '../../src/sources/writing/pack-writer.ts';
import { type ConsoleSite, startConsoleSite } from './console-site.ts';
import { packFolder, soundFiles } from './pack-folder.ts';

/** Facts by their ways of asking, articles by their titles, stations by their hamlets. */
function answerFrom({ facts, documents, pollingStations }: KnowledgePack, asked: string): Reply {
  const cited = (document: string, text: string): Reply => ({
    kind: 'answer',
    text,
    citations: [{ document, title: 'Nguồn', publisher: 'Báo', date: '2026-03-01', quote: text }],
    about: document,
  });
  const fact = facts.find(({ asks }) => asks.includes(asked));
  if (fact) return cited(fact.id, fact.statement);
  const article = documents.find(({ title }) => title === asked);
  if (article) return cited(article.id, article.body);
  const station = pollingStations.find(({ hamlets }) => hamlets.some((hamlet) => asked.includes(`${hamlet},`)));
  if (station) return cited(station.communeCode, `${station.name}, ${station.address}`);
  return { kind: 'none', reason: 'not-in-sources', text: 'Nguồn không nêu.', citations: [] };
}

/** `beside`: what the console works with instead of a store in memory. */
export async function startEditingSite(
  files: Record<string, string> = soundFiles,
  beside: Pick<NonNullable<Parameters<typeof startConsoleSite>[0]>, 'announcing' | 'tickets' | 'proposals'> = {},
): Promise<ConsoleSite & { folder: string }> {
  const folder = packFolder(files);
  const writer = createPackWriter({ stack: folder, write: writeWhole, record: commitFile });
  const { pack } = await loadPack(folder);
  const site = await startConsoleSite({
    ...beside,
    writer,
    stack: folder,
    pack: () => pack,
    tryOut: (edit, questions) =>
      writer.tryOut(edit, async (copy) => {
        const read = await loadPack(copy);
        return { problems: read.problems, result: questions.map((question) => answerFrom(read.pack, question)) };
      }),
  });
  onTestFinished(() => site.close());
  return Object.assign(site, { folder });
}

/** Id of the proposal that a redirect leads to. */
export const proposalAt = (location: string | null): string => /\/de-xuat\/([^?]+)/u.exec(location ?? '')?.[1] ?? 'none';
