import { join } from 'node:path';
import { z } from 'zod';
import type { Problem } from '../knowledge/pack-problem.ts';
import { readYaml } from '../knowledge/yaml-text.ts';
import { emptyLexicon, type Lexicon } from '../vietnamese/lexicon.ts';
import { fold } from '../vietnamese/text.ts';
import { readPackFile } from './pack-files.ts';

const text = z.string().trim().min(1, 'is empty');
const readings = z.record(z.string(), z.union([text.transform((one) => [one]), z.array(text).min(1, 'the list is empty')]));
const synonyms = z.strictObject({ groups: z.array(z.array(text).min(2, 'a group needs at least two phrases')) });
const english = z.strictObject({ terms: z.record(z.string(), z.string()), function_words: z.array(text) });

/** Reads `lexicon/*.yaml` (schema in the folder's README). A missing file is an empty list. */
export async function readLexicon(folder: string, problems: Problem[]): Promise<Lexicon> {
  async function read<T>(name: string, schema: z.ZodType<T>): Promise<T | undefined> {
    const file = join(folder, name);
    const content = await readPackFile(file, problems);
    if (content === undefined) return undefined;
    const yaml = readYaml(content, file, { scalars: 'text' });
    problems.push(...yaml.problems);
    if (yaml.problems.length > 0) return undefined;
    const parsed = schema.safeParse(yaml.value);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues)
      problems.push({
        file,
        line: yaml.lineOf(issue.path),
        message: `${issue.path.join('.') || 'the file'}: ${issue.message}`,
        fix: 'see lexicon/README.md for the shape',
      });
    return undefined;
  }
  const lexicon = emptyLexicon();
  lexicon.abbreviations = byFoldedKey(await read('abbreviations.yaml', readings));
  lexicon.chat = byFoldedKey(await read('chat.yaml', readings));
  lexicon.synonyms = (await read('synonyms.yaml', synonyms))?.groups ?? [];
  const words = await read('english.yaml', english);
  if (words) lexicon.english = { terms: new Map(Object.entries(words.terms)), functionWords: new Set(words.function_words) };
  return lexicon;
}

function byFoldedKey(given: Record<string, string[]> = {}): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const [key, values] of Object.entries(given)) map.set(fold(key), [...new Set([...(map.get(fold(key)) ?? []), ...values])]);
  return map;
}
