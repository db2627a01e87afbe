import { putLast } from '../messaging/recent.ts';
import type { Acting, Actor } from './acting.ts';
import { type Announcement, isClosed } from './announcement.ts';
import type { PublishingDeps } from './publishing-deps.ts';
import { done, type Outcome, refused } from './refusal.ts';
import type { FailureReason, Tally, TemplateMark } from './sending/outbox.ts';

/** How far one announcement has come. Counts only, never who. */
export interface Progress {
  announcement: Announcement;
  atMs: number;
  total: number;
  sent: number;
  /** To be sent yet, those under way included. */
  waiting: number;
  deferred: number;
  /** Of those deferred: told by a template, the text waits. */
  told: number;
  /** Of those sent or uncertain: may have arrived twice. */
  duplicates: number;
  uncertain: number;
  cancelled: number;
  expired: number;
  left: number;
  failed: Readonly<Record<FailureReason, number>>;
  /** Told by a template, whatever became of the text. */
  templates: Readonly<Record<TemplateMark, number>>;
  channels: readonly Tally[];
}

export interface Following {
  progress(actor: Actor, id: string): Promise<Outcome<Progress>>;
  /** Of announcements that were read just now, in their order. */
  progressOfAll(actor: Actor, read: readonly Announcement[]): Promise<Outcome<Progress[]>>;
}

/** Counted at once where each is a question to a database. */
const countedAtOnce = 8;

const reasons: readonly FailureReason[] = ['blocked', 'gone', 'rejected', 'gave-up'];
const marks: readonly TemplateMark[] = ['quota', 'charged', 'unheard'];

export function progressOf(announcement: Announcement, channels: readonly Tally[], now: Date): Progress {
  const sum = (count: (tally: Tally) => number) => channels.reduce((all, tally) => all + count(tally), 0);
  return {
    announcement,
    atMs: now.getTime(),
    total: sum(({ total }) => total),
    sent: sum(({ sent }) => sent),
    waiting: sum(({ pending, leased }) => pending + leased),
    deferred: sum(({ deferred }) => deferred),
    told: sum(({ told }) => told),
    duplicates: sum(({ duplicates }) => duplicates),
    uncertain: sum(({ uncertain }) => uncertain),
    cancelled: sum(({ cancelled }) => cancelled),
    expired: sum(({ expired }) => expired),
    left: sum(({ left }) => left),
    failed: Object.fromEntries(reasons.map((reason) => [reason, sum(({ failed }) => failed[reason])])) as Progress['failed'],
    templates: Object.fromEntries(marks.map((mark) => [mark, sum(({ templates }) => templates[mark])])) as Progress['templates'],
    channels,
  };
}

/** Messages a second between two looks, and the time left at that rate. `undefined` where nothing was sent in between. */
export function rateOf(before: Progress, after: Progress): { perSecond: number; leftMs: number } | undefined {
  const passedMs = after.atMs - before.atMs;
  const ended = (progress: Progress) => progress.total - progress.waiting - progress.deferred;
  const perSecond = passedMs > 0 ? ((ended(after) - ended(before)) / passedMs) * 1_000 : 0;
  return perSecond > 0 ? { perSecond, leftMs: (after.waiting / perSecond) * 1_000 } : undefined;
}

/** Announcements whose counts are remembered: a list of them with their numbers, several times over. */
const mostCounted = 2_000;

export function createFollowing({ announcements, outbox, now }: PublishingDeps, acting: Acting): Following {
  /** Id and version of closed ones → how it ended; nothing is counted of them any more. */
  const ends = new Map<string, Tally[]>();
  async function tallyOf(announcement: Announcement): Promise<Tally[]> {
    const { id, version } = announcement;
    const known = ends.get(`${id} ${version}`);
    if (known) return known;
    const tallies = await outbox.tally(id, Number.MAX_SAFE_INTEGER);
    const isUnderWay = tallies.some(({ pending, leased, deferred }) => pending + leased + deferred > 0);
    if (isClosed(announcement) && !isUnderWay) putLast(ends, `${id} ${version}`, tallies, mostCounted);
    return tallies;
  }
  const counted = async (announcement: Announcement): Promise<Progress> =>
    progressOf(announcement, await tallyOf(announcement), now());
  return {
    async progressOfAll(actor, read) {
      const who = await acting.official(actor);
      if ('code' in who) return refused(who);
      const all: Progress[] = [];
      for (let from = 0; from < read.length; from += countedAtOnce)
        all.push(...(await Promise.all(read.slice(from, from + countedAtOnce).map(counted))));
      return done(all);
    },
    async progress(actor, id) {
      const who = await acting.official(actor);
      if ('code' in who) return refused(who);
      const announcement = await announcements.get(id);
      if (!announcement) return refused({ code: 'unknown-announcement' });
      return done(await counted(announcement));
    },
  };
}

const csvHead =
  'number,channel,total,sent,possible_duplicates,uncertain,waiting,deferred,cancelled,expired,left,blocked,gone,rejected,gave_up,template_quota,template_charged,template_unheard';

/** Groups of fewer people are not counted out. */
const smallGroup = 10;

/** A number of people as it is shown where the whole group has `total`: `<10` for a few. */
export function shownCount(count: number, total: number): number | '<10' {
  return count > 0 && total < smallGroup ? '<10' : count;
}

/** The totals of one announcement in the order of `progressCsv`, of all channels together; small groups are not counted out. */
export function progressCsvCounts(progress: Progress): (number | '<10')[] {
  const { total, sent, duplicates, uncertain, waiting, deferred, cancelled, expired, left, failed, templates } = progress;
  const counts = [
    total,
    sent,
    duplicates,
    uncertain,
    waiting,
    deferred,
    cancelled,
    expired,
    left,
    ...reasons.map((why) => failed[why]),
    ...marks.map((mark) => templates[mark]),
  ];
  return counts.map((count) => shownCount(count, total));
}

/** Totals by channel, one line each, never of people: for a report. */
export function progressCsv({ announcement, channels, total: all }: Progress): string {
  const lines = channels.map((tally) => {
    const {
      channel,
      total,
      sent,
      duplicates,
      uncertain,
      pending,
      leased,
      deferred,
      cancelled,
      expired,
      left,
      failed,
      templates,
    } = tally;
    const counts = [
      total,
      sent,
      duplicates,
      uncertain,
      pending + leased,
      deferred,
      cancelled,
      expired,
      left,
      ...reasons.map((reason) => failed[reason]),
      ...marks.map((mark) => templates[mark]),
    ];
    return [announcement.number, channel, ...counts.map((count) => shownCount(count, all))].join(',');
  });
  return `${[csvHead, ...lines].join('\n')}\n`;
}
