/** A checked statement with its source: what the exact tables hold besides places and units. */

/** What a question asks for; a fact lists the kinds it can answer. */
export type QuestionKind = 'when' | 'where' | 'how-many' | 'who' | 'which-unit' | 'how-to' | 'yes-no' | 'what';

/** Which of the three elections (or the country) a fact speaks of. */
export type Level = 'national-assembly' | 'province' | 'commune' | 'all';

/**
 * How well a statement is supported: two publishers or an article of a law, a document of the body whose word it is, one source, worked out.
 * A reply says so for the last two.
 */
export type Confidence = 'established' | 'official' | 'single-source' | 'derived';

/** How a value stands to what somebody may name: `hơn 50.000` is at least, `chậm nhất 42 ngày` at most, `từ 300 đến 4.000` within. */
export type Comparator = 'exactly' | 'at-least' | 'at-most' | 'within' | 'about';

/**
 * One thing a fact says, typed, so that a program can compare it with what somebody states. It stands in the statement or the quote.
 * `of` is a Vietnamese noun phrase that names what is measured or held, e.g. `đại biểu Quốc hội của Lào Cai`.
 */
export type FactValue = { of: string; comparator: Comparator } & (
  | {
      kind: 'number';
      is: number;
      /** Upper end, where the comparator is `within`. */
      to?: number;
      /** What it counts or is measured in, e.g. `đại biểu`, `%`, `điểm`, `ngày`; a place in an order has `hạng`. */
      unit: string;
    }
  /** `is` (and `to`, the last day of a span): `YYYY-MM-DD`, Vietnam time. */
  | { kind: 'date'; is: string; to?: string }
  /** `HH:MM` or `HH:MM-HH:MM`, Vietnam time. */
  | { kind: 'hours'; is: string }
  /** A person's name without title. */
  | { kind: 'person'; is: string }
  /** Words of the statement, e.g. `thẻ cử tri`. */
  | { kind: 'text'; is: string }
);

/** What the program works out from a fact when a person gives figures of their own. At most one fact of a pack has each. */
export type Computation = 'voting-age' | 'standing-age' | 'strikes' | 'voting-hours' | 'voting-hours-limits';

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
  /** A reprint, a machine translation or an aggregator: says what another publisher said first. */
  reprint?: true;
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
  /** Noun phrase of what the fact is about, e.g. `đơn vị bầu cử đại biểu Quốc hội số 3 của Lào Cai`. */
  subject?: string;
  /**
   * What is measured, held or ruled, without area and year (they have fields of their own), e.g. `tỷ lệ cử tri đi bỏ phiếu`. Facts of
   * one series have the same.
   */
  measure: string;
  /** Everything the statement says that can be compared; the one asked for most comes first. */
  values: FactValue[];
  /** `YYYY-MM-DD`; the statement is about, or in force in, this span. */
  validFrom?: string;
  validTo?: string;
  /** Year the figure is about. */
  year?: number;
  /** Facts of one series answer the same question at different times: the newest is said first. */
  series?: string;
  /** Asked without a year, the fact of the series before this one is said too. */
  keepsHistory?: true;
  /** It is a rule or advice for the coming vote: once election day is past, a reply says so. */
  closesWithElection?: true;
  computes?: Computation;
  level: Level;
  /** The area that the figure holds for, e.g. `cả nước`, `tỉnh Điện Biên`; one whose borders changed says before or since when. */
  area: string;
  confidence: Confidence;
  sources: [FactSource, ...FactSource[]];
  /** Verbatim sentence of `sources[0].document`. */
  quote?: string;
  /** Other ways voters ask for it, as they would type them with diacritics. */
  asks: string[];
  /** Law's own text is summarised; what to do next, one sentence, where there is a next step. */
  nextStep?: string;
  /** In place of `nextStep` where the step ends with the vote: until election day is past, and from then on. */
  nextStepBefore?: string;
  nextStepAfter?: string;
}
