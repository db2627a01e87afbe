/** Dates against "now": tense is always computed, never stored. All dates are `YYYY-MM-DD` in Vietnam time (UTC+7, no summer time). */
import { weekdayNames } from '../vietnamese/dates.ts';

const dayMs = 86_400_000;
/** How far clocks in Vietnam are ahead of UTC, all year. */
export const vietnamOffsetMs = 7 * 3_600_000;

/** The calendar day in Vietnam at an instant. */
export function vietnamDate(now: Date): string {
  return new Date(now.getTime() + vietnamOffsetMs).toISOString().slice(0, 10);
}

/** Whole days from one date to another; negative when `to` lies before `from`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

export type Tense = 'past' | 'today' | 'future';

export function tenseOf(date: string, today: string): Tense {
  if (date < today) return 'past';
  return date === today ? 'today' : 'future';
}

/** The same day a number of years earlier; 29 February becomes 28 February where there is none. */
export function yearsBefore(date: string, years: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const lastDay = new Date(Date.UTC(year - years, month, 0)).getUTCDate();
  return `${String(year - years).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(Math.min(day, lastDay)).padStart(2, '0')}`;
}

/** `Chủ nhật`, `thứ Hai`, … of a date. */
export function weekdayOf(date: string): string {
  return weekdayNames[new Date(`${date}T00:00:00Z`).getUTCDay()]!;
}

/** `2026-03-15` → `15/03/2026`, `2026-03` → `03/2026`; anything else is given back as it is (a date may be known to the year only). */
export function writtenDate(date: string): string {
  const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(date);
  return parts ? [parts[3], parts[2], parts[1]].filter(Boolean).join('/') : date;
}
