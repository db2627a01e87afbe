/** Examples of small packs: few things with few wordings, as facts or as articles whose titles are questions, and much that is in none of them. */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Candidate } from '../../src/answering/verdict/candidate.ts';
import { candidatesOf } from '../../src/answering/verdict/collecting.ts';
import { createContraries } from '../../src/answering/verdict/contraries.ts';
import { ideasOf } from '../../src/answering/verdict/understanding.ts';
import { createScales, type Scales } from '../../src/answering/verdict/weighing.ts';
import type { Fact } from '../../src/elections/fact.ts';
import { expandWay } from '../../src/elections/pack/ways.ts';
import { packOfArticles, readGuides } from '../guide-packs.ts';
import { type Bench, createBench, type Example, folds, sameAs } from './examples.ts';
import { pick, typings } from './typing.ts';

/** Ways of asking one thing. */
const timesAsked = 6;
/** Templates a fact of a small pack has; the others ask. */
const templatesKept = 3;

interface Asking {
  bench: Bench;
  scales: Scales;
  fold: number;
  random: () => number;
}

/** Questions made of templates, some mistyped. */
function ask(templates: readonly string[], right: ReadonlySet<string>, origin: Example['origin'], asking: Asking): Example[] {
  const { bench, scales, fold, random } = asking;
  if (templates.length === 0) return [];
  return Array.from({ length: timesAsked }, () => {
    const typing = random() < 0.5 ? 0 : Math.floor(random() * typings.length);
    const text = typings[typing]!(pick(expandWay(pick(templates, random)), random), random);
    return { origin, fold, typing, right, weighings: bench.readings(text).map((reading) => scales.weigh(reading)) };
  });
}

/** A small pack of facts in every fold. */
export function smallPackExamples(bench: Bench, random: () => number): Example[] {
  const { pack } = bench;
  const group = sameAs(pack);
  const ways = ({ id, asks }: Fact): string[] => [...asks, ...(pack.questions.ways.get(id) ?? [])];
  const odd = pack.facts.filter((_, i) => i % 2 === 1);
  const scalesOf = (candidates: readonly Candidate[]): Scales =>
    createScales(candidates, ideasOf(pack.lexicon), { contraries: createContraries(pack.lexicon), province: pack.province });
  const gone = (kept: readonly Fact[], origin: Example['origin'], asking: Asking): Example[] => {
    const held = new Set(kept.flatMap(({ id }) => [...group(id)]));
    return odd.filter(({ id }) => !held.has(id)).flatMap((fact) => ask(ways(fact), new Set(), origin, asking));
  };
  const nothing = { ways: new Map(), beside: new Map(), unknowns: [], overlaps: [] };
  const facts = (fold: number): Example[] => {
    const kept = odd.filter((_, i) => i % folds === fold);
    const few = kept.map((fact) => ({ ...fact, asks: ways(fact).slice(0, templatesKept) }));
    const questions = { ...pack.questions, ...nothing };
    const candidates = candidatesOf({ facts: few, milestones: pack.milestones.slice(0, 3), documents: [], questions });
    const asking = { bench, scales: scalesOf(candidates), fold, random };
    return [
      ...kept.flatMap((fact) => ask(ways(fact).slice(templatesKept), group(fact.id), 'small', asking)),
      ...gone(kept, 'small-gone', asking).filter((_, i) => i % 2 === 0),
    ];
  };
  return Array.from({ length: folds }, (_, fold) => facts(fold)).flat();
}

/** Packs of other authorities' articles, and what people ask of them, by other hands: nothing of them is in the shipped pack. Each is in one fold, as written and once mistyped. */
export async function guideExamples(random: () => number): Promise<Example[]> {
  const files = globSync(join(import.meta.dirname, 'guides/*.jsonl')).sort();
  const examples: Example[] = [];
  for (const [i, file] of files.entries()) {
    const { articles, asks, besides } = readGuides(file);
    const pack = await packOfArticles(articles);
    const { lexicon, province } = pack;
    const { topics } = pack.questions;
    const contraries = createContraries(lexicon);
    // What is worked out of tables is asked for by none of them: from them it would be learned that it is never meant.
    const candidates = candidatesOf({ ...pack, questions: { ...pack.questions, tasks: new Map() } });
    const scales = createScales(candidates, ideasOf(lexicon), { contraries, province, topics });
    const bench = createBench(pack);
    const add = (q: string, right: ReadonlySet<string>, origin: Example['origin']): void => {
      for (const typing of [0, 1 + Math.floor(random() * (typings.length - 1))]) {
        const weighings = bench.readings(typings[typing]!(q, random)).map((reading) => scales.weigh(reading));
        examples.push({ origin, fold: i % folds, typing, right, weighings });
      }
    };
    for (const { id, q } of asks) add(q, new Set([id]), 'guide');
    for (const q of besides) add(q, new Set(), 'guide-gone');
  }
  return examples;
}
