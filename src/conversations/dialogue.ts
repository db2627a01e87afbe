import { isOpening } from '../answering/question/openings.ts';
import { contactsOn } from '../answering/reply/offices.ts';
import type { Reply } from '../answering/reply/reply.ts';
import { citedReply } from '../answering/reply/sources.ts';
import { isTopicPress, topicReply } from '../answering/reply/topics.ts';
import { firstContact, inboxWords, talkText } from '../answering/reply/words-talk.ts';
import { menuHeading, topicGone } from '../answering/reply/words-topics.ts';
import type { Explanation } from '../answering/verdict/explanation.ts';
import type { ProvinceProfile } from '../elections/pack/province.ts';
import { vietnamDate } from '../elections/tense.ts';
import type { ChatKey } from '../messaging/message.ts';
import { createChatMemory } from './chat-memory.ts';
import { type Linkable, questionBehind } from './deep-links.ts';
import { type CommandForEverybody, isForEverybody, readCommandOrWish } from './slash-commands.ts';
import { menuUnder } from './tapping.ts';
import { calendarCommand, type Job, type PatientThinking, type Thinking, type ThinkingPack, type Thought } from './thinking.ts';
import { genuineWords } from './words-genuineness.ts';
import { goAhead, personText, unitQuestion } from './words-menu.ts';
import { subscribingWords } from './words-subscribing.ts';

interface Message {
  chat: ChatKey;
  text: string;
}

/** Turns what a person writes into a reply, remembering just enough of the conversation for follow-up questions. Of menus it knows nothing: see `menus.ts`. */
export interface PatientDialogue {
  /** One message of a chat after the other: the next one may refer to this reply. */
  reply(message: Message, now: Date): Reply | Promise<Reply>;
  /** To a message of nobody's, as a link asks it; `undefined` where only a person in a conversation may say so. */
  alone(text: string, now: Date): Reply | undefined | Promise<Reply | undefined>;
  /** To a shared position, which is not kept. */
  nearest(position: { latitude: number; longitude: number }, now: Date): Reply | Promise<Reply>;
  /** Why a message, taken by itself, is answered as it is. */
  explain(text: string, now: Date): Explanation | Promise<Explanation>;
  /** Drops what is remembered of a chat. */
  forget(chat: ChatKey): void;
}

/** The same, at once. */
export interface Dialogue extends PatientDialogue {
  reply(message: Message, now: Date): Reply;
  alone(text: string, now: Date): Reply | undefined;
  nearest(position: { latitude: number; longitude: number }, now: Date): Reply;
  explain(text: string, now: Date): Explanation;
}

/** What is to be done about a message: nothing more, or something to think about. `said` gives the reply and keeps what a follow-up needs. */
type Step = { kind: 'said'; reply: Reply } | { kind: 'job'; job: Job; said(thought: Thought): Reply };

interface Steps {
  begin(message: Message, now: Date): Step;
  forget(chat: ChatKey): void;
}

type PackInUse = () => Linkable & ThinkingPack;

const reply = (said: Reply): Step => ({ kind: 'said', reply: said });
const talk = (text: string): Step => reply({ kind: 'talk', text, citations: [] });

/** Whoever asks where it is from means the answer before. */
const sourcesTalk = 'talk/sources';
const citedIn = (known: { replied: Pick<Reply, 'citations'> } | undefined): Reply | undefined =>
  citedReply(known?.replied.citations ?? []);

/** The dialogue without the thinking. */
function createSteps(pack: PackInUse): Steps {
  const about = (): ProvinceProfile | undefined => pack().about;
  const chats = createChatMemory();
  const answeredIn = (chat: ChatKey, now: Date): readonly string[] => chats.recall(chat, now.getTime())?.answered ?? [];
  const menu = (text: string, now: Date): Step => reply(menuUnder(text, pack(), now));

  /** What comes of it is kept for follow-ups. */
  const kept = (chat: ChatKey, job: Job, now: Date, typed?: string): Step => ({
    kind: 'job',
    job,
    said(thought) {
      const cited = thought.reply.about === sourcesTalk && citedIn(chats.recall(chat, now.getTime()));
      if (cited) return cited;
      if (!thought.isBusy) chats.remember(chat, thought.question, thought.reply, now.getTime(), typed);
      return thought.reply;
    },
  });

  /** A question or a choice. */
  function converse(chat: ChatKey, text: string, now: Date): Step {
    const nowMs = now.getTime();
    const known = chats.recall(chat, nowMs);
    const earlier = known?.question && { question: known.question, replied: known.replied, agoMs: nowMs - known.atMs };
    return kept(chat, { kind: 'message', text, earlier, answered: known?.answered ?? [], now }, now, text.trim());
  }

  /** All sources of the answer before; where there was none, what there is to answer from. */
  function sourcesOf(chat: ChatKey, now: Date): Step {
    const cited = citedIn(chats.recall(chat, now.getTime()));
    return cited ? reply(cited) : { kind: 'job', job: { kind: 'sources' }, said: (thought) => thought.reply };
  }

  function obey({ name, argument }: CommandForEverybody, chat: ChatKey, now: Date): Step {
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
        return kept(chat, { kind: 'calendar', answered: answeredIn(chat, now), now }, now, calendarCommand);
      case 'sources':
        if (argument === '') return sourcesOf(chat, now);
        return kept(chat, { kind: 'title', title: argument, answered: answeredIn(chat, now), now }, now);
      case 'unit':
        return converse(chat, unitQuestion(argument), now);
      case 'forget':
        chats.forget(chat);
        return talk(inboxWords.forgotten);
      // Whoever keeps something of a chat says so before: see `OwnData`.
      case 'kept':
        return talk(talkText(about()).privacy.vi);
      case 'subscribe':
      case 'unsubscribe':
      case 'language':
        return talk(subscribingWords.notOffered);
      case 'verify':
        return talk(genuineWords.noneSent);
      case 'person':
        return talk(personText(contactsOn(pack(), vietnamDate(now))));
    }
  }

  return {
    forget: (chat) => chats.forget(chat),
    begin({ chat, text }, now) {
      if (isOpening(text)) return talk(goAhead);
      if (isTopicPress(text)) {
        const topic = topicReply(text, pack());
        return topic ? reply(topic) : menu(topicGone, now);
      }
      const command = readCommandOrWish(text);
      return command && isForEverybody(command) ? obey(command, chat, now) : converse(chat, text, now);
    },
  };
}

/** `pack`: the one in use. */
export function createDialogue(thinking: Thinking, pack: PackInUse): Dialogue {
  const { begin, forget } = createSteps(pack);
  return {
    forget,
    explain: thinking.explain,
    alone: thinking.alone,
    nearest: (position, now) => thinking.think({ kind: 'nearest', position, now }).reply,
    reply(message, now) {
      const step = begin(message, now);
      return step.kind === 'said' ? step.reply : step.said(thinking.think(step.job));
    },
  };
}

/** The same where somebody else thinks. */
export function createPatientDialogue(thinking: PatientThinking, pack: PackInUse): PatientDialogue {
  const { begin, forget } = createSteps(pack);
  return {
    forget,
    explain: thinking.explain,
    alone: thinking.alone,
    nearest: async (position, now) => (await thinking.think({ kind: 'nearest', position, now })).reply,
    async reply(message, now) {
      const step = begin(message, now);
      return step.kind === 'said' ? step.reply : step.said(await thinking.think(step.job));
    },
  };
}
