import { expect, it } from 'vitest';
import { createPackStandings } from '../../../src/app/pack/standing.ts';
import { createTestClock } from '../../fakes/clock.ts';
import { smallPack } from '../../fakes/small-pack.ts';

it('tells of a broken pack until it is taken over or is again as it was', () => {
  const clock = createTestClock();
  const standings = createPackStandings(smallPack, clock.now);
  const startedAt = clock.now().toISOString();
  expect(standings.current()).toMatchObject({ takenOverAt: startedAt, problems: [], facts: smallPack().facts.length });
  clock.pass(60_000);
  standings.broken([{ file: 'facts/a.yaml', line: 3, message: 'm', fix: 'f' }]);
  expect(standings.current()).toMatchObject({ takenOverAt: startedAt, problems: [{ file: 'facts/a.yaml', line: 3 }] });
  standings.broken([]);
  expect(standings.current()).toMatchObject({ takenOverAt: startedAt, problems: [] });
  standings.changed();
  expect(standings.current().takenOverAt).toBe(clock.now().toISOString());
});

it('takes no day to come for the age of a pack', () => {
  const clock = createTestClock();
  const pack = smallPack();
  const [one] = pack.documents;
  const documents = ['2025-12-01', '2099-01-01'].map((published) => ({ ...one!, published }));
  expect(createPackStandings(() => ({ ...pack, documents }), clock.now).current().newest).toBe('2025-12-01');
});
