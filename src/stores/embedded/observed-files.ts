import type { Files, OpenFile } from '../files.ts';
import type { StoreStateKeeper } from '../state.ts';

/** The same file system; whether what is written gets onto the disk is told to `observe`. */
export function observedFiles(files: Files, observe: StoreStateKeeper['observe']): Files {
  async function watched<Result>(work: Promise<Result>, proves: boolean): Promise<Result> {
    try {
      const result = await work;
      if (proves) observe('on');
      return result;
    } catch (error) {
      observe('unreachable', error instanceof Error ? error : undefined);
      throw error;
    }
  }
  const watchedFile = (file: OpenFile): OpenFile => ({
    read: (buffer, offset, length, position) => file.read(buffer, offset, length, position),
    // Only what is synced is kept: a full disk may take a write and refuse the next.
    write: (buffer, offset, length, position) => watched(file.write(buffer, offset, length, position), false),
    sync: () => watched(file.sync(), true),
    datasync: () => watched(file.datasync(), true),
    truncate: (length) => watched(file.truncate(length), false),
    close: () => file.close(),
  });
  return {
    ...files,
    async open(path, flags, mode) {
      const makes = flags.startsWith('w');
      const opened = files.open(path, flags, mode);
      return watchedFile(makes ? await watched(opened, false) : await opened);
    },
    rename: (from, to) => watched(files.rename(from, to), false),
  };
}
