import type { FactCheck } from '../announcements/finding.ts';
import type { Answering } from '../answering/answering.ts';
import { offeredTarget } from '../answering/reply/offers.ts';
import type { Reply } from '../answering/reply/reply.ts';
import type { Explanation } from '../answering/verdict/explanation.ts';
import type { ProvinceProfile } from '../elections/pack/province.ts';
import { type Before, type Earlier, respondTo } from './continuing.ts';

/** What takes time about a conversation. A job and what comes of it are data, so that another thread can do it. */
export type Job =
  | { kind: 'message'; text: string; earlier: Earlier | undefined; now: Date }
  /** A sentence by itself, whatever was said before. */
  | { kind: 'sentence'; text: string; now: Date }
  /** The source that a title names. */
  | { kind: 'title'; title: string; now: Date }
  | { kind: 'calendar'; now: Date }
  | { kind: 'sources' }
  /** The polling station nearest to a shared position, which is not kept. */
  | { kind: 'nearest'; position: { latitude: number; longitude: number }; now: Date };

export interface Thought {
  reply: Reply;
  /** What the next message may leave out; none where there is nothing to go on from. */
  question?: Before;
}

/** Works a message out. Pure: the same pack and job give the same thought. */
export interface Thinking {
  think(job: Job): Thought;
  /** Why a message, taken by itself, is answered as it is. */
  explain(text: string, now: Date): Explanation;
  /** Holds a text against the pack. */
  check: FactCheck;
}

/** The same where it may take a while, because somebody else does it. */
export interface PatientThinking {
  think(job: Job): Promise<Thought>;
  explain(text: string, now: Date): Promise<Explanation>;
  check(text: string, now: Date): Promise<Awaited<ReturnType<FactCheck>>>;
}

/** `about`: the province of the pack in use. */
export function createThinking(
  answering: Answering,
  { about, check }: { about: () => ProvinceProfile | undefined; check: FactCheck },
): Thinking {
  /** The reply to an offer that was pressed, in the light of the question it was offered for. */
  function chosen(text: string, before: Before | undefined, now: Date): { question: Before; reply: Reply } | undefined {
    const target = offeredTarget(text);
    if (target === undefined) return undefined;
    const question = answering.read(before?.text ?? '', now);
    const reply = answering.about(target, question, now);
    return reply && { question, reply };
  }

  /** A question with every reading of its words weighs ten times what is needed of it. */
  const thought = ({ question: { text, places }, reply }: { question: Before; reply: Reply }): Thought => ({
    reply,
    question: { text, places },
  });

  return {
    check,
    explain: (text, now) => answering.explain(answering.read(text, now), now),
    think(job) {
      switch (job.kind) {
        case 'message': {
          const { text, earlier, now } = job;
          return thought(chosen(text, earlier?.question, now) ?? respondTo(text, earlier, { answering, about }, now));
        }
        case 'sentence':
          return { reply: answering.answer(answering.read(job.text, job.now), job.now) };
        case 'title': {
          const question = answering.read(job.title, job.now);
          return thought({ question, reply: answering.titled(question) });
        }
        case 'calendar':
          return { reply: answering.calendar(job.now) };
        case 'sources':
          return { reply: answering.sources() };
        case 'nearest':
          return { reply: answering.nearest(job.position, job.now) };
      }
    },
  };
}

/** Does it at once, for whoever would wait. */
export function createOwnThinking(thinking: Thinking): PatientThinking {
  return {
    think: async (job) => thinking.think(job),
    explain: async (text, now) => thinking.explain(text, now),
    check: async (text, now) => thinking.check(text, now),
  };
}
