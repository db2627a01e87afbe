import type { Milestone } from '../../elections/calendar.ts';
import { calendarFile } from '../../elections/calendar-file.ts';
import { daysBetween, tenseOf, writtenDate } from '../../elections/tense.ts';
import type { Language } from '../question/language.ts';
import { bodyOf } from './body.ts';
import type { Reply } from './reply.ts';
import { citationOf } from './source-line.ts';
import { calendarWords, weekdayIn } from './words.ts';

/** The milestones still ahead, with a calendar file; once all are past, the main ones with the word that they are. */
export function calendarReply(milestones: Milestone[], today: string, language: Language): Reply {
  const words = calendarWords[language];
  if (milestones.length === 0) return { kind: 'none', reason: 'not-in-sources', text: words.none, citations: [] };
  const ordered = [...milestones].sort((a, b) => a.date.localeCompare(b.date));
  const ahead = ordered.filter((milestone) => tenseOf(milestone.date, today) !== 'past');
  const listed =
    ahead.length > 0 ? ahead : ordered.filter((milestone) => milestone.nature === 'day' || milestone.isResult === true);
  const row = (milestone: Milestone): string =>
    `• ${words.row(weekdayIn[language](milestone.date), writtenDate(milestone.date), milestone.name, milestone.nature === 'deadline')}`;
  const citations = listed.map((milestone) => citationOf(milestone.sources[0], milestone.id, row(milestone).slice(2)));
  const electionDay = ordered.find((milestone) => milestone.isElectionDay);
  const heading = ahead.length > 0 ? words.ahead : words.over;
  return {
    kind: 'answer',
    ...bodyOf({
      language,
      headline: heading,
      sentences: shown(listed).map(row),
      notes: [
        ahead.length > 0 && electionDay && electionDay.date > today && words.daysLeft(daysBetween(today, electionDay.date)),
      ],
      citations,
    }),
    ...(electionDay ? { value: writtenDate(electionDay.date) } : {}),
    ...(ahead.length > 0 ? { file: calendarFile(ahead) } : {}),
  };
}

const mostRows = 10;

/** As many as fit a phone screen: election day always, then the nearest deadlines, in the order of their dates. */
function shown(milestones: Milestone[]): Milestone[] {
  const days = milestones.filter(({ nature }) => nature === 'day');
  const deadlines = milestones.filter(({ nature }) => nature === 'deadline').slice(0, Math.max(0, mostRows - days.length));
  return milestones.filter((milestone) => days.includes(milestone) || deadlines.includes(milestone));
}
