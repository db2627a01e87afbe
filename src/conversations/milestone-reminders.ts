import type { Reminder } from '../announcements/reminding.ts';
import type { Milestone } from '../elections/calendar.ts';
import { weekdayOf, writtenDate } from '../elections/tense.ts';
import { reminderText } from './words-reminders.ts';

/** How many days before a milestone its subscribers are reminded, and at which hour in Vietnam. */
export const reminderLeads = [
  { days: 7, hour: 8 },
  { days: 1, hour: 8 },
  { days: 0, hour: 6 },
] as const;

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const vietnamOffsetMs = 7 * hourMs;

/** Midnight at the beginning of a day in Vietnam, ms since 1970. */
const midnightOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) - vietnamOffsetMs;

/**
 * Every reminder of the calendar that is still to come, by time; milestones of one day are told in one. What it says holds on the day it
 * goes out, so that is how long it is in force.
 */
export function milestoneReminders(milestones: readonly Milestone[], now: Date): Reminder[] {
  const days = Map.groupBy(milestones, ({ date }) => date);
  return [...days]
    .flatMap(([date, due]) =>
      reminderLeads.map(({ days: ahead, hour }) => {
        const day = midnightOf(date) - ahead * dayMs;
        const text = reminderText({ ahead, day: `${weekdayOf(date)}, ${writtenDate(date)}`, due });
        return {
          id: `reminder-${date}-${ahead}`,
          content: {
            text,
            buttons: [],
            audience: { kind: 'topics' as const, topics: ['milestones' as const] },
            sendAt: new Date(day + hour * hourMs).toISOString(),
            expiresAt: new Date(day + dayMs).toISOString(),
          },
        };
      }),
    )
    .filter(({ content }) => content.sendAt > now.toISOString())
    .sort((a, b) => (a.content.sendAt < b.content.sendAt ? -1 : 1));
}
