/** Answers that need no conversation before them: what a link can ask, and which link asks for an answer that was just given. */
import type { Answering } from '../answering/answering.ts';
import { offeredTarget } from '../answering/reply/offers.ts';
import type { Reply } from '../answering/reply/reply.ts';
import { quickQuestionOf } from '../answering/reply/words-talk.ts';
import type { KnowledgePack } from '../elections/pack/pack.ts';
import { readCommandOrWish } from './slash-commands.ts';
import { readWish } from './subscription-wish.ts';
import { unitQuestion } from './words-menu.ts';

/** What is looked up for a link. */
export type LinkedPack = Pick<KnowledgePack, 'facts' | 'milestones' | 'about'>;

/** Code units; longer is a story of somebody's own, and no answer to it is kept to be compared with. */
const longestLinked = 120;
/** A telephone or identity number belongs to somebody, and a link is passed on. */
const longNumber = /(?:\d[ .-]?){8}/u;
const opensCommand = /^[/#]/u;

const isPassedOn = (question: string): boolean => question.length <= longestLinked && !longNumber.test(question);

/** The question in a text that stands by itself; `undefined` for what only the person themselves may say: deleting, subscribing, asking for somebody. */
function questionAlone(text: string, pack: LinkedPack): string | undefined {
  if (readWish(text)) return undefined;
  const command = readCommandOrWish(text);
  if (command?.name === 'unit' && command.argument !== '') return unitQuestion(command.argument);
  return command || opensCommand.test(text) ? undefined : quickQuestionOf(text, pack.about);
}

/** The reply to a text that nobody's conversation stands before; `undefined` where it belongs into one. */
export function replyAlone(text: string, answering: Answering, pack: LinkedPack, now: Date): Reply | undefined {
  if (readCommandOrWish(text)?.name === 'calendar') return withAsks(answering.calendar(now), text);
  const question = questionAlone(text, pack);
  if (question === undefined) return undefined;
  const reply = answering.answer(answering.read(question, now), now);
  return reply.kind === 'answer' ? withAsks(reply, question) : reply;
}

/** An answer given in a conversation, with the question that gives it by itself, where there is one among the likely: as typed, as understood, as it is usually asked. */
export function linkable(
  { typed, understood, reply }: { typed: string; understood: string; reply: Reply },
  answering: Answering,
  pack: LinkedPack,
  now: Date,
): Reply {
  if (reply.kind !== 'answer') return reply;
  const usual = [...pack.facts, ...pack.milestones].find(({ id }) => id === reply.about)?.asks[0];
  const likely = [typed, understood, usual].filter(
    (text): text is string => text !== undefined && offeredTarget(text) === undefined && isPassedOn(text),
  );
  const asks = likely.find((text) => replyAlone(text, answering, pack, now)?.text === reply.text);
  return asks === undefined ? reply : withAsks(reply, quickQuestionOf(asks, pack.about));
}

function withAsks(reply: Reply, question: string): Reply {
  return isPassedOn(question) ? { ...reply, asks: question } : reply;
}
