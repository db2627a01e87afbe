import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { searchOf } from '../../src/answering/live.ts';
import { createCourtesy } from '../../src/answering/question/courtesy.ts';
import { readingsOf } from '../../src/answering/question/readings.ts';
import { createQuestionReader } from '../../src/answering/reading.ts';
import { createKnowledgeBase } from '../../src/answering/search/knowledge-base.ts';
import type { ArticleSearch } from '../../src/answering/verdict/articles.ts';
import { candidatesOf } from '../../src/answering/verdict/collecting.ts';
import { createContraries } from '../../src/answering/verdict/contraries.ts';
import { ideasOf } from '../../src/answering/verdict/understanding.ts';
import { createScales, type Weighing } from '../../src/answering/verdict/weighing.ts';
import type { KnowledgePack } from '../../src/elections/pack/pack.ts';
import { partsOfWay } from '../../src/elections/pack/ways.ts';
import { fold as folded, syllables } from '../../src/vietnamese/text.ts';
import { claimOf } from './claims.ts';
import { leaveOut } from './leaving-out.ts';
import { nearMiss } from './near-misses.ts';
import { stories } from './stories.ts';
import { createRandom, pick, typings } from './typing.ts';

export const folds = 5;
export const asOf = new Date('2026-11-28T02:00:00Z');

/** Where an example comes from: a wording left out, a claim made of it, the same with its fact left out, an unknown left out, a made near miss, a story's other clauses, a fact in a small pack, an authority's article, and what such packs do not hold. */
export type Origin =
  | 'public'
  | 'wording'
  | 'claim'
  | 'fact-gone'
  | 'unknown'
  | 'talk'
  | 'near-miss'
  | 'story'
  | 'small'
  | 'small-gone'
  | 'guide'
  | 'guide-gone'
  | 'mixed'
  | 'mixed-gone';

export interface Example {
  origin: Origin;
  fold: number;
  typing: number;
  /** Ids that would be right; empty where nothing is, and then only "none", an unknown or talk is right. */
  right: ReadonlySet<string>;
  /** All readings of the message; the one meant first. */
  weighings: Weighing[];
}

export interface Bench {
  read(text: string): ReturnType<ReturnType<typeof createQuestionReader>>;
  readings(text: string): ReturnType<typeof readingsOf>;
  pack: KnowledgePack;
  search: ArticleSearch;
}

export function createBench(pack: KnowledgePack): Bench {
  const base = createKnowledgeBase({ lexicon: pack.lexicon });
  for (const document of pack.documents) base.add(document);
  const reader = createQuestionReader(pack, base);
  const courtesy = createCourtesy(pack.questions.courtesy.openings, pack.questions.courtesy.closings);
  const read = (text: string) => reader(text, asOf);
  return { pack, read, search: searchOf(base), readings: (text) => readingsOf(read(text), courtesy, asOf.getUTCFullYear()) };
}

/** Ids whose answer is right for a thing's questions: itself, its series, what overlaps with it. */
export function sameAs(pack: KnowledgePack): (id: string) => ReadonlySet<string> {
  const alike = new Map(candidatesOf(pack).map((candidate) => [candidate.id, candidate.alike]));
  return (id) => new Set([id, ...(alike.get(id) ?? [])]);
}

/** Commune names to be put where a wording leaves room for one. */
const communes = [
  'Cam Đường',
  'Văn Bàn',
  'Sa Pa',
  'Mù Cang Chải',
  'Bắc Hà',
  'Y Tý',
  'Âu Lâu',
  'Bảo Thắng',
  'Nghĩa Đô',
  'Trấn Yên',
];

/** Share of the wordings of facts and milestones that are asked. Whoever writes them makes few of the questions that nothing answers, and people ask many: those are asked one and all. */
const shareAsked = 0.6;

