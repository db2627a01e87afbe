import { afterEach, describe, expect, it } from 'vitest';
import { createDatabasePool, DatabaseSilenceError, usualDeadlines } from '../../../src/stores/postgres/pool.ts';
import { openPostgresStore } from '../../../src/stores/postgres/store.ts';
import { text } from '../../contracts/inbox-log.ts';
import { createTestClock } from '../../fakes/clock.ts';
import { sharedPostgres } from '../../fakes/postgres.ts';
import { startDatabaseProxy } from '../../fakes/silent-proxy.ts';

const server = await sharedPostgres();

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const deadlines = { ...usualDeadlines, connectMs: 2_000, statementMs: 1_000, transactionMs: 1_000, endMs: 200 };

async function openThroughProxy() {
  const proxy = await startDatabaseProxy(await server!.createDatabase());
  closing.push(proxy.close);
  const clock = createTestClock();
  const said: string[] = [];
  const store = await openPostgresStore({
    url: proxy.url,
    now: clock.now,
    home: 'a',
    homeChannels: new Set(),
    deadlines,
    notices: { lost: (error) => void said.push(`lost: ${error?.name}`), back: (ms) => void said.push(`back after ${ms} ms`) },
  });
  return { proxy, clock, store, said };
}

describe.skipIf(!server)('connections to PostgreSQL that die without a word', () => {
  it('G-1: cost one deadline together, not each: what is asked next is answered over new ones, and both are said once', async () => {
    const { proxy, clock, store, said } = await openThroughProxy();
    closing.push(store.close);
    // Several connections at once, so that several are dead.
    await Promise.all(Array.from({ length: 8 }, () => store.subscribers.get('telegram:1')));
    proxy.hole();
    await expect(store.inbox.append(text('telegram:1', 'm1'))).rejects.toThrow(DatabaseSilenceError);
    expect(store.state()).toEqual({ state: 'unreachable', since: clock.now().toISOString() });
    await clock.advance(5_000);
    for (const id of ['m2', 'm3', 'm4']) expect(await store.inbox.append(text('telegram:1', id))).toBe('accepted');
    expect(store.state()).toEqual({ state: 'on' });
    expect(said).toEqual(['lost: DatabaseSilenceError', 'back after 5000 ms']);
  });

  it('G-1: a transaction on a dead connection fails as a whole, and the next one is carried out', async () => {
    const { proxy, store } = await openThroughProxy();
    closing.push(store.close);
    proxy.hole();
    await expect(store.forget('telegram:1')).rejects.toThrow(DatabaseSilenceError);
    await store.forget('telegram:1');
  });

  it('G-1: stopping does not wait for a database that never answers again, pg-boss does not either', async () => {
    const { proxy, store } = await openThroughProxy();
    proxy.holeEverything();
    const refused = expect(store.inbox.append(text('telegram:1', 'm1'))).rejects.toThrow();
    await store.close();
    await refused;
  });

  it('G-1: a server that answers with a refusal is there', async () => {
    const states: string[] = [];
    const pool = createDatabasePool({
      url: await server!.createDatabase(),
      max: 1,
      applicationName: 'test',
      deadlines,
      observed: (state) => void states.push(state),
    });
    closing.push(pool.end);
    await expect(pool.run('select no_such_column')).rejects.toThrow();
    expect((await pool.run('select 1 as one')).rows).toEqual([{ one: 1 }]);
    expect(states).toEqual(['on', 'on']);
  });
});
