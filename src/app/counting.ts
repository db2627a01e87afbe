import type { Desk } from '../conversations/conversation.ts';
import { createRating } from '../conversations/counting/rating.ts';
import { createQuestionTally } from '../conversations/counting/tally.ts';
import type { PatientDialogue } from '../conversations/dialogue.ts';
import type { KnowledgePack } from '../elections/pack/pack.ts';
import type { Logger } from '../logger.ts';
import type { Store } from '../stores/store.ts';

/** What is asked and answered, counted for officials. */
export interface Counting {
  dialogue: PatientDialogue;
  desks: Desk[];
  /** Writes down what was counted; what fails is logged and tried again. */
  flush(): Promise<void>;
}

/** What thumbs are counted for: what has an id that its editors gave it. */
function ratedOf(pack: () => KnowledgePack): (about: string) => boolean {
  let of: KnowledgePack | undefined;
  let ids = new Set<string>();
  return (about) => {
    const current = pack();
    if (of !== current) {
      const { facts, milestones, questions } = current;
      ids = new Set([
        ...[...facts, ...milestones].map(({ id }) => id),
        ...[...questions.tasks.keys()].map((task) => `task/${task}`),
      ]);
    }
    of = current;
    return ids.has(about);
  };
}

/** The dialogue as it is, and nothing counted, where there is no console to see the numbers in. */
export function openCounting(deps: {
  isConsoleOn: boolean;
  dialogue: PatientDialogue;
  store: Pick<Store, 'counts'>;
  pack: () => KnowledgePack;
  now: () => Date;
  logger: Logger;
}): Counting {
  const { isConsoleOn, dialogue, store, pack, now, logger } = deps;
  if (!isConsoleOn) return { dialogue, desks: [], flush: async () => undefined };
  const tally = createQuestionTally({ counts: store.counts, now });
  const rating = createRating(dialogue, { tally, isRated: ratedOf(pack), now });
  return {
    dialogue: rating.dialogue,
    desks: [rating.desk],
    flush: () => tally.flush().catch((err: unknown) => logger.error({ err }, 'what was counted could not be written')),
  };
}
