import { createHash } from 'node:crypto';
import { type Stats, statSync } from 'node:fs';
import { lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

/** Longest path of a socket that every system takes, in bytes. */
const longestSocket = 100;
const sharedName = /^cutri-\d+$/u;

/** Where the service of a data folder listens: in that folder, or where its path is too long in a private folder of its owner. */
export function controlSocket(dataFolder: string): string {
  const usual = join(resolve(dataFolder), 'control.sock');
  if (Buffer.byteLength(usual) <= longestSocket) return usual;
  const owner = statSync(dataFolder, { throwIfNoEntry: false })?.uid ?? process.geteuid?.() ?? 0;
  return join(tmpdir(), `cutri-${owner}`, `${createHash('sha256').update(usual).digest('hex').slice(0, 24)}.sock`);
}

/** The socket, or the folder it has to be in, is not this user's: whoever made it could read what is typed. */
export class UntrustedSocketError extends Error {
  constructor(path: string, what: string) {
    super(`${path} ${what}: remove it if nobody else needs it, or give the service another folder with CUTRI_DATA`);
    this.name = 'StoreFileError';
  }
}

/** Makes the private folder of a socket that is not in the data folder. Throws `UntrustedSocketError` where somebody else made it. */
export async function makePlace(socket: string): Promise<void> {
  const folder = dirname(socket);
  if (!sharedName.test(basename(folder))) return;
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  refuseShared(folder, await lstat(folder), process.geteuid?.());
}

/** Nothing is typed into a socket that this user, or for root the owner of the data folder, did not make. Throws `UntrustedSocketError`. */
export async function trustSocket(path: string, user: number | undefined = process.geteuid?.()): Promise<void> {
  const [socket, folder] = await Promise.all([found(path), found(dirname(path))]);
  if (socket === undefined || folder === undefined || user === undefined) return;
  const expected = user === 0 ? folder.uid : user;
  if (socket.uid !== expected && socket.uid !== 0)
    throw new UntrustedSocketError(path, `belongs to the user with the number ${socket.uid}, not to the service's`);
  const name = basename(dirname(path));
  if (sharedName.test(name)) refuseShared(dirname(path), folder, Number(name.slice('cutri-'.length)));
}

function refuseShared(path: string, folder: Stats, owner: number | undefined): void {
  if (owner === undefined) return;
  if (!folder.isDirectory() || folder.uid !== owner) throw new UntrustedSocketError(path, 'was made by somebody else');
  if ((folder.mode & 0o077) !== 0) throw new UntrustedSocketError(path, 'may be entered by others (chmod 700)');
}

const found = (path: string): Promise<Stats | undefined> =>
  lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
