/** Where the token pair of a Zalo Official Account is kept: encrypted, with a key made from the app's secret. */
import { join } from 'node:path';
import { z } from 'zod';
import { type DocumentFile, openDocumentFile, readDocument } from './document-file.ts';
import { diskFiles, errorCode, type Files, privateFolder, StoreFileError } from './files.ts';
import { createSeal } from './seal.ts';

const pair = z.strictObject({
  accessToken: z.string(),
  refreshToken: z.string(),
  /** ISO 8601 UTC. */
  obtainedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
type Pair = z.infer<typeof pair>;

/** The port `ZaloTokenStore` of the channel, and an end. */
export interface ZaloTokenFiles {
  /** The pair got last, whoever wrote it, read anew. Rejects with `StoreFileError` when a file is damaged. */
  load(): Promise<Pair | undefined>;
  /** Rejects where nothing could be saved. */
  prepare(): Promise<void>;
  /** Durable once it resolves; rejects with `StoreWriteError` when it is not kept. */
  save(tokens: Pair): Promise<void>;
  close(): Promise<void>;
}

/** Each has a file of its own, so that a pair can be given while the service runs: no file has two writers. */
const fileNames = { service: 'zalo-oa-tokens.json', operator: 'zalo-oa-tokens-given.json' };

const schema = z.strictObject({ sealed: z.string() });

/**
 * Opens the files. The service finds out at once what cannot be written; a command writes only when it has something to keep. Throws
 * `StoreFileError`.
 * @param writer whose file `save` writes: the running service's, or that of a command at the terminal.
 */
export async function openZaloTokens(options: {
  folder: string;
  appSecret: string;
  writer: keyof typeof fileNames;
  files?: Files;
}): Promise<ZaloTokenFiles> {
  const { folder, appSecret, writer, files = diskFiles } = options;
  const seal = createSeal(appSecret, 'zalo tokens');
  const file = (owner: keyof typeof fileNames) => ({
    path: join(folder, fileNames[owner]),
    files,
    kind: 'zalo tokens',
    version: 1,
    schema,
  });
  let own: DocumentFile<z.infer<typeof schema>> | undefined;

  async function openOwn(): Promise<DocumentFile<z.infer<typeof schema>>> {
    if (own) return own;
    await files.mkdir(folder, { recursive: true, mode: privateFolder }).catch((error: unknown) => {
      throw new StoreFileError(
        `the folder ${folder} cannot be made (${errorCode(error)}): choose another with CUTRI_DATA`,
        error,
      );
    });
    own = await openDocumentFile({ ...file(writer), create: true, empty: { sealed: '' } });
    return own;
  }

  async function read(owner: keyof typeof fileNames): Promise<Pair | undefined> {
    const sealed = (await readDocument(file(owner)))?.sealed;
    const text = sealed && seal.open(sealed);
    // Sealed with another app's secret, a pair is of no use with this one.
    return text ? pair.safeParse(JSON.parse(text)).data : undefined;
  }

  if (writer === 'service') await openOwn();
  return {
    async load() {
      const [ours, given] = await Promise.all([read('service'), read('operator')]);
      return ours && given ? (given.obtainedAt > ours.obtainedAt ? given : ours) : (ours ?? given);
    },
    async prepare() {
      await openOwn();
    },
    async save(tokens) {
      const document = await openOwn();
      await document.update(() => ({ data: { sealed: seal.close(JSON.stringify(tokens)) }, result: undefined }));
    },
    async close() {
      await own?.close();
    },
  };
}
