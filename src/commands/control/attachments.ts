import { open } from 'node:fs/promises';

/** A file of the terminal's side: one of those the command line names, read there. Rejects where it cannot be read. */
export type ReadAttachment = (path: string) => Promise<Uint8Array>;

/** Options that name one. */
const options = new Set(['--image']);
/** More than this is not read of a file: whoever is given it refuses what is as long as this. */
export const mostAttachmentBytes = 5 * 1024 * 1024 + 1;
/** Bytes in one line of the control socket. */
const partBytes = 360_000;

/** Paths of the files that a command line names: nothing else leaves the terminal's side, whatever is asked for. */
export function namedAttachments(argv: readonly string[]): string[] {
  const named = argv.flatMap((word, at) => {
    const [option = '', ...value] = word.split('=');
    if (!options.has(option)) return [];
    return value.length > 0 ? [value.join('=')] : [argv[at + 1] ?? ''];
  });
  return [...new Set(named.filter(Boolean))];
}

/** From the disk. A file that is longer is read as far as it may be. */
export const readAttachment: ReadAttachment = async (path) => {
  const file = await open(path, 'r');
  try {
    const bytes = Buffer.alloc(mostAttachmentBytes);
    for (let length = 0; ; ) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
      length += bytesRead;
      if (bytesRead === 0 || length === bytes.length) return bytes.subarray(0, length);
    }
  } finally {
    await file.close();
  }
};

/** A file in the lines of the control socket, in order; one that could not be read has one line without a part. */
export function* attachmentLines(path: string, bytes: Uint8Array | undefined): Generator<{ attachment: string; part?: string }> {
  if (!bytes) yield { attachment: path };
  else if (bytes.length === 0) yield { attachment: path, part: '' };
  else
    for (let at = 0; at < bytes.length; at += partBytes)
      yield { attachment: path, part: Buffer.from(bytes.subarray(at, at + partBytes)).toString('base64') };
}

/** Puts the lines together again. */
export function createAttachments(): { add(line: { attachment: string; part?: string }): void; read: ReadAttachment } {
  const parts = new Map<string, Buffer[]>();
  let bytes = 0;
  return {
    add({ attachment, part }) {
      if (part === undefined) return;
      const decoded = Buffer.from(part, 'base64');
      bytes += decoded.length;
      if (bytes > mostAttachmentBytes) throw new Error('more was attached than a command may hold');
      parts.set(attachment, [...(parts.get(attachment) ?? []), decoded]);
    },
    async read(path) {
      const held = parts.get(path);
      if (!held) throw new Error('not attached');
      return Buffer.concat(held);
    },
  };
}
