import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { verifyAudit } from '../../src/announcements/people/audit.ts';
import { auditKeyIn, openStore } from '../../src/app/storage.ts';
import { parseConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { chatRecord } from '../../src/stores/chat-record.ts';
import { dayCountRecord } from '../../src/stores/count-record.ts';
import { outboxEntry } from '../../src/stores/delivery-record.ts';
import { storeFiles, storeLayout } from '../../src/stores/embedded/layout.ts';
import { restoreBackup } from '../../src/stores/embedded/restore.ts';
import { subscriberRecord } from '../../src/stores/embedded/subscriber-journal.ts';
import { expireUpgradeBackups } from '../../src/stores/embedded/upgrade-backup.ts';
import { announcementRecord, auditRecord, officialRecord } from '../../src/stores/office-record.ts';
import { openDatabase, plainly } from '../../src/stores/postgres/database.ts';
import { expireUpgradeCopies } from '../../src/stores/postgres/upgrade-copy.ts';
import { packVersionRecord, proposalRecord } from '../../src/stores/proposals/record.ts';
import { startingTextRecord } from '../../src/stores/starting-texts/record.ts';
import { ticketRecord } from '../../src/stores/ticket-record.ts';
import { askerRecord, questionGroupRecord } from '../../src/stores/unanswered-record.ts';
import { everyRank } from '../contracts/outbox.ts';
import { someProposal } from '../contracts/proposals.ts';
import { someStartingText } from '../contracts/starting-texts.ts';
import { subscriber } from '../contracts/subscribers.ts';
import { sharedPostgres } from '../fakes/postgres.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const fixtures = join(import.meta.dirname, '../fixtures/stores');
const layouts = readdirSync(fixtures, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [one.name] : []));
const server = await sharedPostgres();
const now = () => new Date('2026-11-30T00:00:00.000Z');
const approvalKey = 'a-key-of-thirty-two-characters-ok';

/** A database as a version left it. */
async function databaseOf(layout: string): Promise<string> {
  const url = await server!.createDatabase('empty');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(readFileSync(join(fixtures, layout, 'dump.sql'), 'utf8'));
  await client.end();
  return url;
}

/** The store of a version, as `make.ts` beside the fixtures kept it, opened by this one. */
async function opened(folder: string, database?: string) {
  const config = parseConfig({
    CUTRI_DATA: folder,
    CUTRI_APPROVAL_KEY: approvalKey,
    CUTRI_ISSUER: 'Ủy ban bầu cử tỉnh',
    ...(database === undefined ? {} : { DATABASE_URL: database }),
  });
  const store = await openStore(config, createLogger('silent'), now);
  return { store, auditKey: auditKeyIn(config) };
}

async function expectWhole({ store, auditKey }: Awaited<ReturnType<typeof opened>>): Promise<void> {
  expect(await store.subscribers.get('telegram:1')).toEqual(subscriber('telegram:1', { topics: ['reform'] }));
  expect(await store.subscribers.get('telegram:3')).toBeUndefined();
  expect((await store.officials.list()).map(({ id, roles }) => [id, roles])).toEqual([
    ['lan', ['author']],
    ['minh', ['approver', 'admin']],
  ]);
  expect((await store.announcements.list(['draft'])).map(({ id, number }) => [id, number])).toEqual([
    ['a', 1],
    ['b', 2],
  ]);
  expect(
    (await store.outbox.tally('a', everyRank)).map(({ channel, total, sent, left, pending }) => ({
      channel,
      total,
      sent,
      left,
      pending,
    })),
  ).toEqual([
    { channel: 'telegram', total: 3, sent: 1, left: 1, pending: 0 },
    { channel: 'zalo-oa', total: 1, sent: 0, left: 0, pending: 1 },
  ]);
  expect(await verifyAudit(store.audit.entries(), { key: auditKey })).toMatchObject({ kind: 'intact', entries: 3 });
  expect((await store.inbox.claim('telegram', 9, 60_000)).map(({ id }) => id)).toEqual(['2']);
  expect((await store.unanswered.groups.all()).map(({ id }) => id)).toEqual(['a']);
  expect((await store.unanswered.askers.all()).map(({ chat }) => chat)).toEqual(['telegram:2']);
  expect(await store.tickets.get('k2')).toMatchObject({ owner: 'draft new' });
  // And it can be written.
  await store.subscribers.put(subscriber('telegram:9'));
  await store.chats.change('telegram:9', () => ({ chat: 'telegram:9', greetedAt: now().toISOString() }));
  expect(await store.chats.get('telegram:9')).toMatchObject({ chat: 'telegram:9' });
}

