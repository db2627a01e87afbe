/** How a record stands in a journal: `<crc32> <group> <json>` and a line feed. */
import { crc32 } from 'node:zlib';

/** Longest line a journal may hold, in bytes: what is longer cannot be ours. */
export const maxLineBytes = 64 << 20;

const crcLength = 8;

// The line's own place is checked without being written, so that a line repeated or moved by a broken disk does not pass.
const checksum = (offset: number, rest: Uint8Array): number => crc32(rest, crc32(`${offset} `));

/** `group` is the offset at which the group of lines written and synced together with this one begins. */
export function encodeLine(offset: number, group: number, json: string): Buffer {
  const rest = `${group} ${json}`;
  const line = Buffer.allocUnsafe(crcLength + 1 + Buffer.byteLength(rest) + 1);
  const end = crcLength + 1 + line.write(rest, crcLength + 1);
  line.write(
    `${checksum(offset, line.subarray(crcLength + 1, end))
      .toString(16)
      .padStart(crcLength, '0')} `,
    0,
    'latin1',
  );
  line[end] = lineFeed;
  return line;
}

const lineFeed = 0x0a;

/** A line without its line feed → what it holds; `undefined` when one bit of it is not as it was written. */
export function decodeLine(offset: number, line: Buffer): { group: number; json: string } | undefined {
  if (line[crcLength] !== 0x20) return undefined;
  const rest = line.subarray(crcLength + 1);
  if (writtenChecksum(line) !== checksum(offset, rest)) return undefined;
  const space = rest.indexOf(0x20);
  return { group: Number(rest.toString('latin1', 0, space)), json: rest.toString('utf8', space + 1) };
}

/** The eight hexadecimal digits at the start, read without making a string: a start reads a million of them. `undefined` where there are others. */
function writtenChecksum(line: Buffer): number | undefined {
  let sum = 0;
  for (let i = 0; i < crcLength; i += 1) {
    const byte = line[i]!;
    const digit = byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : byte >= 0x61 && byte <= 0x66 ? byte - 0x61 + 10 : undefined;
    if (digit === undefined) return undefined;
    sum = sum * 16 + digit;
  }
  return sum;
}

/** Cuts bytes arriving in chunks into lines with their offsets; the last one may be incomplete. */
export function createLineSplitter(): {
  push(chunk: Buffer): { offset: number; line: Buffer }[];
  /** What is left after the last line feed. */
  rest(): { offset: number; line: Buffer };
} {
  let offset = 0;
  let pending: Buffer = Buffer.alloc(0);
  return {
    push(chunk) {
      const lines: { offset: number; line: Buffer }[] = [];
      const bytes = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      let start = 0;
      for (let end = bytes.indexOf(lineFeed, start); end >= 0; end = bytes.indexOf(lineFeed, start)) {
        lines.push({ offset: offset + start, line: bytes.subarray(start, end) });
        start = end + 1;
      }
      offset += start;
      pending = Buffer.from(bytes.subarray(start));
      return lines;
    },
    rest: () => ({ offset, line: pending }),
  };
}
