import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import pg from 'pg';
import { openDataFolder } from '../../src/stores/embedded/data-folder.ts';
import { openEmbeddedStore } from '../../src/stores/embedded/store.ts';
import { openPostgresStore } from '../../src/stores/postgres/store.ts';
import { auditKeyOf, sealedStore } from '../../src/stores/sealing.ts';
import type { Store } from '../../src/stores/store.ts';
import type { TestClock } from './clock.ts';
import type { SharedPostgres } from './postgres.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What is kept of one thing, as somebody who edits it by hand sees it. */
export type Body = Record<string, unknown>;
type KeptTable = 'announcements' | 'officials' | 'audit' | 'proposals';
/** A sealed store that somebody else may write as well. */
export interface KeptStore {
  /** Opens it, or opens it again. */
  open(key?: string): Promise<Store>;
  /** The same without its seals, its log under the key. */
  openUnsealed(key?: string): Promise<Store>;
  /** Puts other bytes in the place of a picture, with the store closed; `undefined` takes it away. */
  tamperImage(sha256: string, bytes: Buffer | undefined): Promise<void>;
  /** Changes what is kept with the store closed, as somebody would who may write it and has no key. */
  tamper(table: KeptTable, change: (bodies: Body[]) => Body[]): Promise<void>;
}

/** `closing` is called by the test when it is over. */
export interface KeptStoreDeps {
  key: string;
  clock: TestClock;
  closing: (() => Promise<void>)[];
}

export function keptInFiles({ key: usual, clock, closing }: KeptStoreDeps): KeptStore {
  const folder = temporaryFolder();
  let close = async (): Promise<void> => undefined;
  closing.push(() => close());
  async function openUnsealed(key = usual): Promise<Store> {
    await close();
    const data = await openDataFolder(folder);
    const store = await openEmbeddedStore({ data, now: clock.now, auditKey: auditKeyOf(key) });
    close = async () => {
      close = async () => undefined;
      await store.close();
      data.release();
    };
    return store;
  }
  return {
    open: async (key = usual) => sealedStore(await openUnsealed(key), key),
    openUnsealed,
    async tamperImage(sha256, bytes) {
      await close();
      const path = join(folder, `image-${sha256}.bin`);
      if (bytes) writeFileSync(path, bytes);
      else rmSync(path);
    },
    async tamper(table, change) {
      await close();
      const [kind, key] = table === 'proposals' ? [table, 'records'] : ['office', table];
      const path = join(folder, `${kind}.json`);
      const { data } = JSON.parse(readFileSync(path, 'utf8')) as { data: Record<string, Body[]> };
      const json = JSON.stringify({ ...data, [key]: change(data[key]!) });
      writeFileSync(path, `{"cutri":"document","kind":"${kind}","version":1,"crc32":${crc32(json)},"data":${json}}\n`);
    },
  };
}

export async function keptInDatabase(
  { key: usual, clock, closing }: KeptStoreDeps,
  postgres: SharedPostgres,
): Promise<KeptStore> {
  const url = await postgres.createDatabase();
  async function openUnsealed(key = usual): Promise<Store> {
    const options = { url, now: clock.now, home: 'a', homeChannels: new Set<string>(), auditKey: auditKeyOf(key) };
    const store = await openPostgresStore(options);
    closing.push(store.close);
    return store;
  }
  return {
    open: async (key = usual) => sealedStore(await openUnsealed(key), key),
    openUnsealed,
    async tamperImage(sha256, bytes) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      if (bytes) await client.query('update images set body = $2 where sha256 = $1', [sha256, bytes]);
      else await client.query('delete from images where sha256 = $1', [sha256]);
      await client.end();
    },
    async tamper(table, change) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        if (table === 'proposals') return await tamperRecords(client, 'proposal', change);
        const order = table === 'officials' ? 'place' : 'number';
        // The other columns of the log the database works out.
        const columns = table === 'audit' ? 'number, body' : '*';
        const { rows } = await client.query<Body & { body: string }>(`select ${columns} from ${table} order by ${order}`);
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

async function tamperRecords(client: pg.Client, kind: string, change: (bodies: Body[]) => Body[]): Promise<void> {
  const { rows } = await client.query<{ body: string }>('select body from records where kind = $1 order by id', [kind]);
  const bodies = change(rows.map(({ body }) => JSON.parse(body) as Body));
  await client.query('delete from records where kind = $1', [kind]);
  for (const body of bodies)
    await client.query('insert into records (kind, id, body) values ($1, $2, $3)', [kind, body.id, JSON.stringify(body)]);
}
