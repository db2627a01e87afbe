import { describe, expect, it } from 'vitest';
import { calendarReply } from '../../../src/answering/reply/calendar.ts';
import type { Milestone } from '../../../src/elections/calendar.ts';
import { smallPack } from '../../fakes/small-pack.ts';

const { milestones } = smallPack();
const [electionDay] = milestones;
const on = (id: string, date: string, nature: Milestone['nature'], extra: Partial<Milestone> = {}): Milestone => {
  const { isElectionDay: _, ...plain } = electionDay!;
  return { ...plain, id, name: `việc ${id}`, date, nature, ...extra };
};
const [late, early] = [on('late', '2026-02-20', 'deadline'), on('early', '2026-02-10', 'deadline')];
const result = on('result', '2026-03-25', 'deadline', { isResult: true });
const all = [electionDay!, late, early, result];

describe('the calendar', () => {
  it('ahead of election day: what is to come by its date, how many days are left, and a file of it', () => {
    const reply = calendarReply(all, '2026-02-15', 'vi');
    expect(reply.parts).toMatchObject({
      headline: 'Các mốc còn ở phía trước:',
      sentences: [
        '• thứ Sáu, 20/02/2026: chậm nhất, việc late',
        '• Chủ nhật, 15/03/2026: ngày bầu cử',
        '• thứ Tư, 25/03/2026: chậm nhất, việc result',
      ],
      notes: ['Còn 28 ngày nữa đến ngày bầu cử.'],
    });
    expect(reply).toMatchObject({ kind: 'answer', value: '15/03/2026' });
    expect(reply.file?.body.match(/BEGIN:VEVENT/gu)).toHaveLength(3);
    expect(reply.citations.map(({ quote }) => quote)).toContain('Chủ nhật, 15/03/2026: ngày bầu cử');
  });

  it('counts no days on election day and after it', () => {
    expect(calendarReply(all, '2026-03-15', 'vi').parts?.notes).toEqual([]);
    expect(calendarReply(all, '2026-03-16', 'vi').parts?.notes).toEqual([]);
    expect(calendarReply([late], '2026-02-15', 'vi')).not.toHaveProperty('value');
  });

  it('once all are past has the main ones, and no file', () => {
    const reply = calendarReply(all, '2026-04-01', 'vi');
    expect(reply.parts?.headline).toMatch(/đã qua/u);
    expect(reply.parts?.sentences).toEqual([
      '• Chủ nhật, 15/03/2026: ngày bầu cử',
      '• thứ Tư, 25/03/2026: chậm nhất, việc result',
    ]);
    expect(reply).not.toHaveProperty('file');
  });

  it('fits a screen: days always, then the nearest deadlines', () => {
    const many = Array.from({ length: 12 }, (_, i) => on(`d${i}`, `2026-02-${10 + i}`, 'deadline'));
    const { sentences } = calendarReply([...many, electionDay!], '2026-02-01', 'vi').parts!;
    expect(sentences).toHaveLength(10);
    expect(sentences.at(-1)).toContain('ngày bầu cử');
    expect(sentences.at(-2)).toContain('việc d8');
    const days = Array.from({ length: 12 }, (_, i) => on(`n${i}`, `2026-02-${10 + i}`, 'day'));
    expect(calendarReply([...days, late], '2026-02-01', 'vi').parts!.sentences).toHaveLength(12);
  });

  it('without one is said to be missing', () => {
    expect(calendarReply([], '2026-02-01', 'vi')).toEqual({
      kind: 'none',
      reason: 'not-in-sources',
      text: 'Nguồn đã nạp không có lịch bầu cử.',
      citations: [],
    });
  });
});
