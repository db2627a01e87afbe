/** `npm run fit`: fits the verdict's weights on wordings it was not given, and writes them with the report of how they do. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pairFeatures, questionFeatures } from '../../src/answering/verdict/features.ts';
import type { Model } from '../../src/answering/verdict/model.ts';
import { decideAmong, isKnown } from '../../src/answering/verdict/verdict.ts';
import type { Weighing } from '../../src/answering/verdict/weighing.ts';
import { shippedStack } from '../../src/app/knowledge.ts';
import { loadPack } from '../../src/sources/pack.ts';
import { dataFolder } from '../data.ts';
import type { Choice } from '../fitting.ts';
import { fitAcceptance, judgedOf, lookedAt } from './accepting.ts';
import type { Judged } from './boosting.ts';
import { createBench, type Example, folds, makeExamples, type Origin, publicExamples } from './examples.ts';
import { fitLogit, packChoices } from './logit.ts';
import { guideExamples, guidePacks, smallPackExamples } from './small-packs.ts';
import { createRandom } from './typing.ts';

const penalty = 1e-4;
const thresholds: Model['thresholds'] = {
  ...{ answer: 0.6, article: 0.85, refuse: 0.5, near: 0.05, offer: 0.05 },
  ...{ show: 0.4, agree: 0.75, aside: 0.25, clause: 0.65 },
};
const size = pairFeatures.length + questionFeatures.length;

/** Whether an unanswerable question is rightly taken for this: a clause of a story that asks nothing is nothing, or talk would speak for the whole. */
const declines = (id: string, origin: Origin): boolean =>
  origin !== 'story' && (id.startsWith('unknown/') || id.startsWith('talk/'));

/** One reading as a choice among its candidates and "none of these", which comes last. */
function choiceOf({ pairs, question }: Weighing, { right, origin }: Pick<Example, 'right' | 'origin'>): Choice {
  const candidates = pairs.map(({ features }) => {
    const row = new Float64Array(size);
    pairFeatures.forEach((name, i) => {
      row[i] = features[name];
    });
    return row;
  });
  const none = new Float64Array(size);
  questionFeatures.forEach((name, i) => {
    none[pairFeatures.length + i] = question[name];
  });
  const good = pairs.flatMap(({ candidate }, i) =>
    right.has(candidate.id) || (right.size === 0 && declines(candidate.id, origin)) ? [i] : [],
  );
  return {
    candidates: [...candidates, none],
    right: new Set(right.size === 0 || good.length === 0 ? [...good, pairs.length] : good),
  };
}

/** What small packs are asked counts twice: there is less of it than of the large one, and it is harder. */
const counted = (example: Example): Example[] => (example.origin.startsWith('small') ? [example, example] : [example]);

/** The weights fitted on all examples but those of a fold. */
function fitModel(without: number): Pick<Model, 'pair' | 'question'> {
  const which = examples.flatMap(({ fold }, i) => (fold === without ? [] : [i]));
  const weights = fitLogit(choices, which, penalty).map((weight) => Math.round(weight * 1000) / 1000);
  return {
    pair: Object.fromEntries(pairFeatures.map((name, i) => [name, weights[i]!])) as Model['pair'],
    question: Object.fromEntries(
      questionFeatures.map((name, i) => [name, weights[pairFeatures.length + i]!]),
    ) as Model['question'],
  };
}

const { pack, problems } = await loadPack(shippedStack);
if (problems.length > 0) throw new Error(`The pack has problems; run "npx cutri check" first: ${problems[0]!.message}`);
const started = performance.now();
const bench = createBench(pack);
const publicFolder = join(dataFolder, 'questions');
const others = publicExamples(bench, join(import.meta.dirname, 'questions'), [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
]);
if (existsSync(publicFolder)) others.push(...publicExamples(bench, publicFolder, ['voters', 'near-misses']));
else console.log(`There are no questions in ${publicFolder}: fitted without them.`);
const examples = [
  ...makeExamples(bench, 20261128),
  ...[20261129, 20261131, 20261132].flatMap((seed) => smallPackExamples(bench, createRandom(seed))).flatMap(counted),
  ...guideExamples(bench, await guidePacks(), createRandom(20261130)),
  ...others,
];
console.log(`${examples.length} examples in ${Math.round((performance.now() - started) / 1000)} s`);
const choices = packChoices(
  examples.map((example) => choiceOf(example.weighings[0]!, example)),
  size,
);
const model = fitModel(-1);
console.log(model);
const crossed = Array.from({ length: folds }, (_, fold) => fitModel(fold));

const looked = examples.map((example) => lookedAt(example, crossed[example.fold]!));
const judged = examples.map((example, i) => judgedOf(looked[i]!, example));
const without = (fold: number): Judged[] =>
  judged.filter((one, i) => one !== undefined && examples[i]!.fold !== fold) as Judged[];
const acceptances = Array.from({ length: folds }, (_, fold) => fitAcceptance(without(fold)));
const acceptance = fitAcceptance(without(-1));

/** What would be done with the examples at a threshold, each by models that had not seen it. */
for (const answer of [0.4, 0.5, 0.55, 0.6, 0.7, 0.8]) {
  const rows = new Map<string, { n: number; right: number; wrong: number; offered: number }>();
  examples.forEach(({ origin, fold, right }, i) => {
    const row = rows.get(origin) ?? { n: 0, right: 0, wrong: 0, offered: 0 };
    rows.set(origin, row);
    row.n++;
    const verdict = decideAmong(looked[i]!, {
      acceptance: acceptances[fold]!,
      thresholds: { ...thresholds, answer, article: answer },
    });
    if (verdict.kind === 'answer' && isKnown(verdict.best.candidate)) {
      if (right.has(verdict.best.candidate.id)) row.right++;
      else row.wrong++;
    } else if (verdict.kind === 'offer' && verdict.offers.some(({ candidate }) => right.has(candidate.id))) row.offered++;
  });
  const percent = (part: number, n: number): string => ((100 * part) / n).toFixed(1);
  const line = [...rows].map(
    ([origin, { n, ...row }]) =>
      `${origin} ${n}: ${percent(row.right, n)} right, ${percent(row.wrong, n)} wrong, ${percent(row.offered, n)} one tap`,
  );
  console.log(answer, line.join(' | '));
}
const folder = join(import.meta.dirname, '../../src/answering/verdict');
writeFileSync(join(folder, 'model.json'), `${JSON.stringify({ ...model, thresholds }, null, 2)}\n`);
const trees = acceptance.trees.map((tree) => JSON.stringify(tree)).join(',\n');
writeFileSync(join(folder, 'acceptance.json'), `{"trees":[\n${trees}\n]}\n`);
