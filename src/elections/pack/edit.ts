import type { KnownUnknown } from './known-unknown.ts';
import type { Problem } from './problem.ts';

/** A fact as it is written down: what a form of the console can say. The rest of the schema is in the README of the facts. */
export interface FactWritten {
  id: string;
  topic: string;
  kinds: string[];
  statement: string;
  value?: string;
  measure: string;
  /** `YYYY`, where it holds for one year. */
  year?: string;
  level: string;
  area: string;
  confidence: string;
  /** Key of the registry of sources, or `news:` and the id of an article. */
  source: string;
  /** Article of a law, number of an instrument. */
  article?: string;
  /** Words of the source that bear it out. */
  quote?: string;
  /** Ways of asking. */
  asks: string[];
}

/** One change of the files of a pack. `near` and `fact` are ids. */
export type PackEdit =
  /** One more way of asking for a fact or milestone. */
  | { kind: 'wording'; fact: string; wording: string }
  /** From now on a considered refusal with a sentence of its own. */
  | { kind: 'unknown'; unknown: KnownUnknown }
  | { kind: 'fact'; fact: FactWritten }
  /** A file as it was before: `is` hashes what stands there when it is proposed. */
  | { kind: 'restore'; file: string; text: string; is: string };

/** What an edit does to one file, `file` relative to the working folder or absolute as the stack names it. */
export interface EditedFile {
  file: string;
  /** Empty where there is no such file yet. */
  before: string;
  after: string;
}

/** Why an edit cannot be made: what `cutri check` says of it, or what it is about is not (any more) as it was seen. */
export type EditRefusal =
  | { kind: 'problems'; problems: Problem[] }
  | { kind: 'conflict'; why: 'gone' | 'changed' | 'there-already' | 'foreign-file' };

/** `seen`: fingerprint of what the edit is about, to be given back when it is made. */
export type EditTried = ({ kind: 'fits'; seen: string } & EditedFile) | EditRefusal;

/** `unrecorded`: the files are changed, the commit in their repository failed. */
export type EditMade = ({ kind: 'written'; recorded: 'commit' | 'no-repository' | 'unrecorded' } & EditedFile) | EditRefusal;

/** Changes the files of a stack of packs, whole and checked, or not at all. */
export interface PackWriter {
  /** What the edit would do now; nothing is changed. */
  try(edit: PackEdit): Promise<EditTried>;
  /**
   * Makes the edit if what it is about still has the fingerprint `seen`, in one step, so that a crash leaves the old file or the new one; where the folder is
   * a repository with one commit. `by`: id of the official.
   */
  make(edit: PackEdit, seen: string, by: string): Promise<EditMade>;
}
