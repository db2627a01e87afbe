import type { Reply } from '../answering/reply/reply.ts';
import type { ChatKey } from '../messaging/message.ts';
import type { Knowledge } from './knowledge.ts';

/** What the service answers to a question that stands alone, whoever asks. */
export function createAnswerToNobody(knowledge: Pick<Knowledge, 'openDialogue'>, now: () => Date): (text: string) => Reply {
  const dialogue = knowledge.openDialogue();
  const chat: ChatKey = 'nobody:0';
  return (text) => {
    dialogue.forget(chat);
    return dialogue.reply({ chat, text }, now());
  };
}
