/** Examples of small packs: few things with few wordings, as facts or as articles whose titles are questions, and much that is in none of them. */
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Candidate } from '../../src/answering/verdict/candidate.ts';
import { candidatesOf } from '../../src/answering/verdict/collecting.ts';
import { createContraries } from '../../src/answering/verdict/contraries.ts';
import { ideasOf } from '../../src/answering/verdict/understanding.ts';
import { createScales, type Scales } from '../../src/answering/verdict/weighing.ts';
import type { Milestone } from '../../src/elections/calendar.ts';
import type { Fact } from '../../src/elections/fact.ts';
import type { KnowledgePack } from '../../src/elections/pack/pack.ts';
import { expandWay } from '../../src/elections/pack/ways.ts';
import { type Guides, packOfArticles, readGuides } from '../guide-packs.ts';
import { type Bench, createBench, type Example, folds, sameAs } from './examples.ts';
import { pick, typings } from './typing.ts';

/** Ways of asking one thing. */
const timesAsked = 6;
/** Templates a fact of a small pack has; the others ask. */
const templatesKept = 3;
/** Milestones of small packs. */
const milestonesKept = 3;
/** Facts of small packs, at most: a fold has some twenty. */
const sizes = [7, 20, 60];

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

/** Small packs of facts in every fold. */
export function smallPackExamples(bench: Bench, random: () => number): Example[] {
  const { pack } = bench;
  const group = sameAs(pack);
  const ways = ({ id, asks }: Pick<Fact | Milestone, 'id' | 'asks'>): string[] => [
    ...asks,
    ...(pack.questions.ways.get(id) ?? []),
  ];
  const withFew = <Thing extends Fact | Milestone>(thing: Thing): Thing => ({
    ...thing,
    asks: ways(thing).slice(0, templatesKept),
  });
  const odd = pack.facts.filter((_, i) => i % 2 === 1);
  const contraries = createContraries(pack.lexicon);
  const scalesOf = (candidates: readonly Candidate[]): Scales =>
    createScales(candidates, ideasOf(pack.lexicon), { contraries, province: pack.province });
  const gone = (kept: readonly Fact[], origin: Example['origin'], asking: Asking): Example[] => {
    const held = new Set(kept.flatMap(({ id }) => [...group(id)]));
    return odd.filter(({ id }) => !held.has(id)).flatMap((fact) => ask(ways(fact), new Set(), origin, asking));
  };
  const nothing = { ways: new Map(), beside: new Map(), unknowns: [] };
  const facts = (fold: number, size: number): Example[] => {
    const own = odd.filter((_, i) => i % folds === fold);
    const from = Math.floor(random() * own.length);
    const kept = [...own.slice(from), ...own.slice(0, from)].slice(0, size);
    const milestones = pack.milestones.slice(0, milestonesKept);
    const tasks = divided(pack.questions.tasks, fold);
    const talk = divided(pack.questions.talk, fold);
    const questions = { ...pack.questions, ...nothing, tasks: tasks.kept, talk: talk.kept };
    const candidates = candidatesOf({ facts: kept.map(withFew), milestones: milestones.map(withFew), documents: [], questions });
    const asking = { bench, scales: scalesOf(candidates), fold, random };
    const lent = (kind: 'task' | 'talk', asked: ReadonlyMap<string, string[]>): Example[] =>
      [...asked].flatMap(([id, templates]) =>
        id === 'day' ? [] : ask(templates, group(`${kind}/${id}`), kind === 'task' ? 'small' : 'talk', asking),
      );
    return [
      ...[...kept, ...milestones].flatMap((one) => ask(ways(one).slice(templatesKept), group(one.id), 'small', asking)),
      ...gone(kept, 'small-gone', asking).filter((_, i) => i % 4 === 0),
      ...lent('task', tasks.asked),
      ...lent('talk', talk.asked),
    ];
  };
  return Array.from({ length: folds }, (_, fold) => sizes.flatMap((size) => facts(fold, size))).flat();
}

/** What comes with cutri, one template in `folds` of each left out to be asked. */
function divided(all: ReadonlyMap<string, readonly string[]>, fold: number): Record<'kept' | 'asked', Map<string, string[]>> {
  const part = (takes: (i: number) => boolean) => new Map([...all].map(([id, each]) => [id, each.filter((_, i) => takes(i))]));
  return { kept: part((i) => i % folds !== fold), asked: part((i) => i % folds === fold) };
}

/** Another authority's articles as a pack of their own, and what people ask of them, by other hands: nothing of them is in the shipped pack. */
export interface GuidePack extends Pick<Guides, 'asks' | 'besides'> {
  name: string;
  pack: KnowledgePack;
}

export async function guidePacks(): Promise<GuidePack[]> {
  const files = globSync(join(import.meta.dirname, 'guides/*.jsonl')).sort();
  return Promise.all(
    files.map(async (file) => {
      const { articles, asks, besides } = readGuides(file);
      return { name: basename(file, '.jsonl'), pack: await packOfArticles(articles), asks, besides };
    }),
  );
}

/** Of what is in none of the articles there are few questions, and people ask as many: each is mistyped so often. */
const mistypedBeside = 4;

/** What the shipped facts speak of as well: beside them one could not say whose answer is right. */
const alsoFacts = new Set([
  'elections',
  'election-authority',
  'complaints',
  'elections-south',
  'notices',
  'reorganisation',
  'villages',
]);

/** Every pack of articles is in one fold, alone and, where it speaks of something else, beside the shipped facts: as written and mistyped. */
export function guideExamples(bench: Bench, packs: readonly GuidePack[], random: () => number): Example[] {
  const examples: Example[] = [];
  for (const [i, { name, pack: alone, asks, besides }] of packs.entries()) {
    const places = alsoFacts.has(name)
      ? [alone]
      : [alone, { ...bench.pack, documents: [...bench.pack.documents, ...alone.documents] }];
    for (const pack of places) {
      const { lexicon, province } = pack;
      const { topics } = pack.questions;
      const contraries = createContraries(lexicon);
      // What is worked out of tables is asked for by none of them: from them it would be learned that it is never meant.
      const questions = pack === alone ? { ...pack.questions, tasks: new Map() } : pack.questions;
      const candidates = candidatesOf({ ...pack, questions });
      const read = createBench(pack);
      const scales = createScales(candidates, ideasOf(lexicon), {
        contraries,
        province,
        topics,
        talk: pack.questions.talk,
        search: read.search,
      });
      const add = (q: string, right: ReadonlySet<string>, origin: Example['origin']): void => {
        const mistyped = Array.from(
          { length: right.size > 0 ? 1 : mistypedBeside },
          () => 1 + Math.floor(random() * (typings.length - 1)),
        );
        for (const typing of [0, ...mistyped]) {
          const weighings = read.readings(typings[typing]!(q, random)).map((reading) => scales.weigh(reading));
          examples.push({ origin, fold: i % folds, typing, right, weighings });
        }
      };
      for (const { id, q } of asks) add(q, new Set([id]), pack === alone ? 'guide' : 'mixed');
      for (const q of besides) add(q, new Set(), pack === alone ? 'guide-gone' : 'mixed-gone');
    }
  }
  return examples;
}
