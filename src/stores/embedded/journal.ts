import { dirname } from 'node:path';
import { z } from 'zod';
import {
  errorCode,
  type Files,
  type OpenFile,
  privateFile,
  removeLeftovers,
  StoreFileError,
  syncFolder,
  writeBeside,
} from '../files.ts';
import { encodeLine } from './journal-line.ts';
import { type Replayed, replayLines } from './journal-replay.ts';
import { createJournalWriter } from './journal-writer.ts';

/** An append-only file of records. The state they make up is built by one function, at start and while running. */
export interface Journal<Entry> {
  /** Resolves once the record is on disk and applied; rejects with `StoreWriteError` when it is not kept. */
  append(record: Entry): Promise<void>;
  /** Rewrites the file to what `snapshot` yields: what is no longer part of the state is gone from the disk. */
  compact(): Promise<void>;
  /** Bytes in the file, and in it after the last compaction. */
  size(): { bytes: number; compactedBytes: number };
  /** Writes what is waiting, seals the file and lets it go. */
  close(): Promise<void>;
}

export interface JournalOptions<Entry> {
  path: string;
  files: Files;
  /** What the journal is for, said in its first line: a file of another kind is refused. */
  kind: string;
  /** Checks a record that was read. */
  parse: (value: unknown) => Entry;
  /** Changes the state in memory by one record that is on disk. Called in order, never while a compaction runs. */
  apply: (record: Entry) => void;
  /** Records that make up the state as it is now. */
  snapshot: () => Iterable<Entry>;
}

const version = 1;
/** Bytes of a compaction written at once: every one waits for a turn of a busy event loop, and appends wait for all of them. */
const largestChunk = 1 << 20;
const header = z.object({ cutri: z.literal('journal'), kind: z.string(), version: z.number() });

/**
 * Opens a journal and applies what it holds. `create` starts a new one where there is none; without it a missing file is refused, because
 * it was there once. `torn` counts bytes of an unfinished write that were cut off. Throws `StoreFileError` for a file that is not ours,
 * is of a later version, or is damaged before its end.
 */
export async function openJournal<Entry>(
  options: JournalOptions<Entry> & { create: boolean },
): Promise<{ journal: Journal<Entry>; torn: number }> {
  const { path, files } = options;
  await removeLeftovers(files, path);
  let file: OpenFile | undefined;
  try {
    file = await files.open(path, 'r+', privateFile);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT')
      throw new StoreFileError(`${path} cannot be opened for writing (${errorCode(error)})`, error);
    if (!options.create) {
      throw new StoreFileError(
        `${path} is missing, although this folder has been used before. Restore the latest backup with cutri restore; ` +
          'nothing was started, so nothing is lost that was not lost already.',
      );
    }
  }
  if (file === undefined) return { journal: await startNew(options), torn: 0 };
  try {
    const { end, torn } = await replay(options, file);
    if (torn > 0) {
      await file.truncate(end);
      await file.datasync();
    }
    return { journal: writing(options, file, end), torn };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function replay<Entry>({ path, kind, parse, apply }: JournalOptions<Entry>, file: OpenFile): Promise<Replayed> {
  const replayed = await replayLines(path, file, (json, offset) => {
    const value: unknown = JSON.parse(json);
    if (offset > 0) {
      if (value === null) return;
      apply(parse(value));
      return;
    }
    const { kind: found, version: written } = header.parse(value);
    if (found !== kind)
      throw new StoreFileError(`${path} holds ${found}, not ${kind}: it was put in the wrong place. Nothing was changed.`);
    if (written > version)
      throw new StoreFileError(`${path} was written by a newer cutri (format ${written}): use that one. Nothing was changed.`);
  });
  if (replayed.end === 0)
    throw new StoreFileError(
      `${path} is not a journal of cutri. Nothing was changed. Move it away, or restore a backup with cutri restore.`,
    );
  return replayed;
}

async function startNew<Entry>(options: JournalOptions<Entry>): Promise<Journal<Entry>> {
  const { path, files, kind, snapshot } = options;
  try {
    const { file, length, adopt } = await writeBeside(files, path, freshLines(kind, snapshot()));
    await adopt();
    await syncFolder(files, dirname(path)).catch(async (error: unknown) => {
      await file.close();
      throw error;
    });
    return writing(options, file, length);
  } catch (error) {
    throw new StoreFileError(`${path} cannot be created (${errorCode(error)})`, error);
  }
}

/** The bytes of a fresh journal, in chunks: header, records, and a seal that proves all before it was synced. */
function* freshLines<Entry>(kind: string, records: Iterable<Entry>): Generator<Buffer> {
  let offset = 0;
  let chunk: Buffer[] = [];
  let chunkBytes = 0;
  function add(json: string): void {
    const line = encodeLine(offset, offset, json);
    offset += line.length;
    chunkBytes += line.length;
    chunk.push(line);
  }
  add(JSON.stringify({ cutri: 'journal', kind, version }));
  for (const record of records) {
    add(JSON.stringify(record));
    if (chunkBytes < largestChunk) continue;
    yield Buffer.concat(chunk);
    chunk = [];
    chunkBytes = 0;
  }
  add('null');
  yield Buffer.concat(chunk);
}

function writing<Entry>(
  { path, files, kind, apply, snapshot }: JournalOptions<Entry>,
  file: OpenFile,
  end: number,
): Journal<Entry> {
  const writer = createJournalWriter({ path, files }, file, end, () => freshLines(kind, snapshot()));
  return {
    append: (record) => writer.append(JSON.stringify(record), () => apply(record)),
    compact: () => writer.rewrite(),
    size: () => ({ bytes: writer.bytes(), compactedBytes: writer.compactedBytes() }),
    close: () => writer.close(),
  };
}
