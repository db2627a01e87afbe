import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/announcements/people/audit.ts';
import { openDataFolder } from '../../../src/stores/embedded/data-folder.ts';
import { type EmbeddedStore, openEmbeddedStore } from '../../../src/stores/embedded/store.ts';
import { openDatabase, sql } from '../../../src/stores/postgres/database.ts';
import { moveToPostgres } from '../../../src/stores/postgres/import.ts';
import { openPostgresStore, type PostgresStore } from '../../../src/stores/postgres/store.ts';
import { draftAnnouncement, entriesOf, someRecord } from '../../contracts/announcement-store.ts';
import { text } from '../../contracts/inbox-log.ts';
import { official } from '../../contracts/officials.ts';
import { anyNumber, everyRank } from '../../contracts/outbox.ts';
import { pushAddress } from '../../contracts/pushing.ts';
import { subscriber } from '../../contracts/subscribers.ts';
import { besideTheOffice, keepBesideTheOffice } from '../../fakes/beside-the-office.ts';
import { createTestClock } from '../../fakes/clock.ts';
import { png } from '../../fakes/pictures.ts';
import { sharedPostgres } from '../../fakes/postgres.ts';
import { temporaryFolder } from '../../fakes/temporary-folder.ts';

const server = await sharedPostgres();

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const clock = createTestClock();
const everyone = { kind: 'subscribers', audience: { kind: 'everyone' } } as const;
const openings = (...ids: string[]) => ids.map((announcement) => ({ announcement, ranks: everyRank }));

/** An embedded store with something of everything. */
async function usedStore(): Promise<EmbeddedStore> {
  const data = await openDataFolder(temporaryFolder());
  const store = await openEmbeddedStore({ data, now: clock.now });
  closing.push(async () => {
    await store.close();
    data.release();
  });
  for (let i = 0; i < 6; i += 1)
    await store.subscribers.put(subscriber(`telegram:${i}`, { topics: ['reform'], communes: ['02671'] }));
  await store.subscribers.put(subscriber('zalo-oa:1'));
  await store.pushing.addresses.change('web:an', () => ({ next: pushAddress('web:an'), result: undefined }));
  await store.pushing.keys.change('web-push', () => ({ next: { id: 'web-push', sealed: 'sealed' }, result: undefined }));
  await store.officials.update(() => ({ officials: [official('lan')], records: [someRecord('lan')], result: undefined }));
  for (const id of ['a', 'b']) await store.announcements.create(draftAnnouncement(id), someRecord(id));
  await store.outbox.publish('a', everyone, anyNumber);
  await store.outbox.hold(await store.outbox.claim('telegram', 1, 60_000, openings('a')), 60_000, 'begin');
  const at = clock.now().toISOString();
  await store.outbox.record([
    { announcement: 'a', chat: 'telegram:1', next: { kind: 'sent', at, messageId: '77', duplicate: true } },
    { announcement: 'a', chat: 'telegram:2', next: { kind: 'failed', reason: 'blocked' } },
    {
      announcement: 'a',
      chat: 'telegram:3',
      next: { kind: 'pending', dueAt: at, attempts: 2, uncertain: 1, firstAttemptAt: at },
    },
    { announcement: 'a', chat: 'zalo-oa:1', next: { kind: 'deferred' } },
  ]);
  await store.forget('telegram:5');
  await store.pace.update('telegram', () => ({ state: { usedUpMs: 5_000, pausedUntilMs: 7_000 }, result: undefined }));
  await keepBesideTheOffice(store);
  for (const id of ['1', '2', '3', '4']) await store.inbox.append(text('telegram:1', id));
  const settle = async (result: Parameters<EmbeddedStore['inbox']['settle']>[1]): Promise<void> => {
    const [message] = await store.inbox.claim('telegram', 1, 60_000);
    await store.inbox.settle(message!, result);
  };
  await settle({ kind: 'handled' });
  await settle({ kind: 'dead', why: 'TypeError' });
  return store;
}

async function openMoved(url: string): Promise<PostgresStore> {
  const store = await openPostgresStore({ url, now: clock.now, home: 'a', homeChannels: new Set() });
  closing.push(store.close);
  return store;
}

