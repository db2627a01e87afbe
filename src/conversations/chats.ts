import type { ChatKey, Choice } from '../messaging/message.ts';
import { dropOldest } from '../messaging/recent.ts';

/** A list of choices somebody was shown, to be picked from by number or by label. */
export interface Menu {
  choices: readonly Choice[];
  /** ISO 8601 UTC. */
  shownAt: string;
  /** It was a question of ours, and nothing was said since: more is taken as an answer to it. */
  asks: boolean;
  /** It is what may be asked next. */
  goesOn?: true;
  /** The list shown before what may be asked next: it can still be picked from, and its numbers come first. */
  beneath?: Pick<Menu, 'choices' | 'shownAt'>;
}

/** What is kept of a conversation for hours, of one that broke off for a month: nothing a person wrote. */
export interface ChatRecord {
  chat: ChatKey;
  /** The menu shown last: only a newer one takes its place. */
  menu?: Menu;
  /** ISO 8601 UTC: people of the office talk here themselves, and until then we are silent. */
  quietUntil?: string;
  /** ISO 8601 UTC: when the person was greeted last. */
  greetedAt?: string;
  /** ISO 8601 UTC: when the person heard last that only text is read. */
  noticedAt?: string;
  /** ISO 8601 UTC: their subscription ended because the platform said they cannot be reached; they have not heard of it. */
  removedAt?: string;
}

/** A menu may be picked from for so long. */
export const menuLivesMs = 30 * 60_000;
/** Nobody is greeted twice within this time. */
export const greetedForMs = 6 * 60 * 60_000;

/** Whoever sends pictures hears at most so often that they are not read. */
export const noticeEveryMs = 60_000;
/** Whoever comes back within this time is told that their subscription ended. */
const removedForMs = 30 * 24 * 60 * 60_000;

/** One record a chat, which every process sees and a restart keeps. A backup leaves them out. The contract is `test/contracts/chats.ts`. */
export interface Chats {
  get(chat: ChatKey): Promise<ChatRecord | undefined>;
  /** Replaces the record by what `change` makes of it, one change of a chat at a time; durable once it resolves. The same record back: nothing is written. */
  change(chat: ChatKey, change: (held: ChatRecord | undefined) => ChatRecord | undefined): Promise<void>;
  /** Erases the record, from the disk too. */
  forget(chat: ChatKey): Promise<void>;
  /** Drops what is over. */
  expire(at: Date): Promise<void>;
}

/** When nothing in a record counts any more, in milliseconds since 1970. */
export function overAtMs({ menu, quietUntil, greetedAt, noticedAt, removedAt }: ChatRecord): number {
  const after = (at: string | undefined, ms: number): number => (at === undefined ? 0 : Date.parse(at) + ms);
  return Math.max(
    after(menu?.shownAt, menuLivesMs),
    after(quietUntil, 0),
    after(greetedAt, greetedForMs),
    after(noticedAt, noticeEveryMs),
    after(removedAt, removedForMs),
  );
}

/** Records in memory only: of visitors, of whom nothing is written down. Those heard of longest ago go first. */
export function createMemoryChats(maxChats = 10_000): Chats {
  const records = new Map<ChatKey, ChatRecord>();
  return {
    get: async (chat) => records.get(chat),
    async change(chat, change) {
      const next = change(records.get(chat));
      records.delete(chat);
      if (next) records.set(chat, next);
      dropOldest(records, maxChats);
    },
    forget: async (chat) => void records.delete(chat),
    async expire(at) {
      for (const [chat, record] of records) if (overAtMs(record) <= at.getTime()) records.delete(chat);
    },
  };
}

/** Keeps the chats for which `isPassing` holds in memory, the others in `kept`. */
export function withPassingChats(kept: Chats, isPassing: (chat: ChatKey) => boolean): Chats {
  const passing = createMemoryChats();
  const of = (chat: ChatKey): Chats => (isPassing(chat) ? passing : kept);
  return {
    get: (chat) => of(chat).get(chat),
    change: (chat, change) => of(chat).change(chat, change),
    forget: (chat) => of(chat).forget(chat),
    async expire(at) {
      await passing.expire(at);
      await kept.expire(at);
    },
  };
}
