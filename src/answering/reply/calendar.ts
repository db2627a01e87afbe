import type { Milestone } from '../../elections/calendar.ts';
import { calendarFile } from '../../elections/calendar-file.ts';
import { daysBetween, tenseOf, weekdayOf, writtenDate } from '../../elections/tense.ts';
import { syllables } from '../../vietnamese/text.ts';
import { figures, withoutFigures } from '../claims/premise.ts';
import type { Language } from '../question/language.ts';
import { citationOf, lines, sourceLines } from './facts.ts';
import type { Reply } from './reply.ts';
import { calendarWords } from './words.ts';

/** The milestones still ahead, with a calendar file; once all are past, the main ones with the word that they are. */
export function calendarReply(milestones: Milestone[], today: string, language: Language): Reply {
  const words = calendarWords[language];
  if (milestones.length === 0) return { kind: 'none', reason: 'not-in-sources', text: words.none, citations: [] };
  const ordered = [...milestones].sort((a, b) => a.date.localeCompare(b.date));
  const ahead = ordered.filter((milestone) => tenseOf(milestone.date, today) !== 'past');
  const listed =
    ahead.length > 0 ? ahead : ordered.filter((milestone) => milestone.nature === 'day' || milestone.isResult === true);
  const row = (milestone: Milestone): string =>
    `• ${words.row(weekdayOf(milestone.date), writtenDate(milestone.date), milestone.name, milestone.nature === 'deadline')}`;
  const citations = listed.map((milestone) => citationOf(milestone.sources[0], milestone.id, row(milestone).slice(2)));
  const electionDay = ordered.find((milestone) => milestone.isElectionDay);
  const heading = ahead.length > 0 ? words.ahead : words.over;
  return {
    kind: 'answer',
    citations,
    text: lines(
      heading,
      ...shown(listed).map(row),
      ahead.length > 0 && electionDay && electionDay.date > today ? words.daysLeft(daysBetween(today, electionDay.date)) : '',
      sourceLines(citations, language),
    ),
    ...(electionDay ? { value: writtenDate(electionDay.date) } : {}),
    ...(ahead.length > 0 ? { file: calendarFile(ahead) } : {}),
  };
}

/** Words around a date when nothing but the date is asked about. */
const aroundADate = new Set(
  'ngay hom la thu may gi nao co su kien viec dien ra vay the a nhi ha do roi khong vao roi lam dac biet dip cho hoi nam thang phai luc'.split(
    ' ',
  ),
);

/** The milestone of the one day a message names, when it asks for nothing else: "15/3/2026 là thứ mấy", "22/2 có gì". */
export function milestoneOfDay(milestones: Milestone[], text: string, years: readonly number[]): Milestone | undefined {
  const dates = [...figures(text)];
  const [day] = dates;
  if (dates.length !== 1 || !day?.startsWith('date:')) return undefined;
  if (!syllables(withoutFigures(text)).every(({ folded }) => aroundADate.has(folded))) return undefined;
  const onDay = milestones.filter(({ date }) => {
    const [year, month, dayOfMonth] = date.split('-').map(Number);
    return day === `date:${dayOfMonth}/${month}` && years.every((asked) => asked === year);
  });
  return onDay.find(({ nature }) => nature === 'day') ?? onDay[0];
}

/** Words of a question about nothing but the day, or the hours, of voting. */
const ofVoting = new Set(
  'bau cu bo phieu di tong tuyen cuoc ky dot quoc hoi hdnd dai bieu khoa dung co duoc chua con lai bi doi sang dat to chuc bat dau ket thuc den het'.split(
    ' ',
  ),
);
const ofHours = new Set('phong diem noi mo dong cua tu gio sang chieu toi khuya trua kem'.split(' '));

/** Words that make a time of day the first or the last of the hours, not one in between. */
const bounds = new Set('bat mo dong ket tu den het'.split(' '));

/**
 * Whether a date is put forward for the day of voting ("bầu cử hôm 22/3 phải không"), a time of day for its first or last hour
 * ("8 giờ mở cửa à"), or a moment asked about ("12 giờ trưa bầu được không").
 */
export function putForward(text: string): 'day' | 'hours' | 'moment' | undefined {
  const kinds = new Set([...figures(text)].map((figure) => figure.split(':')[0]));
  const words = syllables(withoutFigures(text)).map(({ folded }) => folded);
  if (!words.includes('bau') && !words.includes('phieu')) return undefined;
  const isAbout = (also: ReadonlySet<string>) =>
    words.every((word) => aroundADate.has(word) || ofVoting.has(word) || also.has(word));
  if (kinds.has('time')) {
    if (!isAbout(ofHours)) return undefined;
    return words.some((word) => bounds.has(word)) ? 'hours' : 'moment';
  }
  return (kinds.has('date') || kinds.has('weekday')) && !kinds.has('number') && isAbout(new Set()) ? 'day' : undefined;
}

/** Whether every time of day a question names lies within the hours given as "07:00-19:00". */
export function isWithin(hours: string, text: string): boolean {
  const timesOf = (of: string) =>
    [...figures(of)].flatMap((figure) => (figure.startsWith('time:') ? [Number(figure.slice(5))] : []));
  const open = timesOf(hours);
  return timesOf(text).every((time) => time >= Math.min(...open) && time <= Math.max(...open));
}

const mostRows = 10;

/** As many as fit a phone screen: election day always, then the nearest deadlines, in the order of their dates. */
function shown(milestones: Milestone[]): Milestone[] {
  const days = milestones.filter(({ nature }) => nature === 'day');
  const deadlines = milestones.filter(({ nature }) => nature === 'deadline').slice(0, Math.max(0, mostRows - days.length));
  return milestones.filter((milestone) => days.includes(milestone) || deadlines.includes(milestone));
}
