import { vietnamOffsetMs } from '../../elections/tense.ts';
import { type DateMention, findDates } from '../../vietnamese/dates.ts';
import { fold } from '../../vietnamese/text.ts';

const dayMs = 86_400_000;
const days: readonly [RegExp, number][] = [
  [/\bhom nay\b/u, 0],
  [/\b(?:ngay )?mai\b/u, 1],
  [/\bngay kia\b/u, 2],
];

/** In `7 giờ tối ngày 15/3` the part of the day belongs to the hour. */
const partThenDay = /(?<part>sáng|sang|trưa|trua|chiều|chieu|tối|toi|đêm|dem)\s+(?<day>ngày|ngay|hôm|hom|mai|\d{1,2}[/.-]\d)/giu;

/** The end of a day, said as its 24th hour: the day after has begun. */
const dayEnd = /(?<![\d:.,/-])24\s*(?:h|giờ|gio|:)\s*(?:00)?(?=\s|,|$)/giu;
/** Any other time of a 25th hour is a slip. */
const beyond = /(?<![\d:.,/-])24\s*(?:h|giờ|gio|:)\s*\d/iu;
/** Minutes to an hour that are not told: `7 giờ kém`. */
const untoldLess = /(?<![\p{L}])(?:kém|kem)(?!\s?\d{1,2}(?!\d|[/.-]\d))(?![\p{L}])/iu;
/** Midnight, of which nobody can tell whether it begins or ends the day. */
const midnight = /(?<![\d:.,/-])12\s?(?:h|giờ|gio|:)\s?(?:00\s?)?(?:đêm|dem|khuya|tối|toi)(?![\p{L}])/iu;
const partWord = /(?<![\p{L}])(?<part>sáng|sang|trưa|trua|chiều|chieu|tối|toi)(?![\p{L}])/iu;
/** Hours a part of the day can mean, both ends included; 12-hour and 24-hour ones. */
const hoursOf: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  sang: [[1, 11]],
  trua: [
    [1, 3],
    [10, 15],
  ],
  chieu: [
    [1, 6],
    [12, 19],
  ],
  toi: [
    [5, 11],
    [17, 23],
  ],
};

/** Whether hour and part of the day can both be meant: nobody means 14 o'clock in the morning. */
function isPossible(text: string, hour: number): boolean {
  const part = fold(partWord.exec(text)?.groups?.part ?? '');
  return hoursOf[part]?.some(([from, to]) => hour >= from && hour <= to) ?? true;
}

type Of<Kind extends DateMention['kind']> = Extract<DateMention, { kind: Kind }>;

/**
 * The instant an official types, Vietnam time: `08:00 15/03/2026`, `8h ngày mai`, `19 giờ 15/3`. A day without a year is the next such day.
 * ISO 8601 UTC. `undefined` where no day or (without `timeIfNone`) no time is named, where there are several, the weekday is another, or hour and
 * part of the day cannot both be meant. `24:00 30/11` is the end of 30/11.
 */
export function readMoment(typed: string, now: Date, timeIfNone?: { hour: number; minute: number }): string | undefined {
  const isDayEnd = typed.match(dayEnd)?.length === 1;
  const text = typed.replace(dayEnd, '0h ');
  if (untoldLess.test(text) || beyond.test(text) || midnight.test(text)) return undefined;
  const found = findDates(text.replace(partThenDay, '$<part>, $<day>'));
  const only = <Kind extends DateMention['kind']>(kind: Kind): Of<Kind> | undefined | 'several' => {
    const all = found.filter((mention): mention is Of<Kind> => mention.kind === kind);
    return all.length > 1 ? 'several' : all[0];
  };
  const [date, time, weekday] = [only('date'), only('time'), only('weekday')];
  if (date === 'several' || time === 'several' || weekday === 'several') return undefined;
  const at = time ? afternoon(time, text) : timeIfNone;
  const today = Math.floor((now.getTime() + vietnamOffsetMs) / dayMs) * dayMs;
  const relative = days.find(([pattern]) => pattern.test(fold(text)))?.[1];
  if (!at || (date === undefined) === (relative === undefined)) return undefined;
  const day = date ? dayOf(date, today) : today + relative! * dayMs;
  if (time && !isDayEnd && !isPossible(text, time.hour)) return undefined;
  if (weekday && weekday.weekday !== new Date(day).getUTCDay()) return undefined;
  return new Date(day + (isDayEnd ? dayMs : 0) + (at.hour * 60 + at.minute) * 60_000 - vietnamOffsetMs).toISOString();
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
