import { afterEach, describe, expect, it } from 'vitest';
import { type AuditEntry, chained, verifyAudit } from '../../../src/announcements/people/audit.ts';
import { insertAudit } from '../../../src/stores/postgres/audit.ts';
import { openDatabase, sql } from '../../../src/stores/postgres/database.ts';
import { openPostgresStore, type PostgresStore } from '../../../src/stores/postgres/store.ts';
import { disableAgain } from '../../../src/stores/revived.ts';
import { describeAnnouncementStore, draftAnnouncement, someRecord } from '../../contracts/announcement-store.ts';
import { describeAudit } from '../../contracts/audit.ts';
import { describeChats } from '../../contracts/chats.ts';
import { describeCounts } from '../../contracts/counts.ts';
import { describeForgetting } from '../../contracts/forgetting.ts';
import { describeImageStore } from '../../contracts/image-store.ts';
import { text } from '../../contracts/inbox-log.ts';
import { describeIntake } from '../../contracts/intake.ts';
import { describeKeptOfChat } from '../../contracts/kept-of-chat.ts';
import { describeOfficials, official } from '../../contracts/officials.ts';
import { anyNumber, describeOutbox, everyRank } from '../../contracts/outbox.ts';
import { describePaceStore } from '../../contracts/pace-store.ts';
import { describePushing } from '../../contracts/pushing.ts';
import { describeUnanswered } from '../../contracts/records.ts';
import { describeStartingTexts } from '../../contracts/starting-texts.ts';
import { describeSubscribers, subscriber } from '../../contracts/subscribers.ts';
import { describeTickets } from '../../contracts/tickets.ts';
import { createTestClock, type TestClock } from '../../fakes/clock.ts';
import { sharedPostgres } from '../../fakes/postgres.ts';
import { startOwnServer } from '../../fakes/postgres-server.ts';

const server = await sharedPostgres();

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Opened extends PostgresStore {
  url: string;
  clock: TestClock;
  /** Every value of every table of ours, as text. */
  everyValue(): Promise<string>;
}

async function open(options: { url?: string; clock?: TestClock; home?: string } = {}): Promise<Opened> {
  const { url = await server!.createDatabase(), clock = createTestClock(), home = 'a' } = options;
  const store = await openPostgresStore({ url, now: clock.now, home, homeChannels: new Set(['web']) });
  closing.push(store.close);
  return { ...store, url, clock, everyValue: () => everyValue(url) };
}

async function everyValue(url: string): Promise<string> {
  const { db, close } = await openDatabase({ url });
  const { rows: tables } = await sql<{ name: string }>`
    select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname in ('public', 'cutri_jobs')`.execute(
    db,
  );
  const values: unknown[] = [];
  for (const { name } of tables) values.push((await sql.raw(`select * from ${name}`).execute(db)).rows);
  await close();
  return JSON.stringify(values);
}

const everyone = { kind: 'subscribers', audience: { kind: 'everyone' } } as const;
const openings = (...ids: string[]) => ids.map((announcement) => ({ announcement, ranks: everyRank }));

