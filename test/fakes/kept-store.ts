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
/** A sealed store that somebody else may write as well. */
export interface KeptStore {
  /** Opens it, or opens it again. */
  open(key?: string): Promise<Store>;
  /** Puts other bytes in the place of a picture, with the store closed; `undefined` takes it away. */
  tamperImage(sha256: string, bytes: Buffer | undefined): Promise<void>;
  /** Changes what is kept with the store closed, as somebody would who may write it and has no key. */
  tamper(table: 'announcements' | 'officials' | 'audit', change: (bodies: Body[]) => Body[]): Promise<void>;
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
  return {
    async open(key = usual) {
      await close();
      const data = await openDataFolder(folder);
      const store = await openEmbeddedStore({ data, now: clock.now, auditKey: auditKeyOf(key) });
      close = async () => {
        close = async () => undefined;
        await store.close();
        data.release();
      };
      return sealedStore(store, key);
    },
    async tamperImage(sha256, bytes) {
      await close();
      const path = join(folder, `image-${sha256}.bin`);
      if (bytes) writeFileSync(path, bytes);
      else rmSync(path);
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

export async function keptInDatabase(
  { key: usual, clock, closing }: KeptStoreDeps,
  postgres: SharedPostgres,
): Promise<KeptStore> {
  const url = await postgres.createDatabase();
  return {
    async open(key = usual) {
      const options = { url, now: clock.now, home: 'a', homeChannels: new Set<string>(), auditKey: auditKeyOf(key) };
      const store = await openPostgresStore(options);
      closing.push(store.close);
      return sealedStore(store, key);
    },
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
