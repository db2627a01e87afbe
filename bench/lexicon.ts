import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { emptyLexicon, type Lexicon } from '../src/vietnamese/lexicon.ts';
import { fold } from '../src/vietnamese/text.ts';

const entries = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

function read(name: string): Map<string, string[]> {
  const path = join(import.meta.dirname, '..', 'knowledge', 'viet-nam', 'lexicon', `${name}.yaml`);
  return new Map(
    Object.entries(entries.parse(parse(readFileSync(path, 'utf8')))).map(([key, value]) => [fold(key), [value].flat()]),
  );
}

/** The chat spelling and abbreviations the product ships with; no synonyms, which are the election's own. */
export const benchLexicon = (): Lexicon => ({ ...emptyLexicon(), abbreviations: read('abbreviations'), chat: read('chat') });
