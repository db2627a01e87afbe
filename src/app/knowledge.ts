import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { createFactCheck } from '../answering/claims/fact-check.ts';
import { createLiveAnswering } from '../answering/live.ts';
import type { Asked } from '../answering/question/asked.ts';
import type { Reply } from '../answering/reply/reply.ts';
import { buildKnowledgeBase } from '../answering/search/building.ts';
import { createKnowledgeBase, type KnowledgeBase } from '../answering/search/knowledge-base.ts';
import { createDialogue, type Dialogue } from '../conversations/dialogue.ts';
import { withMenus } from '../conversations/menus.ts';
import { createThinking, type Thinking } from '../conversations/thinking.ts';
import type { PackChange } from '../elections/pack/change.ts';
import type { PackDesk } from '../elections/pack/edit.ts';
import type { KnowledgePack } from '../elections/pack/pack.ts';
import { describeProblems, type Problem } from '../elections/pack/problem.ts';
import type { StationImporter, StationLists } from '../elections/pack/station-import.ts';
import { decodeText } from '../importing/charset.ts';
import { writeWhole } from '../importing/whole-file.ts';
import { createPackReader, type PackReader } from '../sources/pack-reader.ts';
import { foldersOf } from '../sources/pack-stack.ts';
import { type PackWatch, watchPack } from '../sources/pack-watch.ts';
import { createStationLists } from '../sources/stations/checking.ts';
import { createStationImporter } from '../sources/stations/importing.ts';
import { commitFile } from '../sources/writing/commit.ts';
import { createPackWriter } from '../sources/writing/pack-writer.ts';
import { readSavedIndex, saveIndex } from '../stores/saved-index.ts';

export { createImporter } from '../importing/importer.ts';
export { createArticleReader } from '../importing/saved-page.ts';
export { loadPack } from '../sources/pack.ts';

/** A folder of this package, whether it runs from `src/` or from `dist/`. */
export function packageFolder(name: string): string {
  return join(import.meta.dirname, '..', '..', name);
}

/** Folders of the packs that come with cutri, lowest first. */
const shipped = ['viet-nam', 'lao-cai'].map((name) => join(packageFolder('knowledge'), name));

/** The stack of packs that comes with cutri, as `--knowledge` takes it. */
export const shippedStack = shipped.join(':');

/** The pack of what holds in the whole country. */
export const shippedCountry = shipped[0]!;

/** Where articles go that are imported and given no other place: the news of the uppermost pack that comes with cutri. */
export const shippedNews = join(shipped.at(-1)!, 'news');

/** Where the uppermost pack of a stack says which province it speaks for. */
export const provinceFileOf = (stack: string): string => join(foldersOf(stack).at(-1) ?? '', 'province.yaml');

/** Takes lists of polling stations over into a pack. */
export const stationImporter = (): StationImporter => createStationImporter({ decode: decodeText, write: writeWhole });

/** Reads lists of polling stations for this stack, step by step. */
export const stationLists = (stack: string): StationLists => createStationLists({ decode: decodeText, stack });

/** Changes the files of a stack of packs. */
export const packDesk = (stack: string, check: (stack: string) => Promise<Problem[]>): PackDesk =>
  createPackWriter({ stack, write: writeWhole, record: commitFile, check });

/** The pack cannot be used; the message lists every problem with file, line and what to do. */
export class PackError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PackError';
  }
}

export interface Knowledge {
  readonly pack: KnowledgePack;
  base: KnowledgeBase;
  thinking: Thinking;
  /** A dialogue of its own: conversations in one are unknown to the other. Menus are picked from. */
  openDialogue(): Dialogue;
  /** The same without menus. */
  openPlainDialogue(): Dialogue;
  /** Repairs the typing of a message and reads what it names. */
  read(text: string, now: Date): Asked;
  answer(asked: Asked, now: Date): Reply;
  /** Takes over another pack while people ask. */
  update(next: KnowledgePack): Promise<PackChange>;
}

