import ical from 'ical-generator';
import type { Milestone } from './calendar.ts';

/** An iCalendar file (RFC 5545) of milestones as all-day events; the same milestones always give the same bytes. */
export function calendarFile(milestones: Milestone[]): { name: string; mediaType: string; body: string } {
  const calendar = ical({ name: 'Lịch bầu cử', prodId: { company: 'cutri', product: 'lich-bau-cu', language: 'VI' } });
  for (const milestone of milestones) {
    const start = new Date(`${milestone.date}T00:00:00Z`);
    calendar.createEvent({
      id: `${milestone.id}-${milestone.date}@cutri`,
      start,
      end: new Date(start.getTime() + 86_400_000),
      allDay: true,
      stamp: start,
      summary: milestone.nature === 'deadline' ? `Hạn: ${milestone.name}` : milestone.name,
      description: milestone.sources
        .map((source) => [source.title, source.article, source.publisher].filter(Boolean).join(', '))
        .join('\n'),
    });
  }
  return { name: 'lich-bau-cu.ics', mediaType: 'text/calendar; charset=utf-8', body: calendar.toString() };
}
