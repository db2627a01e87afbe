import { createHash } from 'node:crypto';
import { z } from 'zod';
import { StoreFileError } from '../files.ts';

/** Several files of the embedded store as they were, in one. */
export interface Backup {
  /** When the first of them was read, ISO 8601 UTC. */
  madeAt: string;
  files: ReadonlyMap<string, Buffer>;
}

const version = 1;
const header = z.strictObject({
  version: z.number(),
  madeAt: z.iso.datetime(),
  files: z.array(
    z.strictObject({
      name: z.string().regex(/^([a-z-]+\.(json|journal)|image-[0-9a-f]{64}\.bin)$/),
      bytes: z.number(),
      sha256: z.string(),
    }),
  ),
});
const digestLength = 64;
const magic = 'cutri-backup ';

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** `cutri-backup <SHA-256 of the next line>`, a line of JSON that lists the files, and their bytes one after the other. */
export function encodeBackup({ madeAt, files }: Backup): Buffer {
  const listed = [...files].map(([name, bytes]) => ({ name, bytes: bytes.length, sha256: sha256(bytes) }));
  const line = JSON.stringify(header.parse({ version, madeAt, files: listed }));
  return Buffer.concat([Buffer.from(`${magic}${sha256(line)}\n${line}\n`), ...files.values()]);
}

/** Every byte is checked before anything is believed. `path` is for the message of the `StoreFileError` that a damaged one throws. */
export function decodeBackup(bytes: Buffer, path: string): Backup {
  const refuse = (what: string) => new StoreFileError(`${path} ${what}. Nothing was changed. Take another backup.`);
  if (bytes.subarray(0, magic.length).toString('latin1') !== magic) throw refuse('is no backup made by cutri backup');
  const digest = bytes.subarray(magic.length, magic.length + digestLength).toString('latin1');
  const start = magic.length + digestLength + 1;
  const end = bytes.indexOf('\n', start);
  const line = end < 0 ? '' : bytes.subarray(start, end).toString('utf8');
  if (bytes[start - 1] !== 0x0a || sha256(line) !== digest) throw refuse('is damaged at its beginning');
  const parsed = header.safeParse(JSON.parse(line));
  if (!parsed.success || parsed.data.version > version) throw refuse('was made by a newer cutri');
  const { madeAt, files: listed } = parsed.data;
  const files = new Map<string, Buffer>();
  let position = end + 1;
  for (const { name, bytes: length, sha256: expected } of listed) {
    const content = bytes.subarray(position, position + length);
    if (content.length !== length || sha256(content) !== expected)
      throw refuse(`is damaged or cut off: ${name} is not what was saved`);
    files.set(name, content);
    position += length;
  }
  if (position !== bytes.length) throw refuse('has something after its end');
  return { madeAt, files };
}
