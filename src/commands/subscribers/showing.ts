import { actorOf } from '../announce/announce.ts';
import { answerRefusal, createAnswer } from '../announce/view.ts';
import { isPersonsChat } from './rows.ts';
import { intakeWords } from './words-list.ts';
import type { SubscribersWork } from './work.ts';

/**
 * `cutri subscribers show CHAT`: what is kept of a person who asked in writing. The log tells that it was looked at, not of whom nor what.
 * @returns exit code: 1 where it may not be shown
 */
export async function runShowKept(
  chat: string,
  options: { as: string; json?: boolean },
  { desk, io }: SubscribersWork,
): Promise<number> {
  const answer = createAnswer(options.json, io);
  if (!isPersonsChat(chat, true)) return answer.refused({ code: 'not-a-chat' }, intakeWords.notAChat(chat.slice(0, 60)));
  const may = await desk.list.mayLook(actorOf(options, io));
  if (may.kind === 'refused') return answerRefusal(answer, may.refusal);
  const { text, kept, account } = await desk.ownData.look(chat);
  return answer.done({ chat, ...kept, ...(account === undefined ? {} : { account }) }, `${intakeWords.shown(chat)}\n\n${text}`);
}
