import type { AuditTrimming } from '../../announcements/retention/audit-trimming.ts';
import { vietnamOffsetMs, writtenDate } from '../../elections/tense.ts';
import { actorOf } from '../announce/announce.ts';
import { createAnswer } from '../announce/view.ts';
import { createAsking } from '../asking.ts';
import type { CommandIo } from '../io.ts';
import { dayTyped } from '../subscribers/rows.ts';
import { writeArchive } from './archive.ts';
import { trimRefusalText, trimWords as words } from './words-trim.ts';

/** Options of `cutri audit trim`, as typed; `archive` as a whole path. */
export interface TrimOptions {
  before: string;
  as: string;
  archive?: string;
  dryRun?: boolean;
  code?: string;
  json?: boolean;
}

export interface TrimWork {
  trimming: AuditTrimming;
  io: CommandIo;
}

/** Entries of before a day go into a file, then out of the log. @returns exit code: 1 where nothing was removed, or would be */
export async function runAuditTrim(options: TrimOptions, { trimming, io }: TrimWork): Promise<number> {
  const answer = createAnswer(options.json, io);
  const date = dayTyped(options.before);
  if (date === undefined) return answer.refused({ code: 'bad-day' }, words.badDay(options.before));
  const before = new Date(Date.parse(`${date}T00:00:00.000Z`) - vietnamOffsetMs).toISOString();
  const actor = actorOf(options, io);
  if (options.dryRun) {
    const plan = await trimming.plan(actor, before);
    if (plan.kind === 'refused') return answer.refused(plan.refusal, trimRefusalText(plan.refusal));
    return answer.done({ dryRun: true, ...plan.value }, words.planned(plan.value, writtenDate(date)));
  }
  const { archive: path } = options;
  if (path === undefined) return answer.refused({ code: 'no-archive' }, words.needsArchive);
  const code = options.code ?? (await askedCode(io));
  const made = await trimming.trim(actor, { before, code }, (entries) => writeArchive(path, entries));
  if (made.kind === 'refused') return answer.refused(made.refusal, trimRefusalText(made.refusal));
  return answer.done({ ...made.value, archive: path }, words.trimmed(made.value, writtenDate(date), path));
}

/** A code of their authenticator, as typed. */
export async function askedCode(io: CommandIo): Promise<string | undefined> {
  const asking = createAsking(io);
  try {
    return await asking.line(words.askCode);
  } finally {
    asking.close();
  }
}
