import { afterEach, describe, expect, it } from 'vitest';
import type { Repeat } from '../../../src/announcements/repeating/plan.ts';
import { approvalKey, openWorld, recipients, type World } from '../../bypass/world.ts';
import { lan, letGo, minh, valueIn } from '../../fakes/announcing.ts';
import { createTestClock } from '../../fakes/clock.ts';
import { keptInDatabase, keptInFiles } from '../../fakes/kept-store.ts';
import { sharedPostgres } from '../../fakes/postgres.ts';

const postgres = await sharedPostgres();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const mondays: Repeat = {
  rhythm: { kind: 'weekly', weekdays: [1] },
  time: '07:00',
  from: '2026-03-02',
  until: '2026-03-31',
  hours: 24,
};
const firstAt = Date.parse('2026-03-02T00:00:00.000Z');
const weekMs = 7 * 86_400_000;

describe.each(['embedded', 'PostgreSQL'] as const)('an announcement that repeats (%s)', (kind) => {
  async function world(): Promise<World | undefined> {
    const clock = createTestClock();
    const deps = { key: approvalKey, clock, closing };
    if (kind === 'embedded') return openWorld(keptInFiles(deps), clock);
    return postgres && openWorld(await keptInDatabase(deps, postgres), clock);
  }

  async function scheduled(held: World): Promise<string> {
    const id = await held.approved({ repeat: mondays });
    valueIn(await letGo(held, id, lan, 'schedule'));
    return id;
  }

  const until = ({ clock }: World, atMs: number) => clock.pass(atMs + 1_000 - clock.now().getTime());
  const chats = ({ accepted }: World) => accepted.map(({ chat }) => chat).sort();

  it('B-14: goes out at each of its times, over restarts', async ({ skip }) => {
    const held = await world();
    if (!held) return skip('no PostgreSQL here');
    const id = await scheduled(held);
    until(held, firstAt);
    expect(await held.work()).toBeUndefined();
    await held.restart();
    until(held, firstAt + weekMs);
    expect(await held.work()).toBeUndefined();
    expect(chats(held)).toEqual([...recipients, ...recipients].sort());
    expect((await held.store.announcements.get(id))?.occurrences).toEqual([
      { at: '2026-03-02T00:00:00.000Z', number: 2 },
      { at: '2026-03-09T00:00:00.000Z', number: 3 },
    ]);
  });

  it.for([0, 1, 2])('killed after %i of the steps that let a time go: once to everybody', async (steps, { skip }) => {
    const held = await world();
    if (!held) return skip('no PostgreSQL here');
    const id = await scheduled(held);
    until(held, firstAt);
    const { announcements } = held.store;
    const { create, save } = announcements;
    let left = steps;
    const dying = <Given extends unknown[], Result>(change: (...given: Given) => Promise<Result>) => {
      return async (...given: Given): Promise<Result> => {
        if (left === 0) throw new Error('killed');
        left -= 1;
        return change(...given);
      };
    };
    Object.assign(announcements, { create: dying(create), save: dying(save) });
    await expect(held.tick()).rejects.toThrow('killed');
    await held.restart();
    expect(await held.work()).toBeUndefined();
    expect(chats(held)).toEqual(recipients);
    expect((await held.store.announcements.get(id))?.occurrences).toEqual([{ at: '2026-03-02T00:00:00.000Z', number: 2 }]);
    expect(await held.store.announcements.find(3)).toBeUndefined();
  });

  it('B-14: two looks at once let a time go once', async ({ skip }) => {
    const held = await world();
    if (!held) return skip('no PostgreSQL here');
    await scheduled(held);
    until(held, firstAt);
    await Promise.all([held.tick(), held.tick()]);
    expect(await held.work()).toBeUndefined();
    expect(chats(held)).toEqual(recipients);
    expect(await held.store.announcements.find(3)).toBeUndefined();
  });

  it('B-13: is stopped for good by one person', async ({ skip }) => {
    const held = await world();
    if (!held) return skip('no PostgreSQL here');
    const id = await scheduled(held);
    valueIn(await held.publishing.stop(minh, id, 'sai ngày'));
    until(held, firstAt);
    await held.work();
    expect(held.accepted).toEqual([]);
  });
});
