import { openDataFolder } from '../../src/stores/embedded/data-folder.ts';
import { openEmbeddedStore } from '../../src/stores/embedded/store.ts';
import type { Files } from '../../src/stores/files.ts';
import { openPostgresStore } from '../../src/stores/postgres/store.ts';
import type { Store } from '../../src/stores/store.ts';
import { populate } from '../fakes/sending-service.ts';
import type { Orders } from './victim.ts';

/** Opens the store the orders name, on the process's own clock. */
export async function openStore(
  { folder, databaseUrl }: Pick<Orders, 'folder' | 'databaseUrl'>,
  now: () => Date,
  files?: Files,
): Promise<Store> {
  if (databaseUrl !== undefined) {
    const home = `process-${process.pid}`;
    return openPostgresStore({ url: databaseUrl, now, home, homeChannels: new Set(), failed: (error) => console.error(error) });
  }
  const data = await openDataFolder(folder, files);
  const store = await openEmbeddedStore({ data, now, ...(files ? { files } : {}) });
  return {
    ...store,
    async close() {
      await store.close();
      data.release();
    },
  };
}

/** Puts subscribers and officials into a store, before anybody is killed. */
export async function prepareStore(where: Pick<Orders, 'folder' | 'databaseUrl'>, recipients: number): Promise<void> {
  const now = () => new Date();
  const store = await openStore(where, now);
  await populate(store, recipients, now().toISOString());
  await store.close();
}