describe.skipIf(!server)('moving into PostgreSQL', () => {
  it('G-18: moves everything, as it was, and says how much', async () => {
    const store = await usedStore();
    const picture = png();
    const sha256 = createHash('sha256').update(picture).digest('hex');
    await store.images.put(sha256, picture);
    const url = await server!.createDatabase();
    expect(await moveToPostgres(store, url)).toEqual({
      images: 1,
      subscribers: 6,
      announcements: 2,
      officials: 1,
      audit: 3,
      broadcasts: 1,
      deliveries: 7,
      inbox: 4,
      lanes: 1,
      tombstones: 1,
      chats: 1,
      records: 8,
      tickets: 2,
    });
    const moved = await openMoved(url);
    for (const chat of ['telegram:0', 'zalo-oa:1', 'telegram:5'])
      expect(await moved.subscribers.get(chat)).toEqual(await store.subscribers.get(chat));
    expect(await besideTheOffice(moved)).toEqual(await besideTheOffice(store));
    expect(await moved.officials.list()).toEqual(await store.officials.list());
    expect(await moved.pushing.addresses.all()).toEqual([pushAddress('web:an')]);
    expect(await moved.pushing.keys.all()).toEqual([{ id: 'web-push', sealed: 'sealed' }]);
    expect(await moved.announcements.list(['draft'])).toEqual(await store.announcements.list(['draft']));
    expect(await entriesOf(moved.audit)).toEqual(await entriesOf(store.audit));
    expect(await moved.outbox.tally('a', everyRank)).toEqual(await store.outbox.tally('a', everyRank));
    await clock.advance(60_000);
    const claimed = await moved.outbox.claim('telegram', 9, 60_000, openings('a'));
    expect(claimed).toEqual(await store.outbox.claim('telegram', 9, 60_000, openings('a')));
    const states = claimed.map(({ chat, uncertain }) => `${chat} ${uncertain}`).sort((a, b) => a.localeCompare(b));
    expect(states).toEqual(['telegram:0 1', 'telegram:3 1', 'telegram:4 0']);
    expect(await moved.inbox.deadLetters()).toEqual(await store.inbox.deadLetters());
    expect(await moved.inbox.append(text('telegram:9', '1'))).toBe('duplicate');
    expect((await moved.inbox.claim('telegram', 9, 60_000)).map(({ id }) => id)).toEqual(['3']);
    await moved.pace.update('telegram', (state) => {
      expect(state).toMatchObject({ pausedUntilMs: 7_000 });
      return { state: state!, result: undefined };
    });
    await moved.announcements.create(draftAnnouncement('c'), someRecord('c'));
    expect(await moved.announcements.find(3)).toMatchObject({ id: 'c' });
    expect(await moved.images.isIntact(sha256)).toBe(true);
    expect(await verifyAudit(moved.audit.entries())).toMatchObject({ kind: 'intact', entries: 4 });
  });

  it('keeps who was forgotten forgotten under the same salt', async () => {
    const store = await usedStore();
    const url = await server!.createDatabase();
    await moveToPostgres(store, url);
    const { db, close } = await openDatabase({ url });
    closing.push(close);
    // As if an old dump had brought them back.
    await sql`insert into subscribers (chat, topics, communes, subscribed_at, last_contact_at)
      values ('telegram:5', '{all}', '{}', '2026-01-01Z', '2026-01-01Z')`.execute(db);
    await sql`update settings set value = '' where name = 'tombstones heeded'`.execute(db);
    expect(await (await openMoved(url)).subscribers.get('telegram:5')).toBeUndefined();
  });

  it('E-13: takes along who left, who is disabled and how far the store had come: an old state that is put back later brings nobody back', async () => {
    const store = await usedStore();
    await store.subscribers.remove('telegram:4');
    await store.officials.update(([lan]) => ({ officials: [{ ...lan!, disabled: true }], records: [], result: undefined }));
    for (let i = 0; i < 3; i += 1) await store.epochs.raise(0);
    const url = await server!.createDatabase();
    await moveToPostgres(store, url);
    const first = await openMoved(url);
    expect(await first.epochs.read()).toEqual({ epoch: 3 });
    expect(await first.identity()).toBe(await store.identity());
    expect(await first.intake.standing(['telegram:4', 'telegram:5', 'telegram:0', 'telegram:9'])).toEqual([
      'left',
      'left',
      'subscribed',
      'new',
    ]);
    expect(await first.revived()).toEqual([]);
    const { db, close } = await openDatabase({ url });
    closing.push(close);
    // As if an old dump had brought them back.
    await sql`update officials set body = replace(body::text, '"disabled":true', '"disabled":false')`.execute(db);
    await sql`insert into subscribers (chat, topics, communes, subscribed_at, last_contact_at)
      values ('telegram:4', '{all}', '{}', '2026-01-01Z', '2026-01-01Z')`.execute(db);
    await sql`update settings set value = '' where name = 'tombstones heeded'`.execute(db);
    const again = await openMoved(url);
    expect(await again.subscribers.get('telegram:4')).toBeUndefined();
    expect(await again.revived()).toEqual(['lan']);
  });

  it('leaves a database that holds anything as it is', async () => {
    const store = await usedStore();
    const url = await server!.createDatabase();
    await moveToPostgres(store, url);
    await expect(moveToPostgres(store, url)).rejects.toThrow(/already holds 6 subscribers, 2 announcements.*Nothing was changed/);
    expect(await (await openMoved(url)).announcements.list(['draft'])).toHaveLength(2);
  });

  it('interrupted, leaves the database as empty as it was, and can be done again', async () => {
    const store = await usedStore();
    const url = await server!.createDatabase();
    const { db, close } = await openDatabase({ url });
    closing.push(close);
    // The connection is cut in the middle, as a kill of the command does.
    await sql`create function cut() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$`.execute(
      db,
    );
    await sql`create trigger cut before insert on inbox for each row execute function cut()`.execute(db);
    await expect(moveToPostgres(store, url)).rejects.toThrow();
    const { rows } = await sql<{ n: number }>`
      select ((select count(*) from subscribers) + (select count(*) from deliveries))::int as n`.execute(db);
    expect(rows[0]?.n).toBe(0);
    await sql`drop trigger cut on inbox`.execute(db);
    expect(await moveToPostgres(store, url)).toMatchObject({ subscribers: 6, deliveries: 7 });
  });
});
