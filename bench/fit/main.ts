/** `npm run fit`: fits the verdict's weights on wordings it was not given, and writes them with the report of how they do. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clashOf } from '../../src/answering/verdict/agreement.ts';
import { pairFeatures, questionFeatures } from '../../src/answering/verdict/features.ts';
import type { Model } from '../../src/answering/verdict/model.ts';
import { probabilities } from '../../src/answering/verdict/model.ts';
import type { Weighing } from '../../src/answering/verdict/weighing.ts';
import { shippedStack } from '../../src/app/knowledge.ts';
import { loadPack } from '../../src/sources/pack.ts';
import { dataFolder } from '../data.ts';
import type { Choice } from '../fitting.ts';
import { createBench, type Example, folds, makeExamples, publicExamples } from './examples.ts';
import { fitLogit } from './logit.ts';

const penalty = 1e-4;
const size = pairFeatures.length + questionFeatures.length;

const isNone = (id: string): boolean => id.startsWith('unknown/') || id.startsWith('talk/');

/** One reading as a choice among its candidates and "none of these", which comes last. */
function choiceOf({ pairs, question }: Weighing, right: ReadonlySet<string>): Choice {
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
    right.has(candidate.id) || (right.size === 0 && isNone(candidate.id)) ? [i] : [],
  );
  return {
    candidates: [...candidates, none],
    right: new Set(right.size === 0 || good.length === 0 ? [...good, pairs.length] : good),
  };
}

function fitModel(examples: readonly Example[]): Pick<Model, 'pair' | 'question'> {
  const weights = fitLogit(
    examples.map(({ weighings, right }) => choiceOf(weighings[0]!, right)),
    size,
    penalty,
  ).map((weight) => Math.round(weight * 1000) / 1000);
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
const others = publicExamples(bench, join(import.meta.dirname, 'questions'), ['first', 'second']);
if (existsSync(publicFolder)) others.push(...publicExamples(bench, publicFolder, ['voters', 'near-misses']));
else console.log(`There are no questions in ${publicFolder}: fitted without them.`);
const examples = [...makeExamples(bench, 20261128), ...others];
console.log(`${examples.length} examples in ${Math.round((performance.now() - started) / 1000)} s`);
const model = fitModel(examples);
console.log(model);
const crossed = Array.from({ length: folds }, (_, fold) => fitModel(examples.filter((example) => example.fold !== fold)));

/** Outcome of the surest reading of an example at a threshold. */
for (const threshold of [0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) {
  const rows = new Map<string, { n: number; right: number; wrong: number; offered: number }>();
  for (const { origin, fold, weighings, right } of examples) {
    const row = rows.get(origin) ?? { n: 0, right: 0, wrong: 0, offered: 0 };
    rows.set(origin, row);
    row.n++;
    const ranked = weighings
      .flatMap(({ pairs, question }) => {
        const { each } = probabilities(
          crossed[fold]!,
          pairs.map(({ features }) => features),
          question,
        );
        return pairs.map((pair, i) => ({ pair, p: each[i]! }));
      })
      .sort((a, b) => b.p - a.p);
    const [best] = ranked;
    const clashes = best && clashOf(best.pair) !== undefined;
    if (best && best.p >= threshold && !isNone(best.pair.candidate.id) && !clashes) {
      if (right.has(best.pair.candidate.id)) row.right++;
      else row.wrong++;
    } else {
      const offers = new Set<string>();
      for (const { pair } of ranked) if (!isNone(pair.candidate.id) && offers.size < 3) offers.add(pair.candidate.id);
      if ([...offers].some((id) => right.has(id))) row.offered++;
    }
  }
  console.log(
    threshold,
    [...rows]
      .map(
        ([origin, { n, right, wrong, offered }]) =>
          `${origin} ${n}: ${((100 * right) / n).toFixed(1)} right, ${((100 * wrong) / n).toFixed(1)} wrong, ${((100 * offered) / n).toFixed(1)} one tap`,
      )
      .join(' | '),
  );
}
writeFileSync(
  join(import.meta.dirname, '../../src/answering/verdict/model.json'),
  `${JSON.stringify({ ...model, thresholds: { answer: 0.5, offer: 0.05 } }, null, 2)}\n`,
);
