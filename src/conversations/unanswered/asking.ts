import type { NoAnswerReason } from '../../answering/question/no-answer-reason.ts';
import type { Reply } from '../../answering/reply/reply.ts';
import type { ChatKey } from '../../messaging/message.ts';
import { createRecent } from '../../messaging/recent.ts';
import type { Desk } from '../conversation.ts';
import type { PatientDialogue } from '../dialogue.ts';
import { readCommand } from '../slash-commands.ts';
import type { Recording } from './recording.ts';
import { askingWords } from './words-asking.ts';

/** What the button sends back. */
export const askOfficials = 'gui-can-bo';

/** Questions about the subject that the sources do not answer; opinions, predictions and people's affairs are nobody's to answer. */
const forOfficials: ReadonlySet<NoAnswerReason> = new Set([
  'not-in-sources',
  'out-of-scope',
  'local-information',
  'unknown-place',
]);
const keptMs = 30 * 60_000;
const mostChats = 10_000;

/** Whether a reply leaves a question open that officials could answer; a known unknown is an answer of its own. */
const leavesOpen = (reply: Reply): boolean =>
  reply.kind === 'none' && forOfficials.has(reply.reason) && !(reply.about?.startsWith('unknown/') ?? false);

/** "Send this question to officials?" under what cannot be answered, and who takes the yes. */
export interface AskingOfficials {
  /** The dialogue with the button. */
  dialogue: PatientDialogue;
  desk: Desk;
}

/** The question itself is remembered for half an hour in memory only. */
export function createAskingOfficials(
  dialogue: PatientDialogue,
  { recording, now }: { recording: Recording; now: () => Date },
): AskingOfficials {
  /** The question last declined. */
  const declined = createRecent<{ text: string }>({ now, keptMs, most: mostChats });

  async function agree(chat: ChatKey): Promise<string> {
    const held = declined.get(chat);
    if (!held) return askingWords.gone;
    if (!(await recording.agreed(chat, held.text))) return askingWords.failed;
    declined.drop(chat);
    return askingWords.agreed;
  }

  return {
    desk: {
      async reply(chat, text) {
        if (text.trim() !== askOfficials) return undefined;
        return { kind: 'talk', text: await agree(chat), citations: [] };
      },
    },
    dialogue: {
      ...dialogue,
      forget(chat) {
        declined.drop(chat);
        dialogue.forget(chat);
      },
      async reply(message, at) {
        const { chat, text } = message;
        const reply = await dialogue.reply(message, at);
        declined.drop(chat);
        const command = readCommand(text);
        if (command?.name === 'start' && command.argument === '')
          return { ...reply, text: `${reply.text}\n\n${askingWords.kept}` };
        if (!leavesOpen(reply)) return reply;
        void recording.declined(chat, text);
        const choices = [...(reply.choices ?? []), { label: askingWords.offer, value: askOfficials }];
        declined.set(chat, { text });
        return { ...reply, choices };
      },
    },
  };
}
