import { setTimeout as after } from 'node:timers/promises';
import { type Progress, progressCsv, rateOf } from '../../announcements/progress.ts';
import { takesCode } from '../../announcements/running.ts';
import { progressText } from '../../announcements/words-preview.ts';
import { createAsking } from '../asking.ts';
import { createProgressBar } from '../progress-bar.ts';
import { type AnnounceOptions, actorOf, onOne, type Work } from './announce.ts';
import { answerRefusal, createAnswer, progressJson } from './view.ts';
import { commandWords as words } from './words.ts';

const watchMs = 1_000;
const fewestShown = 1;
const underWay: readonly string[] = ['approved', 'scheduled', 'sending', 'paused'];

/** Begins now or at the approved time, or goes on; with `watch` shows how far it is until it is over. `code`: for what goes to everyone. */
export async function runGo(
  step: 'send' | 'schedule' | 'resume',
  number: number,
  options: AnnounceOptions & { watch?: boolean; code?: string },
  work: Work,
): Promise<number> {
  const { publishing } = work.desk;
  const code = await onOne(
    number,
    options,
    work,
    async (actor, announcement) => {
      const { id } = announcement;
      if (step === 'resume') return publishing.resume(actor, id);
      return publishing[step](actor, id, { code: options.code ?? (takesCode(announcement) ? await askedCode(work) : undefined) });
    },
    { send: words.sending, schedule: words.scheduled, resume: words.resumed }[step],
  );
  return code === 0 && options.watch ? runStatus(number, options, work) : code;
}

/** One announcement goes on, or with `afterRestore` all sending. */
export function runResume(
  number: number | undefined,
  options: Parameters<typeof runGo>[2] & { afterRestore?: boolean },
  work: Work,
): Promise<number> {
  if (options.afterRestore) return runAfterRestore(options, work);
  if (number !== undefined) return runGo('resume', number, options, work);
  return Promise.resolve(createAnswer(options.json, work.io).refused({ code: 'no-number' }, words.needsNumber));
}

/** Sending goes on after a store was put back to an older state and somebody looked: everything it holds is called off first. */
async function runAfterRestore(options: AnnounceOptions & { code?: string }, work: Work): Promise<number> {
  const answer = createAnswer(options.json, work.io);
  const outcome = await work.desk.afterRestore(actorOf(options, work.io), options.code ?? (await askedCode(work)));
  if (outcome.kind === 'refused') return answerRefusal(answer, outcome.refusal);
  const { olderThan, calledOff } = outcome.value;
  return answer.done(
    { olderThan: olderThan ?? null, calledOff },
    olderThan === undefined ? words.notOlder : words.afterRestore(olderThan, calledOff),
  );
}

async function askedCode({ io }: Work): Promise<string | undefined> {
  const asking = createAsking(io);
  try {
    return await asking.line(words.askCode);
  } finally {
    asking.close();
  }
}

/** `csv`: totals by channel, never people. */
export async function runStatus(
  number: number,
  options: AnnounceOptions & { watch?: boolean; csv?: boolean },
  { desk, io }: Work,
): Promise<number> {
  const answer = createAnswer(options.json, io);
  const bar = createProgressBar(words.bar(number), io, fewestShown);
  let before: Progress | undefined;
  for (;;) {
    const found = await desk.publishing.find(actorOf(options, io), number);
    const looked = found.kind === 'done' ? await desk.publishing.progress(actorOf(options, io), found.value.id) : found;
    if (looked.kind === 'refused') {
      bar.stop();
      return answerRefusal(answer, looked.refusal);
    }
    const progress = looked.value;
    if (!options.watch || !underWay.includes(progress.announcement.state) || io.signal?.aborted) {
      bar.stop();
      if (options.csv) io.out(progressCsv(progress));
      else return answer.done(progressJson(progress, before), progressText(progress, before));
      return 0;
    }
    if (options.json) answer.done(progressJson(progress, before), '');
    bar.show(Math.min(progress.total - 1, progress.total - progress.waiting), progress.total, barNote(progress, before));
    before = progress;
    await after(watchMs, undefined, { ref: true });
  }
}

function barNote(progress: Progress, before: Progress | undefined): string {
  const rate = before && rateOf(before, progress);
  const failed = Object.values(progress.failed).reduce((sum, count) => sum + count, 0);
  return words.barNote({ ...progress, failed, ...(rate ?? {}) });
}
