import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createAnswering } from './chat/answering.ts';
import { createDialogue, type Dialogue } from './chat/dialogue.ts';
import { createPlaceReplies } from './chat/place-replies.ts';
import { createQuestionReader } from './chat/reading.ts';
import { createElectoralUnits } from './elections/electoral-units.ts';
import { createPollingStations } from './elections/polling-stations.ts';
import { createKnowledgeBase, type KnowledgeBase } from './knowledge/knowledge-base.ts';
import type { KnowledgePack } from './knowledge/pack.ts';
import { problemLine } from './knowledge/pack-problem.ts';
import { loadPack } from './sources/pack.ts';

/** A folder of this package, whether it runs from `src/` or from `dist/`. */
export function packageFolder(name: string): string {
  return join(import.meta.dirname, '..', name);
}

/** The pack cannot be used; the message lists every problem with file, line and what to do. */
export class PackError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PackError';
  }
}

export interface Knowledge {
  pack: KnowledgePack;
  base: KnowledgeBase;
  /** A dialogue of its own: conversations in one are unknown to the other. */
  openDialogue(): Dialogue;
}

/** Loads and checks a knowledge pack and indexes it. Throws `PackError`. */
export async function openKnowledge(folder: string): Promise<Knowledge> {
  if (!existsSync(folder))
    throw new PackError(`There is no knowledge pack at ${folder}: give another folder with --knowledge or CUTRI_KNOWLEDGE.`);
  const { pack, problems } = await loadPack(folder);
  if (problems.length > 0) throw new PackError(problems.map(problemLine).join('\n'));
  return openPack(pack);
}

/** Indexes a checked pack. */
export function openPack(pack: KnowledgePack): Knowledge {
  const base = createKnowledgeBase({ lexicon: pack.lexicon });
  for (const document of pack.documents) base.add(document);
  const places = createPlaceReplies({
    province: pack.province,
    communes: pack.communes,
    units: createElectoralUnits(pack.electoralUnits),
    stations: createPollingStations(pack.pollingStations),
  });
  const read = createQuestionReader(pack);
  return { pack, base, openDialogue: () => createDialogue(createAnswering({ pack, base, places, read })) };
}

export async function openDialogue(folder: string): Promise<Dialogue> {
  return (await openKnowledge(folder)).openDialogue();
}
