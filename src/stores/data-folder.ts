import { join } from 'node:path';
import { z } from 'zod';
import {
  diskFiles,
  errorCode,
  type Files,
  privateFolder,
  readWhole,
  removeLeftovers,
  replaceFile,
  StoreFileError,
} from './files.ts';
import { type FolderLock, lockFolder } from './lock.ts';

/** The folder the service keeps its files in, held by this process alone. */
export interface DataFolder {
  path(name: string): string;
  /**
   * Opens one of its files: `create` tells whether there may be none yet. Once opened, the folder knows that it exists, and the next start
   * refuses to take its absence for a new installation.
   */
  open<Opened>(name: string, open: (path: string, create: boolean) => Promise<Opened>): Promise<Opened>;
  release(): void;
}

const contents = z.object({ cutri: z.literal('data'), version: z.literal(1), files: z.array(z.string()) });

const listName = 'contents.json';

/** Makes the folder where there is none and locks it. Throws `StoreFileError` with what to do. */
export async function openDataFolder(folder: string, files: Files = diskFiles): Promise<DataFolder> {
  const list = join(folder, listName);
  try {
    await files.mkdir(folder, { recursive: true, mode: privateFolder });
  } catch (error) {
    throw new StoreFileError(`the folder ${folder} cannot be made (${errorCode(error)}): choose another with CUTRI_DATA`, error);
  }
  const lock: FolderLock = lockFolder(folder);
  try {
    await removeLeftovers(files, list);
    const known = new Set(await readList(files, list));
    return {
      path: (name) => join(folder, name),
      async open(name, open) {
        const opened = await open(join(folder, name), !known.has(name));
        if (!known.has(name)) {
          known.add(name);
          await replaceFile(files, list, Buffer.from(JSON.stringify({ cutri: 'data', version: 1, files: [...known].sort() })));
        }
        return opened;
      },
      release: () => lock.release(),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function readList(files: Files, path: string): Promise<string[]> {
  const bytes = await readWhole(files, path);
  if (bytes === undefined) return [];
  try {
    return contents.parse(JSON.parse(bytes.toString('utf8'))).files;
  } catch (error) {
    throw new StoreFileError(
      `${path} cannot be read as the list of what this folder holds. Nothing was changed. Restore the latest backup with cutri restore.`,
      error,
    );
  }
}
