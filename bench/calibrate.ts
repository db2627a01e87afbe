/**
 * Fits the three small models of `src/answering/search` (ranking, quote, evidence) on XQuAD-vi and prints their weights with
 * cross-validated results by article. Run: `node bench/calibrate.ts`; the printed weights are pasted into ranking.ts,
 * quote-choice.ts and evidence.ts in this order, one run each, because each model looks at the one before.
 */
import { evidenceSignals, weighEvidence } from '../src/answering/search/evidence.ts';
import { matchSignals } from '../src/answering/search/match.ts';
import { chooseQuote, sentenceSignals, signalsOfSentences } from '../src/answering/search/quote-choice.ts';
import { sentences } from '../src/answering/search/sentence.ts';
import { type BenchCorpus, openCorpus } from './corpus.ts';
import { type BenchQuestion, loadVariants, loadXquad, shuffled } from './data.ts';
import { type Choice, type Decision, fitChoices, fitDecisions, weightedSum } from './fitting.ts';
import { benchLexicon } from './lexicon.ts';

const folds = 4;
const penalty = 0.01;
const evidencePenalty = 0.001;
const rankedVariants = ['as is', 'no diacritics', 'typo'];
const { passages, questions } = loadXquad();
const typing = await loadVariants();
const { variants } = typing;
const lexicon = benchLexicon();
const articleOf = (id: string): number => Number(id.split('-')[1]);
const foldOf = (question: BenchQuestion): number => articleOf(question.rel[0]) % folds;
const percent = (part: number, whole: number): string => ((100 * part) / Math.max(1, whole)).toFixed(1);

function printWeights(names: readonly string[], weights: number[]): void {
  names.forEach((name, k) => {
    console.log(`  ${name}: ${weights[k]!.toFixed(3)},`);
  });
  if (weights.length > names.length) console.log(`  constant: ${weights.at(-1)!.toFixed(3)},`);
}

function calibrateRanking(corpus: BenchCorpus): void {
  const rows = rankedVariants.flatMap((variant) =>
    questions.map((question) => {
      const { query } = corpus.read(variants.get(variant)!(question.q, question.id));
      const hits = corpus.index.consult(query, 40, (consultation) => consultation.hits);
      const right = new Set([hits.findIndex((hit) => hit.passage.document === question.rel[0])].filter((i) => i >= 0));
      return { variant, fold: foldOf(question), choice: { candidates: hits.map((hit) => hit.signals), right } satisfies Choice };
    }),
  );
  const first = ({ candidates, right }: Choice, weights: number[]): boolean => {
    const scores = candidates.map((signals) => weightedSum(signals, weights));
    return right.has(scores.indexOf(Math.max(...scores)));
  };
  const hits = new Map<string, number>();
  for (let fold = 0; fold < folds; fold++) {
    const weights = fitChoices(
      rows.filter((row) => row.fold !== fold).map((row) => row.choice),
      penalty,
    );
    for (const row of rows)
      if (row.fold === fold && first(row.choice, weights)) hits.set(row.variant, (hits.get(row.variant) ?? 0) + 1);
  }
  for (const [variant, count] of hits)
    console.log(`ranking, Hit@1 on unseen articles, ${variant}: ${percent(count, questions.length)} %`);
  printWeights(
    matchSignals,
    fitChoices(
      rows.map((row) => row.choice),
      penalty,
    ),
  );
}

function calibrateQuotes(corpus: BenchCorpus): void {
  const rows: { fold: number; choice: Choice }[] = [];
  let held = 0;
  let chosen = 0;
  let length = 0;
  for (const variant of ['as is', 'no diacritics'])
    for (const question of questions) {
      corpus.index.consult(corpus.read(variants.get(variant)!(question.q, question.id)).query, 40, (consultation) => {
        const hit = consultation.hits.find(({ passage }) => passage.document === question.rel[0]);
        if (!hit) return;
        const inspection = consultation.inspect(hit);
        const spans = sentences(hit.passage.text);
        const right = new Set<number>();
        for (let at = hit.passage.text.indexOf(question.ans); at >= 0; at = hit.passage.text.indexOf(question.ans, at + 1))
          right.add(spans.findIndex((span) => at >= span.start && at < span.end));
        rows.push({ fold: foldOf(question), choice: { candidates: signalsOfSentences(inspection), right } });
        const quote = chooseQuote(inspection, spans);
        const text = hit.passage.text.slice(spans[quote.from]!.start, spans[quote.to]!.end);
        chosen++;
        length += text.length;
        if (text.includes(question.ans)) held++;
      });
    }
  let best = 0;
  for (let fold = 0; fold < folds; fold++) {
    const weights = fitChoices(
      rows.filter((row) => row.fold !== fold).map((row) => row.choice),
      penalty / 3,
    );
    for (const { fold: own, choice } of rows) {
      const scores = choice.candidates.map((signals) => weightedSum(signals, weights));
      if (own === fold && choice.right.has(scores.indexOf(Math.max(...scores)))) best++;
    }
  }
  console.log(`quote, best sentence holds the answer on unseen articles: ${percent(best, rows.length)} %`);
  console.log(
    `quote as chosen by the weights in place: ${percent(held, chosen)} % hold it, ${Math.round(length / chosen)} characters on average`,
  );
  printWeights(
    sentenceSignals,
    fitChoices(
      rows.map((row) => row.choice),
      penalty / 3,
    ),
  );
}

