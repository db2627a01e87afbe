import { extname, join } from 'node:path';
import { Piscina } from 'piscina';
import type { Reply } from '../../answering/reply/reply.ts';
import { inboxWords } from '../../answering/reply/words-talk.ts';
import type { Explanation } from '../../answering/verdict/explanation.ts';
import { createWaiting } from '../../conversations/inbox/waiting.ts';
import type { PatientThinking, Thought } from '../../conversations/thinking.ts';
import { schedule } from '../schedule.ts';
import type { ThreadAnswer, ThreadCall, ThreadOpened, ThreadStart } from './thread.ts';

export interface ThreadLimits {
  /** A thread that takes longer for one answer is replaced, milliseconds. */
  mostRunMs: number;
  /** Whoever waits longer for a thread is asked to try again, milliseconds. */
  mostWaitMs: number;
}

/** The dearest message takes a twentieth of a second; the inbox waits 30 s for an answer. */
export const usualThreadLimits: ThreadLimits = { mostRunMs: 5_000, mostWaitMs: 10_000 };

export interface ThreadsOptions extends ThreadStart {
  threads: number;
  limits?: ThreadLimits;
  /** What a thread runs. */
  file?: string;
  note?(text: string): void;
  /** A thread ended or took too long; `why` holds nothing that anybody wrote. */
  replaced(why: string): void;
}

/** Threads that answer from one pack. */
export interface AnsweringThreads {
  thinking: PatientThinking;
  /** Passages that can be quoted. */
  passages: number;
  /** Finishes what was asked, then ends the threads. */
  close(): Promise<void>;
}

/** Nobody answered in time; the message is safe to log. */
class BusyError extends Error {
  constructor() {
    super('no thread answered in time');
    this.name = 'BusyError';
  }
}

const busyReply: Reply = { kind: 'talk', text: inboxWords.busy, citations: [] };
const busy: Thought = { reply: busyReply, isBusy: true };

/** Beside this file, whether it runs from `src/` or from `dist/`. */
const thread = join(import.meta.dirname, `thread${extname(import.meta.filename)}`);

/** Opens the pack once in every thread, which takes two seconds of a processor each; ready when the first one is. Throws where none could. */
export async function openThreads(options: ThreadsOptions): Promise<AnsweringThreads> {
  const { threads, pack, index, limits = usualThreadLimits, file = thread, note, replaced } = options;
  const start: ThreadStart = { pack, index };
  const pool = new Piscina<ThreadCall, ThreadAnswer>({
    filename: file,
    name: 'answerCall',
    workerData: start,
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: Infinity,
    // A thread that answers needs to know no secret.
    env: {},
  });
  let failed: unknown;
  pool.on('error', (error: unknown) => {
    failed = error;
  });
  // Whichever thread has the pack first says so; calls for the others wait in the pool until they have it too.
  const opened = await openOne(pool).catch(async (error: unknown) => {
    await pool.destroy();
    throw failed ?? error;
  });
  for (const text of new Set(opened.notes)) note?.(text);

  const waiting = createWaiting({ slots: threads, mostWaitMs: limits.mostWaitMs, nowMs: () => performance.now(), schedule });
  pool.on('workerDestroy', () => waiting.lose());
  pool.on('workerCreate', () => waiting.gain());
  pool.on('error', (error: unknown) => {
    replaced(labelOf(error));
    // Threads that can no longer be opened: whoever keeps us running starts us again.
    if (pool.threads.length === 0) throw error;
  });

  async function ask(call: ThreadCall, weight: number): Promise<unknown> {
    if (!(await waiting.turn(weight))) throw new BusyError();
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(), limits.mostRunMs);
    let answer: ThreadAnswer;
    try {
      answer = await pool.run(call, { signal: ending.signal });
    } catch (error) {
      replaced(ending.signal.aborted ? `an answer took more than ${limits.mostRunMs} ms` : labelOf(error));
      throw new BusyError();
    } finally {
      clearTimeout(timer);
      waiting.leave();
    }
    if (answer.kind === 'threw') throw answer.error;
    return answer.result;
  }

  return {
    passages: opened.passages,
    thinking: {
      think: async (job) => (await ask({ call: 'think', job }, weightOf(job)).catch(unlessBusy(busy))) as Thought,
      alone: async (text, now) =>
        (await ask({ call: 'alone', text, now }, text.length).catch(unlessBusy(busyReply))) as Reply | undefined,
      explain: async (text, now) => (await ask({ call: 'explain', text, now }, text.length)) as Explanation,
      rumour: async (text, asked, now) =>
        (await ask({ call: 'rumour', text, asked, now }, text.length).catch(unlessBusy(busyReply))) as Reply | undefined,
    },
    async close() {
      await waiting.empty();
      await pool.destroy();
    },
  };
}

/** What is said where nobody answered in time. */
const unlessBusy =
  <Said>(said: Said) =>
  (error: unknown): Said => {
    if (error instanceof BusyError) return said;
    throw error;
  };

async function openOne(pool: Piscina<ThreadCall, ThreadAnswer>): Promise<ThreadOpened> {
  const answer = await pool.run({ call: 'opened' });
  if (answer.kind === 'threw') throw answer.error;
  return answer.result as ThreadOpened;
}

/** UTF-16 code units to be read. */
function weightOf(job: Parameters<PatientThinking['think']>[0]): number {
  if (job.kind === 'message') return job.text.length;
  return job.kind === 'title' ? job.title.length : 0;
}

/** The kind of an error and its code: its own message could quote what a person wrote. */
function labelOf(error: unknown): string {
  if (!(error instanceof Error)) return 'something was thrown that is no error';
  const { code } = error as NodeJS.ErrnoException;
  if (code !== undefined) return `${error.name} ${code}`;
  return error.message.startsWith('worker exited with code') ? error.message : error.name;
}
