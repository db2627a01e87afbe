import type { Command } from 'commander';
import {
  countdownOnly,
  lastDayFrom,
  localDay,
  type Repeat,
  type Rhythm,
  repeatFlaw,
  timesOf,
} from '../../announcements/repeating/plan.ts';
import { repeatFlawText } from '../../announcements/repeating/words.ts';
import { fold } from '../../vietnamese/text.ts';
import { type ContentOptions, typedInstant, type Unreadable } from './content.ts';
import { repeatOptionWords as words } from './words-repeat.ts';

/** When an announcement goes out again and again. */
export interface RepeatOptions {
  /** `hằng tuần thứ Hai 7:00`; `false`: not any more. */
  repeat?: string | false;
  repeatFrom?: string;
  repeatUntil?: string;
  repeatTimes?: string;
  repeatHours?: string;
  repeatCountdown?: string;
}

export const withRepeat = (command: Command): Command =>
  command
    .option(
      '--repeat <plan>',
      'when it goes out again and again: "daily 7:00", "weekly mon,thu 7:00", "monthly 5 7:00", "monthly last 7:00", "monthly first mon 7:00", or the same in Vietnamese',
    )
    .option('--no-repeat', 'it does not')
    .option('--repeat-from <day>', 'the first day it may go out; today, or tomorrow, where it is left out')
    .option('--repeat-until <day>', 'the last day it may go out, within a year')
    .option('--repeat-times <count>', 'no more than so many times, up to 60')
    .option('--repeat-hours <hours>', 'how long each of them is in force, up to 168; 24 where it is left out')
    .option(
      '--repeat-countdown <day>',
      'a day after the last time: its place in the text becomes the days that are left until then',
    );

const usualHours = 24;
const dayMs = 86_400_000;

const unreadable = (message: string): Unreadable => ({ code: 'unreadable', message });

const numbered = {
  repeatFrom: '--repeat-from',
  repeatUntil: '--repeat-until',
  repeatTimes: '--repeat-times',
  repeatHours: '--repeat-hours',
  repeatCountdown: '--repeat-countdown',
} as const;

type Parts = { [Key in 'from' | 'until' | 'countdown']?: string } & { [Key in 'most' | 'hours']?: number };

/** Days and numbers of the options; those that were not given are absent. */
function readParts(options: RepeatOptions, now: Date): Parts | Unreadable {
  const parts: Parts = {};
  const noon = { hour: 12, minute: 0 };
  for (const [name, key] of [
    ['repeatFrom', 'from'],
    ['repeatUntil', 'until'],
    ['repeatCountdown', 'countdown'],
  ] as const) {
    const typed = options[name];
    if (typed === undefined || typed.trim() === '') continue;
    const at = typedInstant(typed, now, noon);
    if (at === undefined) return unreadable(words.noDay(numbered[name], typed));
    parts[key] = localDay(at);
  }
  for (const [name, key] of [
    ['repeatTimes', 'most'],
    ['repeatHours', 'hours'],
  ] as const) {
    const typed = options[name]?.trim();
    if (typed === undefined || typed === '') continue;
    const count = Number(typed);
    if (!Number.isSafeInteger(count)) return unreadable(words.noCount(numbered[name], typed));
    parts[key] = count;
  }
  return parts;
}

/**
 * The plan after the options were read: what was given in the place of what `before` says; nothing where no option was. An empty option takes out what
 * there was.
 */
export async function readRepeat(
  options: RepeatOptions & Pick<ContentOptions, 'at' | 'until'>,
  now: Date,
  before: () => Promise<Repeat | undefined> = async () => undefined,
): Promise<{ repeat?: Repeat | undefined } | Unreadable> {
  if (options.repeat === false) return { repeat: undefined };
  const given = Object.entries(numbered).find(([name]) => options[name as keyof typeof numbered] !== undefined)?.[1];
  if (options.repeat === undefined && given === undefined) return {};
  if (options.at !== undefined || options.until !== undefined) return unreadable(words.timesInPlan);
  const held = await before();
  const read = options.repeat === undefined ? held : readPlan(options.repeat);
  if (!read) return unreadable(options.repeat === undefined ? words.needsPlan(given!) : words.unclear(options.repeat));
  const parts = readParts(options, now);
  if ('code' in parts) return parts;
  const { rhythm, time } = read;
  const most = options.repeatTimes === undefined ? held?.most : parts.most;
  const from = parts.from ?? held?.from ?? firstDay(time, now);
  const until = parts.until ?? held?.until ?? (most === undefined ? undefined : lastDayFrom(from));
  if (until === undefined) return unreadable(words.needsUntil);
  const countdown = options.repeatCountdown === undefined ? held?.countdown : parts.countdown;
  const repeat: Repeat = {
    ...{ rhythm, time, from, until, hours: parts.hours ?? held?.hours ?? usualHours },
    ...(most === undefined ? {} : { most }),
    ...(countdown === undefined ? {} : { countdown }),
  };
  const flaw = repeatFlaw(repeat, countdownOnly(repeat));
  return flaw ? unreadable(repeatFlawText(flaw)) : { repeat };
}

