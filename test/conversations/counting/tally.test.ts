import { expect, it } from 'vitest';
import { type DayCount, outcomeOfReply } from '../../../src/conversations/counting/day-count.ts';
import { createQuestionTally } from '../../../src/conversations/counting/tally.ts';
import { createTestClock } from '../../fakes/clock.ts';
import { createRecordsMemory } from '../../fakes/records-memory.ts';

it('keeps what could not be written for the next time, and counts it once', async () => {
  const clock = createTestClock();
  const held = createRecordsMemory<DayCount>();
  let isDown = true;
  const tally = createQuestionTally({
    counts: { change: (id, change) => (isDown ? Promise.reject(new Error('full')) : held.change(id, change)) },
    now: clock.now,
  });
  tally.rated('a', 'up');
  await expect(tally.flush()).rejects.toThrow('full');
  tally.rated('a', 'up');
  isDown = false;
  await tally.flush();
  await tally.flush();
  expect(await held.all()).toMatchObject([{ thumbs: { a: { up: 2 } } }]);
});

it('tells declined from out of scope, and talk from questions', () => {
  const none = { kind: 'none' as const, text: '', citations: [] };
  expect(outcomeOfReply({ ...none, reason: 'not-in-sources' })).toBe('declined');
  expect(outcomeOfReply({ ...none, reason: 'opinion' })).toBe('declined');
  expect(outcomeOfReply({ ...none, reason: 'out-of-scope' })).toBe('out-of-scope');
  expect(outcomeOfReply({ ...none, reason: 'other-province' })).toBe('out-of-scope');
  expect(outcomeOfReply({ kind: 'clarify', text: '', citations: [] })).toBe('asked-back');
  expect(outcomeOfReply({ kind: 'talk', text: '', citations: [] })).toBeUndefined();
});
