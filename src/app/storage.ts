import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ClockWatch } from '../announcements/sending/clock-watch.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../logger.ts';
import { createMemoryWitness, createStoreAge, openWitness, type StoreAge, type Witness } from '../stores/age.ts';
import { openDataFolder, openUsedFolder } from '../stores/embedded/data-folder.ts';
import { openEmbeddedStore, type StoreNotice } from '../stores/embedded/store.ts';
import { backUpBeforeUpgrade, expireUpgradeBackups, upgradeBackupDays } from '../stores/embedded/upgrade-backup.ts';
import { handOver } from '../stores/owner.ts';
import { openPostgresStore } from '../stores/postgres/store.ts';
import { disableAgain } from '../stores/revived.ts';
import { rotateSeals } from '../stores/rotating.ts';
import { BrokenSealError } from '../stores/seal.ts';
import { auditKeyOf, sealedStore } from '../stores/sealing.ts';
import type { Store } from '../stores/store.ts';
import { homeChannelsOf } from './platforms.ts';

/** A store of which nothing is sent while it is older than it was. */
export interface AgedStore extends Store {
  age: StoreAge;
}

/** Where it is kept how far the store had come: with the files of the store themselves it would be put back with them. */
const witnessPath = ({ CUTRI_EPOCH_FILE: given, CUTRI_DATA: folder, DATABASE_URL: url }: Config): string =>
  given ?? (url === undefined ? `${folder.replace(/(?<!\/)\/{1,8}$/u, '')}.epoch` : join(folder, 'epoch'));

/** People are answered also where the file cannot be written; an older store is then noticed by later approvals in it only, and the log says so. */
async function witnessAt(path: string, store: string, logger: Logger, now: () => Date): Promise<Witness> {
  try {
    await mkdir(dirname(path), { recursive: true });
    return await openWitness({ path, store, now });
  } catch (err) {
    logger.warn(
      { err, path },
      'a store that is put back to an older state will not be noticed: set CUTRI_EPOCH_FILE to a file that can be written',
    );
    return createMemoryWitness(now);
  }
}

async function watched(store: Store, config: Config, logger: Logger, now: () => Date): Promise<AgedStore> {
  const path = witnessPath(config);
  const witness = await witnessAt(path, await store.identity(), logger, now);
  const age = createStoreAge({
    epochs: store.epochs,
    witness,
    announcements: store.announcements,
    now,
    found: (at) =>
      logger.error(
        `this store is older than ${at}: it was put back, and what it holds may have gone out already. No announcement is sent until somebody has looked: cutri announce resume --after-restore`,
      ),
  });
  return {
    ...store,
    age,
    outbox: age.guarded(store.outbox),
    async close() {
      await store.close();
      await witness.close();
      handOver(config.CUTRI_DATA, [path]);
    },
  };
}

/**
 * The store the configuration names. Throws `StoreFileError` where it cannot be used, another process holding the data folder included.
 * @param begin makes the data folder where there is none; otherwise one in which nothing was ever kept is refused
 */
export async function openStore(
  config: Config,
  logger: Logger,
  now: () => Date,
  { begin = 'new', clock }: { begin?: 'new' | 'used'; clock?: ClockWatch } = {},
): Promise<AgedStore> {
  const store = await openUnsealed(config, logger, now, { begin, clock });
  const { CUTRI_APPROVAL_KEY: key, CUTRI_APPROVAL_KEY_OLD: old } = config;
  const sealed = key === undefined ? store : sealedStore(store, key);
  try {
    if (key !== undefined && old !== undefined && (await rotateSeals(store, key, [old], now))) logger.warn(keyReplaced);
    if (key !== undefined) await disableRevived(sealed, (await store.revived?.()) ?? [], logger, now);
    return await watched(sealed, config, logger, now);
  } catch (error) {
    await store.close();
    throw error;
  }
}

const keyReplaced =
  'everything is under the new CUTRI_APPROVAL_KEY now: take CUTRI_APPROVAL_KEY_OLD out of the settings. What was approved and has not gone out needs another approval.';

/** What the audit log is chained with, see `chained`. */
export const auditKeyIn = ({ CUTRI_APPROVAL_KEY: key }: Config): string | undefined =>
  key === undefined ? undefined : auditKeyOf(key);

/** An older state that was put back gives no account back that was disabled since. */
async function disableRevived({ officials }: Store, ids: readonly string[], logger: Logger, now: () => Date): Promise<void> {
  if (ids.length === 0) return;
  try {
    const disabled = await disableAgain(officials, ids, now);
    logger.warn({ disabled }, 'this store is older than the disabling of these accounts: they were disabled again');
  } catch (error) {
    // Whoever asks questions is answered; nothing can be decided or sent as long as the seal is broken.
    if (!(error instanceof BrokenSealError)) throw error;
    logger.error({ err: error }, 'accounts that were disabled are in force again and could not be disabled');
  }
}

async function openUnsealed(
  config: Config,
  logger: Logger,
  now: () => Date,
  { begin, clock }: { begin: 'new' | 'used'; clock: ClockWatch | undefined },
): Promise<Store & { revived?: () => Promise<string[]> }> {
  const { DATABASE_URL: url } = config;
  if (url === undefined) return openFolder(config, logger, now, begin);
  return openPostgresStore({
    url,
    now,
    home: randomUUID(),
    homeChannels: homeChannelsOf(config),
    auditKey: auditKeyIn(config),
    announcementsKeptDays: config.CUTRI_ANNOUNCEMENTS_KEPT_DAYS,
    isClockSettled: clock?.isSettled,
    notices: {
      lost: (err) =>
        logger.error({ err }, 'the database does not answer; nothing is accepted until it does, what failed is tried again'),
      back: (lastedMs) => logger.warn({ lastedMs }, 'the database answers again'),
    },
    failed: (err) => logger.warn({ err }, 'work shared through the database failed; it is tried again'),
  });
}

async function openFolder(config: Config, logger: Logger, now: () => Date, begin: 'new' | 'used'): Promise<Store> {
  const { CUTRI_DATA: folder, CUTRI_EPOCH_FILE: apart } = config;
  const beside = apart === undefined ? undefined : dirname(apart);
  const data = await (begin === 'new' ? openDataFolder : openUsedFolder)(folder);
  try {
    const backup = await backUpBeforeUpgrade({ data, folder, beside, now });
    if (backup !== undefined)
      logger.warn({ backup }, `an earlier version kept this store: it was backed up first, for ${upgradeBackupDays} days`);
    let hasBackup = await expireUpgradeBackups(folder, beside, now());
    const store = await openEmbeddedStore({
      data,
      now,
      auditKey: auditKeyIn(config),
      announcementsKeptDays: config.CUTRI_ANNOUNCEMENTS_KEPT_DAYS,
      notice: (notice) => logger.warn(notice, notices[notice.kind]),
      notices: {
        lost: (err) => logger.error({ err }, 'the data folder cannot be written; nothing is accepted until it can'),
        back: (lastedMs) => logger.warn({ lastedMs }, 'the data folder can be written again'),
      },
    });
    await data.stamp();
    return {
      ...store,
      async tidy() {
        await store.tidy();
        if (hasBackup) hasBackup = await expireUpgradeBackups(folder, beside, now());
      },
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
