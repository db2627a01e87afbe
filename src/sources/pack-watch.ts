import type { KnowledgePack } from '../elections/pack/pack.ts';
import { describeProblems, type Problem } from '../elections/pack/problem.ts';
import type { PackReader } from './pack-reader.ts';

export interface PackWatch {
  /** Looks no more; resolves when a look under way is over. */
  stop(): Promise<void>;
}

export interface PackWatchDeps {
  reader: PackReader;
  /** Stamp of the pack in use. */
  stamp: string;
  /** Takes over a sound pack. The next look waits for it. */
  apply(pack: KnowledgePack): Promise<void>;
  /** The pack on the disk cannot be used and the one in use stays; said once for the same problems. */
  broken(message: string, problems: readonly Problem[]): void;
  /** The files were broken and are again as they were when they were taken over. */
  mended?(): void;
  /** Runs something after a while; the result cancels it. */
  schedule(afterMs: number, run: () => void): () => void;
}

/** How often the folder is looked at. */
export const lookEveryMs = 10_000;
/** After a change, how long the folder has to stand still before it is read: somebody may still be writing. */
export const settleMs = 2_000;
/** A folder that never stands still is read all the same at this look after the change. */
const mostLooks = 15;

/**
 * Watches a pack by looking at its files' stamps: unlike the system's notifications that works on every kind of disk. A change is
 * taken over within `lookEveryMs + settleMs`, within forty seconds where files keep changing. A pack that is broken is read again at every
 * look, because what is wrong may mend itself without any file changing.
 */
export function watchPack({ reader, stamp, apply, broken, mended, schedule }: PackWatchDeps): PackWatch {
  let used = stamp;
  let seen = stamp;
  /** Looks since the folder began to change; 0 while nothing changes. */
  let looks = 0;
  let said = '';
  let stopped = false;
  let looking = Promise.resolve();
  let cancel = schedule(lookEveryMs, look);

  function look(): void {
    looking = lookOnce()
      .catch((error: unknown) => say([problemOf(error)]))
      .then(() => {
        if (!stopped) cancel = schedule(looks > 0 ? settleMs : lookEveryMs, look);
      });
  }

  async function lookOnce(): Promise<void> {
    const now = await reader.stamp();
    const still = now === seen;
    seen = now;
    looks = now === used ? 0 : looks + 1;
    if (now === used && said !== '') {
      said = '';
      mended?.();
    }
    if (now !== used && (still || looks >= mostLooks)) await take();
  }

  async function take(): Promise<void> {
    const reading = await reader.read();
    const changed = (await reader.stamp()) !== reading.stamp;
    if (stopped) return;
    // Files that changed while they were read may have been read half-written.
    if (changed && looks < mostLooks) return;
    looks = 0;
    if (reading.problems.length > 0) {
      say(reading.problems);
      return;
    }
    await apply(reading.pack);
    used = reading.stamp;
    said = '';
  }

  function say(problems: Problem[]): void {
    looks = 0;
    const message = describeProblems(problems);
    if (message !== said) broken(message, problems);
    said = message;
  }

  const problemOf = (error: unknown): Problem => ({
    file: reader.stack,
    message: `the pack could not be taken over: ${error instanceof Error ? error.message : String(error)}`,
    fix: 'what was in use stays in use; it is tried again',
  });

  return {
    async stop() {
      stopped = true;
      cancel();
      await looking;
    },
  };
}
