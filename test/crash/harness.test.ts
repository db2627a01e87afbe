import { beforeAll, describe, expect, it } from 'vitest';
import { sharedPostgres } from '../fakes/postgres.ts';
import { randomFrom } from '../fakes/random.ts';
import { prepareStore } from './crash-store.ts';
import { type Attempt, attempt, plantedAttempts, prepared, sharedAttempts } from './harness.ts';
import { killsInARow, killsWhileRecovering } from './plans.ts';
import type { Act, Kill } from './run.ts';
import { type Failpoint, plantedDesigns } from './victim.ts';

describe('the crash harness', () => {
  it('B-4: finds out every planted wrong design, and has nothing to say against a simple one that is right', async () => {
    const judged = await Promise.all(plantedAttempts(600, [...plantedDesigns, 'one line per send']).map((one) => attempt(one)));
    expect(judged.map(({ name, verdict }) => [name, verdict.kills, verdict.broken.length > 0])).toEqual([
      ['mark at fetch', 3, true],
      ['record before send', 3, true],
      ['one file per batch', 3, true],
      ['one line per send', 3, false],
    ]);
  });
});

describe('a broadcast on the embedded store', () => {
  const recipients = 300;
  let folder: string;
  beforeAll(async () => {
    folder = await prepared(recipients);
  });

  const killed = (kills: readonly Kill[], act?: Act): Attempt => ({
    name: 'killed',
    plan: { design: 'embedded', recipients, inFlight: 8, speed: 10, processes: 1, kills, ...(act ? { act } : {}) },
  });
  const at = (failpoint: Failpoint['at'], times: number): Kill => ({ kind: 'failpoint', failpoint: { at: failpoint, times } });

  it('B-1, B-11: killed three times loses nobody, repeats at most what was in flight, and its books are the platform’s', async () => {
    const kills = [60, 140, 230].map((calls): Kill => ({ kind: 'calls', calls }));
    const { verdict, run } = await attempt(killed(kills), folder);
    expect(verdict).toMatchObject({ kills: 3, lost: 0, broken: [] });
    expect(run.events.at(-2)!.event).toMatchObject({ state: 'finished', totals: { sent: 294, blocked: 6, open: 0 } });
  });

  it('B-2, B-7: killed at a write, the officials’ steps included, it goes on by itself and never without a valid approval', async () => {
    const killedAt = [at('half a write', 3), at('write', 12), at('write', 21), at('half a write', 40)];
    const judged = await Promise.all(killedAt.map((kill) => attempt(killed([kill]), folder)));
    for (const { verdict } of judged) expect(verdict).toMatchObject({ kills: 1, lost: 0, broken: [] });
  });

  it('B-3: killed before a send, after it and after it was recorded loses nobody', async () => {
    const { verdict } = await attempt(killed([at('before-send', 70), at('after-send', 60), at('after-record', 50)]), folder);
    expect(verdict).toMatchObject({ kills: 3, lost: 0, broken: [] });
  });

  it('B-5: killed again and again while it recovers loses nothing it had and comes to its end', async () => {
    const { verdict } = await attempt(killed(killsWhileRecovering(randomFrom(5), recipients)), folder);
    expect(verdict).toMatchObject({ kills: 6, lost: 0, broken: [] });
  });

  it('B-1: killed 12 times in a row, each after 1 to 4 messages, sends nobody more than two copies, and knows which came twice', async () => {
    const { verdict } = await attempt(killed(killsInARow(randomFrom(12), 12)), folder);
    expect(verdict).toMatchObject({ kills: 12, lost: 0, broken: [] });
    expect(verdict.mostCopies).toBeLessThanOrEqual(2);
    expect(verdict.duplicates).toBeGreaterThan(0);
    expect(verdict.possible).toBeGreaterThan(0);
  });

  it('B-7: a stop that was acknowledged is the end, whatever happens to the process', async () => {
    const { verdict, run } = await attempt(killed([], { what: 'stop', calls: 150 }), folder);
    expect(verdict).toMatchObject({ kills: 1, broken: [] });
    expect(run.events.findLast(({ event }) => event.kind === 'finished')!.event).toMatchObject({ state: 'stopped' });
    expect(run.calls.length).toBeLessThan(300);
  });

  it('B-7: an approver who is disabled ends it at once, over a kill too', async () => {
    const { verdict, run } = await attempt(killed([], { what: 'disable', calls: 150 }), folder);
    expect(verdict).toMatchObject({ kills: 1, broken: [] });
    expect(run.events.findLast(({ event }) => event.kind === 'finished')!.event).toMatchObject({ state: 'paused' });
  });
});

const postgres = await sharedPostgres();

describe('a broadcast on PostgreSQL, shared by three processes', () => {
  const recipients = 300;

  it('B-1: one of them killed in its middle: the others finish, nobody is lost', async ({ skip }) => {
    if (!postgres) return skip('no PostgreSQL here');
    const databaseUrl = await postgres.createDatabase();
    await prepareStore({ folder: '', databaseUrl }, recipients);
    const { verdict, run } = await attempt(sharedAttempts({ runs: 1, seed: 1, recipients })[0]!, undefined, databaseUrl);
    expect(verdict).toMatchObject({ kills: 1, lost: 0, broken: [] });
    expect(new Set(run.calls.map(({ sender }) => sender)).size).toBeGreaterThan(1);
  });
});
