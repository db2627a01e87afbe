import { dirname } from 'node:path';
import { type Files, type OpenFile, syncFolder, writeAll, writeBeside } from '../files.ts';
import { encodeLine } from './journal-line.ts';

/** The open end of a journal: what is appended is on disk, or the file ends where it ended before. */
export interface JournalTail {
  /** Appends lines with one sync. Rejects when they are not on disk; nothing is appended then before their rest is cut off. */
  write(group: readonly { json: string }[]): Promise<void>;
  /** Takes the place of the file with fresh bytes. Rejects when the old one stays, or when nobody knows yet which of them would be there after a power cut. */
  replace(fresh: () => Iterable<Uint8Array>): Promise<void>;
  /** Tries to do what a failure left to be done. Never rejects. */
  mend(): Promise<void>;
  /** Where the next line goes. */
  bytes(): number;
  /** How long the file was when it was opened or replaced. */
  compactedBytes(): number;
  close(): Promise<void>;
}

/** `start` is where the first line goes. */
export function createJournalTail({ path, files }: { path: string; files: Files }, opened: OpenFile, start: number): JournalTail {
  let file = opened;
  let end = start;
  let compactedBytes = start;
  /** What has to succeed before anything may be written again. */
  let repair: (() => Promise<void>) | undefined;

  /** After a failed write or sync nobody knows what is on disk past the last synced line: it is cut off before going on. */
  const cut = async () => {
    await file.truncate(end);
    await file.datasync();
  };

  async function repaired(): Promise<void> {
    await repair?.();
    repair = undefined;
  }

  return {
    async write(group) {
      await repaired();
      const encoded: Buffer[] = [];
      let bytes = 0;
      for (const { json } of group) {
        const line = encodeLine(end + bytes, end, json);
        encoded.push(line);
        bytes += line.length;
      }
      repair = cut;
      await writeAll(file, Buffer.concat(encoded, bytes), end);
      await file.datasync();
      repair = undefined;
      end += bytes;
    },
    async replace(fresh) {
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
    },
    mend: () => repaired().catch(() => undefined),
    bytes: () => end,
    compactedBytes: () => compactedBytes,
    close: () => file.close(),
  };
}
