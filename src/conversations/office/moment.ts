import { type DateMention, findDates } from '../../vietnamese/dates.ts';
import { fold } from '../../vietnamese/text.ts';

const vietnamMs = 7 * 3_600_000;
const dayMs = 86_400_000;
const days: readonly [RegExp, number][] = [
  [/\bhom nay\b/u, 0],
  [/\b(?:ngay )?mai\b/u, 1],
  [/\bngay kia\b/u, 2],
];

/** In `7 giờ tối ngày 15/3` the part of the day belongs to the hour. */
const partThenDay = /(?<part>sáng|sang|trưa|trua|chiều|chieu|tối|toi|đêm|dem)\s+(?<day>ngày|ngay|hôm|hom|mai)\b/giu;

type Of<Kind extends DateMention['kind']> = Extract<DateMention, { kind: Kind }>;

/**
 * The instant an official types, Vietnam time: `08:00 15/03/2026`, `8h ngày mai`, `19 giờ 15/3`. A day without a year is the next such day.
 * ISO 8601 UTC. `undefined` where no day or (without `timeIfNone`) no time is named, where there are several, or the weekday is another.
 */
export function readMoment(text: string, now: Date, timeIfNone?: { hour: number; minute: number }): string | undefined {
  const found = findDates(text.replace(partThenDay, '$<part>, $<day>'));
  const only = <Kind extends DateMention['kind']>(kind: Kind): Of<Kind> | undefined | 'several' => {
    const all = found.filter((mention): mention is Of<Kind> => mention.kind === kind);
    return all.length > 1 ? 'several' : all[0];
  };
  const [date, time, weekday] = [only('date'), only('time'), only('weekday')];
  if (date === 'several' || time === 'several' || weekday === 'several') return undefined;
  const at = time ? afternoon(time, text) : timeIfNone;
  const today = Math.floor((now.getTime() + vietnamMs) / dayMs) * dayMs;
  const relative = days.find(([pattern]) => pattern.test(fold(text)))?.[1];
  if (!at || (date === undefined) === (relative === undefined)) return undefined;
  const day = date ? dayOf(date, today) : today + relative! * dayMs;
  if (weekday && weekday.weekday !== new Date(day).getUTCDay()) return undefined;
  return new Date(day + (at.hour * 60 + at.minute) * 60_000 - vietnamMs).toISOString();
}

function dayOf({ day, month, year }: Of<'date'>, today: number): number {
  if (year !== undefined) return Date.UTC(year, month - 1, day);
  const thisYear = Date.UTC(new Date(today).getUTCFullYear(), month - 1, day);
  return thisYear >= today ? thisYear : Date.UTC(new Date(today).getUTCFullYear() + 1, month - 1, day);
}

/** `tối 15/3 lúc 7 giờ` is 19:00 as well. */
function afternoon({ hour, minute, part }: Of<'time'>, text: string): { hour: number; minute: number } {
  const late = part === undefined && hour < 12 && /\b(?:chieu|toi)\b/u.test(fold(text));
  return { hour: late ? hour + 12 : hour, minute };
}
