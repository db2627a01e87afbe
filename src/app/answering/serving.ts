import { createPatientDialogue, type PatientDialogue } from '../../conversations/dialogue.ts';
import { createOwnThinking, type PatientThinking } from '../../conversations/thinking.ts';
import { type PackChange, packChange } from '../../elections/pack/change.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { type PackWatch, watchPack } from '../../sources/pack-watch.ts';
import { type KnowledgeOptions, openKnowledge, soundPack, type WatchedKnowledge } from '../knowledge.ts';
import { type AnsweringThreads, openThreads, type ThreadsOptions } from './threads.ts';

/** The pack as the service answers from it: in threads of their own, or in its own. */
export interface ServedKnowledge extends Pick<WatchedKnowledge, 'watch'> {
  readonly pack: KnowledgePack;
  /** Passages that can be quoted. */
  readonly passages: number;
  /** Always of the pack in use. */
  thinking: PatientThinking;
  /** A dialogue of its own without menus: the service keeps them where a restart does not end them. */
  openDialogue(): PatientDialogue;
  /** Ends the threads; to be called when nobody asks any more. */
  close(): Promise<void>;
}

/** Threads whose pack is put in the place of another while people ask. */
export interface SwappedThreads extends Pick<ServedKnowledge, 'pack' | 'passages' | 'thinking' | 'close'> {
  /** The new threads are opened first; what was asked of the old ones is answered by them. One update at a time. */
  update(next: KnowledgePack): Promise<PackChange>;
}

type Opening = Omit<ThreadsOptions, 'pack'>;

/** Opens as many threads on a pack. Throws where that fails. */
export async function openSwapped(pack: KnowledgePack, opening: Opening): Promise<SwappedThreads> {
  let inUse: { pack: KnowledgePack; threads: AnsweringThreads } = { pack, threads: await openThreads({ ...opening, pack }) };
  return {
    get pack() {
      return inUse.pack;
    },
    get passages() {
      return inUse.threads.passages;
    },
    thinking: {
      think: (job) => inUse.threads.thinking.think(job),
      alone: (text, now) => inUse.threads.thinking.alone(text, now),
      explain: (text, now) => inUse.threads.thinking.explain(text, now),
      rumour: (text, asked, now) => inUse.threads.thinking.rumour(text, asked, now),
    },
    async update(next) {
      const before = inUse;
      inUse = { pack: next, threads: await openThreads({ ...opening, pack: next }) };
      await before.threads.close();
      return packChange(before.pack, next);
    },
    close: () => inUse.threads.close(),
  };
}

/** Loads and checks a pack for the service. Throws `PackError`. `threads`: 0 answers in the thread that asks. */
export async function openServed(
  stack: string,
  { threads, replaced, ...opening }: KnowledgeOptions & Pick<ThreadsOptions, 'threads' | 'replaced'>,
): Promise<ServedKnowledge> {
  if (threads === 0) return inOwnThread(await openKnowledge(stack, opening));
  const { pack, reader, stamp } = await soundPack(stack);
  const { index, note } = opening;
  const swapped = await openSwapped(pack, { threads, replaced, index, ...(note ? { note } : {}) });
  return {
    get pack() {
      return swapped.pack;
    },
    get passages() {
      return swapped.passages;
    },
    thinking: swapped.thinking,
    openDialogue: () => createPatientDialogue(swapped.thinking, () => swapped.pack),
    watch: ({ changed, broken, mended, schedule }): PackWatch =>
      watchPack({ reader, stamp, apply: async (next) => changed(await swapped.update(next)), broken, mended, schedule }),
    close: swapped.close,
  };
}

function inOwnThread(knowledge: WatchedKnowledge): ServedKnowledge {
  return {
    get pack() {
      return knowledge.pack;
    },
    get passages() {
      return knowledge.base.size;
    },
    thinking: createOwnThinking(knowledge.thinking),
    openDialogue: knowledge.openPlainDialogue,
    watch: knowledge.watch,
    close: async () => undefined,
  };
}
