import type { Reply } from '../../answering/reply/reply.ts';
import { vietnamDate } from '../../elections/tense.ts';
import type { Records } from '../../messaging/records.ts';

/** What became of a question. */
export const questionOutcomes = ['answered', 'asked-back', 'declined', 'out-of-scope'] as const;
export type QuestionOutcome = (typeof questionOutcomes)[number];

export type Thumb = 'up' | 'down';

/** What was asked and answered on one day, as numbers alone: no chat, no text, no hour. */
export interface DayCount {
  /** The day in Vietnam, `YYYY-MM-DD`. */
  id: string;
  /** Channel → what became of its questions → how many. */
  asked: Record<string, Partial<Record<QuestionOutcome, number>>>;
  /** Id of a fact, milestone, document or task → times it was the answer. */
  answers: Record<string, number>;
  /** Id of a fact or milestone → what people said of the answer. */
  thumbs: Record<string, Partial<Record<Thumb, number>>>;
}

/** Days are kept so long. */
export const countedDays = 90;

export const emptyDay = (id: string): DayCount => ({ id, asked: {}, answers: {}, thumbs: {} });

/** What became of a question by its reply; `undefined` where there was none: a command, a greeting. */
export function outcomeOfReply(reply: Reply): QuestionOutcome | undefined {
  switch (reply.kind) {
    case 'answer':
      return 'answered';
    case 'clarify':
      return 'asked-back';
    case 'none':
      return reply.reason === 'out-of-scope' || reply.reason === 'other-province' ? 'out-of-scope' : 'declined';
    case 'talk':
      return undefined;
  }
}

type Counts<Key extends string> = Partial<Record<Key, number>>;

function sum<Key extends string>(a: Counts<Key>, b: Counts<Key>): Counts<Key> {
  const total: Counts<Key> = { ...a };
  for (const key of Object.keys(b) as Key[]) total[key] = (total[key] ?? 0) + (b[key] ?? 0);
  return total;
}

function sumEach<Key extends string>(
  a: Record<string, Counts<Key>>,
  b: Record<string, Counts<Key>>,
): Record<string, Counts<Key>> {
  const total = { ...a };
  for (const [name, counts] of Object.entries(b)) total[name] = sum(total[name] ?? {}, counts);
  return total;
}

/** Both together, under the day of the first. */
export const sumOfDays = (a: DayCount, b: DayCount): DayCount => ({
  id: a.id,
  asked: sumEach(a.asked, b.asked),
  answers: sum(a.answers, b.answers) as Record<string, number>,
  thumbs: sumEach(a.thumbs, b.thumbs),
});

/** The oldest day that is kept. */
export const oldestCounted = (now: Date): string => vietnamDate(new Date(now.getTime() - (countedDays - 1) * 86_400_000));

/** Lets go of what is older than `countedDays`. */
export async function expireCounts(counts: Records<DayCount>, now: Date): Promise<void> {
  const oldest = oldestCounted(now);
  for (const { id } of await counts.all())
    if (id < oldest) await counts.change(id, () => ({ next: undefined, result: undefined }));
}
