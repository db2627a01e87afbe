/** One article or page of the corpus, as a source hands it over. */
export interface SourceDocument {
  id: string;
  title: string;
  publisher: string;
  /** `YYYY-MM-DD`; empty where the source does not say. */
  published: string;
  /** `YYYY-MM-DD` on which we saw it: it is no younger than this. Kept where `published` is not known, or an importer knows it. */
  retrieved?: string;
  url?: string;
  /** The publisher's own heading it stood under. */
  section?: string;
  /** Paragraphs separated by blank lines, NFC, no mark-up. */
  body: string;
}

/** The piece of a document that is retrieved and quoted: a paragraph, or the lead of a long one. */
export interface Passage {
  /** `<document id>#<number from 0>`. */
  id: string;
  document: string;
  title: string;
  text: string;
  /** `YYYY-MM-DD`. */
  published: string;
}
