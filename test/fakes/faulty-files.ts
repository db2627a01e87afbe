import { diskFiles, type Files, type OpenFile } from '../../src/stores/files.ts';

export type Fault = 'ENOSPC' | 'EIO' | 'EMFILE' | 'EROFS' | 'short write';

export interface FaultyFiles extends Files {
  /** Operations asked for so far. */
  operations(): number;
  /** Files and folders opened and not yet closed. */
  openFiles(): number;
  /** From the n-th operation (1 = the first) on, so many fail. */
  fail(fault: Fault, from: number, count?: number): void;
}

/** The real file system, with operations that fail when told to. Closing a file and removing one always work. */
export function createFaultyFiles(): FaultyFiles {
  let operations = 0;
  let openFiles = 0;
  let plan: { fault: Fault; from: number; until: number } | undefined;

  function hit(): Fault | undefined {
    operations += 1;
    return plan && operations >= plan.from && operations < plan.until ? plan.fault : undefined;
  }

  async function step<Result>(work: () => Promise<Result>): Promise<Result> {
    const fault = hit();
    if (fault) throw Object.assign(new Error(`${fault}: planned`), { code: fault === 'short write' ? 'ENOSPC' : fault });
    return work();
  }

  const faulty = (file: OpenFile): OpenFile => ({
    read: (...where) => file.read(...where),
    async write(buffer, offset, length, position) {
      const fault = hit();
      if (fault === undefined) return file.write(buffer, offset, length, position);
      // What a full disk really does: takes a part without a word.
      if (fault === 'short write') return file.write(buffer, offset, Math.floor(length / 3), position);
      throw Object.assign(new Error(`${fault}: planned`), { code: fault });
    },
    sync: () => step(() => file.sync()),
    datasync: () => step(() => file.datasync()),
    truncate: (length) => step(() => file.truncate(length)),
    async close() {
      openFiles -= 1;
      await file.close();
    },
  });

  return {
    operations: () => operations,
    openFiles: () => openFiles,
    fail(fault, from, count = 1) {
      plan = { fault, from, until: from + count };
    },
    open: (path, flags, mode) =>
      step(async () => {
        const file = await diskFiles.open(path, flags, mode);
        openFiles += 1;
        return faulty(file);
      }),
    rename: (from, to) => step(() => diskFiles.rename(from, to)),
    unlink: (path) => diskFiles.unlink(path),
    readdir: (path) => diskFiles.readdir(path),
    mkdir: (path, options) => diskFiles.mkdir(path, options),
  };
}
