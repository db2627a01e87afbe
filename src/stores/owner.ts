import { lchownSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** What handing files over asks of the system; tests hand in one of their own. */
export interface OwnerSystem {
  /** `undefined` where users have no numbers. */
  user(): number | undefined;
  ownerOf(path: string): { uid: number; gid: number } | undefined;
  /** The user of that name, where the system knows one. */
  userNamed(name: string): { uid: number; gid: number } | undefined;
  namesIn(folder: string): string[];
  give(path: string, uid: number, gid: number): void;
}

const thisSystem: OwnerSystem = {
  user: () => process.geteuid?.(),
  ownerOf: (path) => lstatSync(path, { throwIfNoEntry: false }),
  userNamed(name) {
    try {
      const line = readFileSync('/etc/passwd', 'utf8')
        .split('\n')
        .find((one) => one.startsWith(`${name}:`));
      const [, , uid, gid] = line?.split(':') ?? [];
      return uid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
    } catch {
      return undefined;
    }
  },
  namesIn: (folder) => readdirSync(folder),
  give: lchownSync,
};

/** Whom the service runs as where it is installed as `docs/how-to/deploy.md` says. */
const serviceUser = 'cutri';

/** Folders on the way to `folder` that are not there yet, the outermost first. To be asked before they are made. */
export function foldersToMake(folder: string, system: OwnerSystem = thisSystem): string[] {
  const missing: string[] = [];
  for (let path = resolve(folder); system.ownerOf(path) === undefined && path !== dirname(path); path = dirname(path))
    missing.unshift(path);
  return missing;
}

/**
 * Folders that root has just made (`made`, the outermost first) go to whom the folder around them belongs, where that is somebody else, or to the service's
 * user; without either they stay root's. Nothing happens for another user than root.
 */
export function handOverMade(made: readonly string[], system: OwnerSystem = thisSystem): void {
  const [outermost] = made;
  if (system.user() !== 0 || outermost === undefined) return;
  const around = system.ownerOf(dirname(outermost));
  const owner = around !== undefined && around.uid !== 0 ? around : system.userNamed(serviceUser);
  if (owner !== undefined) for (const path of made) system.give(path, owner.uid, owner.gid);
}

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
