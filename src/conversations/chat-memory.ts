import type { Reply } from '../answering/reply/reply.ts';
import type { ChatKey, Choice } from '../messaging/message.ts';
import type { Before, Earlier } from './continuing.ts';

/** What a follow-up needs: in memory only, for half an hour, never written anywhere. */
export interface Remembered {
  /** The question before; `undefined` where only a menu was shown. */
  question: Before | undefined;
  replied: Earlier['replied'];
  atMs: number;
  /** The menu shown last: only a newer one takes its place. */
  choices: readonly Choice[];
  shownAtMs: number;
}

/** What is remembered of conversations, each for half an hour; of the least recent ones nothing where there are too many. */
export interface ChatMemory {
  recall(chat: ChatKey, nowMs: number): Remembered | undefined;
  /** Without a question the one before stays in mind, without choices the menu before. */
  remember(chat: ChatKey, question: Before | undefined, reply: Reply, nowMs: number): void;
  /** The menu shown last, empty where none is live; `isAsked`: nothing was said since. */
  menu(chat: ChatKey, nowMs: number): { choices: readonly Choice[]; isAsked: boolean };
  forget(chat: ChatKey): void;
}

const rememberedMs = 30 * 60_000;
const rememberedChats = 10_000;

export function createChatMemory(): ChatMemory {
  const chats = new Map<ChatKey, Remembered>();
  const isLive = (atMs: number, nowMs: number): boolean => Math.abs(nowMs - atMs) <= rememberedMs;

  function recall(chat: ChatKey, nowMs: number): Remembered | undefined {
    const remembered = chats.get(chat);
    if (remembered && isLive(remembered.atMs, nowMs)) return remembered;
    chats.delete(chat);
    return undefined;
  }

  return {
    recall,
    remember(chat, question, { kind, text, about, choices, citations }, atMs) {
      const before = chats.get(chat);
      const menu = choices?.length ? { choices, shownAtMs: atMs } : (before ?? { choices: [], shownAtMs: atMs });
      const kept = question ? { text: question.text, places: question.places } : before?.question;
      const replied = question || !before ? { kind, text, citations, ...(about === undefined ? {} : { about }) } : before.replied;
      chats.delete(chat);
      chats.set(chat, { question: kept, replied, atMs, choices: menu.choices, shownAtMs: menu.shownAtMs });
      if (chats.size > rememberedChats) chats.delete(chats.keys().next().value!);
    },
    menu(chat, nowMs) {
      const known = recall(chat, nowMs);
      if (!known || !isLive(known.shownAtMs, nowMs)) return { choices: [], isAsked: false };
      return { choices: known.choices, isAsked: known.replied.kind === 'clarify' && known.shownAtMs === known.atMs };
    },
    forget: (chat) => void chats.delete(chat),
  };
}