interface Weighed extends Decision {
  mode: string;
  variant: string;
  fold: number;
  /** Right passage and the answer inside the quote. */
  answered: boolean;
  answerable: boolean;
  quoteProbability: number;
}

/** Corpora with holes: half of the articles, half of the paragraphs (near duplicates stay), small corpora. */
function* corporaWithHoles(): Generator<{ mode: string; corpus: BenchCorpus }> {
  const articles = [...new Set(passages.map((passage) => articleOf(passage.id)))];
  for (const seed of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
    const kept = new Set(shuffled(articles, typing.random(seed)).slice(0, articles.length / 2));
    yield {
      mode: 'half of the articles',
      corpus: openCorpus(
        passages.filter((p) => kept.has(articleOf(p.id))),
        lexicon,
      ),
    };
  }
  for (const [seed, count] of [
    ['p', 120],
    ['q', 120],
    ['r', 15],
    ['s', 30],
    ['t', 60],
  ] as const) {
    const mode = count === 120 ? 'half of the paragraphs' : 'small';
    yield { mode, corpus: openCorpus(shuffled(passages, typing.random(seed)).slice(0, count), lexicon) };
  }
}

function weighAll(): Weighed[] {
  const rows: Weighed[] = [];
  for (const { mode, corpus } of corporaWithHoles())
    for (const variant of rankedVariants)
      for (const question of questions) {
        const read = corpus.read(variants.get(variant)!(question.q, question.id));
        corpus.index.consult(read.query, 20, (consultation) => {
          const [hit, rival] = consultation.hits;
          if (!hit) return;
          const { signals, quote, spans } = weighEvidence(consultation, hit, rival, read.repairs);
          const right = hit.passage.document === question.rel[0];
          const text = hit.passage.text.slice(spans[quote.from]!.start, spans[quote.to]!.end);
          rows.push({
            mode,
            variant,
            fold: foldOf(question),
            signals,
            right,
            answered: right && text.includes(question.ans),
            answerable: corpus.holds(question.rel[0]),
            quoteProbability: quote.probability,
          });
        });
      }
  return rows;
}

function calibrateEvidence(): void {
  const rows = weighAll();
  const scored: { row: Weighed; probability: number }[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const weights = fitDecisions(
      rows.filter((row) => row.fold !== fold),
      evidencePenalty,
    );
    for (const row of rows) {
      if (row.fold !== fold) continue;
      const logit = weightedSum(row.signals, weights) + weights.at(-1)!;
      scored.push({ row, probability: row.quoteProbability / (1 + Math.exp(-logit)) });
    }
  }
  for (const mode of new Set(rows.map((row) => row.mode)))
    for (const variant of rankedVariants) {
      const own = scored.filter(({ row }) => row.mode === mode && row.variant === variant);
      const answerable = own.filter(({ row }) => row.answerable).length;
      const at = [0.8, 0.84, 0.86, 0.88, 0.9, 0.92].map((threshold) => {
        const said = own.filter(({ probability }) => probability >= threshold);
        const right = said.filter(({ row }) => row.answered).length;
        return `${threshold}: ${percent(right, answerable)} (${percent(said.length - right, said.length)} wrong)`;
      });
      console.log(`evidence on unseen articles, ${mode}, ${variant}: ${at.join(', ')}`);
    }
  printWeights(evidenceSignals, fitDecisions(rows, evidencePenalty));
}

const whole = openCorpus(passages, lexicon);
const wanted = process.argv.slice(2);
if (wanted.length === 0 || wanted.includes('ranking')) calibrateRanking(whole);
if (wanted.length === 0 || wanted.includes('quote')) calibrateQuotes(whole);
if (wanted.length === 0 || wanted.includes('evidence')) calibrateEvidence();
