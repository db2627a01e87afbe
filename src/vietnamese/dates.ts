/** Dates, times and weekdays in Vietnamese text, with or without diacritics. No clock: a missing year stays missing. */
import { findNumbers, type NumberMention } from './numbers.ts';

export type DateMention = {
  /** Span in the text, UTF-16 code units. */
  start: number;
  end: number;
} & (
  | { kind: 'date'; day: number; month: number; year?: number; part?: DayPart }
  | { kind: 'month'; month: number; year?: number }
  | { kind: 'year'; year: number }
  /** 24 hours; `7 giờ tối` is 19. */
  | { kind: 'time'; hour: number; minute: number; part?: DayPart }
  /** 0 is Sunday. */
  | { kind: 'weekday'; weekday: number }
);

export type DayPart = 'sáng' | 'trưa' | 'chiều' | 'tối' | 'đêm';
type Reader = {
  pattern: RegExp;
  read(groups: Record<string, string | undefined>): Omit<DateMention, 'start' | 'end'> | undefined;
};

/** Not where it belongs to a clock: `9 giờ sáng 15/3`. */
const part = String.raw`(?:(?<!\d\s?(?:giờ|gio|h|g)(?:\s?\d{1,2}(?:\s?(?:phút|phut|p|'))?|\s(?:rưỡi|ruoi))?\s{1,3}|:\d\d\s{1,3})(?<part>sáng|sang|trưa|trua|chiều|chieu|tối|toi|đêm|dem)\s+)`;
const day = String.raw`(?<day>\d{1,2})`;
const month = String.raw`(?<month>\d{1,2})`;
const year = String.raw`(?<year>(?:19|20)\d\d)`;
const before = String.raw`(?<![\p{L}\p{N}.,/:-])`;
const after = String.raw`(?![\p{L}\p{N}]|[.,/:-]\d)`;
const dayWord = String.raw`(?:ngày|ngay|hôm|hom|mùng|mung|mồng|mong)\s+`;
const monthWord = String.raw`(?:tháng|thang)\s+`;
const yearWord = String.raw`(?:năm|nam)\s+`;
const pattern = (body: string): RegExp => new RegExp(before + body + after, 'giu');

const parts = new Map<string, DayPart>(
  Object.entries({ sang: 'sáng', trua: 'trưa', chieu: 'chiều', toi: 'tối', dem: 'đêm' }).map(([bare, full]) => [
    bare,
    full as DayPart,
  ]),
);
const partOf = (typed: string | undefined): { part: DayPart } | Record<never, never> =>
  typed === undefined ? {} : { part: parts.get(typed.toLowerCase()) ?? (typed.toLowerCase() as DayPart) };

const calendarDate = ({ day, month, year, part }: Record<string, string | undefined>) => {
  const [d, m] = [Number(day), Number(month)];
  if (d < 1 || m < 1 || m > 12 || d > new Date(Date.UTC(year ? Number(year) : 2024, m, 0)).getUTCDate()) return undefined;
  return { kind: 'date' as const, day: d, month: m, ...(year ? { year: Number(year) } : {}), ...partOf(part) };
};
const monthOf = ({ month, year }: Record<string, string | undefined>) =>
  Number(month) < 1 || Number(month) > 12
    ? undefined
    : { kind: 'month' as const, month: Number(month), ...(year ? { year: Number(year) } : {}) };
/** `7 giờ kém 15` is 6:45. */
const timeOf = ({ hour, minute, half, less, part }: Record<string, string | undefined>) => {
  const [named, m] = [Number(hour), less ? 60 - Number(less) : half ? 30 : Number(minute ?? 0)];
  const h = less ? (named + 23) % 24 : named;
  if (named > 24 || m > 59 || (less !== undefined && m < 1)) return undefined;
  const said = partOf(part);
  const late = 'part' in said && h < 12 && (said.part === 'chiều' || said.part === 'tối' || (said.part === 'trưa' && h < 4));
  return { kind: 'time' as const, hour: late ? h + 12 : h % 24, minute: m, ...said };
};

