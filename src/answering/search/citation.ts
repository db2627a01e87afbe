/** Where a statement comes from, with the words it rests on. */
export interface Citation {
  /** Id of the source document or fact. */
  document: string;
  title: string;
  publisher: string;
  /** `YYYY-MM-DD`. */
  date: string;
  /** The sentence the reply rests on: verbatim from the document, or the fact's statement. */
  quote: string;
  url?: string;
}
