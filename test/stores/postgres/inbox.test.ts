import { afterEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase, sql } from '../../../src/stores/postgres/database.ts';
import { createPostgresInbox } from '../../../src/stores/postgres/inbox.ts';
import { connectTimeoutMs } from '../../../src/stores/postgres/pool.ts';
import { testInboxLog, text } from '../../contracts/inbox-log.ts';
import { createTestClock, type TestClock } from '../../fakes/clock.ts';
import { sharedPostgres } from '../../fakes/postgres.ts';
import { startOwnServer } from '../../fakes/postgres-server.ts';

const server = await sharedPostgres();

const databases: Database[] = [];
const stopping: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(databases.splice(0).map((database) => database.close()));
  for (const stop of stopping.splice(0)) await stop();
});

describe.skipIf(!server)('the inbox in PostgreSQL', () => {
  async function open(url: string, clock: TestClock, home = 'a') {
    const database = await openDatabase({ url });
    databases.push(database);
    return createPostgresInbox(database, { now: () => clock.now(), home, homeChannels: new Set(['web']) });
  }
  let url: string;
  const fresh = async () => {
    url = await server!.createDatabase();
    return url;
  };

  testInboxLog(async (clock) => ({ log: await open(await fresh(), clock), reopen: () => open(url, clock) }));

  it('is shared: two processes never hold the same message, nor two messages of one chat', async () => {
    const clock = createTestClock();
    const a = await open(await fresh(), clock, 'a');
    const b = await open(url, clock, 'b');
    for (let i = 0; i < 200; i += 1) await (i % 2 ? a : b).append(text(`telegram:${i % 20}`, String(i)));
    const order = new Map<string, number[]>();
    const held = new Set<string>();
    async function work(log: typeof a): Promise<void> {
      for (;;) {
        const messages = await log.claim('telegram', 3, 60_000);
        if (messages.length === 0 && held.size === 0) return;
        for (const message of messages) {
          expect(held.has(message.chat)).toBe(false);
          held.add(message.chat);
          order.set(message.chat, [...(order.get(message.chat) ?? []), Number(message.id)]);
        }
        for (const message of messages) {
          held.delete(message.chat);
          await log.settle(message, { kind: 'handled' });
        }
      }
    }
    await Promise.all([work(a), work(b), work(a), work(b)]);
    await Promise.all([work(a), work(b)]);
    expect([...order.values()].flat()).toHaveLength(200);
    for (const ids of order.values()) expect(ids).toEqual([...ids].sort((x, y) => x - y));
  });

  it('gives back after the lease what a dead process held', async () => {
    const clock = createTestClock();
    const a = await open(await fresh(), clock, 'a');
    const b = await open(url, clock, 'b');
    await a.append(text('telegram:1', '1'));
    await a.claim('telegram', 1, 60_000);
    await clock.advance(59_999);
    expect(await b.claim('telegram', 1, 60_000)).toEqual([]);
    await clock.advance(1);
    expect(await b.claim('telegram', 1, 60_000)).toHaveLength(1);
  });

  it('leaves a visitor of the web page to the process that holds the connection, as long as it lives', async () => {
    const clock = createTestClock();
    const a = await open(await fresh(), clock, 'a');
    const b = await open(url, clock, 'b');
    await a.append(text('web:1', '1'));
    expect(await b.claim('web', 1, 60_000)).toEqual([]);
    await clock.advance(60_000);
    expect(await b.claim('web', 1, 60_000)).toHaveLength(1);
  });

  it('H-2: keeps only the id of a handled message', async () => {
    const clock = createTestClock();
    const inbox = await open(await fresh(), clock);
    await inbox.append(text('telegram:4711', '1', 'cccd 012345678901'));
    const [first] = await inbox.claim('telegram', 2, 60_000);
    await inbox.settle(first!, { kind: 'handled' });
    const { rows } = await sql`select * from inbox`.execute(databases.at(-1)!.db);
    expect(JSON.stringify(rows)).not.toMatch(/4711|0123456/);
    expect([rows.length, inbox.waiting()]).toEqual([1, 0]);
  });

  it('makes its tables once, however many processes start at the same moment', async () => {
    await fresh();
    const opened = await Promise.all(Array.from({ length: 5 }, () => openDatabase({ url })));
    databases.push(...opened);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from cutri_migrations`.execute(opened[0]!.db);
    expect(rows[0]?.n).toBeGreaterThan(0);
  });

  it('E-4: refuses tables of a later version', async () => {
    const first = await openDatabase({ url: await fresh() });
    databases.push(first);
    await sql`insert into cutri_migrations (number, name) values (999, 'later')`.execute(first.db);
    await expect(openDatabase({ url })).rejects.toThrow(/used by a newer cutri \(tables of version 999/);
  });

  it('says what to do where there is no server, without the address', async () => {
    const refused = openDatabase({ url: 'postgres://someone:s3cret-canary@127.0.0.1:1/none' });
    await expect(refused).rejects.toThrow(/named by DATABASE_URL cannot be used \(ECONNREFUSED\)/);
    await expect(refused).rejects.not.toThrow(/s3cret/);
  });

  it('says by its code what a server refuses at the start', async () => {
    const address = new URL(await fresh());
    address.pathname = '/no_such_database';
    await expect(openDatabase({ url: address.href })).rejects.toThrow(/cannot be used \(3D000\): check that it runs/);
  });

  const fails = (code: string) => sql.raw(`do $$ begin raise exception 'planned' using errcode = '${code}'; end $$`);
  it.each(['40P01', '40001'])('does again, whole, what stood in the way of somebody else’s (%s)', async (code) => {
    const database = await openDatabase({ url: await fresh() });
    databases.push(database);
    let tries = 0;
    const done = await database.change(async (db) => {
      tries += 1;
      await sql`insert into settings (name, value) values ('try', ${String(tries)})`.execute(db);
      if (tries < 3) await fails(code).execute(db);
      return 'done';
    });
    const { rows } = await sql`select value from settings where name = 'try'`.execute(database.db);
    expect([done, rows]).toEqual(['done', [{ value: '3' }]]);
  });

  it.each([
    ['40P01', 5],
    ['23505', 1],
  ])('gives up on what fails again and again (%s after %d tries), and nothing of it is kept', async (code, most) => {
    const database = await openDatabase({ url: await fresh() });
    databases.push(database);
    let tries = 0;
    const change = database.change(async (db) => {
      tries += 1;
      await sql`insert into settings (name, value) values ('try', 'x')`.execute(db);
      await fails(code).execute(db);
    });
    await expect(change).rejects.toThrow('planned');
    const { rows } = await sql`select value from settings where name = 'try'`.execute(database.db);
    expect([tries, rows]).toEqual([most, []]);
  });

  it('does not do again what failed for a reason of its own', async () => {
    const database = await openDatabase({ url: await fresh() });
    databases.push(database);
    let tries = 0;
    const change = database.change(async () => {
      tries += 1;
      throw new RangeError('no');
    });
    await expect(change).rejects.toThrow(RangeError);
    expect(tries).toBe(1);
  });

  it.each([
    ['postgres://cutri@localhost/cutri', 5_000],
    ['postgres://cutri@localhost/cutri?connect_timeout=20', 20_000],
    ['postgres://cutri@localhost/cutri?connect_timeout=soon', 5_000],
  ])('waits for a connection as long as its address says: %s', (address, ms) => {
    expect(connectTimeoutMs(address, 5_000)).toBe(ms);
  });

  it('survives a restart of the server: refuses meanwhile, and goes on by itself', async () => {
    const own = await startOwnServer();
    stopping.push(own!.stop);
    const clock = createTestClock();
    const inbox = await open(await own!.createDatabase(), clock);
    await inbox.append(text('telegram:1', '1'));
    const restarted = own!.restart!();
    const meanwhile = await Promise.allSettled(Array.from({ length: 5 }, (_, i) => inbox.append(text('telegram:2', `m${i}`))));
    await restarted;
    await inbox.append(text('telegram:3', '3'));
    const kept = (await inbox.claim('telegram', 10, 60_000)).map(({ chat }) => chat);
    expect(kept).toEqual(expect.arrayContaining(['telegram:1', 'telegram:3']));
    if (meanwhile.some(({ status }) => status === 'fulfilled')) expect(kept).toContain('telegram:2');
  });
});
