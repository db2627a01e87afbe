/** The other side of `threads.ts`: a thread that has the pack and answers, one call after the other. */
import { workerData } from 'node:worker_threads';
import type { Job } from '../../conversations/thinking.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { indexPack } from '../knowledge.ts';

/** What a thread is opened with. */
export interface ThreadStart {
  pack: KnowledgePack;
  /** File that keeps the index. */
  index: string | undefined;
}

export type ThreadCall =
  | { call: 'opened' }
  | { call: 'think'; job: Job }
  | { call: 'alone' | 'explain'; text: string; now: Date }
  | { call: 'rumour'; text: string; asked: boolean; now: Date };

/** What was opened. */
export interface ThreadOpened {
  /** Passages that can be quoted. */
  passages: number;
  /** Lines for the log. */
  notes: string[];
}

/** A mistake of ours in answering is told from the end of a thread. */
export type ThreadAnswer = { kind: 'done'; result: unknown } | { kind: 'threw'; error: unknown };

const { pack, index } = workerData as ThreadStart;
const notes: string[] = [];
const { thinking, base } = await indexPack(pack, { index, note: (text) => void notes.push(text) });

async function done(asked: ThreadCall): Promise<unknown> {
  switch (asked.call) {
    case 'opened':
      return { passages: base.size, notes } satisfies ThreadOpened;
    case 'think':
      return thinking.think(asked.job);
    case 'alone':
      return thinking.alone(asked.text, asked.now);
    case 'explain':
      return thinking.explain(asked.text, asked.now);
    case 'rumour':
      return thinking.rumour(asked.text, asked.asked, asked.now);
  }
}

/** Called by the pool. */
export async function answerCall(asked: ThreadCall): Promise<ThreadAnswer> {
  try {
    return { kind: 'done', result: await done(asked) };
  } catch (error) {
    return { kind: 'threw', error };
  }
}
