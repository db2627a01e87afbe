import type { Inspection } from './inspection.ts';
import type { Consultation, ScoredHit } from './passage-index.ts';
import { chooseQuote, type QuoteChoice } from './quote-choice.ts';
import { type Sentence, sentences } from './sentence.ts';

/** Signals of whether the best passage really answers; all independent of the size of the corpus. */
export const evidenceSignals = [
  'lead', // distance to the second passage in the ranking
  'certainty', // the ranking's own probability of the first place, as a logarithm
  'covered', // share of the question's information accounted for by passage and title
  'reached', // BM25 against the highest the question could reach
  'sentence', // share of the question's information in the best sentence
  'twoSentences', // in a sentence and half of the next
  'quoted', // words and pairs of the best quoted sentence
  'quotedPairs', // pairs of the question inside the quote, per word
  'kindFound', // a value of the kind asked for stands in the quote
  'kindMissing', // … is asked for and does not
  'closeness', // how close it stands to words of the question
  'namesMissing', // names of the question found nowhere
  'numbersMissing',
  'subjects', // number of words that must be accounted for
  'missing', // rarity of those unaccounted for, summed
  'information', // rarity of what was found, summed: short common questions prove little
  'length', // of the passage
  'rivalRelated', // the second passage is of the same document or title
  'rivalHolds', // share of the question that the second passage has and this one lacks
  'run', // longest run of the question's words
  'unknown', // words nobody in the corpus ever wrote
  'repairs', // how far the likeliest readings are from what was typed, per word
] as const;

/** Fitted by `bench/calibrate.ts` (logistic regression); provenance and held-out numbers in docs/benchmarks.md. */
const weightOf: Record<(typeof evidenceSignals)[number] | 'constant', number> = {
  lead: 0.432,
  certainty: 1.206,
  covered: 0.053,
  reached: -0.188,
  sentence: 1.932,
  twoSentences: 0.518,
  quoted: -0.145,
  quotedPairs: 6.473,
  kindFound: -0.242,
  kindMissing: -1.521,
  closeness: 0.419,
  namesMissing: -1.024,
  numbersMissing: -0.772,
  subjects: -0.837,
  missing: -0.386,
  information: 0.648,
  length: -0.824,
  rivalRelated: 1.381,
  rivalHolds: 2.174,
  run: -0.875,
  unknown: -0.47,
  repairs: 0.131,
  constant: 2.594,
};
const weights = evidenceSignals.map((name) => weightOf[name]);

export interface Evidence {
  hit: ScoredHit;
  inspection: Inspection;
  spans: Sentence[];
  quote: QuoteChoice;
  signals: number[];
  /** Probability that the passage answers the question and the quote holds the answer. */
  probability: number;
  /** Words of the question nobody accounts for, as typed. */
  missing: string[];
  /** A rare name of the question stands neither in the passage nor in its title. */
  lacksName: boolean;
}

/** A name is rare from this share of the highest rarity; below it, a capital often means nothing (`Kỷ băng hà`). */
const rareName = 0.6;
const kindsWithValue = new Set(['when', 'how-many', 'who', 'where']);

/** Best of the quoted sentences by some measure. */
const bestOf = ({ from, to }: QuoteChoice, measure: (i: number) => number): number => {
  let best = 0;
  for (let i = from; i <= to; i++) best = Math.max(best, measure(i));
  return best;
};

/** Weighs what the best passage has to show for the question. */
export function weighEvidence(
  consultation: Consultation,
  hit: ScoredHit,
  rival: ScoredHit | undefined,
  repairs: number,
): Evidence {
  const inspection = consultation.inspect(hit);
  const spans = sentences(hit.passage.text);
  const quote = chooseQuote(inspection, spans);
  const words = weighWords(consultation, inspection);
  const signals = [
    ...standing(consultation, hit, rival),
    words.covered,
    reached(consultation, hit),
    ...sentenceShares(inspection),
    ...quoteShares(consultation, inspection, quote, hit),
    words.namesMissing,
    words.numbersMissing,
    Math.log(1 + words.subjects),
    Math.min(4, words.missingRarity),
    Math.log(1 + words.information),
    Math.log(1 + hit.passage.text.length),
    rival && (rival.passage.document === hit.passage.document || rival.passage.title === hit.passage.title) ? 1 : 0,
    rival ? rivalHolds(consultation, inspection, rival) : 0,
    Math.max(0, ...inspection.sentences.map((sentence) => sentence.run)),
    words.unknown,
    repairs / Math.max(1, consultation.prepared.words.length),
  ];
  const logit = signals.reduce((sum, value, i) => sum + value * weights[i]!, weightOf.constant);
  const probability = quote.probability / (1 + Math.exp(-logit));
  return { hit, inspection, spans, quote, signals, probability, missing: words.missing, lacksName: words.lacksName };
}

