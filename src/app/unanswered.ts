import { randomBytes } from 'node:crypto';
import { createQuestionLikeness, type QuestionLikeness } from '../answering/verdict/question-likeness.ts';
import type { Config } from '../config.ts';
import type { Desk } from '../conversations/conversation.ts';
import type { PatientDialogue } from '../conversations/dialogue.ts';
import { createAskingOfficials } from '../conversations/unanswered/asking.ts';
import { createPersonMark } from '../conversations/unanswered/person-mark.ts';
import { createRecording } from '../conversations/unanswered/recording.ts';
import { createTellingAskers, type TellingAskers } from '../conversations/unanswered/telling.ts';
import type { KnowledgePack } from '../elections/pack/pack.ts';
import type { Logger } from '../logger.ts';
import type { Channel } from '../messaging/channel.ts';
import { channelOf } from '../messaging/message.ts';
import { keyFor } from '../stores/seal.ts';
import type { Store } from '../stores/store.ts';
import type { ServedKnowledge } from './answering/serving.ts';
import { createAnswerToNobody } from './answering/to-nobody.ts';

/** What is done with questions that cannot be answered. */
export interface UnansweredQuestions {
  dialogue: PatientDialogue;
  desks: Desk[];
  contacted: TellingAskers['contacted'];
  /** Resolves once nothing asked so far can still be written down of anybody. */
  settled(): Promise<void>;
  /** Tells who asked officials what the answer is; what fails is logged and tried again. */
  tell(): Promise<void>;
}

/** Made anew for another pack, when first needed. */
function likenessOf(pack: () => KnowledgePack): () => QuestionLikeness {
  let of: KnowledgePack | undefined;
  let likeness: QuestionLikeness | undefined;
  return () => {
    const current = pack();
    if (!likeness || of !== current)
      likeness = createQuestionLikeness(
        current.lexicon,
        [...current.facts, ...current.milestones].flatMap(({ asks }) => asks),
      );
    of = current;
    return likeness;
  };
}

/** The dialogue as it is, and nothing kept, where there is no console to see the questions in or `CUTRI_UNANSWERED` is off. */
export function openUnanswered(deps: {
  config: Config;
  isConsoleOn: boolean;
  store: Pick<Store, 'unanswered'>;
  knowledge: Pick<ServedKnowledge, 'openDialogue' | 'pack'>;
  channels: ReadonlyMap<string, Pick<Channel, 'send'>>;
  now: () => Date;
  logger: Logger;
}): UnansweredQuestions {
  const { config, isConsoleOn, store, knowledge, channels, now, logger } = deps;
  const { unanswered } = store;
  const dialogue = knowledge.openDialogue();
  const key = config.CUTRI_APPROVAL_KEY;
  if (!isConsoleOn || key === undefined || config.CUTRI_UNANSWERED === 'off')
    return { dialogue, desks: [], contacted: async () => undefined, settled: async () => undefined, tell: async () => undefined };
  const recording = createRecording({
    unanswered,
    explain: dialogue.explain,
    likeness: likenessOf(() => knowledge.pack),
    mark: createPersonMark(keyFor(key, 'unanswered')),
    newId: () => randomBytes(12).toString('hex'),
    now,
    report: (err) => logger.error({ err }, 'a question that could not be answered was not counted'),
  });
  const telling = createTellingAskers({
    unanswered,
    answer: createAnswerToNobody(knowledge, now),
    send: async (chat, message) => (await channels.get(channelOf(chat))?.send(chat, message)) ?? { kind: 'unavailable' },
    now,
  });
  const asking = createAskingOfficials(dialogue, { recording, now });
  return {
    dialogue: asking.dialogue,
    desks: [asking.desk],
    contacted: telling.contacted,
    settled: recording.settled,
    async tell() {
      const told = await telling.tell().catch((err: unknown) => {
        logger.error({ err }, 'people who asked officials still wait for the answer');
        return 0;
      });
      if (told > 0) logger.info({ told }, 'people who had asked officials were told the answer');
    },
  };
}
