import { expect, it } from 'vitest';
import { electedAssembly, type Milestone } from '../../src/elections/calendar.ts';

const milestone = (date: string, extra: Partial<Milestone>): Milestone => ({
  ...{ id: date, name: 'ngày', date, nature: 'day', measure: 'ngày', level: 'all', area: 'cả nước', confidence: 'established' },
  sources: [{ title: 'Luật', publisher: 'Quốc hội', date: '2015-06-25' }],
  asks: [],
  ...extra,
});

it('the National Assembly that a pack elects is the one its election day names, with the year of that day', () => {
  const [named, unnamed] = [
    milestone('2031-03-16', { isElectionDay: true, assembly: 17 }),
    milestone('2031-03-15', { isElectionDay: true }),
  ];
  const before = milestone('2030-02-01', { assembly: 15 });
  expect(electedAssembly([before, unnamed, named])).toEqual({ number: 17, year: 2031 });
  expect(electedAssembly([before, unnamed])).toBeUndefined();
});
