import { join } from 'node:path';
import { getBuiltinModule } from 'node:process';
import type { DatabaseSync } from 'node:sqlite';
import { errorCode, StoreFileError } from '../files.ts';

export interface FolderLock {
  release(): void;
}

/**
 * Makes this process the only one that writes in a folder. The lock is the kernel's own, on a file that is never removed (SQLite takes and
 * holds it for us, the file stays empty): it is held for as long as the process lives, stopped or not, and free the moment it is dead.
 * No process id is compared, so none can be mistaken for another's, not even across containers. Throws `StoreFileError`.
 */
export function lockFolder(folder: string): FolderLock {
  const path = join(folder, 'lock');
  let database: DatabaseSync | undefined;
  try {
    // Asked for when it is needed: an import would fail before the guard could say which Node is too old.
    database = new (getBuiltinModule('node:sqlite').DatabaseSync)(path, { timeout: 0 });
    database.exec('pragma locking_mode = exclusive; begin exclusive');
  } catch (error) {
    database?.close();
    const sqliteBusy = 5;
    if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) {
      throw new StoreFileError(
        `${folder} is in use by another cutri process. Stop that one first, or give this one a folder of its own with CUTRI_DATA; ` +
          'several processes can share a PostgreSQL database (DATABASE_URL).',
      );
    }
    throw new StoreFileError(
      `${path} cannot be locked (${errorCode(error)}): the folder must exist and be writable for this user`,
      error,
    );
  }
  const held = database;
  return { release: () => held.close() };
}
