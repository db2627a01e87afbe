import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Announcement, type State, states } from '../../src/announcements/announcement.ts';
import { progressCsv, progressOf } from '../../src/announcements/progress.ts';
import { createRecipientLists } from '../../src/announcements/recipients.ts';
import { planRowTrim } from '../../src/announcements/retention/row-trimming.ts';
import type { DeliveryState } from '../../src/announcements/sending/outbox.ts';
import { openDataFolder } from '../../src/stores/embedded/data-folder.ts';
import { openEmbeddedStore } from '../../src/stores/embedded/store.ts';
import { openDatabase, sql } from '../../src/stores/postgres/database.ts';
import { moveToPostgres } from '../../src/stores/postgres/import.ts';
import { openPostgresStore } from '../../src/stores/postgres/store.ts';
import type { Store } from '../../src/stores/store.ts';
import { draftAnnouncement, someRecord } from '../contracts/announcement-store.ts';
import { anyNumber, everyRank } from '../contracts/outbox.ts';
import { subscriber } from '../contracts/subscribers.ts';
import { createTestClock, type TestClock } from '../fakes/clock.ts';
import { sharedPostgres } from '../fakes/postgres.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';
import { everyCase } from '../setup/seed.ts';

const dayMs = 24 * 3_600_000;
const everyone = { kind: 'subscribers', audience: { kind: 'everyone' } } as const;
const postgres = await sharedPostgres();
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Opened extends Store {
  clock: TestClock;
  /** What the service does of itself from time to time. */
  cleanUp(): Promise<void>;
  /** The same store in a process that begins anew. */
  again(): Promise<Opened>;
  /** How many rows there are on the disk of an announcement. */
  rowsOnDisk(announcement: string): Promise<number>;
}

async function openFolder(
  days: number | undefined,
  { folder = temporaryFolder(), clock = createTestClock() }: { folder?: string; clock?: TestClock } = {},
): Promise<Opened> {
  const data = await openDataFolder(folder);
  const store = await openEmbeddedStore({ data, now: clock.now, announcementsKeptDays: days });
  let open = true;
  const close = async () => {
    if (open) await store.close();
    if (open) data.release();
    open = false;
  };
  closing.push(close);
  return {
    ...store,
    clock,
    close,
    cleanUp: store.tidy,
    async again() {
      await close();
      return openFolder(days, { folder, clock });
    },
    async rowsOnDisk(announcement) {
      const lines = readFileSync(join(folder, 'outbox.journal'), 'utf8').trimEnd().split('\n');
      const entries = lines.map((line) => JSON.parse(line.slice(line.indexOf(' ', 9) + 1)) as Record<string, unknown> | null);
      return entries.flatMap((entry) =>
        entry?.announcement === announcement && entry.is === 'rows' ? (entry.rows as unknown[]) : [],
      ).length;
    },
  };
}

