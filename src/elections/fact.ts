/** A checked statement with its source: what the exact tables hold besides places and units. */

/** What a question asks for; a fact lists the kinds it can answer. */
export type QuestionKind = 'when' | 'where' | 'how-many' | 'who' | 'which-unit' | 'how-to' | 'yes-no' | 'what';

/** Which of the three elections (or the country) a fact speaks of. */
export type Level = 'national-assembly' | 'province' | 'commune' | 'all';

/** How well a statement is supported. A reply says so for the last two. */
export type Confidence = 'established' | 'single-source' | 'derived';

export interface FactSource {
  title: string;
  publisher: string;
  /** `YYYY-MM-DD` of publication. */
  date: string;
  /** Article of a law, number of an instrument, or page. */
  article?: string;
  url?: string;
  /** Id of a news document of the same pack, where the fact rests on one. */
  document?: string;
}

export interface Fact {
  id: string;
  /** Folder of meaning, for lists and quick questions: `election`, `voting`, `reform`, … */
  topic: string;
  kinds: QuestionKind[];
  /** One or two short Vietnamese sentences in our own words, true at any time: dates and years written out, no "now". */
  statement: string;
  /** The shortest answer, e.g. `929 thủ tục (47 %)`; for yes/no questions `Có` or `Không`. */
  value?: string;
  /** `YYYY-MM-DD`; the statement is about, or in force in, this span. */
  validFrom?: string;
  validTo?: string;
  /** Year the figure is about. */
  year?: number;
  /** Facts of one series answer the same question at different times: the newest is said first. */
  series?: string;
  level: Level;
  /** The area meant, e.g. `cả nước`, `tỉnh Lào Cai trước 01/07/2025`. */
  territory: string;
  confidence: Confidence;
  sources: [FactSource, ...FactSource[]];
  /** Verbatim sentence of `sources[0].document`. */
  quote?: string;
  /** Other ways voters ask for it, as they would type them with diacritics. */
  asks: string[];
  /** Law's own text is summarised; what to do next, one sentence, where there is a next step. */
  nextStep?: string;
}
