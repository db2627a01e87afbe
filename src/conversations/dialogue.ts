import type { Answering } from '../answering/answering.ts';
import { isOpening } from '../answering/question/openings.ts';
import type { Reply } from '../answering/reply/reply.ts';
import { citedReply } from '../answering/reply/sources.ts';
import { isTopicPress, type MenuPack, topicReply } from '../answering/reply/topics.ts';
import { firstContact, inboxWords, quickQuestionOf, talkText } from '../answering/reply/words-talk.ts';
import { menuHeading, topicGone } from '../answering/reply/words-topics.ts';
import type { Explanation } from '../answering/verdict/explanation.ts';
import type { ProvinceProfile } from '../elections/pack/province.ts';
import type { ChatKey } from '../messaging/message.ts';
import { createChatMemory } from './chat-memory.ts';
import { respondTo } from './continuing.ts';
import { type Linkable, questionBehind } from './deep-links.ts';
import { type CommandForEverybody, isForEverybody, readCommandOrWish } from './slash-commands.ts';
import { type LinkedPack, linkable, replyAlone } from './standing-alone.ts';
import { createTapping } from './tapping.ts';
import { genuineWords } from './words-genuineness.ts';
import { goAhead, personText, unitQuestion } from './words-menu.ts';
import { subscribingWords } from './words-subscribing.ts';

/** Turns what a person writes into a reply, remembering just enough of the conversation for follow-up questions. Of menus it knows nothing: see `menus.ts`. */
export interface Dialogue {
  reply(message: { chat: ChatKey; text: string }, now: Date): Reply;
  /** To a message of nobody's, as a link asks it; `undefined` where only a person in a conversation may say so. */
  alone(text: string, now: Date): Reply | undefined;
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

/** `pack`: the one in use. */
export function createDialogue(answering: Answering, pack: () => Linkable & LinkedPack & MenuPack): Dialogue {
  const about = (): ProvinceProfile | undefined => pack().about;
  const chats = createChatMemory();
  const answeredIn = (chat: ChatKey, nowMs: number) => chats.recall(chat, nowMs)?.answered ?? [];
  const { chosen, goneOn, offering, menu } = createTapping(answering, pack, answeredIn);

  /** Answers a question or a choice and keeps it for follow-ups. */
  function converse(chat: ChatKey, text: string, now: Date): Reply {
    const nowMs = now.getTime();
    const known = chats.recall(chat, nowMs);
    const earlier = known?.question && { question: known.question, replied: known.replied, agoMs: nowMs - known.atMs };
    const typed = text.trim();
    const { question, reply } =
      chosen(typed, known?.question, now) ??
      goneOn(typed, known?.question, now) ??
      respondTo(quickQuestionOf(typed, about()), earlier, { answering, about }, now);
    chats.remember(chat, reply.kind === 'talk' ? undefined : question, reply, nowMs, typed);
    const linked = linkable({ typed: text, understood: question.text, reply }, answering, pack(), now);
    return offering(chat, question, linked, now);
  }

  /** All sources of the answer before; where there was none, what there is to answer from. */
  const sourcesOf = (chat: ChatKey, now: Date): Reply =>
    citedReply(chats.recall(chat, now.getTime())?.replied.citations ?? []) ?? answering.sources();

  function calendarFor(chat: ChatKey, now: Date): Reply {
    const reply: Reply = { ...answering.calendar(now), about: 'task/calendar', asks: '/lich' };
    chats.remember(chat, undefined, reply, now.getTime(), '/lich');
    return offering(chat, answering.read('', now), reply, now);
  }

  function findSource(chat: ChatKey, title: string, now: Date): Reply {
    const question = answering.read(title, now);
    const reply = answering.titled(question);
    chats.remember(chat, question, reply, now.getTime());
    return offering(chat, question, reply, now);
  }

  function obey({ name, argument }: CommandForEverybody, chat: ChatKey, now: Date): Reply {
    switch (name) {
      case 'start': {
        const linked = questionBehind(argument, pack());
        return linked === undefined ? menu(firstContact(about()), now) : converse(chat, linked, now);
      }
      case 'help':
        return menu(talkText(about()).help.vi, now);
      case 'menu':
        return menu(menuHeading, now);
      case 'calendar':
        return calendarFor(chat, now);
      case 'sources':
        return argument === '' ? sourcesOf(chat, now) : findSource(chat, argument, now);
      case 'unit':
        return converse(chat, unitQuestion(argument), now);
      case 'forget':
        chats.forget(chat);
        return talk(inboxWords.forgotten);
      case 'subscribe':
      case 'unsubscribe':
        return talk(subscribingWords.notOffered);
      case 'verify':
        return talk(genuineWords.noneSent);
      case 'person':
        return talk(personText(about()?.contacts ?? []));
    }
  }

  return {
    forget: (chat) => chats.forget(chat),
    explain: (text, now) => answering.explain(answering.read(text, now), now),
    alone: (text, now) => replyAlone(text, answering, pack(), now),
    nearest: (position, now) => answering.nearest(position, now),
    reply({ chat, text }, now) {
      if (isOpening(text)) return talk(goAhead);
      if (isTopicPress(text)) return topicReply(text, pack()) ?? menu(topicGone, now);
      const command = readCommandOrWish(text);
      return command && isForEverybody(command) ? obey(command, chat, now) : converse(chat, text, now);
    },
  };
}
