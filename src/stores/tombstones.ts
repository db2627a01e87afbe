import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { ChatKey } from '../messaging/message.ts';
import type { Epochs } from './age.ts';
import { openDocumentFile, readDocument } from './document-file.ts';
import { diskFiles, type Files } from './files.ts';

/**
 * Who asked to be forgotten or left, as salted hashes, and which officials are disabled: what keeps a restored backup from bringing anybody back.
 */
export interface Tombstones {
  /** Durable once it resolves. */
  bury(chat: ChatKey): Promise<void>;
  /** Whether the chat was forgotten after that instant (ISO 8601 UTC): what a backup made then says about it must not come back. */
  buriedSince(chat: ChatKey, instant: string): boolean;
  /** The chat subscribes to nothing any more. Durable once it resolves. */
  leave(chat: ChatKey): Promise<void>;
  /** The chat has subscribed again. */
  comeBack(chat: ChatKey): Promise<void>;
  /** Whether the chat left after that instant (ISO 8601 UTC) and did not come back. */
  hasLeftSince(chat: ChatKey, instant: string): boolean;
  /** Accounts of officials that are disabled now: replaces the list. */
  keepDisabled(ids: readonly string[]): Promise<void>;
  /** Takes over what another list with the same salt knows: the one inside a backup. Returns whether it was taken over. */
  merge(other: TombstoneData): Promise<boolean>;
  /** How far the store has come: in this file, because it is in every state that can be put back. */
  epochs: Epochs;
  data(): Readonly<TombstoneData>;
  close(): Promise<void>;
}

const instants = z.record(z.string(), z.iso.datetime());
const schema = z.strictObject({
  salt: z.string(),
  buried: instants,
  left: instants.exactOptional(),
  disabled: z.array(z.string()).exactOptional(),
  epoch: z.number().exactOptional(),
  older: z.iso.datetime().exactOptional(),
});
export type TombstoneData = z.infer<typeof schema>;

/** The list as it is on disk, or `undefined` where there is none. Throws `StoreFileError`. */
export function readTombstones(path: string, files: Files = diskFiles): Promise<TombstoneData | undefined> {
  return readDocument({ path, files, kind: 'tombstones', version: 1, schema });
}

/** What remains of a chat that was forgotten. */
export function tombstoneHash(salt: string, chat: ChatKey): string {
  return createHmac('sha256', salt).update(chat).digest('base64url');
}

/** What tells a store from every other: it says nothing of the salt. */
export const identityOf = (salt: string): string => tombstoneHash(salt, 'identity').slice(0, 16);

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
    leave: (chat) =>
      file.update((data) => ({
        data: { ...data, left: { ...data.left, [hashOf(chat)]: options.now().toISOString() } },
        result: undefined,
      })),
    async comeBack(chat) {
      const hash = hashOf(chat);
      if (file.current().left?.[hash] === undefined) return;
      await file.update((data) => {
        const { [hash]: _, ...left } = data.left ?? {};
        return { data: { ...data, left }, result: undefined };
      });
    },
    hasLeftSince(chat, instant) {
      const at = file.current().left?.[hashOf(chat)];
      return at !== undefined && at >= instant;
    },
    async keepDisabled(ids) {
      if ((file.current().disabled ?? []).join(' ') === ids.join(' ')) return;
      await file.update((data) => ({ data: { ...data, disabled: [...ids] }, result: undefined }));
    },
    buriedSince(chat, instant) {
      const at = file.current().buried[hashOf(chat)];
      return at !== undefined && at >= instant;
    },
    merge: (other) =>
      file.update((data) => {
        if (Object.keys(data.buried).length > 0 && other.salt !== data.salt) return { data, result: false };
        const buried = { ...other.buried };
        for (const [hash, at] of Object.entries(data.buried)) if ((buried[hash] ?? '') < at) buried[hash] = at;
        // Who left or is disabled is known by the later list alone: some of the earlier one have come back.
        const { left = {}, disabled = [] } = other;
        return { data: { ...data, salt: other.salt, buried, left, disabled }, result: true };
      }),
    epochs: {
      async read() {
        const { epoch = 0, older } = file.current();
        return { epoch, ...(older === undefined ? {} : { older }) };
      },
      raise: (least) =>
        file.update((data) => {
          const epoch = Math.max(data.epoch ?? 0, least) + 1;
          return { data: { ...data, epoch }, result: epoch };
        }),
      markOlder: (than) =>
        file.update((data) => {
          const { older: _, ...rest } = data;
          return { data: { ...rest, ...(than === undefined ? {} : { older: than }) }, result: undefined };
        }),
    },
    data: () => file.current(),
    close: () => file.close(),
  };
}
