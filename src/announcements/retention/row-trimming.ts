import { type ActingDeps, type Actor, createActing } from '../acting.ts';
import type { Announcement, AnnouncementStore, State } from '../announcement.ts';
import { overAt } from '../openings.ts';
import { done, type Outcome, refused } from '../refusal.ts';

/** The fewest days after which the rows of a closed announcement may become totals. */
export const leastKeptDays = 365;

const dayMs = 24 * 3_600_000;

/** Rows that hold nobody any more, one for each delivery. */
export interface DeliveryRows {
  /**
   * Announcements with rows that nothing has happened to since before then (ISO 8601 UTC), and their people were let go; how many rows. Some of them may
   * wait for something all the same.
   */
  settled(before: string): Promise<{ announcement: string; rows: number }[]>;
  /**
   * Keeps what the rows add up to, by channel, in place of them: both or neither. Answers how many rows went; 0, with nothing touched, where there are
   * none, or one of them is open or somebody's.
   */
  total(announcement: string): Promise<number>;
}

/** One announcement whose rows are or would be put into totals. */
export interface RowsOf {
  number: number;
  rows: number;
}

export interface RowTrimPlan {
  going: (RowsOf & { id: string })[];
  /** Old enough, and needed by follow-ups of these numbers that have not begun. */
  held: (RowsOf & { followUps: number[] })[];
}

/** What a planned or running follow-up looks at: those of its kinds that may still begin, or have not decided their recipients. */
const unsentStates: readonly State[] = ['draft', 'submitted', 'approved', 'scheduled', 'sending', 'paused', 'missed'];

export interface RowTrimmingDeps {
  announcements: Pick<AnnouncementStore, 'get' | 'list'>;
  rows: DeliveryRows;
  now: () => Date;
}

const isAbout = ({ about, content: { audience } }: Announcement, id: string): boolean =>
  about?.id === id || (audience?.kind === 'reached' && audience.by === id);

/** What of closed announcements has been kept for so many days. `days`: at least `leastKeptDays`. */
export async function planRowTrim({ announcements, rows, now }: RowTrimmingDeps, days: number): Promise<RowTrimPlan> {
  const before = new Date(now().getTime() - Math.max(days, leastKeptDays) * dayMs).toISOString();
  const settled = await rows.settled(before);
  const plan: RowTrimPlan = { going: [], held: [] };
  if (settled.length === 0) return plan;
  const unsent = await announcements.list(unsentStates);
  for (const { announcement: id, rows: count } of settled) {
    const announcement = await announcements.get(id);
    // Rows without their announcement, as after somebody's hand in the store: what they were of cannot be said, so they stay.
    if (!announcement || (overAt(announcement) ?? '9') > before) continue;
    const followUps = unsent.filter((one) => isAbout(one, id)).map(({ number }) => number);
    const { number } = announcement;
    if (followUps.length > 0) plan.held.push({ number, rows: count, followUps });
    else plan.going.push({ id, number, rows: count });
  }
  plan.going.sort((a, b) => a.number - b.number);
  plan.held.sort((a, b) => a.number - b.number);
  return plan;
}

/** Puts them into totals, one announcement after the other: interrupted anywhere, the next time does the rest. Nothing where `days` is not set. */
export async function trimRows(deps: RowTrimmingDeps, days: number | undefined): Promise<void> {
  if (days === undefined) return;
  for (const { id } of (await planRowTrim(deps, days)).going) await deps.rows.total(id);
}

/** What the clean-up would do next, for whoever decides how long. `keptDays`: as it is set; `days`: what the plan was made for. */
export interface RowTrimming {
  plan(actor: Actor, days?: number): Promise<Outcome<RowTrimPlan & { keptDays: number | undefined; days: number }>>;
}

export function createRowTrimming(deps: ActingDeps & RowTrimmingDeps & { keptDays: number | undefined }): RowTrimming {
  const { keptDays } = deps;
  const acting = createActing(deps);
  return {
    async plan(actor, given) {
      const who = await acting.official(actor);
      if ('code' in who) return refused(who);
      const days = given ?? keptDays ?? leastKeptDays;
      return done({ keptDays, days, ...(await planRowTrim(deps, days)) });
    },
  };
}
