import { randomUUID } from 'node:crypto';
import type { Config } from '../config.ts';
import type { Logger } from '../logger.ts';
import { openDataFolder, openUsedFolder } from '../stores/embedded/data-folder.ts';
import { openEmbeddedStore, type StoreNotice } from '../stores/embedded/store.ts';
import { openPostgresStore } from '../stores/postgres/store.ts';
import { auditKeyOf, sealedStore } from '../stores/sealing.ts';
import type { Store } from '../stores/store.ts';
import { homeChannelsOf } from './platforms.ts';

/**
 * The store the configuration names. Throws `StoreFileError` where it cannot be used, another process holding the data folder included.
 * @param begin makes the data folder where there is none; otherwise one in which nothing was ever kept is refused
 */
export async function openStore(config: Config, logger: Logger, now: () => Date, begin: 'new' | 'used' = 'new'): Promise<Store> {
  const store = await openUnsealed(config, logger, now, begin);
  const { CUTRI_APPROVAL_KEY: key } = config;
  return key === undefined ? store : sealedStore(store, key);
}

/** What the audit log is chained with, see `chained`. */
export const auditKeyIn = ({ CUTRI_APPROVAL_KEY: key }: Config): string | undefined =>
  key === undefined ? undefined : auditKeyOf(key);

function openUnsealed(config: Config, logger: Logger, now: () => Date, begin: 'new' | 'used'): Promise<Store> {
  const { DATABASE_URL: url } = config;
  if (url === undefined) return openFolder(config, logger, now, begin);
  return openPostgresStore({
    url,
    now,
    home: randomUUID(),
    homeChannels: homeChannelsOf(config),
    auditKey: auditKeyIn(config),
    notices: {
      lost: (err) =>
        logger.error({ err }, 'the database does not answer; nothing is accepted until it does, what failed is tried again'),
      back: (lastedMs) => logger.warn({ lastedMs }, 'the database answers again'),
    },
    failed: (err) => logger.warn({ err }, 'work shared through the database failed; it is tried again'),
  });
}

async function openFolder(config: Config, logger: Logger, now: () => Date, begin: 'new' | 'used'): Promise<Store> {
  const data = await (begin === 'new' ? openDataFolder : openUsedFolder)(config.CUTRI_DATA);
  try {
    const store = await openEmbeddedStore({
      data,
      now,
      auditKey: auditKeyIn(config),
      notice: (notice) => logger.warn(notice, notices[notice.kind]),
      notices: {
        lost: (err) => logger.error({ err }, 'the data folder cannot be written; nothing is accepted until it can'),
        back: (lastedMs) => logger.warn({ lastedMs }, 'the data folder can be written again'),
      },
    });
    return {
      ...store,
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

const notices: Record<StoreNotice['kind'], string> = {
  torn: 'a journal ended in a half-written line, as after a crash; it was never acknowledged and is dropped',
  'many-subscribers': 'the embedded store serves so many subscribers slowly: PostgreSQL (DATABASE_URL) would not',
};
