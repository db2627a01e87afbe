import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createAfterRestore } from '../../src/announcements/after-restore.ts';
import { createMemoryWitness, createStoreAge, openWitness, type StoreAge } from '../../src/stores/age.ts';
import { openDataFolder } from '../../src/stores/embedded/data-folder.ts';
import { openPaceFile } from '../../src/stores/embedded/pace-file.ts';
import { openEmbeddedStore } from '../../src/stores/embedded/store.ts';
import { openDatabase, type Statements, sql } from '../../src/stores/postgres/database.ts';
import { openPostgresStore } from '../../src/stores/postgres/store.ts';
import type { Store } from '../../src/stores/store.ts';
import { draftAnnouncement, entriesOf, someRecord } from '../contracts/announcement-store.ts';
import { official } from '../contracts/officials.ts';
import { anyNumber, everyRank } from '../contracts/outbox.ts';
import { subscriber } from '../contracts/subscribers.ts';
import { codeOf } from '../fakes/announcing.ts';
import { createTestClock } from '../fakes/clock.ts';
import { sharedPostgres } from '../fakes/postgres.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const server = await sharedPostgres();
const clock = createTestClock();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A place a store is kept in, and how it is put back to what it was. */
interface Place {
  open(): Promise<Store>;
  save(): Promise<void>;
  putBack(): Promise<void>;
}

async function folder(): Promise<Place> {
  const [data, saved] = [join(temporaryFolder(), 'data'), join(temporaryFolder(), 'saved')];
  return {
    async open() {
      const held = await openDataFolder(data);
      const store = await openEmbeddedStore({ data: held, now: clock.now });
      return {
        ...store,
        async close() {
          await store.close();
          held.release();
        },
      };
    },
    save: async () => cpSync(data, saved, { recursive: true, filter: (path) => existsSync(path) }),
    async putBack() {
      rmSync(data, { recursive: true });
      cpSync(saved, data, { recursive: true });
    },
  };
}

/** Those that are written, and not worked out by the database. */
async function columnsOf(db: Statements, table: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`select column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'`.execute(db);
  return rows.map(({ name }) => name).join(', ');
}

/** `empty`: with nothing in it that was made once for all tests, as its salt. */
async function database(kind?: 'empty'): Promise<Place> {
  const url = await server!.createDatabase(kind);
  const tables = ['settings', 'deliveries', 'broadcasts', 'announcements', 'audit'];
  const each = async (...statements: ((table: string, columns: string) => string)[]): Promise<void> => {
    const { db, close } = await openDatabase({ url });
    for (const statement of statements)
      for (const table of tables) await sql.raw(statement(table, await columnsOf(db, table))).execute(db);
    await close();
  };
  return {
    open: () => openPostgresStore({ url, now: clock.now, home: 'a', homeChannels: new Set() }),
    save: () => each((table) => `create table saved_${table} as table ${table}`),
    putBack: () =>
      each(
        (table) => `delete from ${table}`,
        (table, columns) => `insert into ${table} (${columns}) select ${columns} from saved_${table}`,
      ),
  };
}

const kinds = [
  ['a folder', () => folder()],
  ['a database', database],
] as const;

