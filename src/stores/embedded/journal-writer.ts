import { type Files, type OpenFile, StoreWriteError } from '../files.ts';
import { createJournalTail } from './journal-tail.ts';

/** Appends lines to an open journal, many to one sync, and replaces the file when asked to. */
export interface JournalWriter {
  /** `applied` runs as soon as the line is on disk, in the order of the calls. Rejects with `StoreWriteError`. */
  append(json: string, applied: () => void): Promise<void>;
  /** Takes the place of the file with these bytes; called when nothing is being written, and nothing is while it runs. */
  rewrite(): Promise<void>;
  bytes(): number;
  compactedBytes(): number;
  close(): Promise<void>;
}

const maxGroupBytes = 4 << 20;

interface Line {
  json: string;
  applied: () => void;
  done: () => void;
  failed: (reason: unknown) => void;
}

type Rewrite = Pick<Line, 'done' | 'failed'>;

/** `start` is where the first line goes; `fresh` yields the bytes of a compacted file. */
export function createJournalWriter(
  journal: { path: string; files: Files },
  opened: OpenFile,
  start: number,
  fresh: () => Iterable<Uint8Array>,
): JournalWriter {
  const tail = createJournalTail(journal, opened, start);
  const { path } = journal;
  let lines: Line[] = [];
  let rewrites: Rewrite[] = [];
  let working: Promise<void> | undefined;
  let closed = false;

  async function writeGroup(group: readonly Line[]): Promise<void> {
    try {
      await tail.write(group);
    } catch (error) {
      const refusal = new StoreWriteError(path, error);
      for (const line of group) line.failed(refusal);
      await tail.mend();
      return;
    }
    for (const line of group) {
      line.applied();
      line.done();
    }
  }

  async function work(): Promise<void> {
    while (lines.length > 0 || rewrites.length > 0) {
      if (rewrites.length > 0) {
        const asked = rewrites;
        rewrites = [];
        try {
          await tail.replace(fresh);
          for (const { done } of asked) done();
        } catch (error) {
          for (const { failed } of asked) failed(new StoreWriteError(path, error));
        }
      }
      const group = lines.slice(0, groupLength(lines));
      lines = lines.slice(group.length);
      if (group.length > 0) await writeGroup(group);
    }
    working = undefined;
  }

  function enqueue(add: (done: () => void, failed: (reason: unknown) => void) => void): Promise<void> {
    if (closed) return Promise.reject(new StoreWriteError(path, new Error('closed')));
    return new Promise((done, failed) => {
      add(done, failed);
      working ??= work();
    });
  }

  return {
    append: (json, applied) => enqueue((done, failed) => lines.push({ json, applied, done, failed })),
    rewrite: () => enqueue((done, failed) => rewrites.push({ done, failed })),
    bytes: tail.bytes,
    compactedBytes: tail.compactedBytes,
    async close() {
      if (closed) return;
      // A seal proves at the next start that everything before it was synced: damage there can no longer pass for a torn write.
      const sealed = enqueue((done, failed) => lines.push({ json: 'null', applied: () => undefined, done, failed }));
      closed = true;
      await sealed.catch(() => undefined);
      await working;
      await tail.close();
    },
  };
}

/** How many of the first lines go to disk together. */
function groupLength(lines: readonly Line[]): number {
  let bytes = 0;
  let count = 0;
  while (count < lines.length && bytes < maxGroupBytes) {
    bytes += lines[count]!.json.length;
    count += 1;
  }
  return count;
}
