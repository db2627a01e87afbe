import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type ImageStore, unusedImageMs } from '../../announcements/images/kept.ts';
import { type Files, readWhole, removeLeftovers, replaceFile } from '../files.ts';

/** The pictures of the embedded store, each in a file of its own beside the others. */
export interface ImageFiles extends ImageStore {
  /** Hashes of those that are there. */
  all(): Promise<string[]>;
  /** Lets go of those that nothing has referred to for a day; what was there before this process began counts from its first look. */
  tidy(isReferred: (sha256: string) => boolean): Promise<void>;
}

const prefix = 'image-';
const suffix = '.bin';
const namePattern = /^image-[0-9a-f]{64}\.bin$/u;

/** Whether a file of a data folder is a picture. */
export const isImageFile = (name: string): boolean => namePattern.test(name);

/** What a picture's file is called; the hash is checked, because it becomes part of a path. */
export function imageFileName(sha256: string): string {
  const name = `${prefix}${sha256}${suffix}`;
  if (!isImageFile(name)) throw new Error('a picture is named by the SHA-256 of its bytes');
  return name;
}

/** `folder`: the data folder. What an interrupted write left there goes. */
export async function openImageFiles({
  folder,
  files,
  now,
}: {
  folder: string;
  files: Files;
  now: () => Date;
}): Promise<ImageFiles> {
  const unusedSinceMs = new Map<string, number>();
  const pathOf = (sha256: string): string => join(folder, imageFileName(sha256));
  for (const name of await files.readdir(folder))
    if (name.endsWith('.tmp') && isImageFile(name.slice(0, prefix.length + 64 + suffix.length)))
      await removeLeftovers(files, join(folder, name.slice(0, prefix.length + 64 + suffix.length)));
  const all = async (): Promise<string[]> =>
    (await files.readdir(folder)).filter(isImageFile).map((name) => name.slice(prefix.length, -suffix.length));
  const get = async (sha256: string): Promise<Buffer | undefined> => readWhole(files, pathOf(sha256));
  return {
    async put(sha256, bytes) {
      unusedSinceMs.set(sha256, now().getTime());
      await replaceFile(files, pathOf(sha256), bytes);
    },
    get,
    async isIntact(sha256) {
      const bytes = await get(sha256);
      return bytes !== undefined && createHash('sha256').update(bytes).digest('hex') === sha256;
    },
    all,
    async tidy(isReferred) {
      const nowMs = now().getTime();
      for (const sha256 of await all()) {
        if (isReferred(sha256)) unusedSinceMs.delete(sha256);
        else if (!unusedSinceMs.has(sha256)) unusedSinceMs.set(sha256, nowMs);
        else if (nowMs - unusedSinceMs.get(sha256)! >= unusedImageMs) {
          await files.unlink(pathOf(sha256));
          unusedSinceMs.delete(sha256);
        }
      }
    },
  };
}
