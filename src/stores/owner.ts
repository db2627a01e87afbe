import { lchownSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What handing files over asks of the system; tests hand in one of their own. */
export interface OwnerSystem {
  /** `undefined` where users have no numbers. */
  user(): number | undefined;
  ownerOf(path: string): { uid: number; gid: number } | undefined;
  namesIn(folder: string): string[];
  give(path: string, uid: number, gid: number): void;
}

const thisSystem: OwnerSystem = {
  user: () => process.geteuid?.(),
  ownerOf: (path) => lstatSync(path, { throwIfNoEntry: false }),
  namesIn: (folder) => readdirSync(folder),
  give: lchownSync,
};

/**
 * What root made or replaced in a folder of somebody else goes to whom the folder belongs: a command run as root (`cutri restore`, say) must not leave
 * files that the service cannot read. `beside`: files of the same owner elsewhere. Nothing happens for another user than root.
 */
export function handOver(folder: string, beside: readonly string[] = [], system: OwnerSystem = thisSystem): void {
  const owner = system.ownerOf(folder);
  if (system.user() !== 0 || owner === undefined || owner.uid === 0) return;
  for (const path of [...system.namesIn(folder).map((name) => join(folder, name)), ...beside]) {
    const now = system.ownerOf(path);
    if (now !== undefined && now.uid !== owner.uid) system.give(path, owner.uid, owner.gid);
  }
}
