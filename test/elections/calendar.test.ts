import { expect, test } from 'vitest';
import { type Milestone, milestoneValues } from '../../src/elections/calendar.ts';

const campaignEnds: Milestone = {
  id: 'campaign-ends',
  name: 'kết thúc vận động bầu cử',
  date: '2026-03-14',
  hours: '07:00',
  nature: 'deadline',
  measure: 'hạn niêm yết',
  level: 'all',
  area: 'cả nước',
  confidence: 'derived',
  sources: [{ title: 'Luật Bầu cử', publisher: 'Quốc hội', date: '2025-06-24' }],
  asks: [],
};

test('a milestone says its day and hours like a fact its values; a deadline is the latest day', () => {
  expect(milestoneValues(campaignEnds)).toEqual([
    { kind: 'date', of: 'kết thúc vận động bầu cử', is: '2026-03-14', comparator: 'at-most' },
    { kind: 'hours', of: 'kết thúc vận động bầu cử', is: '07:00', comparator: 'at-most' },
  ]);
  const { hours: _, ...noHours } = campaignEnds;
  expect(milestoneValues({ ...noHours, nature: 'day' })).toEqual([
    { kind: 'date', of: 'kết thúc vận động bầu cử', is: '2026-03-14', comparator: 'exactly' },
  ]);
});
