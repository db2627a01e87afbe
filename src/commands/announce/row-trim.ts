import { leastKeptDays } from '../../announcements/retention/row-trimming.ts';
import { type AnnounceOptions, actorOf, type Work } from './announce.ts';
import { answerRefusal, createAnswer } from './view.ts';
import { rowTrimWords as words } from './words-row-trim.ts';

/** Says which closed announcements the clean-up would keep the totals of alone. @returns exit code */
export async function runRowTrim(
  options: AnnounceOptions & { dryRun?: boolean; days?: number },
  { desk, io }: Work,
): Promise<number> {
  const answer = createAnswer(options.json, io);
  if (!options.dryRun) return answer.refused({ code: 'by-itself' }, words.byItself);
  if (options.days !== undefined && options.days < leastKeptDays)
    return answer.refused({ code: 'too-few-days' }, words.tooFewDays(leastKeptDays));
  const planned = await desk.trimming.plan(actorOf(options, io), options.days);
  if (planned.kind === 'refused') return answerRefusal(answer, planned.refusal);
  const { keptDays, days, going, held } = planned.value;
  const shown = { keptDays: keptDays ?? null, days, going: going.map(({ number, rows }) => ({ number, rows })), held };
  return answer.done({ dryRun: true, ...shown }, words.planned(planned.value));
}
