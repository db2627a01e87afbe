import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { ChatKey } from '../messaging/message.ts';
import { openDocumentFile, readDocument } from './document-file.ts';
import { diskFiles, type Files } from './files.ts';

/** Who asked to be forgotten, as salted hashes: what keeps a restored backup from bringing anybody back. */
export interface Tombstones {
  /** Durable once it resolves. */
  bury(chat: ChatKey): Promise<void>;
  /** Whether the chat was forgotten after that instant (ISO 8601 UTC): what a backup made then says about it must not come back. */
  buriedSince(chat: ChatKey, instant: string): boolean;
  /** Takes over what another list with the same salt knows: the one inside a backup. Returns whether it was taken over. */
  merge(other: TombstoneData): Promise<boolean>;
  data(): Readonly<TombstoneData>;
  close(): Promise<void>;
}

const schema = z.strictObject({ salt: z.string(), buried: z.record(z.string(), z.iso.datetime()) });
export type TombstoneData = z.infer<typeof schema>;

/** The list as it is on disk, or `undefined` where there is none. Throws `StoreFileError`. */
export function readTombstones(path: string, files: Files = diskFiles): Promise<TombstoneData | undefined> {
  return readDocument({ path, files, kind: 'tombstones', version: 1, schema });
}

/** What remains of a chat that was forgotten. */
export function tombstoneHash(salt: string, chat: ChatKey): string {
  return createHmac('sha256', salt).update(chat).digest('base64url');
}

/** Opens or creates the list. The salt is made once and goes into every backup; without it the hashes say nothing. */
export async function openTombstones(options: {
  path: string;
  create: boolean;
  now: () => Date;
  files?: Files;
}): Promise<Tombstones> {
  const file = await openDocumentFile({
    path: options.path,
    create: options.create,
    files: options.files ?? diskFiles,
    kind: 'tombstones',
    version: 1,
    schema,
    empty: { salt: randomBytes(32).toString('base64url'), buried: {} },
  });
  const hashOf = (chat: ChatKey) => tombstoneHash(file.current().salt, chat);

  return {
    bury: (chat) =>
      file.update((data) => ({
        data: { ...data, buried: { ...data.buried, [hashOf(chat)]: options.now().toISOString() } },
        result: undefined,
      })),
    buriedSince(chat, instant) {
      const at = file.current().buried[hashOf(chat)];
      return at !== undefined && at >= instant;
    },
    merge: (other) =>
      file.update((data) => {
        if (Object.keys(data.buried).length > 0 && other.salt !== data.salt) return { data, result: false };
        const buried = { ...other.buried };
        for (const [hash, at] of Object.entries(data.buried)) if ((buried[hash] ?? '') < at) buried[hash] = at;
        return { data: { salt: other.salt, buried }, result: true };
      }),
    data: () => file.current(),
    close: () => file.close(),
  };
}