/** How a pack is opened that may be large. */
export interface KnowledgeOptions {
  /** File that keeps the index; without one nothing is saved. */
  index?: string | undefined;
  /** Passages indexed so far, of how many. */
  progress?(done: number, total: number): void;
  /** One line for the log. */
  note?(text: string): void;
}

/** The documents of a pack, indexed: from the saved index where that holds exactly these, else built and saved. */
async function openBase(
  { documents, lexicon }: KnowledgePack,
  { index, progress, note }: KnowledgeOptions,
): Promise<KnowledgeBase> {
  const saved = index === undefined ? undefined : await readSavedIndex(index, documents);
  if (saved?.kind === 'usable') return createKnowledgeBase({ lexicon, restored: { state: saved.state, documents } });
  const base = await buildKnowledgeBase({ documents, lexicon, breathe: () => breathe(), ...(progress ? { progress } : {}) });
  if (index !== undefined && saved) {
    note?.(`the saved index ${index} was not used: ${saved.why}; it was built anew`);
    await saveIndex(index, documents, base.snapshot()).catch((error: unknown) =>
      note?.(`the index could not be saved in ${index}: ${String(error)}`),
    );
  }
  return base;
}

function onBase(pack: KnowledgePack, base: KnowledgeBase): Knowledge {
  const live = createLiveAnswering(pack, base);
  const inUse = () => live.pack;
  const thinking = createThinking(live, { pack: inUse, facts: createFactCheck(inUse) });
  return {
    get pack() {
      return live.pack;
    },
    base,
    thinking,
    openDialogue: () => withMenus(createDialogue(thinking, inUse)),
    openPlainDialogue: () => createDialogue(thinking, inUse),
    read: live.read,
    answer: live.answer,
    update: (next) => live.update(next, () => breathe()),
  };
}

/** Indexes a checked pack. */
export function openPack(pack: KnowledgePack): Knowledge {
  const base = createKnowledgeBase({ lexicon: pack.lexicon });
  for (const document of pack.documents) base.add(document);
  return onBase(pack, base);
}

/** The same of a pack that may be large. */
export async function indexPack(pack: KnowledgePack, opening: KnowledgeOptions = {}): Promise<Knowledge> {
  return onBase(pack, await openBase(pack, opening));
}

export interface WatchedKnowledge extends Knowledge {
  /** Takes over what changes in the folder from now on. */
  watch(deps: {
    changed(change: PackChange): void;
    broken(message: string, problems: readonly Problem[]): void;
    mended(): void;
    schedule(afterMs: number, run: () => void): () => void;
  }): PackWatch;
}

/** Loads and checks a pack or a stack of packs (`foldersOf`). Throws `PackError`. */
export async function soundPack(stack: string): Promise<{ pack: KnowledgePack; reader: PackReader; stamp: string }> {
  for (const folder of foldersOf(stack))
    if (!existsSync(folder))
      throw new PackError(`There is no knowledge pack at ${folder}: give another folder with --knowledge or CUTRI_KNOWLEDGE.`);
  const reader = createPackReader(stack);
  const { pack, problems, stamp } = await reader.read();
  if (problems.length > 0) throw new PackError(describeProblems(problems));
  return { pack, reader, stamp };
}

/** A knowledge pack that is only looked things up in, not asked: not indexed. Throws `PackError`. */
export const readKnowledge = async (stack: string): Promise<KnowledgePack> => (await soundPack(stack)).pack;

/** Loads and checks a knowledge pack and indexes it. Throws `PackError`. */
export async function openKnowledge(stack: string, opening: KnowledgeOptions = {}): Promise<WatchedKnowledge> {
  const { pack, reader, stamp } = await soundPack(stack);
  const knowledge = await indexPack(pack, opening);
  return {
    get pack() {
      return knowledge.pack;
    },
    base: knowledge.base,
    thinking: knowledge.thinking,
    openDialogue: knowledge.openDialogue,
    openPlainDialogue: knowledge.openPlainDialogue,
    read: knowledge.read,
    answer: knowledge.answer,
    update: knowledge.update,
    watch: ({ changed, broken, mended, schedule }) =>
      watchPack({ reader, stamp, apply: async (next) => changed(await knowledge.update(next)), broken, mended, schedule }),
  };
}