const folderOf = (layout: string): string => {
  const folder = join(temporaryFolder(), 'data');
  cpSync(join(fixtures, layout, 'files'), folder, { recursive: true });
  return folder;
};

describe.each(layouts)('a store that cutri kept earlier (%s)', (layout) => {
  it('G-8: the version before is read, from files', async () => {
    const held = await opened(folderOf(layout));
    try {
      await expectWhole(held);
    } finally {
      await held.store.close();
    }
  });

  it.skipIf(!server)('G-8: the version before is read, from PostgreSQL', async () => {
    const held = await opened(temporaryFolder(), await databaseOf(layout));
    try {
      await expectWhole(held);
    } finally {
      await held.store.close();
    }
  });
});

/** What the how-to says to do in the database to go back. */
const goingBack = (schema: string): string =>
  /```sql\n([\s\S]*?)```/u
    .exec(readFileSync(join(import.meta.dirname, '../../docs/how-to/upgrade-and-go-back.md'), 'utf8'))![1]!
    .replaceAll('cutri_before_upgrade_9', schema);

describe.skipIf(!server)('taking a database over from an earlier version', () => {
  const asked = async (url: string, statement: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      const answers = await client.query(statement);
      return [answers].flat().at(-1)!.rows;
    } finally {
      await client.end();
    }
  };
  const copies = (url: string) => asked(url, `select nspname as name from pg_namespace where nspname like 'cutri\\_before%'`);
  const rows = (schema: string) =>
    `select (select count(*) from ${schema}.subscribers) as subscribers, (select count(*) from ${schema}.audit) as audit,
     (select max(number) from ${schema}.cutri_migrations) as version`;

  it('G-8: copies its tables first, once, and for a week', async () => {
    const url = await databaseOf('layout-0');
    const [before] = await asked(url, rows('public'));
    for (const _ of [1, 2]) {
      const { store } = await opened(temporaryFolder(), url);
      await store.subscribers.put(subscriber('telegram:8'));
      await store.close();
    }
    const schema = `cutri_before_upgrade_${before.version}`;
    expect(await copies(url)).toEqual([{ name: schema }]);
    expect(await asked(url, rows(schema))).toEqual([before]);
    for (const [age, left] of [
      ['6 days 23 hours', 1],
      ['7 days', 0],
    ] as const) {
      await asked(url, `do $$ begin execute format('comment on schema ${schema} is %L', now() - interval '${age}'); end $$`);
      const { change, close } = await openDatabase({ url });
      await change((statements) => expireUpgradeCopies(plainly(statements)));
      await close();
      expect(await copies(url)).toHaveLength(left);
    }
  });

  it('G-8: goes back to the copy as the how-to says; whoever asked to be forgotten meanwhile stays so', async () => {
    const url = await databaseOf('layout-1');
    const [before] = await asked(url, rows('public'));
    const upgraded = await opened(temporaryFolder(), url);
    const [known] = await asked(url, 'select chat from subscribers order by chat limit 1');
    await upgraded.store.forget(known.chat);
    await upgraded.store.close();
    await asked(url, goingBack(`cutri_before_upgrade_${before.version}`));
    expect(await asked(url, rows('public'))).toEqual([before]);
    // The earlier version would open it now; so can this one, as often as it likes.
    const again = await opened(temporaryFolder(), url);
    try {
      expect(await again.store.subscribers.get(known.chat)).toBeUndefined();
      expect(
        await again.store.inbox.append({
          chat: 'telegram:9',
          id: 'new',
          content: { kind: 'text', text: 'a' },
          receivedAt: now().toISOString(),
        }),
      ).toBe('accepted');
    } finally {
      await again.store.close();
    }
  });
});