const weekdays = new Map(
  Object.entries({
    hai: 1,
    ba: 2,
    tư: 3,
    tu: 3,
    năm: 4,
    nam: 4,
    sáu: 5,
    sau: 5,
    bảy: 6,
    bẩy: 6,
    bay: 6,
    2: 1,
    3: 2,
    4: 3,
    5: 4,
    6: 5,
    7: 6,
  }),
);

/** Most specific first; a later reader does not look into what an earlier one has taken. */
const figureReaders: Reader[] = [
  { pattern: pattern(`${part}?(?:${dayWord})?${day}(?<mark>[/.-])${month}\\k<mark>${year}`), read: calendarDate },
  {
    pattern: pattern(`${part}?(?:${dayWord})?${day},?\\s+${monthWord}${month}(?:,?\\s+(?:${yearWord})?${year}|[/-]${year})?`),
    read: calendarDate,
  },
  { pattern: pattern(`(?:${part}|${part.replace('part', 'part2')}?${dayWord})${day}[/.-]${month}`), read: calendarDate },
  { pattern: pattern(`${day}/${month}`), read: calendarDate },
  { pattern: pattern(`(?:${monthWord})?${month}[/-]${year}`), read: monthOf },
  { pattern: pattern(`${monthWord}${month}(?:,?\\s+(?:${yearWord})?${year})?`), read: monthOf },
  {
    pattern: pattern(
      String.raw`(?<hour>\d{1,2})(?:\s?(?:giờ|gio|h|g)(?:\s?(?<minute>\d{1,2})(?:\s?(?:phút|phut|p|'))?|\s(?<half>rưỡi|ruoi)|\s?(?:kém|kem)\s?(?<less>\d{1,2})(?!\d|[/.-]\d)(?:\s?(?:phút|phut|p))?)?|:(?<minute2>\d{2}))(?:\s+(?<part>sáng|sang|trưa|trua|chiều|chieu|tối|toi|đêm|dem))?`,
    ),
    read: (groups) => timeOf({ ...groups, minute: groups.minute ?? groups.minute2 }),
  },
  { pattern: pattern(`(?:${yearWord})?${year}`), read: ({ year }) => ({ kind: 'year', year: Number(year) }) },
];

/** The only ones that can find anything in a text without a figure. */
const weekdayReaders: Reader[] = [
  { pattern: pattern('(?:chủ nhật|chu nhat|chúa nhật)'), read: () => ({ kind: 'weekday', weekday: 0 }) },
  {
    pattern: pattern(
      String.raw`(?<!(?:lần|lan|khóa|khoá|đứng|dung|hội|người)\s)(?:thứ|thu)\s+(?<name>hai|ba|tư|tu|năm|nam|sáu|sau|bảy|bẩy|bay|[2-7])`,
    ),
    read: ({ name }) => ({ kind: 'weekday', weekday: weekdays.get(name!.toLowerCase())! }),
  },
];

const readers = [...figureReaders, ...weekdayReaders];
const figure = /\d/;

/** Dates, months, years, times and weekdays of a text in order, without overlaps. Days that no month has are not dates. */
export function findDates(text: string): DateMention[] {
  const found: DateMention[] = [];
  for (const reader of figure.test(text) ? readers : weekdayReaders) {
    for (const match of text.matchAll(reader.pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.some((other) => start < other.end && other.start < end)) continue;
      const value = reader.read(match.groups ?? {});
      if (value) found.push({ start, end, ...value } as DateMention);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Numbers of a text that are no part of a day, an hour or a year in it; `dates`: those of the text, where they are known already. */
export const numbersBesideDates = (text: string, dates: readonly DateMention[] = findDates(text)): NumberMention[] =>
  findNumbers(text).filter(({ start, end }) => !dates.some((date) => date.start < end && start < date.end));

/** Days of the week as they are written, Sunday first. */
export const weekdayNames = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'] as const;
