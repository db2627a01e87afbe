import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { foldersOf } from './pack-stack.ts';

/** Folders of a pack that hold anything. */
const parts = ['', 'news', 'facts', 'places', 'units', 'lexicon'];
const filesAtOnce = 32;

/** What tells one state of a file from another without reading it: times of content and inode, size, and which file it is. */
export async function fileStamp(file: string): Promise<string> {
  try {
    const { mtimeMs, ctimeMs, size, ino } = await stat(file);
    return `${mtimeMs} ${ctimeMs} ${size} ${ino}`;
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}

/** The same for a whole pack or stack of packs: changes whenever a file of it is written, added, replaced or removed. Never throws. */
export async function packStamp(stack: string): Promise<string> {
  const hash = createHash('sha256');
  for (const inside of foldersOf(stack).flatMap((folder) => parts.map((part) => join(folder, part)))) {
    const names = (await readdir(inside).catch((error: NodeJS.ErrnoException) => [String(error.code)])).sort();
    for (let start = 0; start < names.length; start += filesAtOnce) {
      const batch = names.slice(start, start + filesAtOnce);
      const stamps = await Promise.all(batch.map((name) => fileStamp(join(inside, name))));
      for (const [i, stamp] of stamps.entries()) hash.update(`${inside}/${batch[i]}\0${stamp}\0`);
    }
  }
  return hash.digest('hex');
}
