import { z } from 'zod';
import { type ChatRecord, type Chats, overAtMs } from '../../conversations/chats.ts';
import type { ChatKey } from '../../messaging/message.ts';
import { chatRecord } from '../chat-record.ts';
import { diskFiles, type Files } from '../files.ts';
import { openJournal } from './journal.ts';

const entry = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('chat'), record: chatRecord }),
  z.strictObject({ is: z.literal('gone'), chat: z.string() }),
]);
type Entry = z.infer<typeof entry>;

/** The records of conversations in one journal; it is rewritten when most of it is out of date. */
export interface ChatJournal extends Chats {
  /** Everything it holds. */
  records(): Iterable<ChatRecord>;
  close(): Promise<void>;
}

/** A journal smaller than this is left as it is. */
const leastBytes = 256 * 1_024;

/** Opens or creates the journal; `torn` as `openJournal` says. Throws `StoreFileError`. */
export async function openChatJournal({
  path,
  create,
  files = diskFiles,
}: {
  path: string;
  create: boolean;
  files?: Files;
}): Promise<{ chats: ChatJournal; torn: number }> {
  const records = new Map<ChatKey, ChatRecord>();
  /** The work on a chat that waits for the one before it. */
  const working = new Map<ChatKey, Promise<void>>();
  const { journal, torn } = await openJournal<Entry>({
    path,
    files,
    create,
    kind: 'chats',
    parse: (value) => entry.parse(value),
    apply: (said) => (said.is === 'chat' ? void records.set(said.record.chat, said.record) : void records.delete(said.chat)),
    *snapshot() {
      for (const record of records.values()) yield { is: 'chat', record: chatRecord.parse(record) };
    },
  });

  async function inTurn(chat: ChatKey, work: () => Promise<void>): Promise<void> {
    const mine = (working.get(chat) ?? Promise.resolve()).catch(() => undefined).then(work);
    working.set(chat, mine);
    try {
      await mine;
    } finally {
      if (working.get(chat) === mine) working.delete(chat);
    }
  }

  const chats: ChatJournal = {
    get: async (chat) => records.get(chat),
    change: (chat, change) =>
      inTurn(chat, async () => {
        const held = records.get(chat);
        const next = change(held);
        if (next === held) return;
        await journal.append(next ? { is: 'chat', record: chatRecord.parse({ ...next, chat }) } : { is: 'gone', chat });
      }),
    forget: (chat) =>
      inTurn(chat, async () => {
        await journal.append({ is: 'gone', chat });
        await journal.compact();
      }),
    async expire(at) {
      const over = [...records.values()].filter((record) => overAtMs(record) <= at.getTime());
      await Promise.all(over.map(({ chat }) => journal.append({ is: 'gone', chat })));
      const { bytes, compactedBytes } = journal.size();
      // What is over leaves the disk, not only the memory.
      if (over.length > 0 || bytes > Math.max(leastBytes, 2 * compactedBytes)) await journal.compact();
    },
    records: () => records.values(),
    close: () => journal.close(),
  };
  return { chats, torn };
}