function standing({ hits }: Consultation, hit: ScoredHit, rival: ScoredHit | undefined): [lead: number, certainty: number] {
  let mass = 0;
  for (const other of hits) mass += Math.exp(Math.min(30, other.score - hit.score));
  return [rival ? Math.max(-8, Math.min(8, hit.score - rival.score)) : 8, Math.log(1 / Math.max(mass, 1) + 1e-3)];
}

interface WordsWeighed {
  covered: number;
  namesMissing: number;
  numbersMissing: number;
  subjects: number;
  missingRarity: number;
  information: number;
  unknown: number;
  missing: string[];
  lacksName: boolean;
}

function weighWords({ prepared, rarest }: Consultation, { found, inTitle }: Inspection): WordsWeighed {
  const weighed: WordsWeighed = {
    covered: 0,
    namesMissing: 0,
    numbersMissing: 0,
    subjects: 0,
    missingRarity: 0,
    information: 0,
    unknown: 0,
    missing: [],
    lacksName: false,
  };
  prepared.words.forEach((word, place) => {
    if (word.role === 'asking') return;
    const rarity = prepared.idf[place]! / rarest;
    const held = Math.max(found[place]!, inTitle[place]!);
    weighed.covered += (prepared.sharper[place]! * held) / prepared.sharperTotal;
    weighed.information += found[place]! * rarity;
    if (word.capital && held === 0) {
      weighed.namesMissing = Math.min(2, weighed.namesMissing + 1);
      if (rarity > rareName) weighed.lacksName = true;
    }
    if (word.digit && held === 0) weighed.numbersMissing = 1;
    if (word.role !== 'subject') return;
    weighed.subjects++;
    if (prepared.idf[place]! >= rarest - 1e-9) weighed.unknown = Math.min(3, weighed.unknown + 1);
    if (held >= 0.5) return;
    weighed.missingRarity += rarity;
    weighed.missing.push(word.text);
  });
  return weighed;
}

function reached({ prepared }: Consultation, hit: ScoredHit): number {
  let highest = prepared.pairTotal;
  for (const rarity of prepared.idf) highest += rarity;
  return (hit.signals[0]! + hit.signals[1]!) / (2.2 * highest);
}

function sentenceShares({ sentences: parts }: Inspection): [best: number, two: number] {
  let best = 0;
  let two = 0;
  parts.forEach((part, i) => {
    best = Math.max(best, part.words);
    two = Math.max(two, part.words + 0.5 * (parts[i + 1]?.words ?? 0));
  });
  return [best, two];
}

function quoteShares(
  consultation: Consultation,
  inspection: Inspection,
  quote: QuoteChoice,
  hit: ScoredHit,
): [quoted: number, pairs: number, kindFound: number, kindMissing: number, closeness: number] {
  const { prepared } = consultation;
  const parts = inspection.sentences;
  const hasKind = bestOf(quote, (i) => (parts[i]!.hasKind ? 1 : 0));
  const asksKind = kindsWithValue.has(prepared.query.kind) ? 1 : 0;
  return [
    bestOf(quote, (i) => parts[i]!.words) + bestOf(quote, (i) => parts[i]!.pairs),
    consultation.pairsWithin(hit, quote.from, quote.to) / Math.max(1, prepared.words.length),
    asksKind * hasKind,
    asksKind * (1 - hasKind),
    bestOf(quote, (i) => parts[i]!.closeness),
  ];
}

function rivalHolds(consultation: Consultation, inspection: Inspection, rival: ScoredHit): number {
  const { prepared } = consultation;
  const theirs = consultation.inspect(rival).found;
  let more = 0;
  theirs.forEach((found, place) => {
    more += prepared.sharper[place]! * Math.max(0, found - inspection.found[place]!);
  });
  return more / prepared.sharperTotal;
}
