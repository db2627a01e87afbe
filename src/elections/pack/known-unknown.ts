/** A question near to what is known that no source answers: it is recognised, and declined with a sentence of its own. */
export interface KnownUnknown {
  id: string;
  /** What is asked for, as a noun phrase. */
  about: string;
  /** One Vietnamese sentence that says it is not known; without it the common one is said. */
  says?: string;
  /** One sentence: who knows, or what to do. */
  nextStep?: string;
  /** Id of the nearest fact or milestone that is known. */
  near?: string;
  /** Ways of asking: templates with `{a|b}` alternatives. */
  asks: string[];
}
