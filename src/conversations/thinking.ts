import type { FactCheck } from '../announcements/finding.ts';
import type { Answering } from '../answering/answering.ts';
import type { Reply } from '../answering/reply/reply.ts';
import type { MenuPack } from '../answering/reply/topics.ts';
import { quickQuestionOf } from '../answering/reply/words-talk.ts';
import type { Explanation } from '../answering/verdict/explanation.ts';
import { answeredWith } from './chat-memory.ts';
import { type Before, type Earlier, respondTo } from './continuing.ts';
import { createRumourCheck, type RumourCheck } from './rumours.ts';
import { type LinkedPack, linkable, replyAlone } from './standing-alone.ts';
import { createTapping } from './tapping.ts';

/** What takes time about a conversation, and all of it about one message. A job and what comes of it are data, so that another thread can do it. `answered`: what the chat was told lately. */
export type Job =
  | { kind: 'message'; text: string; earlier: Earlier | undefined; answered: readonly string[]; now: Date }
  /** The source that a title names. */
  | { kind: 'title'; title: string; answered: readonly string[]; now: Date }
  | { kind: 'calendar'; answered: readonly string[]; now: Date }
  | { kind: 'sources' }
  /** The polling station nearest to a shared position, which is not kept. */
  | { kind: 'nearest'; position: { latitude: number; longitude: number }; now: Date };

export interface Thought {
  reply: Reply;
  /** What the next message may leave out; none where there is nothing to go on from. */
  question?: Before;
  /** Nobody thought, and the reply says so: the conversation stands where it stood. */
  isBusy?: true;
}

/** Works a message out. Pure: the same pack and job give the same thought. */
export interface Thinking {
  think(job: Job): Thought;
  /** To a message of nobody's; see `replyAlone`. */
  alone(text: string, now: Date): Reply | undefined;
  /** Why a message, taken by itself, is answered as it is. */
  explain(text: string, now: Date): Explanation;
  /** What is known of a text that goes from hand to hand. */
  rumour: RumourCheck;
}

/** The same where it may take a while, because somebody else does it. */
export interface PatientThinking {
  think(job: Job): Promise<Thought>;
  alone(text: string, now: Date): Promise<Reply | undefined>;
  explain(text: string, now: Date): Promise<Explanation>;
  rumour: RumourCheck;
}

/** What the calendar is typed as, and asked for with. */
export const calendarCommand = '/lich';

/** What thinking looks up by itself. */
export type ThinkingPack = LinkedPack & MenuPack;

/** A question with every reading of its words weighs ten times what is needed of it. */
const beforeOf = ({ text, places, language }: Before): Before => ({ text, places, language });

/** `pack`: the one in use. */
export function createThinking(answering: Answering, { pack, facts }: { pack: () => ThinkingPack; facts: FactCheck }): Thinking {
  const { chosen, goneOn, offering } = createTapping(answering, pack);
  const about = () => pack().about;

  function toMessage({ text, earlier, answered, now }: Extract<Job, { kind: 'message' }>): Thought {
    const typed = text.trim();
    const { question, reply } =
      chosen(typed, earlier?.question, now) ??
      goneOn(typed, earlier?.question, now) ??
      respondTo(quickQuestionOf(typed, about()), earlier, { answering, about }, now);
    const linked = linkable({ typed: text, understood: question.text, reply }, answering, pack(), now);
    const said = offering(question, linked, answeredWith(answered, reply, typed), now);
    return reply.kind === 'talk' ? { reply: said } : { reply: said, question: beforeOf(question) };
  }

  function toTitle({ title, answered, now }: Extract<Job, { kind: 'title' }>): Thought {
    const question = answering.read(title, now);
    const reply = answering.titled(question);
    return { reply: offering(question, reply, answeredWith(answered, reply), now), question: beforeOf(question) };
  }

  function toCalendar({ answered, now }: Extract<Job, { kind: 'calendar' }>): Thought {
    const reply: Reply = { ...answering.calendar(now), about: 'task/calendar', asks: calendarCommand };
    return { reply: offering(answering.read('', now), reply, answeredWith(answered, reply, calendarCommand), now) };
  }

  return {
    alone: (text, now) => replyAlone(text, answering, pack(), now),
    explain: (text, now) => answering.explain(answering.read(text, now), now),
    rumour: createRumourCheck({ facts, answer: (text, now) => answering.answer(answering.read(text, now), now), pack }),
    think(job) {
      switch (job.kind) {
        case 'message':
          return toMessage(job);
        case 'title':
          return toTitle(job);
        case 'calendar':
          return toCalendar(job);
        case 'sources':
          return { reply: answering.sources() };
        case 'nearest':
          return { reply: answering.nearest(job.position, job.now) };
      }
    },
  };
}

/** Does it at once, for whoever would wait. */
export function createOwnThinking({ think, alone, explain, rumour }: Thinking): PatientThinking {
  return {
    think: async (job) => think(job),
    alone: async (text, now) => alone(text, now),
    explain: async (text, now) => explain(text, now),
    rumour,
  };
}
