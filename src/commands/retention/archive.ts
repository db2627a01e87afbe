import { open, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { AuditEntry } from '../../announcements/people/audit.ts';
import { ArchiveError } from '../../announcements/retention/archives.ts';
import { trimWords as words } from './words-trim.ts';

const entryLine = z.strictObject({
  at: z.string(),
  who: z.string(),
  roles: z.array(z.string()),
  action: z.string(),
  outcome: z.string(),
  subject: z.string(),
  hash: z.string().exactOptional(),
  from: z.string(),
  detail: z.string().exactOptional(),
  number: z.number(),
  previous: z.string(),
  chain: z.string(),
}) satisfies z.ZodType<AuditEntry>;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown error';

/**
 * Writes entries into a new file, one JSON object a line as `cutri audit export` does, for its owner alone; once it resolves with nothing said the file
 * and its name survive a power cut. Else the sentence that says why, and no file of ours is left.
 */
export async function writeArchive(path: string, entries: AsyncIterable<AuditEntry>): Promise<string | undefined> {
  let begun = false;
  try {
    const file = await open(path, 'wx', 0o600);
    begun = true;
    try {
      for await (const entry of entries) await file.appendFile(`${JSON.stringify(entry)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    const folder = await open(dirname(path), 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
    return undefined;
  } catch (error) {
    const code = codeOf(error);
    if (begun) await unlink(path).catch(() => undefined);
    return code === 'EEXIST' ? words.archiveExists(path) : words.archiveNotWritten(path, code);
  }
}

/** The entries of such a file, first to last. Throws `ArchiveError` where it is no such file. */
export async function* readArchive(path: string): AsyncGenerator<AuditEntry> {
  let number = 0;
  try {
    const file = await open(path, 'r');
    try {
      for await (const line of createInterface({ input: file.createReadStream({ autoClose: false }) })) {
        number += 1;
        const parsed = entryLine.safeParse(parsedJson(line));
        if (!parsed.success) throw new ArchiveError(path, `holds no entry of the audit log in line ${number}`);
        yield parsed.data;
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw new ArchiveError(path, `cannot be read (${codeOf(error)})`);
  }
}

function parsedJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
