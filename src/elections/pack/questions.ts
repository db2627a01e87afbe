import type { KnownUnknown } from './known-unknown.ts';

/** How people ask and talk, beside the `asks` of the facts themselves. Templates with `{a|b}` alternatives: see `expandWay`. */
export interface PackQuestions {
  /** Id of a fact or milestone → more ways of asking for it. */
  ways: Map<string, string[]>;
  /** Id of a fact or milestone → questions right beside it that no source answers. */
  beside: Map<string, string[]>;
  /** Near questions that no source answers, each with a sentence of its own. */
  unknowns: KnownUnknown[];
  /** Ids of things whose statements answer each other's questions. */
  overlaps: string[][];
  /** Id of a thing → ids of others whose statements hold the answer to its questions too, and not the other way about. */
  alsoAnswered: Map<string, string[]>;
  /** What is worked out from the tables → ways of asking for it. */
  tasks: Map<string, string[]>;
  /** Small talk, and what is declined whatever the sources hold → ways of saying it. */
  talk: Map<string, string[]>;
  /** What people commonly ask about elections → ways of asking, for a pack that has none of its own: articles are compared with questions by it. */
  topics: Map<string, string[]>;
  /** What people say before a question and after it. */
  courtesy: { openings: string[]; closings: string[] };
}

/** A pack that says nothing about how people ask. */
export const emptyQuestions = (): PackQuestions => ({
  ways: new Map(),
  beside: new Map(),
  unknowns: [],
  overlaps: [],
  alsoAnswered: new Map(),
  tasks: new Map(),
  talk: new Map(),
  topics: new Map(),
  courtesy: { openings: [], closings: [] },
});
