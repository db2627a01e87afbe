import { constants, existsSync } from 'node:fs';
import { access, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { handOver } from '../owner.ts';
import { makeBackup } from './backup.ts';
import type { DataFolder } from './data-folder.ts';
import { storeLayout } from './layout.ts';
import { rehearseRestore } from './restore.ts';

/** How long a backup made before an upgrade is kept: it holds chats of people who may ask to be forgotten. */
export const upgradeBackupDays = 7;

const named = (folder: string): string => `${basename(resolve(folder))}.before-upgrade-from-`;

/**
 * Backs a data folder up that an earlier version kept, before anything in it is changed, and checks that this version reads it. The file lies in `beside`
 * (unset: beside the folder; where that cannot be written, in it) and is named with the layout it was kept in; one that is there already is left as it is. Throws `StoreFileError`.
 * @returns the file, or `undefined` where this version or a later one kept the folder
 */
export async function backUpBeforeUpgrade({
  data,
  folder,
  beside = dirname(resolve(folder)),
  now,
}: {
  data: Pick<DataFolder, 'isUsed' | 'layout'>;
  folder: string;
  beside?: string | undefined;
  now: () => Date;
}): Promise<string | undefined> {
  if (!data.isUsed() || data.layout() >= storeLayout) return undefined;
  // A container may have no other place to write than the folder itself.
  const place = await access(beside, constants.W_OK).then(
    () => beside,
    () => folder,
  );
  const file = join(place, `${named(folder)}${data.layout()}.backup`);
  if (!existsSync(file)) await makeBackup({ folder, file, now, ofEarlier: true, rehearse: (made) => rehearseRestore(made, now) });
  handOver(folder, [file]);
  return file;
}

/** Lets go of such backups that are older than a week. Returns whether there is one left. */
export async function expireUpgradeBackups(folder: string, beside: string | undefined, now: Date): Promise<boolean> {
  let left = false;
  for (const place of [beside ?? dirname(resolve(folder)), folder]) {
    const names = (await readdir(place).catch(() => [])).filter((name) => name.startsWith(named(folder)));
    for (const name of names) {
      const { mtimeMs } = await stat(join(place, name));
      if (now.getTime() - mtimeMs < upgradeBackupDays * 86_400_000) left = true;
      else await rm(join(place, name), { force: true });
    }
  }
  return left;
}
