import { z } from 'zod';
import { type DeadLetter, type InboxLog, maxRemembered, messageKey, rememberedMs } from '../../conversations/inbox/log.ts';
import type { ChatKey, IncomingMessage } from '../../messaging/message.ts';
import { diskFiles, type Files } from '../files.ts';
import { incomingRecord } from '../incoming-record.ts';
import { createInboxQueue } from './inbox-queue.ts';
import { type JournalOptions, openJournal } from './journal.ts';
import { createRememberedIds } from './remembered-ids.ts';

const entry = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('accepted'), message: incomingRecord, atMs: z.number() }),
  z.strictObject({ is: z.literal('handled'), key: z.string() }),
  z.strictObject({ is: z.literal('dead'), key: z.string(), why: z.string(), at: z.string() }),
  z.strictObject({ is: z.literal('replayed'), key: z.string() }),
  z.strictObject({ is: z.literal('remembered'), keys: z.array(z.tuple([z.string(), z.number()])) }),
  z.strictObject({ is: z.literal('forgotten'), chat: z.string(), through: z.string().optional() }),
]);
type Entry = z.infer<typeof entry>;
export type InboxEntry = Entry;

/** The inbox of one process: waiting messages in memory, every change in a journal. Handled texts leave the disk within a minute. */
export interface InboxJournal extends InboxLog {
  /** Erases what is kept of a chat, from the disk too; what was accepted after `through` stays waiting. */
  forget(chat: ChatKey, through?: IncomingMessage): Promise<void>;
  /** Lets go of what is too old and of handled messages; to be called every half minute or so. */
  tidy(): Promise<void>;
  /** Everything that is kept, as records that make it up again. */
  records(): Iterable<InboxEntry>;
  close(): Promise<void>;
}

export interface InboxJournalOptions {
  path: string;
  now: () => Date;
  /** Start a new file where there is none. */
  create: boolean;
  files?: Files;
  /** How many ids are remembered at most, the latest ones. */
  maxIds?: number;
}

/** Opens or creates the inbox; `torn` as `openJournal` says. Throws `StoreFileError`. */
export async function openInboxJournal({
  path,
  now,
  create,
  files = diskFiles,
  maxIds = maxRemembered,
}: InboxJournalOptions): Promise<{
  inbox: InboxJournal;
  torn: number;
}> {
  const state = createState(maxIds);
  const { journal, torn } = await openJournal<Entry>({ path, files, create, ...journalOf(state) });
  const appending = new Map<string, Promise<void>>();

  async function tidy(): Promise<void> {
    state.expire(now().getTime());
    if (state.holdsErased()) await state.erase(() => journal.compact());
  }
  try {
    await tidy();
  } catch (error) {
    await journal.close();
    throw error;
  }

  const inbox: InboxJournal = {
    async append(message) {
      const key = messageKey(message);
      if (state.remembers(key)) return 'duplicate';
      const first = appending.get(key);
      if (first) {
        await first;
        return 'duplicate';
      }
      const appended = journal.append({ is: 'accepted', message: incomingRecord.parse(message), atMs: now().getTime() });
      appending.set(key, appended);
      try {
        await appended;
      } finally {
        appending.delete(key);
      }
      return 'accepted';
    },
    claim: async (channel, limit) => state.queue.take(channel, limit, now().getTime()),
    async settle(message, result) {
      const key = messageKey(message);
      if (!state.queue.get(key)) return;
      switch (result.kind) {
        case 'handled':
          return journal.append({ is: 'handled', key });
        case 'dead':
          return journal.append({ is: 'dead', key, why: result.why, at: now().toISOString() });
        case 'later':
          state.queue.putOff(message.chat, now().getTime() + result.afterMs);
      }
    },
    deadLetters: async () => [...state.dead.values()],
    async replay(keys = [...state.dead.keys()]) {
      const known = keys.filter((key) => state.dead.has(key));
      await Promise.all(known.map((key) => journal.append({ is: 'replayed', key })));
      return known.length;
    },
    waiting: () => state.queue.size(),
    async forget(chat, through) {
      await journal.append({ is: 'forgotten', chat, ...(through && { through: messageKey(through) }) });
      await state.erase(() => journal.compact());
    },
    tidy,
    records: () => state.records(),
    close: () => journal.close(),
  };
  return { inbox, torn };
}

function journalOf(state: State): Pick<JournalOptions<Entry>, 'kind' | 'parse' | 'apply' | 'snapshot'> {
  return {
    kind: 'inbox',
    parse: (value) => entry.parse(value),
    apply: (record) => state.apply(record),
    snapshot: () => state.snapshot(),
  };
}

type State = ReturnType<typeof createState>;

/** What the records of the journal add up to. */
function createState(maxIds: number) {
  const queue = createInboxQueue();
  const dead = new Map<string, DeadLetter>();
  const remembered = createRememberedIds(maxIds);
  let erased = false;

  const atOf = (message: IncomingMessage) => remembered.atOf(messageKey(message)) ?? Date.parse(message.receivedAt);

  return {
    queue,
    dead,
    remembers: (key: string) => remembered.atOf(key) !== undefined,
    /** Whether the file still holds texts that are no longer part of the state. */
    holdsErased: () => erased,
    async erase(compact: () => Promise<void>): Promise<void> {
      try {
        await compact();
      } catch (error) {
        erased = true;
        throw error;
      }
    },
    expire(nowMs: number): void {
      remembered.expire(nowMs - rememberedMs);
      for (const [key, { diedAt }] of dead) {
        if (nowMs - Date.parse(diedAt) < rememberedMs) break;
        dead.delete(key);
        erased = true;
      }
    },
    apply(record: Entry): void {
      switch (record.is) {
        case 'accepted':
          remembered.add(messageKey(record.message), record.atMs);
          queue.add(record.message);
          return;
        case 'handled':
          queue.remove(record.key);
          erased = true;
          return;
        case 'dead': {
          const message = queue.get(record.key);
          queue.remove(record.key);
          if (message) dead.set(record.key, { key: record.key, message, why: record.why, diedAt: record.at });
          return;
        }
        case 'replayed': {
          const letter = dead.get(record.key);
          dead.delete(record.key);
          if (letter) queue.add(letter.message);
          return;
        }
        case 'remembered':
          for (const [key, atMs] of record.keys) remembered.add(key, atMs);
          return;
        case 'forgotten':
          queue.removeChat(record.chat, record.through);
          for (const [key, { message }] of dead) if (message.chat === record.chat) dead.delete(key);
          erased = true;
      }
    },
    snapshot(): Iterable<Entry> {
      erased = false;
      return this.records();
    },
    *records(): Generator<Entry> {
      const lineKeys = 1_000;
      const ids = [...remembered.all()];
      for (let from = 0; from < ids.length; from += lineKeys) yield { is: 'remembered', keys: ids.slice(from, from + lineKeys) };
      for (const message of queue.all()) yield { is: 'accepted', message: incomingRecord.parse(message), atMs: atOf(message) };
      for (const { key, message, why, diedAt } of dead.values()) {
        yield { is: 'accepted', message: incomingRecord.parse(message), atMs: atOf(message) };
        yield { is: 'dead', key, why, at: diedAt };
      }
    },
  };
}
