import type { Answering } from '../answering/answering.ts';
import { offeredTarget } from '../answering/reply/offers.ts';
import type { Reply } from '../answering/reply/reply.ts';
import { firstContact, inboxWords, quickChoices, quickQuestionOf, talkText } from '../answering/reply/words-talk.ts';
import type { Explanation } from '../answering/verdict/explanation.ts';
import type { ProvinceProfile } from '../elections/pack/province.ts';
import type { ChatKey } from '../messaging/message.ts';
import { type Before, respondTo } from './continuing.ts';
import { type CommandForEverybody, isForEverybody, readCommand } from './slash-commands.ts';
import { genuineWords } from './words-genuineness.ts';
import { unitQuestion } from './words-menu.ts';
import { subscribingWords } from './words-subscribing.ts';

/** Turns what a person writes into a reply, remembering just enough of the conversation for follow-up questions. */
export interface Dialogue {
  reply(message: { chat: ChatKey; text: string }, now: Date): Reply;
  /** To a shared position, which is not kept. */
  nearest(position: { latitude: number; longitude: number }): Reply;
  /** Why a message, taken by itself, is answered as it is. */
  explain(text: string, now: Date): Explanation;
  /** Drops what is remembered of a chat. */
  forget(chat: ChatKey): void;
}

/** What a follow-up needs: in memory only, for half an hour, never written anywhere. */
interface Remembered {
  question: Before;
  choices: { label: string; value: string }[];
  atMs: number;
}

const rememberedMs = 30 * 60_000;
const rememberedChats = 10_000;

const talk = (text: string, choices?: Reply['choices']): Reply => ({
  kind: 'talk',
  text,
  citations: [],
  ...(choices ? { choices } : {}),
});

/** `about`: what the pack in use says of its province. */
export function createDialogue(answering: Answering, about: () => ProvinceProfile | undefined): Dialogue {
  const chats = new Map<ChatKey, Remembered>();

  function recall(chat: ChatKey, nowMs: number): Remembered | undefined {
    const remembered = chats.get(chat);
    if (remembered && Math.abs(nowMs - remembered.atMs) <= rememberedMs) return remembered;
    chats.delete(chat);
    return undefined;
  }

  function remember(chat: ChatKey, { text, places }: Before, reply: Reply, atMs: number): void {
    chats.delete(chat);
    chats.set(chat, { question: { text, places, about: reply.about }, choices: reply.choices ?? [], atMs });
    if (chats.size > rememberedChats) chats.delete(chats.keys().next().value!);
  }

  /** The reply to an offer that was pressed, in the light of the question it was offered for. */
  function chosen(text: string, before: Before | undefined, now: Date): { question: Before; reply: Reply } | undefined {
    const target = offeredTarget(text);
    if (target === undefined) return undefined;
    const question = answering.read(before?.text ?? '', now);
    const reply = answering.about(target, question, now);
    return reply && { question, reply };
  }

  /** Answers a question or a choice and keeps it for follow-ups. */
  function converse(chat: ChatKey, text: string, now: Date): Reply {
    const before = recall(chat, now.getTime())?.question;
    const { question, reply } =
      chosen(text.trim(), before, now) ?? respondTo(quickQuestionOf(text.trim(), about()), before, { answering, about }, now);
    if (reply.kind !== 'talk') remember(chat, question, reply, now.getTime());
    return reply;
  }

  /** What a number stands for that was typed instead of pressing a button; anything else stands for itself. */
  function meant(chat: ChatKey, text: string, now: Date): string {
    const typed = text.trim();
    const chosen = /^\d{1,2}$/.test(typed) ? recall(chat, now.getTime())?.choices[Number(typed) - 1]?.value : undefined;
    return chosen ?? text;
  }

  function findSource(chat: ChatKey, title: string, now: Date): Reply {
    const question = answering.read(title, now);
    const reply = answering.titled(question);
    remember(chat, question, reply, now.getTime());
    return reply;
  }

  function obey({ name, argument }: CommandForEverybody, chat: ChatKey, now: Date): Reply {
    switch (name) {
      case 'start':
        return talk(firstContact(about()), quickChoices(about()));
      case 'help':
        return talk(talkText(about()).help.vi, quickChoices(about()));
      case 'calendar':
        return answering.calendar(now);
      case 'sources':
        return argument === '' ? answering.sources() : findSource(chat, argument, now);
      case 'unit':
        return converse(chat, unitQuestion(argument), now);
      case 'forget':
        chats.delete(chat);
        return talk(inboxWords.forgotten);
      case 'subscribe':
      case 'unsubscribe':
        return talk(subscribingWords.noDelivery);
      case 'verify':
        return talk(genuineWords.howTo);
    }
  }

  return {
    forget: (chat) => void chats.delete(chat),
    explain: (text, now) => answering.explain(answering.read(text, now), now),
    nearest: (position) => answering.nearest(position),
    reply({ chat, text }, now) {
      const message = meant(chat, text, now);
      const command = readCommand(message);
      return command && isForEverybody(command) ? obey(command, chat, now) : converse(chat, message, now);
    },
  };
}
