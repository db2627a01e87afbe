import type { ChatKey } from '../../messaging/message.ts';
import { createRecent } from '../../messaging/recent.ts';
import type { DecidingExpectation } from './deciding.ts';
import type { PictureExpectation } from './pictures.ts';
import type { GivenReasons } from './submitting.ts';
import type { Reasons } from './views.ts';
import type { WritingExpectation } from './writing.ts';

export type Expectation = WritingExpectation | DecidingExpectation | PictureExpectation;

/** What is remembered of officials' chats for a while, in memory only: what the next message is taken for, who is at work, and reasons. */
export interface OfficeMemory {
  /** What the next message is taken for. */
  awaited(chat: ChatKey): Expectation | undefined;
  expect(chat: ChatKey, next: Expectation | undefined): void;
  /** Whether an official was at work in this chat a short while ago. */
  isAtWork(chat: ChatKey): boolean;
  noteAtWork(chat: ChatKey, isAtWork: boolean): void;
  reasons: GivenReasons;
  forget(chat: ChatKey): void;
}

const rememberedMs = 15 * 60_000;
const rememberedChats = 1_000;
const longestReason = 500;

export function createOfficeMemory(now: () => Date): OfficeMemory {
  const memory = { now, keptMs: rememberedMs, most: rememberedChats };
  const expected = createRecent<Expectation>(memory);
  const atWork = createRecent<true>({ ...memory, keptMs: 4 * rememberedMs });
  const given = createRecent<{ hash: string; reasons: Reasons }>({ ...memory, keptMs: 4 * rememberedMs });

  const reasonsOf = (chat: ChatKey, hash: string): Reasons => {
    const held = given.get(chat);
    return held?.hash === hash ? held.reasons : {};
  };

  return {
    awaited: (chat) => expected.get(chat),
    expect(chat, next) {
      if (next) expected.set(chat, next);
      else expected.drop(chat);
    },
    isAtWork: (chat) => atWork.get(chat) === true,
    noteAtWork(chat, isAtWork) {
      if (isAtWork) atWork.set(chat, true);
      else atWork.drop(chat);
    },
    reasons: {
      of: reasonsOf,
      add: (chat, hash, code, reason) =>
        given.set(chat, { hash, reasons: { ...reasonsOf(chat, hash), [code]: reason.slice(0, longestReason) } }),
    },
    forget(chat) {
      for (const held of [expected, given, atWork]) held.drop(chat);
    },
  };
}
