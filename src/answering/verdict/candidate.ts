import type { Milestone } from '../../elections/calendar.ts';
import type { Fact, Level, QuestionKind } from '../../elections/fact.ts';
import type { SourceDocument } from '../../elections/pack/document.ts';
import type { KnownUnknown } from '../../elections/pack/known-unknown.ts';
import type { TalkIntent, Task } from '../question/intent.ts';

/** What a question can be about: something known, something worked out, something known to be unknown, or no question for us. */
export type Subject =
  | { kind: 'fact'; fact: Fact }
  | { kind: 'milestone'; milestone: Milestone }
  | { kind: 'document'; document: SourceDocument }
  | { kind: 'task'; task: Task }
  | { kind: 'unknown'; unknown: KnownUnknown }
  | { kind: 'talk'; topic: TalkIntent };

/** A number something is said to be, and what it counts or measures: a noun phrase, and a word for one of them. */
export interface Count {
  is: number;
  of: string;
  unit: string;
}

/** One entry of the list that every question is held against; the same kind of record whatever it is about. */
export interface Candidate {
  /** Unique: the id of the fact, milestone or document, else `task/…`, `unknown/…`, `talk/…`. */
  id: string;
  subject: Subject;
  /** Ids of others whose statement answers its questions too: of its series, or named in the pack. */
  alike: ReadonlySet<string>;
  /** Ways of asking for it, with diacritics. */
  wordings: readonly string[];
  /** What else a question may come near: the sentences of an article, each under its title. */
  passages?: readonly string[];
  /** What is said of it besides: statement, value, names. */
  statement: string;
  /** Its numbers. */
  counts: readonly Count[];
  /** What it answers; empty where any kind of question may be meant. */
  kinds: readonly QuestionKind[];
  /** Election level it speaks of; `all` where it holds for each or for none. */
  level: Level;
  /** Years it speaks of, or, of what is known to be unknown, what is known near to it; empty where it holds in any. */
  years: ReadonlySet<number>;
}

/** The wording or passage of a place in the list of both. */
export const textAt = ({ wordings, passages = [] }: Candidate, place: number): string =>
  wordings[place] ?? passages[place - wordings.length] ?? '';
