import type { QuestionKind } from '../../elections/fact.ts';
import { syllables } from '../../vietnamese/text.ts';
import { type AnswerType, kindOf } from '../question/question.ts';
import type { Ideas, Read, WrittenWord } from './ideas.ts';

/** A text taken apart once, for everything that is worked out of it. */
export interface Spelt {
  words: readonly WrittenWord[];
  /** The words with ideas in the place of the phrases that lead to them. */
  read: readonly Read[];
  kind: QuestionKind;
  wants: AnswerType;
}

/** What a candidate is worked out of. */
export interface SpeltCandidate {
  wordings: readonly Spelt[];
  passages: readonly Spelt[];
  statement: Spelt;
}

/** Takes a text apart. */
export function spell(text: string, ideas: Ideas): Spelt {
  const words = syllables(text);
  const { kind, wants } = kindOf(words);
  return { words, read: ideas.read(words), kind, wants };
}
