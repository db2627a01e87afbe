import {
  isDay,
  lastDayFrom,
  localDay,
  type Repeat,
  type RepeatFlaw,
  type Rhythm,
  repeatFlaw,
  timesOf,
} from '../../announcements/repeating/plan.ts';
import { repeatFlawText } from '../../announcements/repeating/words.ts';

/** A plan of repetition as it was filled in, to be shown again. Days and hours as a browser writes them: `2026-12-02`, `07:00`. */
export interface PlanForm {
  /** Empty: it goes out once. */
  rhythm: '' | Rhythm['kind'];
  /** ISO 8601, of those ticked: `1` is Monday. */
  weekdays: string[];
  /** `1` to `28`, or `last`. */
  monthDay: string;
  which: 'first' | 'last';
  weekday: string;
  time: string;
  from: string;
  until: string;
  most: string;
  hours: string;
  countdown: string;
}

export const emptyPlan: PlanForm = {
  ...{ rhythm: '', weekdays: [], monthDay: '1', which: 'first', weekday: '1' },
  ...{ time: '', from: '', until: '', most: '', hours: '24', countdown: '' },
};

export const isoWeekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;
export const rhythmKinds = ['daily', 'weekly', 'monthly', 'monthly-weekday'] as const satisfies readonly Rhythm['kind'][];

/** The form a plan is changed with. */
export function planFormOf(repeat: Repeat | undefined): PlanForm {
  if (!repeat) return emptyPlan;
  const { rhythm, time, from, until, most, hours, countdown = '' } = repeat;
  const base = { ...emptyPlan, rhythm: rhythm.kind, time, from, until, countdown };
  const form = { ...base, most: most === undefined ? '' : String(most), hours: String(hours) };
  switch (rhythm.kind) {
    case 'daily':
      return form;
    case 'weekly':
      return { ...form, weekdays: rhythm.weekdays.map(String) };
    case 'monthly':
      return { ...form, monthDay: String(rhythm.day) };
    case 'monthly-weekday':
      return { ...form, which: rhythm.which, weekday: String(rhythm.weekday) };
  }
}

/** The same for a copy: days that have passed are still to be chosen. */
export function copiedPlan(repeat: Repeat | undefined, now: Date): PlanForm {
  const form = planFormOf(repeat);
  if (!repeat) return form;
  const nowIso = now.toISOString();
  const ahead = (day: string) => (day > localDay(nowIso) ? day : '');
  const isBegun = (timesOf(repeat)[0] ?? '') <= nowIso;
  return { ...form, from: isBegun ? '' : form.from, until: ahead(form.until), countdown: ahead(form.countdown) };
}

export function filledPlan(form: URLSearchParams): PlanForm {
  const field = (name: string) => (form.get(name) ?? '').trim();
  return {
    rhythm: rhythmKinds.find((kind) => kind === field('repeat')) ?? '',
    weekdays: isoWeekdays.filter((day) => form.has(`repeatDay${day}`)),
    monthDay: field('repeatMonthDay') || emptyPlan.monthDay,
    which: field('repeatWhich') === 'last' ? 'last' : 'first',
    weekday: isoWeekdays.find((day) => day === field('repeatWeekday')) ?? emptyPlan.weekday,
    time: field('repeatTime'),
    from: field('repeatFrom'),
    until: field('repeatUntil'),
    most: field('repeatMost'),
    hours: form.has('repeatHours') ? field('repeatHours') : emptyPlan.hours,
    countdown: field('repeatCountdown'),
  };
}

function rhythmIn({ rhythm, weekdays, monthDay, which, weekday }: PlanForm): Rhythm | undefined {
  switch (rhythm) {
    case '':
      return undefined;
    case 'daily':
      return { kind: rhythm };
    case 'weekly':
      return { kind: rhythm, weekdays: weekdays.map(Number) };
    case 'monthly':
      return { kind: rhythm, day: monthDay === 'last' ? monthDay : Number(monthDay) };
    case 'monthly-weekday':
      return { kind: rhythm, which, weekday: Number(weekday) };
  }
}

/** What was filled in as a plan, right or wrong; none where it does not repeat. So many times without a last day: within a year. */
function planIn(form: PlanForm): Repeat | undefined {
  const { time, from, most, hours, countdown } = form;
  const rhythm = rhythmIn(form);
  if (!rhythm) return undefined;
  const until = form.until === '' && most !== '' && isDay(from) ? lastDayFrom(from) : form.until;
  return {
    ...{ rhythm, time, from, until, hours: Number(hours) },
    ...(most === '' ? {} : { most: Number(most) }),
    ...(countdown === '' ? {} : { countdown }),
  };
}

/** The field that a flaw is about. */
function flawField({ code }: RepeatFlaw, { from, until }: Repeat): string {
  switch (code) {
    case 'time':
      return 'repeatTime';
    case 'day':
      if (!isDay(from)) return 'repeatFrom';
      return isDay(until) ? 'repeatCountdown' : 'repeatUntil';
    case 'weekdays':
      return 'repeatDays';
    case 'month-day':
      return 'repeatMonthDay';
    case 'order':
    case 'too-long':
    case 'none':
    case 'too-many':
      return 'repeatUntil';
    case 'most':
      return 'repeatMost';
    case 'hours':
      return 'repeatHours';
    case 'no-place':
    case 'no-countdown':
    case 'countdown-over':
      return 'repeatCountdown';
    case 'begun':
      return 'repeatFrom';
    case 'kind':
    case 'own-times':
    case 'not-by-hand':
    case 'follow-occurrence':
      return 'repeat';
  }
}

/** Why a plan cannot be followed, at the field where it is mended. */
export interface PlanProblem {
  field: string;
  text: string;
}

/** The parts of a form that a plan has to fit. */
interface Planned {
  kind: string;
  text: string;
  translations: Readonly<Record<string, string>>;
  sendAt: string;
  expiresAt: string;
  plan: PlanForm;
}

/** What was filled in as a plan that can be followed from `now` on. `repeat` is `undefined` where it goes out once: that takes a plan out. */
export function plannedIn(filled: Planned, now: Date): { repeat: Repeat | undefined } | PlanProblem {
  const repeat = planIn(filled.plan);
  const flaw = repeat && flawOf(repeat, filled, now);
  return flaw ? { field: flawField(flaw, repeat), text: repeatFlawText(flaw) } : { repeat };
}

function flawOf(repeat: Repeat, { kind, text, translations, sendAt, expiresAt }: Planned, now: Date): RepeatFlaw | undefined {
  if (kind !== 'notice') return { code: 'kind' };
  const texts = [text, ...Object.values(translations)].filter((one) => one.trim() !== '');
  const flaw = repeatFlaw(repeat, texts);
  if (flaw) return flaw;
  const [first = ''] = timesOf(repeat);
  if (first <= now.toISOString()) return { code: 'begun', at: first };
  return sendAt === '' && expiresAt === '' ? undefined : { code: 'own-times' };
}
