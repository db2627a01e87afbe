import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { diskFiles, errorCode, type Files, readWhole, replaceFile, StoreFileError } from '../files.ts';
import { isImageFile } from '../images/on-disk.ts';
import { encodeBackup } from './backup-file.ts';
import { earlierSubscribers, storeFiles } from './layout.ts';

/** How many there are of what is kept beside subscribers and announcements. */
export type HeldCounts = Record<
  'chats' | 'unanswered' | 'askers' | 'counts' | 'proposals' | 'versions' | 'texts' | 'tickets',
  number
>;

/** What a backup holds. */
export interface BackupMade {
  madeAt: string;
  bytes: number;
  files: number;
  subscribers: number;
  announcements: number;
  /** What was in it. */
  held: HeldCounts;
}

/**
 * The order matters while a service writes: deliveries before the announcements they belong to, so that a restore never finds recipients of
 * an announcement that was still a draft; who was forgotten last, so that nobody read before is missing from it.
 */
const readingOrder = [
  storeFiles.outbox,
  storeFiles.subscribers,
  storeFiles.inbox,
  storeFiles.chats,
  storeFiles.pushes,
  storeFiles.keys,
  storeFiles.askers,
  storeFiles.unanswered,
  storeFiles.office,
  storeFiles.pace,
  storeFiles.tickets,
  storeFiles.proposals,
  storeFiles.versions,
  storeFiles.counts,
  storeFiles.startingTexts,
  storeFiles.tombstones,
] as const;

/**
 * Puts the embedded store of `folder` into one new file. Only reads there, so it may run beside the service: a document is replaced in one
 * step, and of a journal that grows meanwhile the part read is whole up to its last group. The result is checked by `rehearse`, which
 * opens what it is given as a restore would. Throws `StoreFileError`.
 */
export async function makeBackup(options: {
  folder: string;
  file: string;
  now: () => Date;
  /** The store was kept by an earlier version: files of a later one may be missing, and it may lie in the folder, because it is let go of soon. */
  ofEarlier?: boolean;
  rehearse: (file: string) => Promise<Pick<BackupMade, 'subscribers' | 'announcements' | 'held'>>;
  files?: Files;
}): Promise<BackupMade> {
  const { folder, file, now, rehearse, ofEarlier = false, files = diskFiles } = options;
  if (!ofEarlier && isInside(folder, file))
    throw new StoreFileError(
      `${file} lies in the data folder, where nothing may stay of people who ask to be forgotten: choose another place`,
    );
  if (existsSync(file)) throw new StoreFileError(`${file} exists: a backup never takes the place of another, choose a new name`);
  const madeAt = now().toISOString();
  const read = new Map<string, Buffer>();
  for (const name of ofEarlier ? [earlierSubscribers, ...readingOrder] : readingOrder) {
    const bytes = await readWhole(files, join(folder, name));
    if (bytes !== undefined) read.set(name, bytes);
  }
  const missing = readingOrder.filter((name) => !read.has(name));
  if (read.size === 0)
    throw new StoreFileError(
      `${folder} holds nothing to back up: name the service's settings with --env-file or CUTRI_ENV_FILE, or its folder with CUTRI_DATA`,
    );
  if (missing.length > 0 && !ofEarlier)
    throw new StoreFileError(`${folder} lacks ${missing.join(', ')}: start the service once, then back up again`);
  // After the announcements that refer to them: a picture is kept before anything does.
  for (const name of (await files.readdir(folder)).filter(isImageFile)) {
    const bytes = await readWhole(files, join(folder, name));
    if (bytes !== undefined) read.set(name, bytes);
  }
  const bytes = encodeBackup({ madeAt, files: read });
  try {
    await replaceFile(files, file, bytes);
  } catch (error) {
    throw new StoreFileError(`${file} cannot be written (${errorCode(error)})`, error);
  }
  try {
    return { madeAt, bytes: bytes.length, files: read.size, ...(await rehearse(file)) };
  } catch (error) {
    await files.unlink(file).catch(() => undefined);
    throw error;
  }
}

const isInside = (folder: string, file: string): boolean => !relative(resolve(folder), resolve(file)).startsWith('..');
