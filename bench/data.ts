import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

/** Where the public data sets lie; they are not part of the repository. */
export const dataFolder = process.env.CUTRI_BENCH_DATA ?? join(import.meta.dirname, '..', '..', 'shared', 'data');

export const hasData = (): boolean => existsSync(join(dataFolder, 'xquad-vi'));

/** Reads a file of the data folder and refuses one that is not, byte for byte, the published one. */
export function readVerified(path: string, sha256: string): string {
  const bytes = readFileSync(join(dataFolder, path));
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) throw new Error(`${path} is not the published set: sha256 ${found}, expected ${sha256}.`);
  return bytes.toString('utf8');
}

const lines = (text: string): unknown[] =>
  text
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));

const passageShape = z.object({ id: z.string(), doc: z.string(), title: z.string(), text: z.string() });
const questionShape = z.object({ id: z.string(), q: z.string(), rel: z.tuple([z.string()], z.string()), ans: z.string() });
export type BenchPassage = z.infer<typeof passageShape>;
export type BenchQuestion = z.infer<typeof questionShape>;

/** XQuAD in Vietnamese: 240 paragraphs of 48 articles, 1,190 questions (Artetxe et al. 2020, CC BY-SA 4.0). */
export function loadXquad(): { passages: BenchPassage[]; questions: BenchQuestion[] } {
  return {
    passages: lines(
      readVerified('xquad-vi/passages.jsonl', 'f2c0372c240ee86473ccc6a53f128226f82b55763582adb02cab6d9e3f1a11a5'),
    ).map((line) => ({
      ...passageShape.parse(line),
      title: passageShape.parse(line).title.replaceAll('_', ' '),
    })),
    questions: lines(
      readVerified('xquad-vi/queries.jsonl', 'fb910e395cba5113c5498ff587c87083671d4e62287ae10196e7b2375ac0ac7e'),
    ).map((line) => questionShape.parse(line)),
  };
}

/** A way of mistyping a question; pure in (text, id). */
export type Mistype = (text: string, id: string) => string;
const variantsSha256 = '944585e8e1d859ea5a26784a1d3877e51f2b40189adad661469e26940f345b7a';

export interface TypingVariants {
  /** By name: as is, no diacritics, typo, Telex, VNI, chat, no diacritics + typo. */
  variants: Map<string, Mistype>;
  /** Seeded uniform numbers in [0, 1). */
  random(seed: string): () => number;
}

const order = [
  ['orig', 'as is'],
  ['nodia', 'no diacritics'],
  ['chat', 'chat'],
  ['telex', 'Telex'],
  ['vni', 'VNI'],
  ['typo', 'typo'],
  ['ndtypo', 'no diacritics + typo'],
] as const;

export async function loadVariants(): Promise<TypingVariants> {
  readVerified('typing-variants/variants.mjs', variantsSha256);
  const module: { VARIANTS: Record<string, Mistype>; rng: TypingVariants['random'] } = await import(
    pathToFileURL(join(dataFolder, 'typing-variants', 'variants.mjs')).href
  );
  return { variants: new Map(order.map(([key, name]) => [name, module.VARIANTS[key]!])), random: module.rng };
}

/** Shuffled copy, the same for the same seed. */
export function shuffled<Item>(items: Item[], random: () => number): Item[] {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