async function openTables(
  days: number | undefined,
  { url, clock = createTestClock() }: { url?: string; clock?: TestClock } = {},
): Promise<Opened> {
  const at = url ?? (await postgres!.createDatabase());
  const store = await openPostgresStore({
    ...{ url: at, now: clock.now, home: 'a', homeChannels: new Set<string>() },
    announcementsKeptDays: days,
  });
  closing.push(store.close);
  return {
    ...store,
    clock,
    again: () => openTables(days, { url: at, clock }),
    async rowsOnDisk(announcement) {
      const { db, close } = await openDatabase({ url: at });
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from deliveries where announcement = ${announcement}`.execute(db);
      await close();
      return rows[0]!.n;
    },
  };
}

/** Eight deliveries on two channels that have ended in every way there is. */
async function sendTo({ subscribers, outbox, clock }: Opened, id: string): Promise<void> {
  const chats = [1, 2, 3, 4, 5, 6].map((n) => `telegram:${n}`).concat('zalo-oa:1', 'zalo-oa:2');
  for (const chat of chats) await subscribers.put(subscriber(chat, { lastContactAt: clock.now().toISOString() }));
  await outbox.publish(id, everyone, anyNumber);
  const at = clock.now().toISOString();
  const ends: DeliveryState[] = [
    { kind: 'sent', at, duplicate: false, messageId: 'm' },
    { kind: 'sent', at, duplicate: true },
    { kind: 'failed', reason: 'blocked' },
    { kind: 'failed', reason: 'gave-up' },
    { kind: 'uncertain', duplicate: true },
    { kind: 'left' },
    { kind: 'expired' },
    { kind: 'cancelled' },
  ];
  await outbox.record(
    chats.map((chat, i) => ({ announcement: id, chat, next: ends[i]!, ...(i === 6 ? { template: 'charged' as const } : {}) })),
  );
}

/** An announcement that was sent on the first day and is not in force after the second. */
async function announce(store: Opened, id: string, changes: Partial<Announcement> = {}): Promise<Announcement> {
  const expiresAt = new Date(store.clock.now().getTime() + dayMs).toISOString();
  const made = await store.announcements.create(draftAnnouncement(id), someRecord(id));
  const audience = { kind: 'everyone' } as const;
  const sent = { state: 'finished', total: 8, startedAt: made.createdAt, endedAt: made.createdAt } as const;
  const changed = { ...made, ...sent, content: { ...made.content, audience, expiresAt }, ...changes };
  return (await store.announcements.save(changed, someRecord(id)))!;
}

async function announced(store: Opened, id = 'a'): Promise<Announcement> {
  const made = await announce(store, id);
  await sendTo(store, id);
  return made;
}

/** So many days later, the clean-up having run now and then. */
async function later(store: Opened, days: number): Promise<void> {
  store.clock.pass(8 * dayMs);
  await store.cleanUp();
  store.clock.pass((days - 8) * dayMs);
  await store.cleanUp();
}

async function seen({ outbox, announcements, clock }: Opened, id = 'a') {
  const announcement = (await announcements.get(id))!;
  const tallies = await outbox.tally(id, everyRank);
  return { announcement, tallies, csv: progressCsv(progressOf(announcement, tallies, clock.now())) };
}

const stores = [['embedded', openFolder] as const, ...(postgres ? [['PostgreSQL', openTables] as const] : [])];

describe.each(stores)('rows of announcements closed long ago (%s)', (_, open) => {
  it('become totals after the days that are set, and whatever is counted stays the same', async () => {
    const store = await open(365);
    await announced(store);
    const before = await seen(store);
    await later(store, 365);
    expect(await store.rowsOnDisk('a')).toBe(8);
    store.clock.pass(2 * dayMs);
    await store.cleanUp();
    expect(await store.rowsOnDisk('a')).toBe(0);
    expect(await seen(store)).toEqual(before);
    await store.cleanUp();
    const again = await store.again();
    expect(await seen(again)).toEqual(before);
    await again.cleanUp();
    expect(await seen(await again.again())).toEqual(before);
  });

  it('stay for ever where nothing is set', async () => {
    const store = await open(undefined);
    await announced(store);
    await later(store, 3_000);
    expect(await store.rowsOnDisk('a')).toBe(8);
  });

  it('are nobody’s to send to afterwards, and cannot be published or given to anybody again', async () => {
    const store = await open(365);
    await announced(store);
    await later(store, 368);
    const before = await seen(store);
    await store.subscribers.put(subscriber('telegram:late'));
    expect(await store.outbox.publish('a', everyone, anyNumber)).toEqual({ kind: 'published', total: 8 });
    const named = { kind: 'chats', chats: ['telegram:late'] } as const;
    expect(await store.outbox.publish('a', named, anyNumber)).toEqual({ kind: 'published', total: 8 });
    expect(await store.outbox.give('a', 'telegram:late')).toBe(false);
    expect(await store.outbox.claim('telegram', 10, 1_000, [{ announcement: 'a', ranks: everyRank }])).toEqual([]);
    await store.outbox.end('a', 'cancelled');
    await store.forget('telegram:1');
    expect(await seen(store)).toEqual(before);
  });

  it('leave a correction or retraction drafted afterwards to be published as before: to nobody, whose chats were let go long ago', async () => {
    const store = await open(365);
    await announced(store);
    await later(store, 300);
    const wanted = { kind: 'reached', by: 'a', rest: true } as const;
    expect(await store.outbox.publish('b', wanted, anyNumber)).toEqual({ kind: 'published', total: 0 });
    store.clock.pass(80 * dayMs);
    await store.cleanUp();
    expect(await store.rowsOnDisk('a')).toBe(0);
    expect(await store.outbox.publish('c', wanted, anyNumber)).toEqual({ kind: 'published', total: 0 });
    expect(await store.outbox.tally('c', everyRank)).toEqual([]);
  });

  it('are not counted as people a correction reaches, neither before nor after they are totals', async () => {
    const store = await open(365);
    await announced(store);
    const channels = [
      { name: 'telegram', maxTextLength: 4_096 },
      { name: 'zalo-oa', maxTextLength: 2_000 },
    ];
    const lists = createRecipientLists({ ...store, channels, now: store.clock.now });
    const reached = { kind: 'reached', by: 'a', rest: true } as const;
    const all = await lists.count(reached);
    expect(all.total).toBe(4);
    expect(all.known).toBeUndefined();
    // Who was told by a template and then it expired is known besides, and not among the four.
    for (const chat of ['telegram:1', 'telegram:2']) await store.forget(chat);
    expect(await lists.count(reached)).toEqual({ ...all, known: 3 });
    await later(store, 300);
    expect(await lists.count(reached)).toEqual({ ...all, known: 0 });
    store.clock.pass(80 * dayMs);
    await store.cleanUp();
    expect(await store.rowsOnDisk('a')).toBe(0);
    expect(await lists.count(reached)).toEqual({ ...all, known: 0 });
  });

  it.each(states.filter((state) => !['finished', 'stopped', 'expired'].includes(state)))(
    'stay while an announcement is %s, however long ago it was',
    async (state) => {
      const store = await open(365);
      const made = await announced(store);
      await store.announcements.save({ ...made, state }, someRecord('a'));
      await later(store, 800);
      expect(await store.rowsOnDisk('a')).toBe(8);
    },
  );

  it('stay while what is left of it is still being called off, or it is still in force', async () => {
    const store = await open(365);
    const made = await announced(store);
    const ending = (await store.announcements.save({ ...made, state: 'stopped', phase: { kind: 'ending' } }, someRecord('a')))!;
    await later(store, 800);
    expect(await store.rowsOnDisk('a')).toBe(8);
    const { phase: _phase, ...rest } = ending;
    const inForce = { ...rest, state: 'finished' as State, content: { ...rest.content, expiresAt: '2031-01-01T00:00:00.000Z' } };
    await store.announcements.save(inForce, someRecord('a'));
    await store.cleanUp();
    expect(await store.rowsOnDisk('a')).toBe(8);
  });

  it('stay while a correction of it has not been sent, and go once that one is over', async () => {
    const store = await open(365);
    const { number } = await announced(store);
    const audience = { kind: 'reached', by: 'a', rest: true } as const;
    const { content } = draftAnnouncement('b');
    const draft = { state: 'draft' as const, kind: 'correction' as const, about: { id: 'a', number } };
    const correction = await announce(store, 'b', { ...draft, content: { ...content, audience } });
    await later(store, 800);
    expect(await store.rowsOnDisk('a')).toBe(8);
    const { announcements, rows, clock } = store;
    expect(await planRowTrim({ announcements, rows, now: clock.now }, 365)).toEqual({
      going: [],
      held: [{ number, rows: 8, followUps: [correction.number] }],
    });
    await announcements.save({ ...correction, state: 'stopped' }, someRecord('b'));
    await store.cleanUp();
    expect(await store.rowsOnDisk('a')).toBe(0);
  });

  it('stay where one of them is open, or is somebody’s', async () => {
    const store = await open(365);
    await announced(store);
    expect(await store.rows.total('a')).toBe(0);
    await store.subscribers.put(subscriber('telegram:late'));
    await store.outbox.give('a', 'telegram:late');
    store.clock.pass(8 * dayMs);
    await store.cleanUp();
    expect(await store.rows.total('a')).toBe(0);
    expect(await store.rows.total('unknown')).toBe(0);
    expect(await store.rowsOnDisk('a')).toBe(9);
  });
});

const end = async (child: ChildProcess): Promise<string> => {
  let said = '';
  child.stdout!.on('data', (part: Buffer) => {
    said += part.toString();
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  return signal ?? said;
};

function victim(where: string, clock: TestClock, times = 0): ChildProcess {
  const argv = [join(import.meta.dirname, 'row-victim.ts'), where, clock.now().toISOString(), String(times)];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  closing.push(() => child.kill('SIGKILL'));
  return child;
}

describe('G-29: rows that become totals while the process is killed', () => {
  it('are all there or all in totals, at whatever write of the embedded store', async () => {
    const folder = temporaryFolder();
    const clock = createTestClock();
    const store = await openFolder(undefined, { folder, clock });
    await announced(store);
    const before = await seen(store);
    await later(store, 400);
    await store.close();
    const standing: string[] = [];
    for (let times = 1; ; times += everyCase ? 1 : 5) {
      const copy = join(temporaryFolder(), 'data');
      cpSync(folder, copy, { recursive: true });
      const how = await end(victim(copy, clock, times));
      const left = await openFolder(undefined, { folder: copy, clock });
      expect(await seen(left)).toEqual(before);
      standing.push((await left.rows.settled(clock.now().toISOString())).length === 1 ? 'rows' : 'totals');
      await left.close();
      if (how !== 'SIGKILL') break;
    }
    expect(standing.length).toBeGreaterThan(2);
    expect(standing[0]).toBe('rows');
    expect(standing.at(-1)).toBe('totals');
    expect(standing).toEqual([...standing].sort());
  });

  it.runIf(postgres)('are all there where it happens between the two statements in the database', async () => {
    const url = await postgres!.createDatabase();
    const store = await openTables(undefined, { url });
    await announced(store);
    const before = await seen(store);
    await later(store, 400);
    const { db, close } = await openDatabase({ url });
    closing.push(close);
    // Somebody else has a row for the moment: the victim comes as far as removing it, and waits.
    await db.transaction().execute(async (other) => {
      await sql`select 1 from deliveries where announcement = 'a' and rank = 3 for update`.execute(other);
      const child = victim(url, store.clock);
      const ended = end(child);
      for (;;) {
        const { rows } = await sql`select 1 from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and query like 'delete from deliveries%'`.execute(db);
        if (rows.length > 0) break;
        expect(child.exitCode).toBeNull();
      }
      child.kill('SIGKILL');
      expect(await ended).toBe('SIGKILL');
    });
    expect(await seen(store)).toEqual(before);
    // Whoever waits for the turn of the dead one gets it once the database has let go of it.
    expect(await store.rows.total('a')).toBe(8);
    expect(await seen(store)).toEqual(before);
  });
});

it.runIf(postgres)('totals are moved from the embedded store to a database with everything else', async () => {
  const folder = temporaryFolder();
  const clock = createTestClock();
  const store = await openFolder(365, { folder, clock });
  await announced(store);
  await later(store, 400);
  const before = await seen(store);
  await store.close();
  const data = await openDataFolder(folder);
  const moving = await openEmbeddedStore({ data, now: clock.now });
  closing.push(() => data.release(), moving.close);
  const url = await postgres!.createDatabase('empty');
  expect(await moveToPostgres(moving, url)).toMatchObject({ broadcasts: 1, deliveries: 0 });
  const moved = await openTables(365, { url, clock });
  expect(await seen(moved)).toEqual(before);
  expect(await moved.outbox.publish('a', everyone, anyNumber)).toEqual({ kind: 'published', total: 8 });
});
