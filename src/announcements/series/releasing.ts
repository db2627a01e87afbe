import { type Acting, createActing } from '../acting.ts';
import type { Announcement, Incident } from '../announcement.ts';
import { approveOccurrence, occurrenceId } from '../approval.ts';
import type { Lost, SeriesSteps } from '../conductor.ts';
import { seriesStands } from '../openings.ts';
import type { AuditEntry, AuditLog } from '../people/audit.ts';
import type { PublishingDeps } from '../publishing-deps.ts';
import { type OccurrenceNote, occurrenceContent, timesOf } from '../repeating/plan.ts';
import { repeatWords } from '../repeating/words.ts';
import { begun, ended, lateMs } from '../running.ts';
import { flawText } from '../words.ts';

export interface SeriesDeps
  extends Pick<PublishingDeps, 'announcements' | 'officials' | 'audit' | 'approvalKey' | 'issuer' | 'now'> {
  tell(incident: Incident): Promise<void>;
}

/** What decides about a series in the log; how far it has come does not. */
const deciding: readonly string[] = ['draft', 'edit', 'submit', 'approve', 'return', 'schedule', 'stop', 'finish', 'expire'];

/**
 * Lets an announcement that repeats go out at its times, each as an announcement of its own that carries the approval of the whole. Every step can be
 * taken again, by any process.
 */
export function createSeriesSteps(deps: SeriesDeps): SeriesSteps {
  const { announcements, audit, now, tell } = deps;
  const acting = createActing(deps);
  return {
    stands: (announcement) => seriesStands(announcement, announcements),

    async step(series, lostBy) {
      const { at, notes, next } = await timesNow(deps, series);
      const skipped = notes.flatMap((note) => (note.number === undefined ? [note.at] : []));
      if (notes.length > 0) {
        const noted = await noteTimes(acting, series, notes);
        if (noted && skipped.length > 0)
          await tell({ announcement: noted, what: 'skipped', detail: [next ?? '-', ...skipped].join(' ') });
        return undefined;
      }
      if (at !== undefined) {
        const lost = (await lostBy()) ?? ((await isScheduledIn(audit, series)) ? undefined : notAsLogged);
        if (!lost) await release(deps, acting, series, at);
        return lost;
      }
      const over = next
        ? undefined
        : await acting.serve(series.id, 'finish', (held) => ({ next: { ...held, endedAt: now().toISOString() } }));
      if (over) await tell({ announcement: over, what: 'finished', detail: '' });
      return undefined;
    },

    async callOff({ id, occurrence }, why) {
      const note = why === 'late' ? repeatWords.late : repeatWords.stopped(occurrence?.of.number ?? 0);
      await acting.serve(id, 'stop', (held) => ({ next: { ...ended(held, now()), note }, detail: why }));
    },
  };
}

const notAsLogged: Lost = { code: 'not-as-logged', text: flawText('not-as-logged') };

/** Which time is to go out now, what there is to be noted of those that have passed (one that was missed is not made up for), and the next one. */
async function timesNow({ announcements, approvalKey, now }: SeriesDeps, { id, content, occurrences = [] }: Announcement) {
  const nowIso = now().toISOString();
  const times = content.repeat ? timesOf(content.repeat) : [];
  const unsent = times.filter((at) => at <= nowIso && !occurrences.some((note) => note.at === at && note.number !== undefined));
  const late = unsent.filter((at) => now().getTime() - Date.parse(at) > lateMs);
  const notes: OccurrenceNote[] = [];
  for (const at of late) {
    // Begun in time by a process that was killed before it noted so.
    const made = await announcements.get(occurrenceId(id, at, approvalKey));
    if (made?.startedAt !== undefined) notes.push({ at, number: made.number });
    else if (!occurrences.some((note) => note.at === at)) notes.push({ at });
  }
  return { at: unsent.find((at) => !late.includes(at)), notes, next: times.find((at) => at > nowIso) };
}

async function release(deps: SeriesDeps, acting: Acting, series: Announcement, at: string): Promise<void> {
  const made = await madeOnce(deps, acting, series, at);
  // Under the number it has got; what has begun, or was stopped by somebody, stays as it is.
  await acting.serve(made.id, 'send', (held) => {
    const approval = approveOccurrence(held, deps);
    return approval ? { next: begun({ ...held, approval }, deps.now()) } : { code: 'approval', flaw: 'not-approved' };
  });
  await noteTimes(acting, series, [{ at, number: made.number }]);
}

/** The announcement of one time, made once whoever asks: its id follows from the series and the time. */
async function madeOnce(
  { announcements, approvalKey, now }: SeriesDeps,
  acting: Acting,
  series: Announcement,
  at: string,
): Promise<Announcement> {
  const id = occurrenceId(series.id, at, approvalKey);
  const held = await announcements.get(id);
  if (held) return held;
  const { number, kind, content, author, writers, approval } = series;
  const draft: Omit<Announcement, 'number' | 'version'> = {
    ...{ id, kind, author, writers, overrides: series.overrides, heldChannels: {} },
    state: 'approved',
    content: occurrenceContent({ ...content, repeat: content.repeat! }, at),
    occurrence: { of: { id: series.id, number, kind, content, author, writers, approval: approval! }, at },
    createdAt: now().toISOString(),
  };
  const record = acting.record(undefined, 'service', 'release', id);
  try {
    return await announcements.create(draft, { ...record, outcome: 'done', detail: `${number} ${at}` });
  } catch (error) {
    // Another process was a moment faster.
    const theirs = await announcements.get(id);
    if (theirs) return theirs;
    throw error;
  }
}

/** Keeps what became of some of its times; somebody who changed it meanwhile is not overwritten: the next look notes it again. */
async function noteTimes(
  acting: Acting,
  series: Announcement,
  notes: readonly OccurrenceNote[],
): Promise<Announcement | undefined> {
  const others = (series.occurrences ?? []).filter(({ at }) => !notes.some((note) => note.at === at));
  const occurrences = [...others, ...notes].sort((a, b) => (a.at < b.at ? -1 : 1));
  const detail = notes.map(({ at, number }) => `${at}: ${number === undefined ? 'skipped' : `number ${number}`}`).join('; ');
  return acting.advance(series, { occurrences }, detail);
}

/** Whether the log's last word on it is that it was scheduled: one that was put back to what it was before it was stopped is under a right seal. */
async function isScheduledIn(audit: Pick<AuditLog, 'latest'>, { id }: Announcement): Promise<boolean> {
  const done: AuditEntry[] = [];
  for (const action of deciding) done.push(...(await audit.latest({ subject: id, action, outcome: 'done', limit: 1 })));
  return done.sort((a, b) => b.number - a.number)[0]?.action === 'schedule';
}
