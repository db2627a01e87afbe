import type { QuestionKind } from '../../elections/fact.ts';
import type { AnswerType } from '../question/question.ts';

/** One way to read a word of the question. */
export interface WordReading {
  /** As written with this reading, lower case, NFC. */
  text: string;
  folded: string;
  /** Whether a written form of the corpus (lower case, NFC) can be what this reading means: `duong` agrees with `đường`, `đường` not with `dương`. */
  agrees(form: string): boolean;
  /** 0…1; 1 for the word as typed. */
  weight: number;
}

/** A word of the question in its possible readings, best first. */
export interface QueryWord {
  text: string;
  /** `asking`: belongs to the question phrase ("bao nhiêu"); `grammar`: carries no subject; `subject`: must be accounted for. */
  role: 'asking' | 'grammar' | 'subject';
  /** Written with a capital inside the question: part of a name. */
  capital: boolean;
  /** Written with a digit. */
  digit: boolean;
  readings: WordReading[];
}

/** A question as the index searches for it. */
export interface Query {
  words: QueryWord[];
  kind: QuestionKind;
  wants: AnswerType;
  /** Folded words that name what is counted or chosen ("bao nhiêu THỦ TỤC"). */
  focus: string[];
  /** Whether any word was typed with diacritics: then a bare word is meant bare. */
  marked: boolean;
}
