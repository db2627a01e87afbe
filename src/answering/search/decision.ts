import type { Passage } from '../../elections/pack/document.ts';
import { contradictionOf } from './contradiction.ts';
import { type Evidence, weighEvidence } from './evidence.ts';
import { extractValue } from './extraction.ts';
import type { Consultation } from './passage-index.ts';
import type { ReadQuery } from './query-reading.ts';

export interface Found {
  /** The shortest honest answer, e.g. `1.972 thủ tục`; missing where the sentence itself is the answer. Verbatim from the quote. */
  value?: string;
  /** The sentence or sentences the answer stands in: verbatim from the passage. */
  quote: string;
  passage: Passage;
}

/** What the corpus says to a question. */
export type PassageAnswer =
  | ({
      kind: 'answer' /** 0…1, calibrated. */;
      confidence: number /** Sources that say otherwise, newest first. */;
      also: Found[];
    } & Found)
  | {
      kind: 'none';
      /** `uncovered`: words unaccounted for; `no-value`: nothing of the kind asked for; `rival`: two passages fit alike. */
      why: 'uncovered' | 'no-value' | 'contradicted' | 'rival' | 'empty';
      /** Question words no passage accounts for, as typed. */
      missing: string[];
      /** The nearest passages, best first, for "did you mean". */
      near: Passage[];
      /** What would be said if it were surer, 0…1. */
      likely?: Found & { confidence: number };
    };

type Nothing = Extract<PassageAnswer, { kind: 'none' }>;

/** Least probability of a right answer that is said. Chosen on held-out articles for at most 1 % wrong (docs/benchmarks.md). */
const surest = 0.89;
/** A value is only taken from a sentence that is this likely to hold the answer. */
const surestSentence = 0.9;
/** A passage this much like the best one speaks of the same thing: if its value differs, both are said. */
const kindred = 0.75;
const nearCount = 5;

/** Decides whether the best passage answers, and with what. */
export function decide(consultation: Consultation, { query, question, repairs }: ReadQuery): PassageAnswer {
  const { hits, prepared } = consultation;
  const near = hits.slice(0, nearCount).map((hit) => hit.passage);
  const none = (why: Nothing['why'], missing: string[]): Nothing => ({
    kind: 'none',
    why,
    missing,
    near,
  });
  const [hit, rival] = hits;
  if (!hit || !prepared.words.some((word) => word.role === 'subject')) return none('empty', []);
  const evidence = weighEvidence(consultation, hit, rival, repairs);
  if (evidence.lacksName) return none('uncovered', evidence.missing);
  if (evidence.probability < surest) {
    const likely = { ...foundIn(consultation, evidence), confidence: evidence.probability };
    if (evidence.missing.length > 0) return { ...none('uncovered', evidence.missing), likely };
    const asksValue = query.kind === 'when' || query.kind === 'how-many';
    if (asksValue && !evidence.inspection.sentences.some((sentence) => sentence.hasKind))
      return { ...none('no-value', []), likely };
    return { ...none(rival && hit.score - rival.score < 1 ? 'rival' : 'uncovered', []), likely };
  }
  const found = foundIn(consultation, evidence);
  if (contradictionOf(question, evidence.missing, hit.passage, found.quote)) return none('contradicted', evidence.missing);
  const [first, ...also] = [found, ...dissenters(consultation, evidence, found, repairs)].sort((x, y) =>
    x.passage.published < y.passage.published ? 1 : x.passage.published > y.passage.published ? -1 : 0,
  );
  return { kind: 'answer', confidence: evidence.probability, ...first!, also };
}

function foundIn({ prepared }: Consultation, { hit, quote, spans }: Evidence): Found {
  const { passage } = hit;
  // How something is done is seldom told in one sentence.
  const last = prepared.query.kind === 'how-to' && quote.to === quote.from ? Math.min(quote.to + 1, spans.length - 1) : quote.to;
  const text = passage.text.slice(spans[quote.from]?.start ?? 0, spans[last]?.end ?? passage.text.length);
  const best = spans[quote.best];
  if (!best || quote.bestProbability < surestSentence) return { quote: text, passage };
  const rarities = new Map(prepared.words.map((word, place) => [word.text, prepared.idf[place]!]));
  const value = extractValue(passage.text.slice(best.start, best.end), prepared.query, (word) => rarities.get(word.text) ?? 0);
  // The likeliest sentence is not always among the quoted ones: a value must stand in what is quoted.
  return { ...(value !== undefined && text.includes(value) ? { value } : {}), quote: text, passage };
}

/** Other documents that account for the same words of the question and give another value of the kind asked for. */
function dissenters(consultation: Consultation, best: Evidence, found: Found, repairs: number): Found[] {
  if (found.value === undefined) return [];
  const others: Found[] = [];
  const said = new Set([normalised(found.value)]);
  for (const hit of consultation.hits.slice(1, nearCount)) {
    if (hit.passage.document === found.passage.document) continue;
    const evidence = weighEvidence(consultation, hit, best.hit, repairs);
    const holdsAll = evidence.inspection.found.every(
      (held, place) => held >= Math.min(0.5, best.inspection.found[place]!) * kindred,
    );
    const other = foundIn(consultation, evidence);
    if (!holdsAll || other.value === undefined || said.has(normalised(other.value))) continue;
    said.add(normalised(other.value));
    others.push(other);
  }
  return others;
}

const normalised = (value: string): string => value.toLowerCase().replace(/\s+/g, ' ');
