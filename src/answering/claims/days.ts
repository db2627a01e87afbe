/** Days, weekdays and hours of an announcement against the calendar of the knowledge base. */
import type { Milestone } from '../../elections/calendar.ts';
import type { Fact } from '../../elections/fact.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { vietnamDate, weekdayOf } from '../../elections/tense.ts';
import { weekdayNames } from '../../vietnamese/dates.ts';
import { fold } from '../../vietnamese/text.ts';
import { endsWithInstrument, saysVotingOn, speaksOfToCome, speaksOfVotingHours } from '../question/announced.ts';
import { compareDay, minutesOf } from './comparing.ts';
import { wordsOf } from './comparison.ts';
import type { StatedDay } from './stated.ts';
import { type Claims, doubt, nearestDay, type SentenceCheck, standing, writtenDay } from './statement.ts';
import { claimWords } from './words.ts';

/** The day everybody votes. */
export const electionDay = ({ milestones }: KnowledgePack): Milestone | undefined =>
  milestones.find(({ isElectionDay }) => isElectionDay);

const milestoneSays = ({ name, date, hours, nature }: Milestone): string =>
  claimWords.milestone(name, date, nature === 'deadline', hours);

const isDay = (day: StatedDay, is: string): boolean => compareDay(day, { is, comparator: 'exactly' }) === 'right';

const besideDay = new Set(['ngay', 'hom', 'la']);

/** `Chủ nhật, ngày 15/3`: a weekday beside a day has to be the weekday of that day. */
export function createWeekdayCheck(pack: KnowledgePack): SentenceCheck {
  const isBeside = (between: string) => !/[.;:]/u.test(between) && wordsOf(between).every((word) => besideDay.has(word));
  return ({ text, days, weekdays }, now) =>
    weekdays.flatMap(({ start, end, weekday }) => {
      const day = days.find((one) => isBeside(one.start >= end ? text.slice(end, one.start) : text.slice(one.end, start)));
      if (!day) return [];
      const known = pack.milestones.map(({ date }) => date).filter((date) => isDay(day, date));
      const possible = [nearestDay(day, vietnamDate(now)), ...(day.year === undefined ? known : [])];
      if (possible.some((iso) => weekdayOf(iso) === weekdayNames[weekday])) return [];
      const meant = known[0] ?? possible[0]!;
      return [doubt(`weekday:${weekday}:${writtenDay(day)}`, claimWords.weekday(meant, weekdayNames[weekday]!))];
    });
}

/** Elections so long before are history, and steps more than a year before are of another election. */
const historyYears = 4;
const longestGap = 90;

/** Another day for voting, or for a step of the calendar that is called by its name; a later one where the law says "latest". */
export function createDayCheck(pack: KnowledgePack): SentenceCheck {
  const election = electionDay(pack);
  const steps = pack.milestones
    .filter((milestone) => milestone !== election)
    .flatMap((milestone) =>
      [milestone.name, milestone.name.replace(/\s?\([^()]*\)/u, '')].map((name) => ({ milestone, name: fold(name) })),
    )
    .sort((a, b) => b.name.length - a.name.length);
  const past = new Set(pack.facts.flatMap(({ values }) => values.flatMap((value) => (value.kind === 'date' ? [value.is] : []))));
  const isHistory = (iso: string, year: number) =>
    Number(iso.slice(0, 4)) !== year && (Number(iso.slice(0, 4)) <= year - historyYears || past.has(iso));

  /** The day after the name of a step, and the step. */
  function stepIn({ folded, days }: Claims): { step: Milestone; day: StatedDay } | undefined {
    const named = steps.find(({ name }) => folded.includes(name));
    if (!named) return undefined;
    const after = folded.indexOf(named.name) + named.name.length;
    const isNear = ({ start }: StatedDay) => start >= after && start - after <= longestGap;
    const day = days.find((one) => isNear(one) && !folded.slice(after, one.start).includes('ket thuc'));
    return day && { step: named.milestone, day };
  }

  function stepDoubts(claims: Claims, today: string) {
    const { step, day } = stepIn(claims) ?? {};
    if (!step || !day || (election && isDay(day, election.date))) return [];
    const comparison = compareDay(day, { is: step.date, comparator: step.nature === 'day' ? 'exactly' : 'at-most' });
    const sameElection = nearestDay(day, today) >= String(Number(step.date.slice(0, 4)) - 1) || day.year === undefined;
    if (comparison !== 'wrong' || !sameElection) return [];
    const message = claimWords.step(writtenDay(day), step.name, step.date, step.nature === 'deadline');
    return [doubt(`milestone:${step.id}:${writtenDay(day)}`, message, standing(step.sources, milestoneSays(step)))];
  }

  return (claims, now) => [
    ...claims.days.flatMap((day) => {
      if (!election || isDay(day, election.date) || !saysVotingOn(claims.folded, day)) return [];
      if (day.year !== undefined && isHistory(nearestDay(day, ''), Number(election.date.slice(0, 4)))) return [];
      const message = claimWords.electionDay(writtenDay(day), election.date);
      return [doubt(`election-day:${writtenDay(day)}`, message, standing(election.sources, milestoneSays(election)))];
    }),
    ...stepDoubts(claims, vietnamDate(now)),
  ];
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const hoursOf = (fact: Fact | undefined): number[] =>
  (fact?.values ?? []).flatMap((value) => (value.kind === 'hours' ? value.is.split('-').map(minutesOf) : []));

/** When voting begins and ends, where the sentence says so. */
export function createVotingHoursCheck(pack: KnowledgePack): SentenceCheck {
  const election = electionDay(pack);
  const [from, until] = (election?.hours ?? '').split('-').map(minutesOf);
  if (!election || from === undefined || until === undefined) return () => [];
  const limits = pack.facts.find(({ computes }) => computes === 'voting-hours-limits');
  const [earliest = from, last = until] = hoursOf(limits);
  const says = `${milestoneSays(election)}${limits ? `. ${limits.statement}` : ''}`;
  const allowed = limits && ([clock(earliest), clock(last)] as const);
  return ({ folded, days, times }) => {
    if (!speaksOfVotingHours(folded) || days.some((day) => !isDay(day, election.date))) return [];
    return times.flatMap(({ minutes, bound }) => {
      const [least, most] = bound === 'first' ? [earliest, from] : [until, last];
      if (!bound || (minutes >= least && minutes <= most)) return [];
      const message = claimWords.votingHour(bound === 'first', clock(minutes), [clock(from), clock(until)], allowed);
      const code = `hours:${bound === 'first' ? 'from' : 'until'}:${clock(minutes)}`;
      return [doubt(code, message, standing(limits?.sources ?? election.sources, says))];
    });
  };
}

/** A day that has passed, spoken of as one to come. */
export const pastDayCheck: SentenceCheck = ({ text, folded, days }, now) => {
  const today = vietnamDate(now);
  if (days.length === 0 || !speaksOfToCome(text)) return [];
  const spoken = days.filter(({ start }) => !endsWithInstrument(folded.slice(0, start)));
  const [first] = spoken;
  if (!first || spoken.some((day) => nearestDay(day, today) >= today)) return [];
  return [doubt(`past:${writtenDay(first)}`, claimWords.past(nearestDay(first, today)))];
};
