import type { Reply } from '../../answering/reply/reply.ts';
import { vietnamDate } from '../../elections/tense.ts';
import type { Records } from '../../messaging/records.ts';
import { type DayCount, emptyDay, outcomeOfReply, sumOfDays, type Thumb } from './day-count.ts';

/** Counts what is asked and answered. Nobody waits for it: what was counted since the last `flush` is lost with the process. */
export interface QuestionTally {
  asked(channel: string, reply: Reply): void;
  rated(about: string, thumb: Thumb): void;
  /** Adds what was counted to what is kept; what cannot be written is kept for the next time. To be called every half minute or so. */
  flush(): Promise<void>;
}

export function createQuestionTally({
  counts,
  now,
}: {
  counts: Pick<Records<DayCount>, 'change'>;
  now: () => Date;
}): QuestionTally {
  let counted = new Map<string, DayCount>();

  function add(more: Partial<Omit<DayCount, 'id'>>, id = vietnamDate(now())): void {
    counted.set(id, sumOfDays(counted.get(id) ?? emptyDay(id), { ...emptyDay(id), ...more }));
  }

  return {
    asked(channel, reply) {
      const outcome = outcomeOfReply(reply);
      if (outcome === undefined) return;
      add({ asked: { [channel]: { [outcome]: 1 } } });
      if (outcome === 'answered' && reply.about !== undefined) add({ answers: { [reply.about]: 1 } });
    },
    rated: (about, thumb) => add({ thumbs: { [about]: { [thumb]: 1 } } }),
    async flush() {
      const due = counted;
      counted = new Map();
      let failure: { error: unknown } | undefined;
      for (const [id, more] of due) {
        try {
          await counts.change(id, (held) => ({ next: sumOfDays(held ?? emptyDay(id), more), result: undefined }));
        } catch (error) {
          failure = { error };
          add(more, id);
        }
      }
      if (failure) throw failure.error;
    },
  };
}