describe.skipIf(!server)('the store in PostgreSQL', () => {
  describe('subscribers', () => describeSubscribers(open));
  describe('many who join', () => describeIntake(open));
  describe('what is kept of a chat', () => describeKeptOfChat(open));
  describe('forgetting', () => describeForgetting(open));
  describe('outbox', () => describeOutbox(open));
  describe('announcements', () => describeAnnouncementStore(open));
  describe('officials', () => describeOfficials(open));
  describe('audit', () => describeAudit(async () => (await open()).audit));
  describe('pace', () => describePaceStore(async () => (await open()).pace));
  describe('chats', () =>
    describeChats(async () => {
      const { chats, url } = await open();
      return { chats, others: async () => (await open({ url, home: 'b' })).chats };
    }));
  describe('pictures', () =>
    describeImageStore(async () => {
      const store = await open();
      return { ...store, tidy: store.cleanUp };
    }));
  describe('tickets', () =>
    describeTickets(async () => {
      const { tickets, url } = await open();
      return { tickets, others: async () => (await open({ url, home: 'b' })).tickets };
    }));

  describe('browsers of visitors', () =>
    describePushing(async () => {
      const store = await open();
      return { ...store, expire: store.cleanUp };
    }));

  describe('counts', () =>
    describeCounts(async () => {
      const { counts, url } = await open();
      return { counts, others: async () => (await open({ url, home: 'b' })).counts };
    }));

  describe('unanswered questions', () =>
    describeUnanswered(async () => {
      const { unanswered, url, forget } = await open();
      return { unanswered, forget, others: async () => (await open({ url, home: 'b' })).unanswered };
    }));

  describe('texts to begin with', () =>
    describeStartingTexts(async () => {
      const { startingTexts: records, url } = await open();
      return { records, others: async () => (await open({ url, home: 'b' })).startingTexts };
    }));

  it('E-9: gives everything back to the next process', async () => {
    const first = await open();
    await first.subscribers.put(subscriber('telegram:1'));
    await first.officials.update(() => ({ officials: [official('lan')], records: [someRecord('lan')], result: undefined }));
    await first.announcements.create(draftAnnouncement('a'), someRecord('a'));
    await first.outbox.publish('a', everyone, anyNumber);
    await first.pace.update('telegram', () => ({ state: { usedUpMs: 5_000, pausedUntilMs: 7_000 }, result: undefined }));
    const second = await open({ url: first.url, clock: first.clock, home: 'b' });
    expect(await second.subscribers.get('telegram:1')).toEqual(subscriber('telegram:1'));
    expect(await second.officials.list()).toEqual([official('lan')]);
    expect(await second.announcements.get('a')).toMatchObject({ number: 1, version: 1 });
    expect(await verifyAudit(second.audit.entries())).toMatchObject({ kind: 'intact', entries: 2 });
    expect(await second.outbox.claim('telegram', 9, 1_000, openings('a'))).toMatchObject([{ chat: 'telegram:1' }]);
    await second.pace.update('telegram', (state) => {
      expect(state).toEqual({ usedUpMs: 5_000, pausedUntilMs: 7_000 });
      return { state: state!, result: undefined };
    });
  });

  it('is made once, however many processes start at the same moment', async () => {
    const url = await server!.createDatabase('empty');
    const stores = await Promise.all(['a', 'b', 'c', 'd'].map((home) => open({ url, home })));
    await Promise.all(stores.map((store, i) => store.announcements.create(draftAnnouncement(`a${i}`), someRecord(`a${i}`))));
    expect((await stores[0]!.announcements.list(['draft'])).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(await verifyAudit(stores[1]!.audit.entries())).toMatchObject({ kind: 'intact', entries: 4 });
  });

  it('is one pace for all processes, and loses no change of theirs', async () => {
    const a = await open();
    const b = await open({ url: a.url, clock: a.clock, home: 'b' });
    const more = (store: PostgresStore) =>
      store.pace.update('telegram', (state) => ({
        state: { usedUpMs: (state?.usedUpMs ?? 0) + 1, pausedUntilMs: 0 },
        result: undefined,
      }));
    await Promise.all(Array.from({ length: 60 }, (_, i) => more(i % 2 ? a : b)));
    expect(await a.pace.update('telegram', (state) => ({ state: state!, result: state!.usedUpMs }))).toBe(60);
  });

  it('B-1: of three processes on one announcement one dies: nobody is left out, and only what it held is possibly a duplicate', async () => {
    const a = await open();
    const others = [await open({ url: a.url, clock: a.clock, home: 'b' }), await open({ url: a.url, clock: a.clock, home: 'c' })];
    for (let i = 0; i < 300; i += 1) await a.subscribers.put(subscriber(`telegram:${i}`));
    await a.outbox.publish('a', everyone, anyNumber);
    const sends = new Map<string, number>();
    const work = async (store: PostgresStore, batches: number, diesAfter = Number.POSITIVE_INFINITY): Promise<void> => {
      for (let batch = 1; batch <= batches; batch += 1) {
        const claimed = await store.outbox.claim('telegram', 32, 30_000, openings('a'));
        await store.outbox.hold(claimed, 30_000, 'begin');
        for (const { chat } of claimed) sends.set(chat, (sends.get(chat) ?? 0) + 1);
        if (batch === diesAfter) return;
        const at = a.clock.now().toISOString();
        await Promise.all(
          claimed.map(({ announcement, chat, uncertain }) =>
            store.outbox.record([{ announcement, chat, next: { kind: 'sent', at, duplicate: uncertain > 0 } }]),
          ),
        );
      }
    };
    await Promise.all([work(a, 2, 2), ...others.map((store) => work(store, 12))]);
    expect(await a.outbox.tally('a', everyRank)).toMatchObject([{ sent: 268, leased: 32, duplicates: 0 }]);
    await a.clock.advance(30_000);
    await work(others[0]!, 3);
    expect(await a.outbox.tally('a', everyRank)).toMatchObject([{ total: 300, sent: 300, leased: 0, duplicates: 32 }]);
    expect(sends.size).toBe(300);
    expect([...sends.values()].filter((times) => times > 1)).toHaveLength(32);
  });

  it('B-7: what is being recorded and what is being stopped at the same moment end once', async () => {
    const a = await open();
    const b = await open({ url: a.url, clock: a.clock, home: 'b' });
    for (let i = 0; i < 200; i += 1) await a.subscribers.put(subscriber(`telegram:${i}`));
    await a.outbox.publish('a', everyone, anyNumber);
    const claimed = await a.outbox.claim('telegram', 150, 1_000, openings('a'));
    await a.outbox.hold(claimed, 1_000, 'begin');
    await a.clock.advance(2_000);
    const at = a.clock.now().toISOString();
    await Promise.all([
      ...claimed
        .toReversed()
        .map(({ announcement, chat }) => a.outbox.record([{ announcement, chat, next: { kind: 'sent', at, duplicate: false } }])),
      b.outbox.end('a', 'cancelled'),
    ]);
    const [tally] = await b.outbox.tally('a', everyRank);
    expect(tally).toMatchObject({ total: 200, cancelled: 50, pending: 0, leased: 0 });
    expect(tally!.sent + tally!.uncertain).toBe(150);
  });

  it('H-3: who is forgotten is in no value of any table, and only the totals remember that somebody was there', async () => {
    const store = await open();
    const chat = 'telegram:777000777';
    for (const one of [chat, 'telegram:1']) await store.subscribers.put(subscriber(one));
    await store.inbox.append(text(chat, 'm1'));
    await store.chats.change(chat, () => ({ chat, greetedAt: '2026-03-01T08:00:00.000Z' }));
    await store.outbox.publish('a', everyone, anyNumber);
    const at = store.clock.now().toISOString();
    await store.outbox.record([{ announcement: 'a', chat, next: { kind: 'sent', at, messageId: '424242', duplicate: false } }]);
    expect(await store.everyValue()).toContain('777000777');
    await store.forget(chat);
    expect(await store.everyValue()).not.toMatch(/777000777|424242/u);
    expect(store.inbox.waiting()).toBe(0);
    expect(await store.outbox.tally('a', everyRank)).toMatchObject([{ total: 2, sent: 1, pending: 1 }]);
  });

  it('H-3: who asks to be forgotten while an announcement is published is not in it', async () => {
    const a = await open();
    const b = await open({ url: a.url, clock: a.clock, home: 'b' });
    for (let i = 0; i < 100; i += 1) await a.subscribers.put(subscriber(`telegram:8800${i}`));
    await Promise.all([
      a.outbox.publish('a', everyone, anyNumber),
      ...Array.from({ length: 100 }, (_, i) => b.forget(`telegram:8800${i}`)),
      a.outbox.publish('b', everyone, anyNumber),
    ]);
    expect(await a.everyValue()).not.toContain('telegram:88');
  });

  it('E-13: who was forgotten stays so when a dump of an earlier day is put back; who came again stays subscribed', async () => {
    const first = await open();
    const { db, close } = await openDatabase({ url: first.url });
    const each = async (statement: (table: string) => string): Promise<void> => {
      for (const table of ['subscribers', 'deliveries', 'inbox', 'chats', 'tombstones', 'settings'])
        await sql.raw(statement(table)).execute(db);
    };
    for (const i of [1, 2, 3]) await first.subscribers.put(subscriber(`telegram:66${i}`));
    await first.inbox.append(text('telegram:661', 'm1'));
    await first.chats.change('telegram:661', () => ({ chat: 'telegram:661', greetedAt: '2026-03-01T08:00:00.000Z' }));
    await first.outbox.publish('a', everyone, anyNumber);
    await each((table) => `create table saved_${table} as table ${table}`);
    for (const i of [1, 2]) await first.forget(`telegram:66${i}`);
    await first.clock.advance(1_000);

    await sql.raw('create table kept_tombstones as table tombstones').execute(db);
    await each((table) => `delete from ${table}`);
    await sql.raw('alter table subscribers alter channel drop expression').execute(db);
    await sql.raw('alter table subscribers alter seq drop identity').execute(db);
    await sql.raw('alter table inbox alter seq drop identity').execute(db);
    await each((table) => `insert into ${table} select * from saved_${table}`);
    await each((table) => `drop table saved_${table}`);
    await sql.raw('insert into tombstones select * from kept_tombstones on conflict do nothing').execute(db);
    const againAt = first.clock.now().toISOString();
    await sql`update subscribers set subscribed_at = ${againAt} where chat = 'telegram:662'`.execute(db);
    await close();

    const second = await open({ url: first.url, clock: first.clock, home: 'b' });
    expect(await second.everyValue()).not.toContain('telegram:661');
    expect(await second.subscribers.get('telegram:662')).toBeDefined();
    expect(await second.subscribers.get('telegram:663')).toBeDefined();
    expect(await second.outbox.tally('a', everyRank)).toMatchObject([{ total: 3, left: 1, pending: 2 }]);
  });

  it('E-13: who said /huy stays unsubscribed and who was disabled stays disabled when a dump of an earlier day is put back', async () => {
    const first = await open();
    for (const i of [1, 2, 3]) await first.subscribers.put(subscriber(`telegram:${i}`));
    const accounts = [official('lan', { chat: 'telegram:9' }), official('minh'), official('thu', { disabled: true })];
    await first.officials.update(() => ({ officials: accounts, records: [], result: undefined }));
    const dumped = ['subscribers', 'officials', 'settings'];
    const { db, close } = await openDatabase({ url: first.url });
    for (const table of dumped) await sql.raw(`create table saved_${table} as table ${table}`).execute(db);
    await first.clock.advance(86_400_000);
    for (const i of [1, 2]) await first.subscribers.remove(`telegram:${i}`);
    await first.subscribers.put(subscriber('telegram:2', { subscribedAt: first.clock.now().toISOString() }));
    const disable = (id: string, disabled: boolean) =>
      first.officials.update((all) => ({
        officials: all.map((one) => (one.id === id ? { ...one, disabled } : one)),
        records: [],
        result: undefined,
      }));
    for (const id of ['lan', 'minh']) await disable(id, true);
    await disable('minh', false);
    expect(await first.revived()).toEqual([]);

    await sql.raw('alter table subscribers alter channel drop expression').execute(db);
    await sql.raw('alter table subscribers alter seq drop identity').execute(db);
    for (const table of dumped) {
      await sql.raw(`delete from ${table}`).execute(db);
      await sql.raw(`insert into ${table} select * from saved_${table}`).execute(db);
    }
    await close();
    const second = await open({ url: first.url, clock: first.clock, home: 'b' });
    expect(await second.subscribers.get('telegram:1')).toBeUndefined();
    for (const chat of ['telegram:2', 'telegram:3']) expect(await second.subscribers.get(chat)).toBeDefined();
    expect(await second.revived()).toEqual(['lan']);
    expect(await disableAgain(second.officials, await second.revived(), second.clock.now)).toEqual(['lan']);
    expect(await second.revived()).toEqual([]);
    const [lan] = await second.officials.list();
    expect(lan).toMatchObject({ disabled: true, term: 1 });
    expect(lan).not.toHaveProperty('chat');
  });

  it('H-4: a week after its last change an announcement keeps its totals and nobody’s name', async () => {
    const store = await open();
    for (const i of [1, 2]) await store.subscribers.put(subscriber(`telegram:90${i}`));
    await store.outbox.publish('a', everyone, anyNumber);
    await store.clock.advance(3_600_000);
    await store.outbox.record([{ announcement: 'a', chat: 'telegram:901', next: { kind: 'failed', reason: 'blocked' } }]);
    await store.outbox.record([{ announcement: 'a', chat: 'telegram:902', next: { kind: 'deferred' } }]);
    for (const i of [1, 2]) await store.subscribers.remove(`telegram:90${i}`);
    await store.clock.advance(7 * 24 * 3_600_000 - 1_000);
    await store.cleanUp();
    expect(await store.everyValue()).toContain('telegram:901');
    await store.clock.advance(61_000);
    await store.cleanUp();
    expect(await store.everyValue()).not.toContain('telegram:901');
    // Who still waits for their delivery is not let go, until it is done and another week is over.
    expect(await store.outbox.releaseDeferred('telegram:902')).toBe(1);
    await store.outbox.record([{ announcement: 'a', chat: 'telegram:902', next: { kind: 'left' } }]);
    await store.cleanUp();
    expect(await store.everyValue()).toContain('telegram:902');
    await store.clock.advance(8 * 24 * 3_600_000);
    await store.cleanUp();
    expect(await store.everyValue()).not.toContain('telegram:902');
    expect(await store.outbox.tally('a', everyRank)).toMatchObject([{ total: 2, left: 1, failed: { blocked: 1 } }]);
  });

  it('E-1: the server goes away in the middle: what was promised is there, what failed is tried again', async () => {
    const own = await startOwnServer();
    const store = await open({ url: await own!.createDatabase() });
    closing.push(own!.stop);
    for (let i = 0; i < 50; i += 1) await store.subscribers.put(subscriber(`telegram:${i}`));
    await store.announcements.create(draftAnnouncement('a'), someRecord('a'));
    await store.outbox.publish('a', everyone, anyNumber);
    const claimed = await store.outbox.claim('telegram', 50, 600_000, openings('a'));
    const at = store.clock.now().toISOString();
    const record = (chat: string) =>
      store.outbox.record([{ announcement: 'a', chat, next: { kind: 'sent', at, duplicate: false } }]);
    const restarted = own!.restart!();
    const outcomes = await Promise.allSettled(claimed.map(({ chat }) => record(chat)));
    await restarted;
    const [tally] = await store.outbox.tally('a', everyRank);
    expect(tally!.sent).toBeGreaterThanOrEqual(outcomes.filter(({ status }) => status === 'fulfilled').length);
    await Promise.all(claimed.map(({ chat }) => record(chat)));
    expect(await store.outbox.tally('a', everyRank)).toMatchObject([{ total: 50, sent: 50 }]);
    expect(await verifyAudit(store.audit.entries())).toMatchObject({ kind: 'intact', entries: 1 });
  });

  it('G-7: a visitor of the page who was there once is kept for a week, one who came back for three months, others until they leave', async () => {
    const store = await open();
    const at = (days: number) => new Date(store.clock.now().getTime() + days * 86_400_000).toISOString();
    const put = (chat: string, subscribedAt: string, lastContactAt: string) =>
      store.subscribers.put(subscriber(chat, { subscribedAt, lastContactAt }));
    await put('web:once', at(0), at(0));
    await put('web:back', at(-1), at(0));
    await put('telegram:1', at(0), at(0));
    const left = async () => {
      const all = ['web:once', 'web:back', 'telegram:1'];
      const found = await Promise.all(all.map((chat) => store.subscribers.get(chat)));
      return all.filter((_, i) => found[i] !== undefined);
    };
    await store.clock.advance(6.9 * 86_400_000);
    await store.cleanUp();
    expect(await left()).toEqual(['web:once', 'web:back', 'telegram:1']);
    await store.clock.advance(0.2 * 86_400_000);
    await store.cleanUp();
    expect(await left()).toEqual(['web:back', 'telegram:1']);
    await store.clock.advance(83 * 86_400_000);
    await store.cleanUp();
    expect(await left()).toEqual(['telegram:1']);
  });

  it('G-7: nothing is written down for a visitor of whom nothing is kept; of one who subscribed it is', async () => {
    const store = await open();
    const { db, close } = await openDatabase({ url: store.url });
    closing.push(close);
    const tombstones = async () => (await sql`select * from tombstones`.execute(db)).rows.length;
    await store.forget('web:made-up');
    expect(await tombstones()).toBe(0);
    await store.subscribers.put(subscriber('web:real'));
    await store.forget('web:real');
    expect(await tombstones()).toBe(1);
  });

  it('does not take an audit log that is shortened while it is read for one that was changed by hand', async () => {
    const store = await open();
    const { db, close } = await openDatabase({ url: store.url });
    closing.push(close);
    const entries: AuditEntry[] = [];
    for (let i = 0; i < 1_100; i += 1) entries.push(chained(entries.at(-1), someRecord(`a${i}`)));
    await insertAudit(db, entries);
    const reading = store.audit.entries()[Symbol.asyncIterator]();
    await reading.next();
    await store.audit.trim(entries[599]!, someRecord('audit', 'audit-trim'));
    const rest = async () => {
      for (let one = await reading.next(); !one.done; one = await reading.next());
    };
    await expect(rest()).rejects.toThrow('shortened while it was read');
    await sql`delete from audit where number between 1101 - 50 and 1101 - 40`.execute(db);
    expect(await verifyAudit(store.audit.entries())).toMatchObject({ kind: 'broken', why: 'missing-or-moved' });
  });
});
