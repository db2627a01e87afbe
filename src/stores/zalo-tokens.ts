/** Where the token pair of a Zalo Official Account is kept: encrypted, with a key made from the app's secret. */
import { join } from 'node:path';
import { z } from 'zod';
import { openDocumentFile, readDocument } from './document-file.ts';
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
  /** Durable once it resolves; rejects with `StoreWriteError` when it is not kept. */
  save(tokens: Pair): Promise<void>;
  close(): Promise<void>;
}

/** Each has a file of its own, so that a pair can be given while the service runs: no file has two writers. */
const fileNames = { service: 'zalo-oa-tokens.json', operator: 'zalo-oa-tokens-given.json' };

const schema = z.strictObject({ sealed: z.string() });

/**
 * Opens the files, and makes the one of `writer` (the running service, or a command at the terminal) where there is none: what cannot be written is
 * found out before a token is spent on it. Throws `StoreFileError`.
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
  await files.mkdir(folder, { recursive: true, mode: privateFolder }).catch((error: unknown) => {
    throw new StoreFileError(`the folder ${folder} cannot be made (${errorCode(error)}): choose another with CUTRI_DATA`, error);
  });
  const own = await openDocumentFile({ ...file(writer), create: true, empty: { sealed: '' } });

  async function read(owner: keyof typeof fileNames): Promise<Pair | undefined> {
    const sealed = (await readDocument(file(owner)))?.sealed;
    const text = sealed && seal.open(sealed);
    // Sealed with another app's secret, a pair is of no use with this one.
    return text ? pair.safeParse(JSON.parse(text)).data : undefined;
  }

  return {
    async load() {
      const [ours, given] = await Promise.all([read('service'), read('operator')]);
      return ours && given ? (given.obtainedAt > ours.obtainedAt ? given : ours) : (ours ?? given);
    },
    save: (tokens) => own.update(() => ({ data: { sealed: seal.close(JSON.stringify(tokens)) }, result: undefined })),
    close: () => own.close(),
  };
}
