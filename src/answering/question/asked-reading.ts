import type { QuestionKind } from '../../elections/fact.ts';
import type { AskedPlace } from './asked.ts';
import type { AnswerType } from './question.ts';
import type { Slots } from './slots.ts';

/** One way of understanding a message: the words that are held against the candidates, and what they name. */
export interface AskedReading {
  /** Vietnamese, typing repaired. */
  text: string;
  kind: QuestionKind;
  /** The sort of value asked for; a reason wherever the message asks for one. */
  wants: AnswerType;
  slots: Slots;
  /** Places named, also those of the background that the question itself leaves out. */
  places: readonly AskedPlace[];
  /** Share of the message's words that this reading keeps, 0…1. */
  share: number;
  /** Words that were guessed, as a share of those kept. */
  guessed: number;
}
