import { parentPort, workerData } from 'node:worker_threads';
import { createAnswerToNobody } from '../answering/to-nobody.ts';
import { loadPack, openPack } from '../knowledge.ts';
import type { TrialAnswer, TrialRequest } from './trial.ts';

/** The thread that `trial.ts` starts: one pack, its questions, and it is over. */
const { stack, questions, now } = workerData as TrialRequest;
const { pack, problems } = await loadPack(stack);
const ask = problems.length > 0 || questions.length === 0 ? undefined : createAnswerToNobody(openPack(pack), () => new Date(now));
const answer: TrialAnswer = { problems, replies: ask ? await Promise.all(questions.map(ask)) : [] };
parentPort?.postMessage(answer);
