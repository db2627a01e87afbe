import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/announcements/people/audit.ts';
import { openDataFolder } from '../../src/stores/embedded/data-folder.ts';
import { openEmbeddedStore } from '../../src/stores/embedded/store.ts';
import { openPostgresStore } from '../../src/stores/postgres/store.ts';
import { auditKeyOf, sealedStore } from '../../src/stores/sealing.ts';
import type { Store } from '../../src/stores/store.ts';
import { describeAnnouncementStore, draftAnnouncement, someRecord } from '../contracts/announcement-store.ts';
import { official } from '../contracts/officials.ts';
import { createTestClock } from '../fakes/clock.ts';
import { sharedPostgres } from '../fakes/postgres.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const key = 'a key made by a machine';
const auditKey = auditKeyOf(key);
const clock = createTestClock();
const postgres = await sharedPostgres();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

type Body = Record<string, unknown>;
interface Kept {
  open(): Promise<Store>;
  /** Changes what is kept with the store closed, as somebody would who may write it and has no key. */
  tamper(table: 'announcements' | 'officials' | 'audit', change: (bodies: Body[]) => Body[]): Promise<void>;
}

async function embedded(): Promise<Kept> {
  const folder = temporaryFolder();
  let close = async (): Promise<void> => undefined;
  closing.push(() => close());
  return {
    async open() {
      const data = await openDataFolder(folder);
      const store = await openEmbeddedStore({ data, now: clock.now, auditKey });
      close = async () => {
        close = async () => undefined;
        await store.close();
        data.release();
      };
      return sealedStore(store, key);
    },
    async tamper(table, change) {
      await close();
      const path = join(folder, 'office.json');
      const { data } = JSON.parse(readFileSync(path, 'utf8')) as { data: Record<string, Body[]> };
      const json = JSON.stringify({ ...data, [table]: change(data[table]!) });
      writeFileSync(path, `{"cutri":"document","kind":"office","version":1,"crc32":${crc32(json)},"data":${json}}\n`);
    },
  };
}

async function database(): Promise<Kept | undefined> {
  if (!postgres) return undefined;
  const url = await postgres.createDatabase();
  return {
    async open() {
      const options = { url, now: clock.now, home: 'a', homeChannels: new Set<string>(), auditKey };
      const store = await openPostgresStore(options);
      closing.push(store.close);
      return sealedStore(store, key);
    },
    async tamper(table, change) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        const order = table === 'officials' ? 'place' : 'number';
        const { rows } = await client.query<Body & { body: string }>(`select * from ${table} order by ${order}`);
        const bodies = change(rows.map(({ body }) => JSON.parse(body) as Body));
        await client.query(`delete from ${table}`);
        for (const [i, body] of bodies.entries()) {
          const row: Body = { ...(rows[i] ?? {}), body: JSON.stringify(body), [order]: i + (table === 'officials' ? 0 : 1) };
          const names = Object.keys(row);
          await client.query(
            `insert into ${table} (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
            Object.values(row),
          );
        }
      } finally {
        await client.end();
      }
    },
  };
}

describe.each([
  ['embedded', embedded],
  ['PostgreSQL', database],
] as const)('what decides about sending, under the approval key (%s)', (_, make) => {
  async function filled() {
    const kept = await make();
    if (!kept) return undefined;
    const store = await kept.open();
    await store.officials.update(() => ({
      officials: [official('lan'), official('minh', { roles: ['approver'] })],
      records: [{ ...someRecord('lan', 'official-add'), outcome: 'done' }],
      result: undefined,
    }));
    const made = await store.announcements.create(draftAnnouncement('a'), someRecord('a', 'draft'));
    await store.announcements.save({ ...made, state: 'submitted' }, someRecord('a', 'submit'));
    return { ...kept, store };
  }

  it('is read as it was kept, and its log verifies with the key only', async () => {
    const held = await filled();
    if (!held) return;
    expect(await held.store.announcements.get('a')).toMatchObject({ state: 'submitted', number: 1, version: 2 });
    expect(await held.store.announcements.get('a')).not.toHaveProperty('seal');
    expect(await verifyAudit(held.store.audit.entries(), { key: auditKey })).toMatchObject({ kind: 'intact', entries: 3 });
    expect(await verifyAudit(held.store.audit.entries())).toMatchObject({ kind: 'broken', entry: 1, why: 'changed' });
  });

  it.each<[string, Body]>([
    ['the author', { author: 'minh' }],
    ['the writers', { writers: [] }],
    ['the state', { state: 'sending' }],
    ['the time of beginning', { startedAt: '2026-02-01T08:00:00.000Z' }],
    ['the text', { content: { text: 'Khác', buttons: [] } }],
    ['the kind', { kind: 'drill' }],
    ['the version', { version: 1 }],
    ['the seal', { seal: 'x' }],
  ])('F-25: %s of an announcement edited by hand: it is not read', async (_what, change) => {
    const held = await filled();
    if (!held) return;
    await held.tamper('announcements', ([body]) => [{ ...body, ...change }]);
    const { announcements } = await held.open();
    await expect(announcements.find(1)).rejects.toThrow('no announcement is sent');
    await expect(announcements.list(['submitted', 'sending'])).rejects.toThrow('no announcement is sent');
    await expect(announcements.get('a')).rejects.toThrow('Announcement 1 was changed');
  });

  it('F-25: an official put in by hand approves nothing: nobody is read', async () => {
    const held = await filled();
    if (!held) return;
    await held.tamper('officials', (bodies) => [...bodies, official('ke-gian', { roles: ['approver'] }) as unknown as Body]);
    await expect((await held.open()).officials.list()).rejects.toThrow('The list of officials was changed');
  });

  it('F-25: officials taken away do not make the next one the first administrator', async () => {
    const held = await filled();
    if (!held) return;
    await held.tamper('officials', () => []);
    await expect((await held.open()).officials.list()).rejects.toThrow('The list of officials was changed');
  });
});

describe('announcements under a seal', () => {
  describeAnnouncementStore(async () => {
    const data = await openDataFolder(temporaryFolder());
    const store = await openEmbeddedStore({ data, now: clock.now });
    closing.push(async () => {
      await store.close();
      data.release();
    });
    return { ...sealedStore(store, key), clock };
  });
});