export function makeExamples(bench: Bench, seed: number): Example[] {
  const random = createRandom(seed);
  const ideas = ideasOf(bench.pack.lexicon);
  const contraries = createContraries(bench.pack.lexicon);
  const group = sameAs(bench.pack);
  const { openings, closings } = bench.pack.questions.courtesy;
  const said = (templates: readonly string[]): string =>
    partsOfWay(pick(templates, random))
      .map((part) => pick(part, random))
      .join('');
  const names = bench.pack.facts.flatMap(({ values }) => values.flatMap((value) => (value.kind === 'person' ? [value.is] : [])));
  const examples: Example[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const { candidates, held } = leaveOut(bench.pack, fold, folds, random);
    const scales = createScales(candidates, ideas, { contraries, province: bench.pack.province, search: bench.search });
    const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
    const add = (origin: Origin, text: string, right: ReadonlySet<string>, without?: ReadonlySet<string>, all = true): void => {
      const typing = random() < 0.35 ? 0 : Math.floor(random() * typings.length);
      const typed = typings[typing]!(text.replace('placename', pick(communes, random)), random);
      const readings = bench.readings(typed);
      examples.push({
        origin,
        fold,
        typing,
        right,
        weighings: (all ? readings : readings.slice(0, 1)).map((reading) => scales.weigh(reading, without)),
      });
    };
    for (const [i, { id, wording }] of held.entries()) {
      if (id.startsWith('talk/')) {
        add('talk', wording, new Set([id]));
        continue;
      }
      if (id.startsWith('unknown/')) {
        add('unknown', wording, new Set());
        continue;
      }
      // The tasks are few; of the others more would only take longer.
      if (!id.startsWith('task/') && random() >= shareAsked) continue;
      const right = group(id);
      // The tasks are few and asked by every second voter: each of their wordings is asked about several places.
      for (let times = id.startsWith('task/') ? 2 : 1; times > 0; times--) add('wording', wording, right, undefined);
      if (i % 3 === 0) add('fact-gone', wording, new Set(), right);
      const candidate = byId.get(id);
      const claim = candidate && claimOf(wording, candidate, names, random);
      if (claim && i % 3 !== 0) add('claim', claim, right);
      if (claim && i % 6 === 0) add('fact-gone', claim, new Set(), right);
      const miss = candidate ? nearMiss(wording, candidate, random, bench.pack.lexicon) : undefined;
      if (miss) add('near-miss', miss, new Set());
      if (i % 4 === 1) addStory(wording, right, fold, scales);
    }
  }

  /** A question with a story around it: the reading that holds the question is right, the story's clauses are none. */
  function addStory(wording: string, right: ReadonlySet<string>, fold: number, scales: ReturnType<typeof createScales>): void {
    const text = `${random() < 0.6 ? `${said(openings)}, ` : ''}${random() < 0.8 ? `${pick(stories, random)}, ` : ''}${wording}${random() < 0.4 ? ` ${said(closings)}` : ''}`;
    const typing = Math.floor(random() * 2);
    const typed = typings[typing]!(text.replace('placename', pick(communes, random)), random);
    const asked = new Set(syllables(wording).map((word) => word.folded));
    for (const reading of bench.readings(typed)) {
      const words = syllables(folded(reading.text)).map((word) => word.folded);
      const own = words.filter((word) => asked.has(word)).length;
      const isMeant = own >= 0.8 * asked.size && own >= 0.6 * words.length;
      if (!isMeant && own > 0.3 * words.length) continue;
      examples.push({ origin: 'story', fold, typing, right: isMeant ? right : new Set(), weighings: [scales.weigh(reading)] });
    }
  }
  return examples;
}

const publicQuestion = z.object({
  q: z.string(),
  ctx: z.array(z.string()).optional(),
  want: z.enum(['answer', 'abstain', 'decline', 'claim', 'any']),
  fact: z.string().optional(),
  also: z.array(z.string()).default([]),
});
/** How often a question by another hand counts: there are few of them, and they are what people really ask. */
const publicWeight = 4;

/** The questions by other hands in the files of a folder: those that stand alone and whose answer is a thing of the pack, or nothing. */
export function publicExamples(bench: Bench, folder: string, names: readonly string[]): Example[] {
  const candidates = candidatesOf(bench.pack);
  const scales = createScales(candidates, ideasOf(bench.pack.lexicon), {
    contraries: createContraries(bench.pack.lexicon),
    province: bench.pack.province,
    search: bench.search,
  });
  const ids = new Set(candidates.map(({ id }) => id));
  const group = sameAs(bench.pack);
  return names.flatMap((name) =>
    readFileSync(join(folder, `${name}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .flatMap((line, i): Example[] => {
        const { q, ctx, want, fact = '', also } = publicQuestion.parse(JSON.parse(line));
        const id = fact.startsWith('unit:') ? 'task/unit-of-place' : fact;
        const isNone = want === 'abstain' || want === 'decline';
        if (ctx || (!isNone && !ids.has(id))) return [];
        const right = isNone ? new Set<string>() : new Set([id, ...also].flatMap((one) => [...group(one)]));
        const weighings = bench.readings(q).map((reading) => scales.weigh(reading));
        return Array.from(
          { length: publicWeight },
          () => ({ origin: 'public', fold: i % folds, typing: 0, right, weighings }) as const,
        );
      }),
  );
}
