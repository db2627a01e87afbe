import { afterEach, describe, expect, it } from 'vitest';
import { createToldStore } from '../../../src/stores/proposals/told.ts';
import { createTestClock } from '../../fakes/clock.ts';
import { keptInDatabase, keptInFiles } from '../../fakes/kept-store.ts';
import { sharedPostgres } from '../../fakes/postgres.ts';

const clock = createTestClock();
const postgres = await sharedPostgres();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
const deps = { key: 'a key made by a machine', clock, closing };

describe.each([
  ['embedded', async () => keptInFiles(deps)],
  ['PostgreSQL', async () => postgres && keptInDatabase(deps, postgres)],
] as const)('what editors were told of proposals (%s)', (_, make) => {
  it('is known after a restart, is changed by one at a time, and let go after a day', async ({ skip }) => {
    const kept = await make();
    if (!kept) return skip('no PostgreSQL here');
    const open = async () => {
      const { tickets } = await kept.open();
      return { tickets, told: createToldStore(tickets, clock.now) };
    };
    const first = await open();
    await first.told.change('a', (held) => ({ next: { ...held, untold: ['p1'] }, result: undefined }));
    const { told, tickets } = await open();
    expect(await told.all()).toEqual([{ key: 'a', untold: ['p1'] }]);
    const taken = await Promise.all(
      Array.from({ length: 5 }, () =>
        told.change('a', (held) => ({ next: { toldAt: clock.now().toISOString(), untold: [] }, result: held.untold })),
      ),
    );
    expect(taken.flat()).toEqual(['p1']);
    await clock.advance(86_400_000);
    await tickets.expire(clock.now());
    expect(await told.all()).toEqual([]);
  });

  it('is let go a day after it last changed, and at once where nothing is to be told any more', async ({ skip }) => {
    const kept = await make();
    if (!kept) return skip('no PostgreSQL here');
    const { tickets } = await kept.open();
    const told = createToldStore(tickets, clock.now);
    for (const key of ['a', 'b', 'c'])
      await told.change(key, (held) => ({ next: { ...held, untold: [key] }, result: undefined }));
    const keys = async () => (await told.all()).map(({ key, untold }) => `${key}:${untold.join()}`).sort();
    await clock.advance(86_399_000);
    // Looked at, changed, and ended.
    expect(await told.change('a', (held) => ({ next: held, result: held.untold }))).toEqual(['a']);
    await told.change('b', () => ({ next: { untold: ['d'] }, result: undefined }));
    await told.change('c', () => ({ next: undefined, result: undefined }));
    expect(await keys()).toEqual(['a:a', 'b:d']);
    await clock.advance(1_000);
    await tickets.expire(clock.now());
    expect(await keys()).toEqual(['b:d']);
    // A ticket of somebody else is no news of a proposal.
    const expiresAt = new Date(clock.now().getTime() + 60_000).toISOString();
    await tickets.change('x', () => ({ next: { key: 'x', owner: 'session lan', expiresAt, body: '' }, result: undefined }));
    expect(await keys()).toEqual(['b:d']);
  });
});
