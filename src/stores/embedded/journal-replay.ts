import { type OpenFile, StoreFileError } from '../files.ts';
import { createLineSplitter, decodeLine, maxLineBytes } from './journal-line.ts';

/** What reading a journal found. */
export interface Replayed {
  /** Where the next line goes. */
  end: number;
  /** Bytes after `end` that an interrupted write left: never acknowledged, to be cut off. */
  torn: number;
}

/**
 * Hands over every line in order. A group of lines is only written after the one before it was synced; so a damaged line followed by a
 * whole line of a later group was once safely on disk, and the file is refused. Damage within the last group is a write that was cut
 * short. Throws `StoreFileError` naming file and byte.
 */
export async function replayLines(path: string, file: OpenFile, each: (json: string, offset: number) => void): Promise<Replayed> {
  const splitter = createLineSplitter();
  const buffer = Buffer.allocUnsafe(1 << 20);
  let damagedAt: number | undefined;
  let end = 0;
  let size = 0;

  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, size);
    if (bytesRead === 0) break;
    size += bytesRead;
    for (const { offset, line } of splitter.push(buffer.subarray(0, bytesRead))) {
      const decoded = decodeLine(offset, line);
      if (decoded === undefined) {
        damagedAt ??= offset;
      } else if (damagedAt === undefined) {
        each(decoded.json, offset);
        end = offset + line.length + 1;
      } else if (decoded.group > damagedAt) {
        throw new StoreFileError(
          `${path} is damaged at byte ${damagedAt}: what stood there was safely written once and can no longer be read. ` +
            'Nothing was changed. Restore the latest backup with cutri restore.',
        );
      }
    }
    if (splitter.rest().line.length > maxLineBytes) break;
  }
  return { end, torn: size - end };
}
