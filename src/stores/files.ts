/** The few file-system operations the stores are built from, and the one safe way to replace a file. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** An open file; node's `FileHandle` is one. */
export interface OpenFile {
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesRead: number }>;
  write(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesWritten: number }>;
  sync(): Promise<void>;
  datasync(): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

/** What a store asks of a file system; tests hand in one that fails on purpose. */
export interface Files {
  open(path: string, flags: string, mode: number): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  readdir(path: string): Promise<string[]>;
  mkdir(path: string, options: { recursive: true; mode: number }): Promise<unknown>;
}

export const diskFiles: Files = { open, rename, unlink, readdir, mkdir };

/** Only the service's own user reads what it keeps. */
export const privateFile = 0o600;
export const privateFolder = 0o700;

/** A file that cannot be used as it is. The message names it, says what is wrong and what to do. */
export class StoreFileError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreFileError';
  }
}

/** Something could not be written: it was not kept, and whoever asked has to be told so. */
export class StoreWriteError extends Error {
  constructor(path: string, cause: unknown) {
    super(`${path} could not be written (${errorCode(cause)}): free space or repair the disk; it recovers by itself`, { cause });
    this.name = 'StoreWriteError';
  }
}

/** The system's code of an error, e.g. `ENOSPC`. */
export function errorCode(error: unknown): string {
  return error instanceof Error
    ? ('code' in error && typeof error.code === 'string' && error.code) || error.name
    : 'unknown error';
}

/** Writes every byte: the system may take fewer than it was given without calling that an error. */
export async function writeAll(file: OpenFile, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    if (bytesWritten <= 0) throw Object.assign(new Error('nothing more could be written'), { code: 'ENOSPC' });
    done += bytesWritten;
  }
}

/** The whole file, or `undefined` where there is none. */
export async function readWhole(files: Files, path: string): Promise<Buffer | undefined> {
  let file: OpenFile;
  try {
    file = await files.open(path, 'r', privateFile);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const chunks: Buffer[] = [];
    for (let position = 0; ; ) {
      const chunk = Buffer.allocUnsafe(1 << 18);
      const { bytesRead } = await file.read(chunk, 0, chunk.length, position);
      if (bytesRead === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, bytesRead));
      position += bytesRead;
    }
  } finally {
    await file.close();
  }
}

/** Makes names created, renamed or removed in a folder survive a power cut. */
export async function syncFolder(files: Files, folder: string): Promise<void> {
  const handle = await files.open(folder, 'r', privateFolder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes a new file beside `path` under a name of its own and syncs it; `adopt` takes `path`'s place with it in one step.
 * Until then the old file is untouched, and after a failure nothing is left behind.
 */
export async function writeBeside(
  files: Files,
  path: string,
  chunks: Iterable<Uint8Array>,
): Promise<{ file: OpenFile; length: number; adopt: () => Promise<void> }> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const file = await files.open(temporary, 'wx+', privateFile);
  const discard = async () => {
    await file.close().catch(() => undefined);
    await files.unlink(temporary).catch(() => undefined);
  };
  try {
    let length = 0;
    for (const chunk of chunks) {
      await writeAll(file, chunk, length);
      length += chunk.length;
    }
    await file.sync();
    return {
      file,
      length,
      async adopt() {
        try {
          await files.rename(temporary, path);
        } catch (error) {
          await discard();
          throw error;
        }
      },
    };
  } catch (error) {
    await discard();
    throw error;
  }
}

/** Replaces a file so that whenever the power goes, the old or the new one is there, whole. */
export async function replaceFile(files: Files, path: string, bytes: Uint8Array): Promise<void> {
  const written = await writeBeside(files, path, [bytes]);
  await written.adopt();
  await written.file.close();
  await syncFolder(files, dirname(path));
}

/** Removes what an interrupted `writeBeside` left. Only the holder of the folder's lock may. */
export async function removeLeftovers(files: Files, path: string): Promise<void> {
  const folder = dirname(path);
  for (const name of await files.readdir(folder)) {
    if (name.startsWith(`${basename(path)}.`) && name.endsWith('.tmp')) await files.unlink(join(folder, name));
  }
}
