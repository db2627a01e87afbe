import { randomUUID } from 'node:crypto';
import { type Config, telegramMode, zaloBotMode } from '../config.ts';
import type { Logger } from '../logger.ts';
import { openDataFolder } from '../stores/embedded/data-folder.ts';
import { openEmbeddedStore, type StoreNotice } from '../stores/embedded/store.ts';
import { openPostgresStore } from '../stores/postgres/store.ts';
import { createSeal } from '../stores/seal.ts';
import { sealedOfficials } from '../stores/sealed-officials.ts';
import type { Store } from '../stores/store.ts';

/** The store the configuration names. Throws `StoreFileError` where it cannot be used, another process holding the data folder included. */
export async function openStore(config: Config, logger: Logger, now: () => Date): Promise<Store> {
  const store = await openUnsealed(config, logger, now);
  const { CUTRI_APPROVAL_KEY: key } = config;
  return key === undefined ? store : { ...store, officials: sealedOfficials(store.officials, createSeal(key, 'authenticators')) };
}

function openUnsealed(config: Config, logger: Logger, now: () => Date): Promise<Store> {
  const { DATABASE_URL: url } = config;
  if (url === undefined) return openFolder(config, logger, now);
  return openPostgresStore({
    url,
    now,
    home: randomUUID(),
    homeChannels: homeChannelsOf(config),
    lost: (err) => logger.warn({ err }, 'the database was out of reach for a moment; what failed is tried again'),
  });
}

/**
 * Channels of which one process at a time receives everything: an open page is connected to one, and a platform is polled by one. That process
 * answers, because it remembers the conversation: follow-up questions, an official's half-written announcement. Others help out when it is gone.
 */
export function homeChannelsOf(config: Config): ReadonlySet<string> {
  return new Set([
    'web',
    ...(telegramMode(config) === 'polling' ? ['telegram'] : []),
    ...(zaloBotMode(config) === 'polling' ? ['zalo-bot'] : []),
  ]);
}

async function openFolder(config: Config, logger: Logger, now: () => Date): Promise<Store> {
  const data = await openDataFolder(config.CUTRI_DATA);
  try {
    const store = await openEmbeddedStore({ data, now, notice: (notice) => logger.warn(notice, notices[notice.kind]) });
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
