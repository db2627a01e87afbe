import type { Answering } from '../answering/answering.ts';
import { isOpening } from '../answering/question/openings.ts';
import { pickAmong, readPick } from '../answering/question/picking.ts';
import { offeredTarget } from '../answering/reply/offers.ts';
import type { Reply } from '../answering/reply/reply.ts';
import { citedReply } from '../answering/reply/sources.ts';
import { firstContact, inboxWords, quickChoices, quickQuestionOf, talkText } from '../answering/reply/words-talk.ts';
import type { Explanation } from '../answering/verdict/explanation.ts';
import type { ProvinceProfile } from '../elections/pack/province.ts';
import type { ChatKey } from '../messaging/message.ts';
import { createChatMemory } from './chat-memory.ts';
import { type Before, respondTo } from './continuing.ts';
import { type CommandForEverybody, isForEverybody, readCommandOrWish } from './slash-commands.ts';
import { genuineWords } from './words-genuineness.ts';
import { goAhead, noMenu, notInMenu, personText, unitQuestion } from './words-menu.ts';
import { subscribingWords } from './words-subscribing.ts';

/** Turns what a person writes into a reply, remembering just enough of the conversation for follow-up questions. */
export interface Dialogue {
  reply(message: { chat: ChatKey; text: string }, now: Date): Reply;
  /** To a shared position, which is not kept. */
  nearest(position: { latitude: number; longitude: number }, now: Date): Reply;
  /** Why a message, taken by itself, is answered as it is. */
  explain(text: string, now: Date): Explanation;
  /** Drops what is remembered of a chat. */
  forget(chat: ChatKey): void;
}

const talk = (text: string, choices?: Reply['choices']): Reply => ({
  kind: 'talk',
  text,
  citations: [],
  ...(choices ? { choices } : {}),
});

/** `about`: what the pack in use says of its province. */
export function createDialogue(answering: Answering, about: () => ProvinceProfile | undefined): Dialogue {
  const chats = createChatMemory();

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
    const nowMs = now.getTime();
    const known = chats.recall(chat, nowMs);
    const earlier = known?.question && { question: known.question, replied: known.replied, agoMs: nowMs - known.atMs };
    const { question, reply } =
      chosen(text.trim(), known?.question, now) ??
      respondTo(quickQuestionOf(text.trim(), about()), earlier, { answering, about }, now);
    chats.remember(chat, reply.kind === 'talk' ? undefined : question, reply, nowMs);
    return reply;
  }

  /** What a number or a label stands for that was typed instead of pressing a button; a reply where it is a number of no menu. */
  function meant(chat: ChatKey, text: string, now: Date): string | Reply {
    const { choices, isAsked } = chats.menu(chat, now.getTime());
    const labels = choices.map(({ label }) => label);
    const index = pickAmong(labels, text, isAsked);
    if (index !== undefined) return choices[index]!.value;
    const pick = readPick(text);
    if (pick?.kind !== 'number' || !pick.isBare) return text;
    return choices.length > 0 ? talk(notInMenu(choices.length), [...choices]) : talk(noMenu, quickChoices(about()));
  }

  /** All sources of the answer before; where there was none, what there is to answer from. */
  const sourcesOf = (chat: ChatKey, now: Date): Reply =>
    citedReply(chats.recall(chat, now.getTime())?.replied.citations ?? []) ?? answering.sources();

  function findSource(chat: ChatKey, title: string, now: Date): Reply {
    const question = answering.read(title, now);
    const reply = answering.titled(question);
    chats.remember(chat, question, reply, now.getTime());
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
        return argument === '' ? sourcesOf(chat, now) : findSource(chat, argument, now);
      case 'unit':
        return converse(chat, unitQuestion(argument), now);
      case 'forget':
        chats.forget(chat);
        return talk(inboxWords.forgotten);
      case 'subscribe':
      case 'unsubscribe':
        return talk(subscribingWords.noDelivery);
      case 'verify':
        return talk(genuineWords.howTo);
      case 'person':
        return talk(personText(about()?.contacts ?? []));
    }
  }

  return {
    forget: (chat) => chats.forget(chat),
    explain: (text, now) => answering.explain(answering.read(text, now), now),
    nearest: (position, now) => answering.nearest(position, now),
    reply({ chat, text }, now) {
      const message = meant(chat, text, now);
      if (typeof message !== 'string') return message;
      if (isOpening(message)) return talk(goAhead);
      const command = readCommandOrWish(message);
      if (!command || !isForEverybody(command)) return converse(chat, message, now);
      const reply = obey(command, chat, now);
      if (reply.choices?.length && reply.kind === 'talk') chats.remember(chat, undefined, reply, now.getTime());
      return reply;
    },
  };
}
