import { crc32 } from 'node:zlib';
import { Low } from 'lowdb';
import { z } from 'zod';
import { errorCode, type Files, readWhole, removeLeftovers, replaceFile, StoreFileError, StoreWriteError } from './files.ts';

/** What changes slowly, as one document in memory and one file on disk. */
export interface DocumentFile<Data> {
  /** The document as it is on disk. Not to be changed in place. */
  current(): Readonly<Data>;
  /**
   * Replaces the document by what `change` makes of it; resolves with `result` once that is on disk. Rejects with `StoreWriteError` when it
   * is not kept, and nobody ever sees it then. Changes arriving while the file is written share the next write.
   */
  update<Result>(change: (data: Readonly<Data>) => { data: Data; result: Result }): Promise<Result>;
  close(): Promise<void>;
}

export interface DocumentFileOptions<Data> {
  path: string;
  files: Files;
  /** What the document holds: a file of another kind is refused. */
  kind: string;
  /** Of the data; a file of a later version is refused. */
  version: number;
  /** Checks what was read. */
  schema: z.ZodType<Data>;
  /** What a new file starts with. */
  empty: Data;
  /** Start a new file where there is none; otherwise a missing one is refused. */
  create: boolean;
}

const envelope = z.object({
  cutri: z.literal('document'),
  kind: z.string(),
  version: z.number(),
  crc32: z.number(),
  data: z.unknown(),
});

interface Waiting {
  run: (data: never) => { data: unknown; result: unknown };
  done: (result: never) => void;
  failed: (reason: unknown) => void;
}

/** Opens the file. One that is empty, torn, foreign or of a later version is refused and left as it is: `StoreFileError`. */
export async function openDocumentFile<Data>(options: DocumentFileOptions<Data>): Promise<DocumentFile<Data>> {
  const { path, files, kind, version, empty, create } = options;
  await removeLeftovers(files, path);
  // lowdb's own file adapter never syncs, and answers a caller only when nobody else writes any more: this one does neither.
  const low = new Low<Data>(
    {
      async read() {
        const bytes = await readWhole(files, path);
        if (bytes !== undefined) return decode(options, bytes);
        if (create) return null;
        throw new StoreFileError(
          `${path} is missing, although this folder has been used before. Restore the latest backup with cutri restore.`,
        );
      },
      write: (data) => replaceFile(files, path, encode(kind, version, data)),
    },
    empty,
  );
  await low.read();

  let waiting: Waiting[] = [];
  let working: Promise<void> | undefined;
  let current = low.data;
  let closed = false;

  /** Applies a group of changes to a copy, writes it once, and only then makes it what everybody sees. */
  async function writeGroup(group: readonly Waiting[]): Promise<void> {
    let next: unknown = current;
    const answers: (() => void)[] = [];
    for (const { run, done, failed } of group) {
      try {
        const { data, result } = run(next as never);
        next = data;
        answers.push(() => done(result as never));
      } catch (error) {
        failed(error);
      }
    }
    if (next !== current) {
      try {
        low.data = next as Data;
        await low.write();
      } catch (error) {
        low.data = current;
        for (const { failed } of group) failed(new StoreWriteError(path, error));
        return;
      }
      current = low.data;
    }
    for (const answer of answers) answer();
  }

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      await writeGroup(group);
    }
    working = undefined;
  }

  if (create && (await readWhole(files, path)) === undefined) {
    await low.write().catch((error: unknown) => {
      throw new StoreFileError(`${path} cannot be created (${errorCode(error)})`, error);
    });
  }

  return {
    current: () => current,
    update: (change) =>
      new Promise((done, failed) => {
        if (closed) return failed(new StoreWriteError(path, new Error('closed')));
        waiting.push({ run: change as Waiting['run'], done, failed });
        working ??= Promise.resolve().then(work);
      }),
    async close() {
      closed = true;
      await working;
    },
  };
}

/** The document another process may be writing: as it is on disk now, or `undefined` where there is none. Throws `StoreFileError`. */
export async function readDocument<Data>(
  options: Pick<DocumentFileOptions<Data>, 'path' | 'files' | 'kind' | 'version' | 'schema'>,
): Promise<Data | undefined> {
  const bytes = await readWhole(options.files, options.path);
  return bytes && decode(options, bytes);
}

/** Compact JSON: the data as it is checked, then in one line with what it is. */
function encode(kind: string, version: number, data: unknown): Buffer {
  const json = JSON.stringify(data);
  return Buffer.from(`{"cutri":"document","kind":"${kind}","version":${version},"crc32":${crc32(json)},"data":${json}}\n`);
}

function decode<Data>(
  { path, kind, version, schema }: Pick<DocumentFileOptions<Data>, 'path' | 'kind' | 'version' | 'schema'>,
  bytes: Buffer,
): Data {
  const refuse = (what: string) =>
    new StoreFileError(
      `${path} ${what}. Nothing was changed. Restore the latest backup with cutri restore, or move the file away.`,
    );
  let found: z.infer<typeof envelope>;
  try {
    found = envelope.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    throw refuse('is damaged, or is not a file of cutri');
  }
  if (found.kind !== kind) throw refuse(`holds ${found.kind}, not ${kind}`);
  if (found.version > version) throw refuse(`was written by a newer cutri (version ${found.version})`);
  if (crc32(JSON.stringify(found.data)) !== found.crc32) throw refuse('is damaged: its checksum does not fit');
  const parsed = schema.safeParse(found.data);
  if (!parsed.success) throw refuse(`holds something unexpected at ${parsed.error.issues[0]?.path.join('.') || 'its top'}`);
  return parsed.data;
}
