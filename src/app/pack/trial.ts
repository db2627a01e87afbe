import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Reply } from '../../answering/reply/reply.ts';
import type { Problem } from '../../elections/pack/problem.ts';

/** What a worker is asked: read this stack and answer these questions, the day being `now` (ISO 8601 UTC). */
export interface TrialRequest {
  stack: string;
  questions: readonly string[];
  now: string;
}

/** No replies where there are problems. */
export interface TrialAnswer {
  problems: Problem[];
  replies: Reply[];
}

/** Reading and indexing a pack takes seconds: voters are answered meanwhile, and one that takes longer than this is given up. */
const longestMs = 120_000;

/** Reads packs that are not in use, and asks them, in a thread of its own; one after another, because each fills as much memory as the service. */
export function createPackTrial(now: () => Date): (stack: string, questions: readonly string[]) => Promise<TrialAnswer> {
  let turn: Promise<unknown> = Promise.resolve();
  return (stack, questions) => {
    const answer = turn.then(() => inWorker({ stack, questions, now: now().toISOString() }));
    turn = answer.catch(() => undefined);
    return answer;
  };
}

function inWorker(workerData: TrialRequest): Promise<TrialAnswer> {
  // The ending is the one this file has, built or not.
  const file = join(import.meta.dirname, `trial-worker${extname(import.meta.filename)}`);
  const worker = new Worker(file, { workerData });
  return new Promise<TrialAnswer>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('a pack was not read in time')), longestMs);
    worker.once('exit', (code) => reject(new Error(`the worker that reads a pack ended with ${code}`)));
    worker.once('error', reject);
    worker.once('message', resolve);
    worker.once('exit', () => clearTimeout(late));
  }).finally(() => void worker.terminate());
}
