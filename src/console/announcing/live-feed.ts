import type { Progress } from '../../announcements/progress.ts';

/** What a page that watches is shown. */
export interface LiveLook {
  progress: Progress;
  /** Minute (ISO 8601 UTC) → messages sent in it, since somebody began to watch; first to last. */
  minutes: readonly { minute: string; sent: number }[];
  /** Messages a minute just now, over the last half minute; 0 where it rests. */
  perMinute: number;
}

/** One poll a second of each announcement somebody watches, however many watch. */
export interface LiveFeed {
  /**
   * As it stands now; from then on what is sent each minute is counted until the sending is over. `read`: how it stands, where somebody has just asked.
   */
  look(id: string, read?: Progress): Promise<LiveLook | undefined>;
  /** Calls `changed` with every look that may differ from the one before, and once when it is over; until the returned function is called. */
  watch(id: string, changed: (look: LiveLook) => void): () => void;
}

export interface LiveFeedDeps {
  /** `undefined`: there is none, or nobody may look. */
  progress(id: string): Promise<Progress | undefined>;
  schedule(afterMs: number, run: () => void): () => void;
  report(error: unknown): void;
}

const watchedMs = 1_000;
/** Nobody looks: only the minutes are counted. */
const unwatchedMs = 10_000;
const mostMinutes = 180;
const rateOverMs = 30_000;
/** Announcements counted at once. */
const mostFollowed = 50;

interface Followed {
  watchers: Set<(look: LiveLook) => void>;
  minutes: Map<string, number>;
  /** Looks of the last half minute. */
  recent: { atMs: number; sent: number }[];
  last?: Progress;
  cancel?: (() => void) | undefined;
  looking?: Promise<LiveLook | undefined> | undefined;
}

/** Whether numbers still change. */
export function goesOn({ announcement: { state, phase } }: Progress): boolean {
  return state === 'sending' || state === 'paused' || phase?.kind === 'ending';
}

export function createLiveFeed({ progress, schedule, report }: LiveFeedDeps): LiveFeed {
  const followed = new Map<string, Followed>();

  /** Two who look at the same moment share one look. */
  function look(id: string, one: Followed): Promise<LiveLook | undefined> {
    one.looking ??= progress(id)
      .then((now) => now && counted(one, now))
      .finally(() => {
        one.looking = undefined;
      });
    return one.looking;
  }

  function again(id: string, one: Followed): void {
    one.cancel?.();
    one.cancel = schedule(one.watchers.size > 0 ? watchedMs : unwatchedMs, () => {
      one.cancel = undefined;
      void tick(id, one);
    });
  }

  async function tick(id: string, one: Followed): Promise<void> {
    const seen = await look(id, one).catch((error: unknown) => {
      report(error);
      return 'failed' as const;
    });
    if (seen !== 'failed' && seen) for (const changed of one.watchers) changed(seen);
    if (seen === 'failed' || (seen && goesOn(seen.progress)) || one.watchers.size > 0) again(id, one);
    else followed.delete(id);
  }

  function following(id: string): Followed {
    const held = followed.get(id);
    if (held) return held;
    for (const [other, { watchers, cancel }] of followed) {
      if (followed.size < mostFollowed) break;
      if (watchers.size > 0) continue;
      cancel?.();
      followed.delete(other);
    }
    const one: Followed = { watchers: new Set(), minutes: new Map(), recent: [] };
    followed.set(id, one);
    return one;
  }

  return {
    async look(id, read) {
      const one = followed.get(id) ?? following(id);
      // One that a later look has overtaken would be counted twice.
      const isLatest = read !== undefined && read.atMs >= (one.last?.atMs ?? 0) && read.sent >= (one.last?.sent ?? 0);
      const seen = isLatest ? counted(one, read) : await look(id, one);
      const now = followed.get(id);
      if (seen && goesOn(seen.progress)) {
        if (now && !now.cancel) again(id, now);
      } else if (now && now.watchers.size === 0) {
        now.cancel?.();
        followed.delete(id);
      }
      return seen;
    },
    watch(id, changed) {
      const one = following(id);
      one.watchers.add(changed);
      // At the pace of who watches, from now on.
      again(id, one);
      return () => void one.watchers.delete(changed);
    },
  };
}

/** Counts a look, and what it says. */
function counted(one: Followed, now: Progress): LiveLook {
  const { last } = one;
  // The first look counts nothing: what was sent before it was sent at times nobody noted.
  const more = last ? Math.max(0, now.sent - last.sent) : 0;
  const minute = `${new Date(now.atMs).toISOString().slice(0, 16)}:00.000Z`;
  one.minutes.set(minute, (one.minutes.get(minute) ?? 0) + more);
  for (const oldest of one.minutes.keys()) if (one.minutes.size > mostMinutes) one.minutes.delete(oldest);
  one.last = now;
  one.recent = [...one.recent.filter(({ atMs }) => now.atMs - atMs <= rateOverMs), { atMs: now.atMs, sent: now.sent }];
  const first = one.recent[0]!;
  const passedMs = now.atMs - first.atMs;
  const perMinute = passedMs > 0 ? Math.round(((now.sent - first.sent) / passedMs) * 60_000) : 0;
  return { progress: now, minutes: [...one.minutes].map(([at, sent]) => ({ minute: at, sent })), perMinute };
}
