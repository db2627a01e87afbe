import { expect, it } from 'vitest';
import { countedDays, type DayCount, expireCounts } from '../../src/conversations/counting/day-count.ts';
import { createQuestionTally } from '../../src/conversations/counting/tally.ts';
import type { Records } from '../../src/messaging/records.ts';

const day = (id: string): DayCount => ({
  id,
  asked: { telegram: { answered: 2 } },
  answers: { 'voting-age': 2 },
  thumbs: { 'voting-age': { up: 1 } },
});

/** What every store of counts promises. `open` gives an empty one; `others` another process on the same, where there can be one. */
export function describeCounts(
  open: () => Promise<{ counts: Records<DayCount>; others?: () => Promise<Records<DayCount>> }>,
): void {
  it('adds up what several count at once, by day', async () => {
    const { counts, others } = await open();
    const now = () => new Date('2026-03-01T18:00:00.000Z');
    const tallies = [counts, (await others?.()) ?? counts].map((held) => createQuestionTally({ counts: held, now }));
    for (const tally of tallies) {
      tally.asked('telegram', { kind: 'answer', text: '18', citations: [], about: 'voting-age' });
      tally.rated('voting-age', 'down');
    }
    await Promise.all(tallies.map((tally) => tally.flush()));
    // It is the second of March in Vietnam.
    expect(await counts.all()).toEqual([
      {
        id: '2026-03-02',
        asked: { telegram: { answered: 2 } },
        answers: { 'voting-age': 2 },
        thumbs: { 'voting-age': { down: 2 } },
      },
    ]);
  });

  it('refuses anything but counts, e.g. a chat', async () => {
    const { counts } = await open();
    const withChat = { ...day('2026-03-01'), chat: 'telegram:1' };
    await expect(counts.change('2026-03-01', () => ({ next: withChat, result: undefined }))).rejects.toThrow();
    expect(await counts.all()).toEqual([]);
  });

  it(`lets go of a day after ${countedDays} days`, async () => {
    const { counts } = await open();
    for (const id of ['2026-03-01', '2026-03-02']) await counts.change(id, () => ({ next: day(id), result: undefined }));
    await expireCounts(counts, new Date('2026-05-30T05:00:00.000Z'));
    expect((await counts.all()).map(({ id }) => id)).toEqual(['2026-03-02']);
  });
}
