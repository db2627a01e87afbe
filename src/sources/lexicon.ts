import { join } from 'node:path';
import { z } from 'zod';
import type { Problem } from '../elections/pack/problem.ts';
import { emptyLexicon, type Lexicon } from '../vietnamese/lexicon.ts';
import { canonical, fold } from '../vietnamese/text.ts';
import { checked, readYamlFile } from './yaml-file.ts';

const text = z.string().trim().min(1);
const list = z.array(text).min(1, 'give at least one reading');
const readings = z.record(
  z.string(),
  z.preprocess((one) => (typeof one === 'string' ? [one] : one), list),
);
const synonyms = z.strictObject({ groups: z.array(z.array(text).min(2, 'a group needs at least two phrases')) });
const ideas = z.record(z.string(), z.array(text).min(1, 'give at least one phrase'));
const phrases = z.array(text).min(1, 'give at least one phrase');
const contraryPair = z.strictObject({ one: phrases, other: phrases, usual: z.enum(['one', 'other']).optional() });
const contraries = z.strictObject({ pairs: z.array(contraryPair) });
const english = z.strictObject({ terms: z.record(z.string(), z.string()), function_words: z.array(text) });

/** Reads the lexicon of every folder (schema in the folder's README) and puts them together. A missing file is an empty list. */
export async function readLexicon(folders: string[], problems: Problem[]): Promise<Lexicon> {
  async function read<T>(name: string, schema: z.ZodType<T>, keys: string[]): Promise<T[]> {
    const found: T[] = [];
    for (const folder of folders) {
      const yaml = await readYamlFile(join(folder, name), problems);
      const part = yaml && checked(yaml, [], schema, keys, problems);
      if (part) found.push(part);
    }
    return found;
  }
  const lexicon = emptyLexicon();
  lexicon.abbreviations = byFoldedKey(await read('abbreviations.yaml', readings, []));
  lexicon.chat = byFoldedKey(await read('chat.yaml', readings, []));
  lexicon.regional = asWrittenAndBare(await read('regional.yaml', readings, []));
  lexicon.synonyms = (await read('synonyms.yaml', synonyms, Object.keys(synonyms.shape))).flatMap(({ groups }) => groups);
  lexicon.ideas = new Map((await read('ideas.yaml', ideas, [])).flatMap((part) => Object.entries(part)));
  lexicon.contraries = (await read('contraries.yaml', contraries, Object.keys(contraries.shape))).flatMap(({ pairs }) => pairs);
  const words = await read('english.yaml', english, Object.keys(english.shape));
  const terms = words.flatMap((part) =>
    Object.entries(part.terms).map(([phrase, meaning]) => [phrase.toLowerCase(), meaning] as const),
  );
  lexicon.english = { terms: new Map(terms), functionWords: new Set(words.flatMap((part) => part.function_words)) };
  return lexicon;
}

/** Each word stands under itself and under what is left of it without diacritics; words that meet there share their readings. */
function asWrittenAndBare(given: Record<string, string[]>[]): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const [word, values] of given.flatMap((part) => Object.entries(part)))
    for (const key of new Set([canonical(word), fold(word)])) map.set(key, [...new Set([...(map.get(key) ?? []), ...values])]);
  return map;
}

/** Keys that fold to the same are one entry with all readings, each once, in the order of the file. */
function byFoldedKey(given: Record<string, string[]>[]): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const [key, values] of given.flatMap((part) => Object.entries(part)))
    map.set(fold(key), [...new Set([...(map.get(fold(key)) ?? []), ...values])]);
  return map;
}
