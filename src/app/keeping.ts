import type { Keeping } from '../commands/backup-program.ts';
import { type Config, ConfigError } from '../config.ts';
import { makeBackup } from '../stores/embedded/backup.ts';
import { openUsedFolder } from '../stores/embedded/data-folder.ts';
import { rehearseRestore, restoreBackup } from '../stores/embedded/restore.ts';
import { openEmbeddedStore } from '../stores/embedded/store.ts';
import { moveToPostgres } from '../stores/postgres/import.ts';

/** Backups of the data folder, and its move into a database. `load` is asked when a command is carried out. */
export function createKeeping(load: () => Config): Keeping {
  const now = () => new Date();
  return {
    backup: (file) => makeBackup({ folder: load().CUTRI_DATA, file, now, rehearse: (made) => rehearseRestore(made, now) }),
    restore(file, force) {
      const { CUTRI_DATA: folder, CUTRI_APPROVAL_KEY: approvalKey, CUTRI_APPROVAL_KEY_OLD: old } = load();
      return restoreBackup({ file, folder, now, force, approvalKey, oldKeys: old === undefined ? [] : [old] });
    },
    async moveToPostgres() {
      const { DATABASE_URL: url, CUTRI_DATA: folder } = load();
      if (url === undefined) throw new ConfigError(['DATABASE_URL: set it to the database everything is to move into']);
      const data = await openUsedFolder(folder);
      try {
        const store = await openEmbeddedStore({ data, now });
        try {
          return await moveToPostgres(store, url);
        } finally {
          await store.close();
        }
      } finally {
        data.release();
      }
    },
  };
}
