/** Words of questions and of ways of asking, with how much each says. */

/** A word of a question or a wording. */
export interface Term {
  text: string;
  folded: string;
  marked: boolean;
}

/** A text as terms and pairs of them. */
export interface Weighed {
  /** Term or pair → weight. */
  weights: Map<string, number>;
  total: number;
}

/** A way of asking for something, weighed. */
export interface WeighedWording extends Weighed {
  wording: string;
  /** The forms in which each folded word of it is written. */
  forms: Map<string, Set<string>>;
}
