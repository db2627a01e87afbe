/** Where the token pair of a Zalo Official Account is kept: encrypted, with a key made from the app's secret. */
import { join } from 'node:path';
import { z } from 'zod';
import { type DocumentFile, openDocumentFile, readDocument } from './document-file.ts';
import { diskFiles, type Files } from './files.ts';
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

/** @param writer whose file `save` writes: the running service's, or that of a command at the terminal. */
export function openZaloTokens(options: {
  folder: string;
  appSecret: string;
  writer: keyof typeof fileNames;
  files?: Files;
}): ZaloTokenFiles {
  const { folder, appSecret, writer, files = diskFiles } = options;
  const seal = createSeal(appSecret, 'zalo tokens');
  const file = (owner: keyof typeof fileNames) => ({
    path: join(folder, fileNames[owner]),
    files,
    kind: 'zalo tokens',
    version: 1,
    schema,
  });
  let own: Promise<DocumentFile<z.infer<typeof schema>>> | undefined;

  async function read(owner: keyof typeof fileNames): Promise<Pair | undefined> {
    const sealed = (await readDocument(file(owner)))?.sealed;
    const text = sealed && seal.open(sealed);
    // Sealed with another app's secret, a pair is of no use with this one.
    return text ? pair.safeParse(JSON.parse(text)).data : undefined;
  }

  function openOwn(): Promise<DocumentFile<z.infer<typeof schema>>> {
    own ??= openDocumentFile({ ...file(writer), create: true, empty: { sealed: '' } }).catch((error: unknown) => {
      own = undefined;
      throw error;
    });
    return own;
  }

  return {
    async load() {
      const [ours, given] = await Promise.all([read('service'), read('operator')]);
      return ours && given ? (given.obtainedAt > ours.obtainedAt ? given : ours) : (ours ?? given);
    },
    async save(tokens) {
      const document = await openOwn();
      await document.update(() => ({ data: { sealed: seal.close(JSON.stringify(tokens)) }, result: undefined }));
    },
    async close() {
      await own?.then((document) => document.close());
    },
  };
}
