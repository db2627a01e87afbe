import { openDataFolder } from '../../src/stores/data-folder.ts';
import { openEmbeddedStore } from '../../src/stores/embedded-store.ts';
import type { Files } from '../../src/stores/files.ts';
import type { Store } from '../../src/stores/store.ts';
import { official } from '../contracts/officials.ts';
import { subscriber } from '../contracts/subscribers.ts';
import { type Orders, recipientsOf } from './victim.ts';

/** What of an official's key a crash cannot change. */
export const approvalKey = 'a key for crashes';

/** Opens the store the orders name, on the process's own clock. */
export async function openStore(
  { folder }: Pick<Orders, 'folder' | 'databaseUrl'>,
  now: () => Date,
  files?: Files,
): Promise<Store> {
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
  const at = now().toISOString();
  await Promise.all(
    recipientsOf({ recipients }).map((chat) => store.subscribers.put(subscriber(chat, { subscribedAt: at, lastContactAt: at }))),
  );
  await store.officials.update(() => ({
    officials: [official('lan'), official('minh', { roles: ['approver'] })],
    records: [],
    result: undefined,
  }));
  await store.close();
}
