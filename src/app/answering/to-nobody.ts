import type { Reply } from '../../answering/reply/reply.ts';
import type { ChatKey } from '../../messaging/message.ts';
import type { ServedKnowledge } from './serving.ts';

/** What the service answers to a question that stands alone, whoever asks. */
export function createAnswerToNobody(
  knowledge: Pick<ServedKnowledge, 'openDialogue'>,
  now: () => Date,
): (text: string) => Promise<Reply> {
  const dialogue = knowledge.openDialogue();
  const chat: ChatKey = 'nobody:0';
  return async (text) => {
    dialogue.forget(chat);
    return dialogue.reply({ chat, text }, now());
  };
}
