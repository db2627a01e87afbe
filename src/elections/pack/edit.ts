import type { SourceDocument } from './document.ts';
import type { KnownUnknown } from './known-unknown.ts';
import type { Problem } from './problem.ts';

/** A source of a fact: a key of the registry of sources, or `news:` and the id of an article. */
export interface SourceWritten {
  source: string;
  /** Article of a law, number of an instrument. */
  article?: string;
}

/** A typed value as the file has it: `of`, one of `number date hours person text`, and what goes with it. */
export type ValueWritten = Readonly<Record<string, string>>;

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
  /** Further sources, after the first. */
  others?: SourceWritten[];
  /** What it is about, as a noun phrase. */
  subject?: string;
  values?: ValueWritten[];
  /** `YYYY-MM-DD`. */
  validFrom?: string;
  validTo?: string;
  nextStep?: string;
  /** Ways of asking. */
  asks: string[];
}

/** Of a milestone what a form of the console can say; the rest stays as it is in its file. */
export interface MilestoneWritten {
  id: string;
  name: string;
  /** `YYYY-MM-DD`. */
  date: string;
  sources: SourceWritten[];
}

/** Who knows more, by the keys of `province.yaml`; what is left out is empty. */
export type ContactWritten = Readonly<Record<'name' | 'english' | 'for' | 'url' | 'level' | 'closesWithElection', string>>;

/** What `province.yaml` says that a form can change. The name itself stands in the tables, too, and is not changed here. */
export interface ProvinceWritten {
  short: string;
  /** Of the page. */
  title: string;
  subtitle: string;
  /** In the places they have in the file; one without a name is taken out. */
  contacts: ContactWritten[];
  /** Put forward to somebody who does not know what to ask. */
  questions: string[];
}

/** One row of the table of polling stations, by its columns; `commune` is the code. */
export type StationWritten = Readonly<Record<string, string>>;

/** One change of the files of a pack. `near` and `fact` are ids. */
export type PackEdit =
  /** One more way of asking for a fact or milestone. */
  | { kind: 'wording'; fact: string; wording: string }
  /** From now on a considered refusal with a sentence of its own. */
  | { kind: 'unknown'; unknown: KnownUnknown }
  | { kind: 'fact'; fact: FactWritten }
  /** A fact that is there, written anew: `is` is the fingerprint of what its writer had before them. */
  | { kind: 'change'; fact: FactWritten; is: string }
  /** A milestone that is there, and what the province says of itself, written anew: `is` as above. */
  | { kind: 'milestone'; milestone: MilestoneWritten; is: string }
  | { kind: 'province'; province: ProvinceWritten; is: string }
  /** An article that is new, or takes the place of the one of its id. */
  | { kind: 'article'; document: SourceDocument }
  /** All voting areas of one commune, in the place of those there are. */
  | { kind: 'stations'; commune: string; title: string; rows: StationWritten[] }
  /** A file as it was before: `is` hashes what stands there when it is proposed. */
  | { kind: 'restore'; file: string; text: string; is: string };

/** What an edit does to one file, `file` relative to the working folder or absolute as the stack names it. */
export interface EditedFile {
  file: string;
  /** Empty where there is no such file yet. */
  before: string;
  after: string;
}

/** A problem, and the key of the entry it is about where that is known. */
export interface FieldProblem extends Problem {
  field?: string;
}

/** A fact as its file has it now: what a form is filled with. */
export interface FactThere {
  fact: FactWritten;
  /** Fingerprint of all of it. */
  is: string;
}

/** Why an edit cannot be made: what `cutri check` says of it, or what it is about is not (any more) as it was seen. */
export type EditRefusal =
  | { kind: 'problems'; problems: FieldProblem[] }
  | { kind: 'conflict'; why: 'gone' | 'changed' | 'there-already' | 'foreign-file' | 'unclear-file' };

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

/** The same for whoever writes at a desk: what is there, and what would be said if it were changed. */
export interface PackDesk extends PackWriter {
  /**
   * `try` with something done besides while the changed stack lies in a copy: `use` gets the copy's stack, looks for problems, and what it
   * found out is given on where there are none.
   */
  tryOut<Result>(
    edit: PackEdit,
    use: (stack: string) => Promise<{ problems: Problem[]; result: Result }>,
  ): Promise<{ kind: 'tried'; result: Result } | EditRefusal>;
  /** A fact as it is written; `undefined` where no file has it. */
  fact(id: string): Promise<FactThere | undefined>;
  /** A milestone, and what the province says of itself, as their files have them, with their fingerprints. */
  milestone(id: string): Promise<{ milestone: MilestoneWritten; is: string } | undefined>;
  province(): Promise<{ province: ProvinceWritten; is: string } | undefined>;
  /** The registry of sources: key and title. */
  sources(): Promise<{ key: string; title: string }[]>;
}
