import { dirname } from 'node:path';
import { type Files, type OpenFile, StoreWriteError, syncFolder, writeAll, writeBeside } from '../files.ts';
import { encodeLine } from './journal-line.ts';

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

/** `end` is where the next line goes; `fresh` yields the bytes of a compacted file. */
export function createJournalWriter(
  { path, files }: { path: string; files: Files },
  opened: OpenFile,
  start: number,
  fresh: () => Iterable<Uint8Array>,
): JournalWriter {
  let file = opened;
  let end = start;
  let compactedBytes = start;
  let lines: Line[] = [];
  let rewrites: Rewrite[] = [];
  let working: Promise<void> | undefined;
  let closed = false;
  /** What has to succeed before anything may be written again. */
  let repair: (() => Promise<void>) | undefined;

  /** After a failed write or sync nobody knows what is on disk past the last synced line: it is cut off before going on. */
  const cutTail = async () => {
    await file.truncate(end);
    await file.datasync();
  };

  async function repaired(): Promise<void> {
    await repair?.();
    repair = undefined;
  }

  async function writeGroup(group: readonly Line[]): Promise<void> {
    try {
      await repaired();
      const start = end;
      const encoded: Buffer[] = [];
      let bytes = 0;
      for (const { json } of group) {
        const line = encodeLine(start + bytes, start, json);
        encoded.push(line);
        bytes += line.length;
      }
      repair = cutTail;
      await writeAll(file, Buffer.concat(encoded, bytes), start);
      await file.datasync();
      repair = undefined;
      end += bytes;
    } catch (error) {
      const refusal = new StoreWriteError(path, error);
      for (const line of group) line.failed(refusal);
      await repaired().catch(() => undefined);
      return;
    }
    for (const line of group) {
      line.applied();
      line.done();
    }
  }

  async function rewriteFile(): Promise<void> {
    await repaired();
    const written = await writeBeside(files, path, fresh());
    await written.adopt();
    const old = file;
    file = written.file;
    end = written.length;
    compactedBytes = end;
    // Until the folder is synced a power cut could bring the old file back, without what is appended from here on.
    repair = () => syncFolder(files, dirname(path));
    await old.close().catch(() => undefined);
    await repaired();
  }

  async function work(): Promise<void> {
    while (lines.length > 0 || rewrites.length > 0) {
      if (rewrites.length > 0) {
        const asked = rewrites;
        rewrites = [];
        try {
          await rewriteFile();
          for (const { done } of asked) done();
        } catch (error) {
          for (const { failed } of asked) failed(new StoreWriteError(path, error));
        }
      }
      const group = takeGroup();
      if (group.length > 0) await writeGroup(group);
    }
    working = undefined;
  }

  function takeGroup(): Line[] {
    let bytes = 0;
    let count = 0;
    while (count < lines.length && bytes < maxGroupBytes) {
      bytes += lines[count]!.json.length;
      count += 1;
    }
    const group = lines.slice(0, count);
    lines = lines.slice(count);
    return group;
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
    bytes: () => end,
    compactedBytes: () => compactedBytes,
    async close() {
      if (closed) return;
      // A seal proves at the next start that everything before it was synced: damage there can no longer pass for a torn write.
      const sealed = enqueue((done, failed) => lines.push({ json: 'null', applied: () => undefined, done, failed }));
      closed = true;
      await sealed.catch(() => undefined);
      await working;
      await file.close();
    },
  };
}