describe.each(kinds)('E-13: %s that is put back to an older state', (kind, place) => {
  async function opened(
    where: Place,
    path: string,
  ): Promise<{ store: Store; age: StoreAge; found: string[]; close(): Promise<void> }> {
    const store = await where.open();
    const witness = await openWitness({ path, store: await store.identity(), now: clock.now });
    const found: string[] = [];
    const age = createStoreAge({ ...store, witness, now: clock.now, found: (at) => found.push(at) });
    const close = async (): Promise<void> => {
      await store.close();
      await witness.close();
    };
    closing.push(close);
    return {
      store: { ...store, outbox: age.guarded(store.outbox) },
      age,
      found,
      close: async () => {
        closing.splice(closing.indexOf(close), 1);
        await close();
      },
    };
  }
  const claim = ({ outbox }: Store, limit = 10) =>
    outbox.claim('telegram', limit, 30_000, [{ announcement: 'a', ranks: everyRank }]);
  const sentAll = (store: Store, claimed: Awaited<ReturnType<typeof claim>>) =>
    store.outbox.record(
      claimed.map(({ announcement, chat }) => ({
        announcement,
        chat,
        next: { kind: 'sent', at: clock.now().toISOString(), duplicate: false },
      })),
    );

  it.skipIf(kind === 'a database' && !server)(
    'sends nothing a second time, says so once, and goes on when a person has looked',
    async () => {
      const [where, path] = [await place(), join(temporaryFolder(), 'epoch')];
      const first = await opened(where, path);
      for (let i = 0; i < 50; i += 1) await first.store.subscribers.put(subscriber(`telegram:${i}`));
      await first.store.officials.update(() => ({
        officials: [official('lan'), official('minh', { roles: ['approver'] })],
        records: [],
        result: undefined,
      }));
      await first.store.announcements.create({ ...draftAnnouncement('a'), state: 'sending' }, someRecord('a'));
      await first.store.outbox.publish('a', { kind: 'subscribers', audience: { kind: 'everyone' } }, anyNumber);
      await sentAll(first.store, await claim(first.store));
      await first.close();
      await where.save();

      const second = await opened(where, path);
      await clock.advance(2_000);
      await sentAll(second.store, await claim(second.store, 30));
      expect(await second.age.olderThan()).toBeUndefined();
      const comeTo = clock.now().toISOString();
      await second.close();
      await where.putBack();
      await clock.advance(60_000);

      const third = await opened(where, path);
      for (let i = 0; i < 3; i += 1) expect(await claim(third.store)).toEqual([]);
      expect(third.found).toEqual([comeTo]);
      const afterRestore = createAfterRestore({ ...third.store, age: third.age, now: clock.now });
      const code = await codeOf(third.store.officials, 'minh', clock);
      expect(await afterRestore({ official: 'lan', from: 'console' }, code)).toMatchObject({
        refusal: { code: 'not-permitted' },
      });
      expect(await afterRestore({ official: 'minh', from: 'console' }, '000000')).toMatchObject({ kind: 'refused' });
      expect(await claim(third.store)).toEqual([]);
      expect(await afterRestore({ official: 'minh', from: 'console' }, code)).toEqual({
        kind: 'done',
        value: { olderThan: comeTo, calledOff: 1 },
      });
      expect((await entriesOf(third.store.audit)).at(-1)).toMatchObject({ who: 'minh', action: 'resume-after-restore' });
      expect(await third.store.announcements.get('a')).toMatchObject({ state: 'stopped' });
      expect(await claim(third.store)).toEqual([]);
      await third.store.outbox.publish('b', { kind: 'chats', chats: ['telegram:1'] }, anyNumber);
      expect(await third.store.outbox.claim('telegram', 9, 30_000, [{ announcement: 'b', ranks: 9 }])).toHaveLength(1);
      await third.close();
      expect(await (await opened(where, path)).age.olderThan()).toBeUndefined();
    },
  );

  it.skipIf(kind === 'a database' && !server)(
    'is noticed by an approval from later too, where the file beside it is lost',
    async () => {
      const where = await place();
      const { store, age, found } = await opened(where, join(temporaryFolder(), 'epoch'));
      const approval = {
        ...{ by: 'minh', person: 'staffminh', at: clock.now().toISOString(), hash: 'h', count: 1, issuer: 'i', terms: [0, 0] },
        ...{ auditHead: 'x', seal: 's', epoch: 7 },
      };
      await store.announcements.create({ ...draftAnnouncement('a'), state: 'sending', approval }, someRecord('a'));
      expect(await age.olderThan()).toBeDefined();
      expect(found).toHaveLength(1);
      expect(await claim(store)).toEqual([]);
      await age.accept();
      expect(await age.olderThan()).toBeUndefined();
    },
  );
});

describe.each(kinds)('how far %s has come', (kind, place) => {
  it.skipIf(kind === 'a database' && !server)(
    'counts on from where it was or from more, and remembers that it is older until somebody looked, over a restart',
    async () => {
      const where = await place();
      const first = await where.open();
      const identity = await first.identity();
      expect(await first.epochs.read()).toEqual({ epoch: 0 });
      expect(await first.epochs.raise(0)).toBe(1);
      expect(await first.epochs.raise(0)).toBe(2);
      expect(await first.epochs.raise(9)).toBe(10);
      expect(await first.epochs.raise(4)).toBe(11);
      await first.epochs.markOlder('2026-03-01T08:00:00.000Z');
      expect(await first.epochs.read()).toEqual({ epoch: 11, older: '2026-03-01T08:00:00.000Z' });
      await first.close();
      const second = await where.open();
      closing.push(second.close);
      expect(await second.identity()).toBe(identity);
      expect(await second.epochs.read()).toEqual({ epoch: 11, older: '2026-03-01T08:00:00.000Z' });
      await second.epochs.markOlder('2026-03-02T08:00:00.000Z');
      expect(await second.epochs.read()).toEqual({ epoch: 11, older: '2026-03-02T08:00:00.000Z' });
      await second.epochs.markOlder(undefined);
      expect(await second.epochs.read()).toEqual({ epoch: 11 });
      const other = await (await place('empty')).open();
      closing.push(other.close);
      expect(await other.identity()).not.toBe(identity);
    },
  );
});

describe('how far a store had come, kept beside it', () => {
  const path = () => join(temporaryFolder(), 'epoch');
  const at = '2026-03-01T08:00:00.000Z';

  it('is there after a restart, for each store on its own: one never seen had come to nothing', async () => {
    const where = path();
    const first = await openWitness({ path: where, store: 'a', now: clock.now });
    expect(first.last()).toEqual({ epoch: 0, at: clock.now().toISOString() });
    await first.keep(7, at);
    await first.close();
    const other = await openWitness({ path: where, store: 'b', now: clock.now });
    expect(other.last().epoch).toBe(0);
    await other.keep(3, at);
    await other.close();
    expect((await openWitness({ path: where, store: 'a', now: clock.now })).last()).toEqual({ epoch: 7, at });
  });

  it('keeps nothing more once it is closed', async () => {
    const witness = await openWitness({ path: path(), store: 'a', now: clock.now });
    await witness.close();
    await expect(witness.keep(1, at)).rejects.toThrow();
    expect(witness.last().epoch).toBe(0);
  });

  it('is no file that keeps something else', async () => {
    const where = path();
    await (await openPaceFile({ path: where, create: true })).close();
    await expect(openWitness({ path: where, store: 'a', now: clock.now })).rejects.toThrow('holds pace, not epoch');
  });

  it('where no file is kept it is remembered as long as the process runs', async () => {
    const witness = createMemoryWitness(clock.now);
    expect(witness.last()).toEqual({ epoch: 0, at: clock.now().toISOString() });
    await witness.keep(7, at);
    expect(witness.last()).toEqual({ epoch: 7, at });
  });
});
