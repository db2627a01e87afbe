import { afterEach, describe, expect, it } from 'vitest';
import { letGo, minh, valueIn } from '../fakes/announcing.ts';
import { createTestClock } from '../fakes/clock.ts';
import { keptInDatabase, keptInFiles } from '../fakes/kept-store.ts';
import { sharedPostgres } from '../fakes/postgres.ts';
import { attempts } from './attempts.ts';
import { delegated, delegationAttempts, thu } from './delegation-attempts.ts';
import { approveOnBroken, logAttempts } from './log-attempts.ts';
import { approvalKey, openWorld, recipients, type World } from './world.ts';

const postgres = await sharedPostgres();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

describe.each(['embedded', 'PostgreSQL'] as const)('F-25: getting round the approval (%s)', (kind) => {
  async function world(): Promise<World | undefined> {
    const clock = createTestClock();
    const deps = { key: approvalKey, clock, closing };
    if (kind === 'embedded') return openWorld(keptInFiles(deps), clock);
    return postgres && openWorld(await keptInDatabase(deps, postgres), clock);
  }

  it('what two people approved goes out: whatever does not, is held back and not only slow', async ({ skip }) => {
    const held = await world();
    if (!held) return skip('no PostgreSQL here');
    valueIn(await letGo(held, await held.approved()));
    expect(await held.work()).toBeUndefined();
    expect(held.accepted.map(({ chat }) => chat).sort()).toEqual(recipients);
  });

  it('G-28: what one person wrote and another approved in the name of who delegated to them goes out', async ({ skip }) => {
    const held = await world();
    if (!held) return skip('no PostgreSQL here');
    await delegated(held, minh, 'thu');
    const id = await held.submitted();
    expect(await held.approvedBy(thu, id)).toBe('done');
    valueIn(await letGo(held, id));
    expect(await held.work()).toBeUndefined();
    expect(held.accepted.map(({ chat }) => chat).sort()).toEqual(recipients);
  });

  it.for([...attempts, ...delegationAttempts, ...logAttempts, approveOnBroken])(
    '$name: nothing goes out, and one line says so',
    async ({ attempt, says }, { skip }) => {
      const held = await world();
      if (!held) return skip('no PostgreSQL here');
      const refused = await attempt(held);
      const line = (await held.work()) ?? refused;
      expect(held.accepted).toEqual([]);
      expect(line).toMatch(says);
      expect(line).not.toBe('done');
      expect(line).not.toContain('\n');
    },
  );
});
