import type { Config } from '../config.ts';
import type { Logger } from '../logger.ts';
import { openDataFolder } from '../stores/data-folder.ts';
import { openEmbeddedStore } from '../stores/embedded-store.ts';
import type { Store } from '../stores/store.ts';

/** The store with whatever it stands on; closing it lets go of both. */
export interface OpenedStore extends Store {
  kind: 'embedded' | 'postgres';
}

/** Opens the store the configuration names. Throws `StoreFileError` where it cannot be used, another process holding it included. */
export async function openStore(config: Config, logger: Logger, now: () => Date): Promise<OpenedStore> {
  const data = await openDataFolder(config.CUTRI_DATA);
  try {
    const store = await openEmbeddedStore({
      data,
      now,
      notice(notice) {
        if (notice.kind === 'torn') {
          logger.warn(
            notice,
            'a journal ended in a half-written line, as after a crash; it was never acknowledged and is dropped',
          );
        } else {
          logger.warn(notice, 'the embedded store serves so many subscribers slowly: PostgreSQL (DATABASE_URL) would not');
        }
      },
    });
    return {
      ...store,
      kind: 'embedded',
      async close() {
        await store.close();
        data.release();
      },
    };
  } catch (error) {
    data.release();
    throw error;
  }
}
