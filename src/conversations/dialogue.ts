import { isOpening } from '../answering/question/openings.ts';
import type { Reply } from '../answering/reply/reply.ts';
import { citedReply } from '../answering/reply/sources.ts';
import { firstContact, inboxWords, quickChoices, quickQuestionOf, talkText } from '../answering/reply/words-talk.ts';
import type { Explanation } from '../answering/verdict/explanation.ts';
import type { KnowledgePack } from '../elections/pack/pack.ts';
import type { ProvinceProfile } from '../elections/pack/province.ts';
import type { ChatKey } from '../messaging/message.ts';
import { createChatMemory } from './chat-memory.ts';
import { type Linkable, questionBehind } from './deep-links.ts';
import { type CommandForEverybody, isForEverybody, readCommandOrWish } from './slash-commands.ts';
import type { Job, PatientThinking, Thinking, Thought } from './thinking.ts';
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
  nearest(position: { latitude: number; longitude: number }, now: Date): Reply;
  explain(text: string, now: Date): Explanation;
}

/** What is to be done about a message: nothing more, or something to think about. `said` gives the reply and keeps what a follow-up needs. */
type Step = { kind: 'said'; reply: Reply } | { kind: 'job'; job: Job; said(thought: Thought): Reply };

const talk = (text: string, choices?: Reply['choices']): Step => ({
  kind: 'said',
  reply: { kind: 'talk', text, citations: [], ...(choices ? { choices } : {}) },
});

type PackInUse = () => Linkable & Pick<KnowledgePack, 'about'>;

/** The dialogue without the thinking. */
function createSteps(pack: PackInUse): { begin(message: Message, now: Date): Step; forget(chat: ChatKey): void } {
  const about = (): ProvinceProfile | undefined => pack().about;
  const chats = createChatMemory();

  /** A question or a choice, kept for follow-ups. */
  function converse(chat: ChatKey, text: string, now: Date): Step {
    const nowMs = now.getTime();
    const known = chats.recall(chat, nowMs);
    const earlier = known?.question && { question: known.question, replied: known.replied, agoMs: nowMs - known.atMs };
    const job: Job = { kind: 'message', text: quickQuestionOf(text.trim(), about()), earlier, now };
    return {
      kind: 'job',
      job,
      said({ question, reply }) {
        chats.remember(chat, reply.kind === 'talk' ? undefined : question, reply, nowMs);
        return reply;
      },
    };
  }

  const plain = (job: Job): Step => ({ kind: 'job', job, said: ({ reply }) => reply });

  /** All sources of the answer before; where there was none, what there is to answer from. */
  function sourcesOf(chat: ChatKey, now: Date): Step {
    const reply = citedReply(chats.recall(chat, now.getTime())?.replied.citations ?? []);
    return reply ? { kind: 'said', reply } : plain({ kind: 'sources' });
  }

  function findSource(chat: ChatKey, title: string, now: Date): Step {
    return {
      kind: 'job',
      job: { kind: 'title', title, now },
      said({ question, reply }) {
        chats.remember(chat, question, reply, now.getTime());
        return reply;
      },
    };
  }

  function obey({ name, argument }: CommandForEverybody, chat: ChatKey, now: Date): Step {
    switch (name) {
      case 'start': {
        const linked = questionBehind(argument, pack());
        return linked === undefined ? talk(firstContact(about()), quickChoices(about())) : converse(chat, linked, now);
      }
      case 'help':
        return talk(talkText(about()).help.vi, quickChoices(about()));
      case 'calendar':
        return plain({ kind: 'calendar', now });
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
    begin({ chat, text }, now) {
      if (isOpening(text)) return talk(goAhead);
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
    nearest: async (position, now) => (await thinking.think({ kind: 'nearest', position, now })).reply,
    async reply(message, now) {
      const step = begin(message, now);
      return step.kind === 'said' ? step.reply : step.said(await thinking.think(step.job));
    },
  };
}