const dayPlus = (day: string, days: number): string => new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/** Today, where the hour is still to come. */
function firstDay(time: string, now: Date): string {
  const today = localDay(now.toISOString());
  const [at = ''] = timesOf({ rhythm: { kind: 'daily' }, time, from: today, until: today, hours: 1 });
  return at > now.toISOString() ? today : dayPlus(today, 1);
}

const units: Readonly<Record<string, 'day' | 'week' | 'month'>> = {
  'hang ngay': 'day',
  'moi ngay': 'day',
  daily: 'day',
  'hang tuan': 'week',
  'moi tuan': 'week',
  weekly: 'week',
  'hang thang': 'month',
  'moi thang': 'month',
  monthly: 'month',
};

const weekdays: Readonly<Record<string, number>> = {
  ...{ 'thu hai': 1, 'thu ba': 2, 'thu tu': 3, 'thu nam': 4, 'thu sau': 5, 'thu bay': 6, 'chu nhat': 7 },
  ...{ 'thu 2': 1, 'thu 3': 2, 'thu 4': 3, 'thu 5': 4, 'thu 6': 5, 'thu 7': 6 },
  ...{ t2: 1, t3: 2, t4: 3, t5: 4, t6: 5, t7: 6, cn: 7 },
  ...{ mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6, sun: 7 },
};

const places: Readonly<Record<string, 'first' | 'last'>> = {
  'dau tien': 'first',
  dau: 'first',
  first: 'first',
  'cuoi cung': 'last',
  cuoi: 'last',
  last: 'last',
};

/** Words that add nothing. */
const fillers: readonly string[] = ['va', 'vao', 'luc', 'cac', 'thang', 'cua', 'and', 'on', 'at'];

interface Said {
  unit?: 'day' | 'week' | 'month';
  time?: string;
  weekdays: number[];
  which?: 'first' | 'last';
  day?: number;
}

/** `hằng tuần thứ Hai, thứ Năm 7:00`; `undefined`: it cannot be understood, or says something twice. */
export function readPlan(typed: string): Pick<Repeat, 'rhythm' | 'time'> | undefined {
  const said = saidIn(
    fold(typed.normalize('NFC'))
      .replace(/[,;]/gu, ' ')
      .replace(/ ?gio(?: (?=\d{2}(?!\d)))?/gu, 'h')
      .trim()
      .split(/\s+/u),
  );
  const rhythm = said && rhythmOf(said);
  return rhythm && said.time !== undefined ? { rhythm, time: said.time } : undefined;
}

function saidIn(tokens: readonly string[]): Said | undefined {
  const said: Said = { weekdays: [] };
  for (let at = 0; at < tokens.length; ) {
    const [one = '', two = ''] = tokens.slice(at, at + 2);
    const pair = `${one} ${two}`;
    const [width, word] = pair in units || pair in weekdays || pair in places ? [2, pair] : [1, one];
    at += width;
    const time = timeOf(word);
    if (word in units && said.unit === undefined) said.unit = units[word]!;
    else if (word in weekdays && !said.weekdays.includes(weekdays[word]!)) said.weekdays.push(weekdays[word]!);
    else if (word in places && said.which === undefined) said.which = places[word]!;
    else if (time !== undefined && said.time === undefined) said.time = time;
    else if (isDayNumber(word) && said.day === undefined) said.day = Number(word);
    else if (word !== 'ngay' && !fillers.includes(word)) return undefined;
  }
  return said;
}

const isDayNumber = (word: string): boolean => word.length <= 2 && Number.isInteger(Number(word)) && Number(word) >= 1;

/** `7:00`, `7h`, `7h30` → `07:00`. */
function timeOf(word: string): string | undefined {
  const { hour, minute = '00' } = /^(?<hour>\d{1,2})[:h](?<minute>\d{2})?$/u.exec(word)?.groups ?? {};
  return hour === undefined || word.endsWith(':') ? undefined : `${hour.padStart(2, '0')}:${minute}`;
}

function rhythmOf({ unit, weekdays: named, which, day }: Said): Rhythm | undefined {
  const isPlain = named.length === 0 && which === undefined && day === undefined;
  if (unit === 'day') return isPlain ? { kind: 'daily' } : undefined;
  if (unit === 'week')
    return named.length > 0 && which === undefined && day === undefined
      ? { kind: 'weekly', weekdays: named.toSorted((a, b) => a - b) }
      : undefined;
  if (unit !== 'month') return undefined;
  const [weekday] = named;
  if (weekday !== undefined)
    return named.length === 1 && which && day === undefined ? { kind: 'monthly-weekday', which, weekday } : undefined;
  if (which) return day === undefined ? { kind: 'monthly', day: which === 'last' ? 'last' : 1 } : undefined;
  return day === undefined ? undefined : { kind: 'monthly', day };
}
