import type { Reply } from '../answering/reply/reply.ts';
import type { ChatKey } from '../messaging/message.ts';
import { putLast } from '../messaging/recent.ts';
import type { Before, Earlier } from './continuing.ts';

/** What a follow-up needs: in memory only, for half an hour, never written anywhere. */
export interface Remembered {
  /** The question before; `undefined` where only talk was. */
  question: Before | undefined;
  replied: Earlier['replied'];
  /** What was answered or pressed lately: values of choices, ids of what they ask for. */
  answered: readonly string[];
  atMs: number;
}

/** What is remembered of conversations, each for half an hour; of the least recent ones nothing where there are too many. */
export interface ChatMemory {
  recall(chat: ChatKey, nowMs: number): Remembered | undefined;
  /** Without a question the one before stays in mind. */
  remember(chat: ChatKey, question: Before | undefined, reply: Reply, nowMs: number, typed?: string): void;
  forget(chat: ChatKey): void;
}

const rememberedMs = 30 * 60_000;
const rememberedChats = 10_000;
const rememberedAnswers = 12;

/** What was answered or pressed, with what a reply adds to it; `typed`: what it replies to. */
export function answeredWith(
  before: readonly string[],
  { kind, about }: Pick<Reply, 'kind' | 'about'>,
  typed?: string,
): string[] {
  const told = kind === 'answer' || kind === 'talk' ? [typed, about].filter((one) => one !== undefined) : [];
  return [...before, ...told].slice(-rememberedAnswers);
}

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
    remember(chat, question, reply, atMs, typed) {
      const { kind, text, about, citations } = reply;
      const before = chats.get(chat);
      const kept = question ? { text: question.text, places: question.places, language: question.language } : before?.question;
      const answered = answeredWith(before?.answered ?? [], reply, typed);
      const replied = question || !before ? { kind, text, citations, ...(about === undefined ? {} : { about }) } : before.replied;
      putLast(chats, chat, { question: kept, replied, answered, atMs }, rememberedChats);
    },
    forget: (chat) => void chats.delete(chat),
  };
}