describe('taking a folder over from an earlier version', () => {
  it('G-8: backs it up first, beside it, named with what it was kept in; it can be put back; once, and for a week', async () => {
    const folder = folderOf('layout-0');
    const backup = `${folder}.before-upgrade-from-0.backup`;
    for (const _ of [1, 2]) {
      const { store } = await opened(folder);
      await store.subscribers.put(subscriber('telegram:8'));
      await store.close();
    }
    const there = join(temporaryFolder(), 'data');
    expect(await restoreBackup({ file: backup, folder: there, now, force: false, approvalKey })).toMatchObject({
      subscribers: 3,
      announcements: 2,
    });
    utimesSync(backup, now(), now());
    const day = 86_400_000;
    expect(await expireUpgradeBackups(folder, undefined, new Date(now().getTime() + 7 * day - 1))).toBe(true);
    expect(await expireUpgradeBackups(folder, undefined, new Date(now().getTime() + 7 * day))).toBe(false);
    expect(existsSync(backup)).toBe(false);
  });

  it('G-8: makes none of a new folder, nor of one this version kept', async () => {
    for (const folder of [join(temporaryFolder(), 'data'), folderOf(`layout-${storeLayout}`)]) {
      await (await opened(folder)).store.close();
      expect(readdirSync(join(folder, '..')).filter((name) => name.includes('before-upgrade'))).toEqual([]);
    }
  });

  it('G-8: the totals of an announcement closed long ago are read, from files and from PostgreSQL', async () => {
    const places: [string, string?][] = [[folderOf('layout-5')]];
    if (server) places.push([temporaryFolder(), await databaseOf('layout-5')]);
    for (const place of places) {
      const { store } = await opened(...place);
      expect(await store.outbox.tally('old', everyRank)).toMatchObject([
        { channel: 'telegram', total: 1, sent: 1, duplicates: 1 },
      ]);
      expect(await store.rows.total('old')).toBe(0);
      await store.close();
    }
  });

  it('G-8: a proposal is proved by the seal it was handed in with, and a changed text to begin with is read, from files and from PostgreSQL', async () => {
    const places: [string, string?][] = [[folderOf('layout-6')]];
    if (server) places.push([temporaryFolder(), await databaseOf('layout-6')]);
    for (const place of places) {
      const { store } = await opened(...place);
      expect(await store.proposing.proposals.all()).toEqual([someProposal('p1')]);
      expect(await store.startingTexts.all()).toEqual([someStartingText('nhac-viec')]);
      await store.close();
    }
  });

  it('G-8: whoever changes what is kept raises the layout and leaves a store of it here', () => {
    const records = {
      ...{ announcementRecord, officialRecord, auditRecord, chatRecord, dayCountRecord, questionGroupRecord },
      ...{ askerRecord, proposalRecord, packVersionRecord, startingTextRecord, ticketRecord, subscriberRecord, outboxEntry },
    };
    const shapes = Object.entries(records).map(([name, record]) => [name, z.toJSONSchema(record, { unrepresentable: 'any' })]);
    const digest = createHash('sha256')
      .update(JSON.stringify([Object.values(storeFiles), shapes]))
      .digest('hex')
      .slice(0, 12);
    // Changed? Raise `storeLayout`, run `node test/fixtures/stores/make.ts layout-N`, and note the new digest here.
    expect({ storeLayout, digest }).toEqual({ storeLayout: 6, digest: '051dc0ff6524' });
    expect(layouts).toContain(`layout-${storeLayout}`);
  });
});
