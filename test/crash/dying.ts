import { diskFiles, type Files, type OpenFile } from '../../src/stores/files.ts';
import type { Failpoint } from './victim.ts';

/** Dies at once, as `kill -9` does: nothing is flushed, nobody is told. */
function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal ends the process before the call returns; should it not, nothing may go on.
  for (;;);
}

/** Passes a failpoint: a process that planned to die here does. */
export function createFailpoints(plan: Failpoint | undefined): (at: Failpoint['at']) => void {
  let passed = 0;
  return (at) => {
    if (plan?.at !== at) return;
    passed += 1;
    if (passed === plan.times) die();
  };
}

export interface MortalFiles extends Files {
  /** Operations that change what is on disk, so far. */
  operations(): number;
}

/** The disk, for a process that dies at one of the operations that change it: before it, or with half of it done. */
export function createMortalFiles(plan: Failpoint | undefined): MortalFiles {
  let operations = 0;

  async function change<Result>(
    work: () => Promise<Result>,
    half: () => Promise<unknown> = async () => undefined,
  ): Promise<Result> {
    operations += 1;
    if (operations === plan?.times) {
      if (plan.at === 'write') die();
      if (plan.at === 'half a write') {
        await half();
        die();
      }
    }
    return work();
  }

  const mortal = (file: OpenFile): OpenFile => ({
    read: (...where) => file.read(...where),
    write: (buffer, offset, length, position) =>
      change(
        () => file.write(buffer, offset, length, position),
        () => file.write(buffer, offset, Math.ceil(length / 2), position),
      ),
    sync: () => change(() => file.sync()),
    datasync: () => change(() => file.datasync()),
    truncate: (length) => change(() => file.truncate(length)),
    close: () => file.close(),
  });

  return {
    operations: () => operations,
    open: async (path, flags, mode) => {
      const open = async () => mortal(await diskFiles.open(path, flags, mode));
      return flags === 'r' || flags === 'r+' ? open() : change(open);
    },
    rename: (from, to) => change(() => diskFiles.rename(from, to)),
    unlink: (path) => change(() => diskFiles.unlink(path)),
    readdir: (path) => diskFiles.readdir(path),
    mkdir: (path, options) => diskFiles.mkdir(path, options),
  };
}
