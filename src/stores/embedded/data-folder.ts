import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
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
} from '../files.ts';
import { foldersToMake, handOver, handOverMade } from '../owner.ts';
import { storeLayout } from './layout.ts';
import { type FolderLock, lockFolder } from './lock.ts';

/** The folder the service keeps its files in, held by this process alone. */
export interface DataFolder {
  path(name: string): string;
  /**
   * Opens one of its files: `create` tells whether there may be none yet. Once opened, the folder knows that it exists, and the next start
   * refuses to take its absence for a new installation.
   */
  open<Opened>(name: string, open: (path: string, create: boolean) => Promise<Opened>): Promise<Opened>;
  /** Whether a file of this name has ever been opened here. */
  knows(name: string): boolean;
  /** Whether anything is kept here. */
  isUsed(): boolean;
  /** `storeLayout` of the version that kept it; 0 where that did not say. */
  layout(): number;
  /** This version has taken it over. */
  stamp(): Promise<void>;
  release(): void;
}

const contents = z.object({
  cutri: z.literal('data'),
  version: z.literal(1),
  files: z.array(z.string()),
  layout: z.number().default(0),
});

const listName = 'contents.json';
/** Stands in the folder while a restore puts its files in: until it is gone they do not belong together. */
export const restoringMark = 'restoring';
/** Folders in which a restore makes its files ready; what an interrupted one left goes at the next start. */
export const stagingPrefix = '.restore-';

/** Makes the folder where there is none and locks it. Throws `StoreFileError` with what to do. */
export async function openDataFolder(folder: string, files: Files = diskFiles): Promise<DataFolder> {
  const data = await holdDataFolder(folder, files);
  if (!(await files.readdir(folder)).includes(restoringMark)) return data;
  data.release();
  throw new StoreFileError(
    `a restore into ${folder} was interrupted, its files do not belong together. Run the same cutri restore again, with --force.`,
  );
}

/** The same for who does not begin a new installation. Throws `StoreFileError` where nothing has ever been kept in the folder. */
export async function openUsedFolder(folder: string, files: Files = diskFiles): Promise<DataFolder> {
  const found = await readWhole(files, join(folder, listName)).catch((error: unknown) => {
    throw new StoreFileError(
      `the folder ${folder} cannot be read (${errorCode(error)}): run this as the service's user or as root`,
      error,
    );
  });
  if (found === undefined)
    throw new StoreFileError(
      `${resolve(folder)} holds nothing of cutri, so this is not where the service keeps its data. Name the service's settings with ` +
        '--env-file or CUTRI_ENV_FILE, or its folder with CUTRI_DATA; a new installation begins with npm start.',
    );
  return openDataFolder(folder, files);
}

/** The same for a restore, whatever state the last one left the folder in. */
export async function holdDataFolder(folder: string, files: Files = diskFiles): Promise<DataFolder> {
  const list = join(folder, listName);
  try {
    const made = foldersToMake(folder);
    await files.mkdir(folder, { recursive: true, mode: privateFolder });
    handOverMade(made);
  } catch (error) {
    throw new StoreFileError(`the folder ${folder} cannot be made (${errorCode(error)}): choose another with CUTRI_DATA`, error);
  }
  const lock: FolderLock = lockFolder(folder);
  try {
    await removeLeftovers(files, list);
    for (const name of await files.readdir(folder)) {
      if (name.startsWith(stagingPrefix)) await rm(join(folder, name), { recursive: true, force: true });
    }
    const found = await readList(files, list);
    const known = new Set(found?.files);
    let layout = found?.layout ?? storeLayout;
    const keepList = () =>
      replaceFile(files, list, Buffer.from(JSON.stringify({ cutri: 'data', version: 1, files: [...known].sort(), layout })));
    return {
      path: (name) => join(folder, name),
      async open(name, open) {
        const opened = await open(join(folder, name), !known.has(name));
        if (!known.has(name)) {
          known.add(name);
          await keepList();
        }
        return opened;
      },
      knows: (name) => known.has(name),
      isUsed: () => known.size > 0,
      layout: () => layout,
      async stamp() {
        if (layout >= storeLayout) return;
        layout = storeLayout;
        await keepList();
      },
      release() {
        lock.release();
        handOver(folder);
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function readList(files: Files, path: string): Promise<z.infer<typeof contents> | undefined> {
  const bytes = await readWhole(files, path);
  if (bytes === undefined) return undefined;
  try {
    return contents.parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    throw new StoreFileError(
      `${path} cannot be read as the list of what this folder holds. Nothing was changed. Restore the latest backup with cutri restore.`,
      error,
    );
  }
}
