/** The tables of the retrieval benchmark, one function each; every number is measured in this run. */
import { execFileSync } from 'node:child_process';
import { createKnowledgeBase, type KnowledgeBase } from '../src/answering/search/knowledge-base.ts';
import { type BenchPassage, type BenchQuestion, shuffled, type TypingVariants } from './data.ts';
import { benchLexicon } from './lexicon.ts';
import { type Peer, peers } from './peers.ts';

export interface Set {
  passages: BenchPassage[];
  questions: BenchQuestion[];
  variants: TypingVariants;
}

const share = (part: number, whole: number, digits = 1): string => ((100 * part) / Math.max(1, whole)).toFixed(digits);

/** Every passage as a document of its own. */
export function openBase(passages: BenchPassage[]): KnowledgeBase {
  const base = createKnowledgeBase({ lexicon: benchLexicon() });
  for (const { id, title, text } of passages) base.add({ id, title, publisher: '', published: '', body: text });
  return base;
}

const titled = ({ id, title, text }: BenchPassage) => ({ id, text: `${title}. ${text}` });

/** Hit@1 (and MRR@10 for ours) in every typing variant. `most`: questions asked at most, for a quick run. */
export async function rankingTable(
  { passages, questions, variants }: Set,
  most: number,
): Promise<{ rows: string[][]; hitAt1: Map<string, number> }> {
  const names = [...variants.variants.keys()];
  const sample = shuffled(questions, variants.random('questions'));
  const base = openBase(passages);
  const ours: string[] = ['**Cử Tri**'];
  const reciprocal: string[] = ['Cử Tri, MRR@10'];
  const hitAt1 = new Map<string, number>();
  for (const name of names) {
    const mistype = variants.variants.get(name)!;
    let first = 0;
    let sum = 0;
    for (const { q, id, rel } of sample.slice(0, most)) {
      const rank = base.search(mistype(q, id), 10).findIndex((hit) => hit.passage.document === rel[0]);
      if (rank === 0) first++;
      if (rank >= 0) sum += 1 / (rank + 1);
    }
    const asked = Math.min(most, sample.length);
    hitAt1.set(name, (100 * first) / asked);
    ours.push(`**${share(first, asked)}**`);
    reciprocal.push((sum / asked).toFixed(3));
  }
  const rows = [ours, reciprocal];
  for (const peer of peers) rows.push(await peerRow(peer, { passages, questions: sample, variants }, most));
  return { rows: [['Hit@1, %', ...names], ...rows], hitAt1 };
}

async function peerRow(peer: Peer, { passages, questions, variants }: Set, most: number): Promise<string[]> {
  const ask = await peer.open(passages.map(titled));
  const asked = questions.slice(0, Math.min(most, peer.mostQuestions));
  const row = [`${peer.name}${asked.length < questions.length ? ` (${asked.length} questions)` : ''}`];
  for (const mistype of variants.variants.values()) {
    let first = 0;
    for (const { q, id, rel } of asked) if ((await ask(mistype(q, id)))[0] === rel[0]) first++;
    row.push(share(first, asked.length));
  }
  return row;
}

/** Half of the articles removed, every question asked: answered with the gold text inside the quote, and wrong. */
export function answeringTable(
  { passages, questions, variants }: Set,
  seeds: string[],
): { rows: string[][]; answered: number; wrong: number } {
  const rows = [['seed', ...variants.variants.keys()]];
  const articles = [...new Set(passages.map((passage) => passage.doc))];
  let answered = 0;
  let wrong = 0;
  for (const seed of seeds) {
    const kept = new globalThis.Set(shuffled(articles, variants.random(`removed ${seed}`)).slice(0, articles.length / 2));
    const held = passages.filter((passage) => kept.has(passage.doc));
    const ids = new globalThis.Set(held.map((passage) => passage.id));
    const base = openBase(held);
    const answerable = questions.filter(({ rel }) => ids.has(rel[0])).length;
    const row = [seed];
    for (const [name, mistype] of variants.variants) {
      let right = 0;
      let said = 0;
      for (const { q, id, rel, ans } of questions) {
        const reply = base.ask(mistype(q, id));
        if (reply.kind === 'none') continue;
        said++;
        if (ids.has(rel[0]) && [reply, ...reply.also].some(({ quote }) => quote.includes(ans))) right++;
      }
      row.push(`${share(right, answerable)} (${share(said - right, said, 2)} wrong)`);
      if (name !== 'as is') continue;
      answered += right / answerable / seeds.length;
      wrong += (said - right) / Math.max(1, said) / seeds.length;
    }
    rows.push(row);
  }
  return { rows, answered, wrong };
}

/** Runs of each question; the shortest counts. */
export const rounds = 7;

/**
 * Milliseconds of one call, the shortest of several: on a machine shared with others the longer ones measure the others. The
 * system's CPU clock is no help, it counts in steps of 4 ms.
 */
function shortest(call: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const from = performance.now();
    call();
    best = Math.min(best, performance.now() - from);
  }
  return best;
}

const percentile = (values: number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? 0;

/**
 * The 240 passages scaled up: sentences of all of them mixed anew, and one syllable in six replaced by another of the corpus,
 * so that words and pairs keep their frequencies while no passage is a copy. The real passages stay among them.
 */
export function scaledUp(passages: BenchPassage[], count: number, random: () => number): BenchPassage[] {
  const sentences = passages.flatMap(({ text }) => text.split(/(?<=[.!?])\s+/));
  const words = passages.flatMap(({ text }) => text.split(' '));
  const pick = <Item>(items: Item[]): Item => items[Math.floor(random() * items.length)]!;
  const made = [...passages];
  while (made.length < count) {
    const text = Array.from({ length: 3 + Math.floor(random() * 3) }, () => pick(sentences))
      .map((sentence) =>
        sentence
          .split(' ')
          .map((word) => (random() < 1 / 6 ? pick(words) : word))
          .join(' '),
      )
      .join(' ');
    made.push({ id: `made-${made.length}`, doc: `made-${made.length}`, title: pick(passages).title, text });
  }
  return made;
}

export interface Cost {
  buildSeconds: number;
  p50Ms: number;
  p95Ms: number;
  meanMs: number;
  megabytes: number;
}

const memory = (): number => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
};

/** CPU of a whole answer (reading, search, evidence) in all typing variants. */
export function costOfOurs(passages: BenchPassage[], questions: BenchQuestion[], variants: TypingVariants): Cost {
  const before = memory();
  const started = performance.now();
  const base = openBase(passages);
  const buildSeconds = (performance.now() - started) / 1000;
  const megabytes = memory() - before;
  const texts = questions.flatMap(({ q, id }) => [...variants.variants.values()].map((mistype) => mistype(q, id)));
  for (const text of texts.slice(0, 300)) base.ask(text);
  const times = texts.map((text) => shortest(() => base.ask(text)));
  return {
    buildSeconds,
    megabytes,
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    meanMs: times.reduce((a, b) => a + b, 0) / times.length,
  };
}

export async function costOfPeer(peer: Peer, passages: BenchPassage[], questions: BenchQuestion[]): Promise<Cost> {
  const before = memory();
  const started = performance.now();
  const ask = await peer.open(passages.map(titled));
  const buildSeconds = (performance.now() - started) / 1000;
  const megabytes = memory() - before;
  const times: number[] = [];
  for (const { q } of questions) {
    times.push(shortest(() => ask(q)));
  }
  return {
    buildSeconds,
    megabytes,
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    meanMs: times.reduce((a, b) => a + b, 0) / times.length,
  };
}

export const commit = (): string => execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
