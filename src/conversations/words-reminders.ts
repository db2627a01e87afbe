/** The reminders of milestones that subscribers get. */
import type { Milestone } from '../elections/calendar.ts';
import { writtenDate } from '../elections/tense.ts';

function opening(ahead: number, day: string): string {
  switch (ahead) {
    case 0:
      return `NHẮC LỊCH: hôm nay, ${day}:`;
    case 1:
      return `NHẮC LỊCH: ngày mai, ${day}:`;
    default:
      return `NHẮC LỊCH: còn ${ahead} ngày nữa, ${day}:`;
  }
}

/** A deadline may be met before its day: that must not be lost. */
const what = ({ name, hours, nature }: Milestone): string =>
  `• ${nature === 'deadline' ? 'hạn cuối: ' : ''}${name}${hours ? ` (${hours.replace('-', ' đến ')})` : ''}`;

/** `day`: e.g. `Chủ nhật, 15/03/2026`. */
export function reminderText({ ahead, day, due }: { ahead: number; day: string; due: readonly Milestone[] }): string {
  const sources = new Set(
    due.map(
      ({ sources: [{ title, publisher, date, article }] }) =>
        `${article ? `${article}, ` : ''}${title} (${publisher}, ${writtenDate(date)})`,
    ),
  );
  return [opening(ahead, day), ...due.map(what), `Nguồn: ${[...sources].join('; ')}.`].join('\n');
}
