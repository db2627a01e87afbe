import type { Answering } from '../answering/answering.ts';
import type { Asked } from '../answering/question/asked.ts';
import { readFollowUp } from '../answering/question/follow-up.ts';
import type { Reply } from '../answering/reply/reply.ts';
import { askBack } from '../answering/reply/words.ts';
import { quickChoices } from '../answering/reply/words-talk.ts';
import type { ProvinceProfile } from '../elections/pack/province.ts';

/** What a follow-up needs of the question before it; a question with every reading of its words weighs ten times as much. */
export type Before = Pick<Asked, 'text' | 'places'> & { /** What it was answered with. */ about?: string | undefined };

/**
 * Answers a message that may be a continuation: each way of reading it on from the question before, and the message by itself, are answered;
 * the surest answer is given. Where none is an answer, the likeliest continuation speaks.
 */
export function respondTo(
  text: string,
  before: Before | undefined,
  { answering, about }: { answering: Answering; about: () => ProvinceProfile | undefined },
  now: Date,
): { question: Before; reply: Reply } {
  const asked = answering.read(text, now);
  const alone = { question: asked, reply: answering.answer(asked, now) };
  const followUp = before && readFollowUp(asked.text, asked.places, before.text, before.places);
  if (!followUp || (followUp.isLoose && alone.reply.kind === 'answer')) return alone;
  const continued = followUp.readings.map((reading) => {
    const question = { ...answering.read(reading, now), language: asked.language };
    return { question, reply: answering.answer(question, now) };
  });
  const own = followUp.dependent ? [] : [alone];
  const sure = ({ question, reply }: { question: Asked; reply: Reply }): number =>
    reply.kind === 'answer' ? answering.sureness(question, now) : 0;
  const isNew = ({ reply }: { reply: Reply }): boolean =>
    reply.kind === 'answer' && !(followUp.isLoose && reply.about !== undefined && reply.about === before.about);
  const [best] = [...continued, ...own].filter(isNew).sort((a, b) => sure(b) - sure(a));
  if (best) return best;
  if (!followUp.dependent) return alone;
  const [first] = continued;
  const isSpecific =
    first && (first.reply.kind === 'clarify' || (first.reply.kind === 'none' && first.reply.reason !== 'out-of-scope'));
  if (first && isSpecific) return first;
  return {
    question: before,
    reply: { kind: 'clarify', text: askBack[asked.language], citations: [], choices: quickChoices(about()) },
  };
}
