import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { RegexLiteral } from './literals.ts';

/** Where `npm run regex:check` keeps what it found. */
export const verdictsFile = join(import.meta.dirname, 'verdicts.json');

/** What to run when an expression of `src/` is new, or one is gone. */
export const verdictsCommand = 'npm run regex:check';

/** The text that takes an expression longest: the prefix and many times the pump of each part, then the suffix. */
const attack = z.object({ pumps: z.array(z.object({ prefix: z.string(), pump: z.string() })), suffix: z.string() });

const verdict = z.union([z.literal('safe'), z.literal('unknown'), z.object({ vulnerable: z.string(), attack })]);

/** What recheck says of an expression: time in proportion to the text, not decided, or more than that and with which text. */
export type Verdict = z.infer<typeof verdict>;

/** Name of an expression in the file: it changes when the expression or a flag does, not when the expression moves. */
export const nameOf = ({ pattern, flags }: Pick<RegexLiteral, 'pattern' | 'flags'>): string =>
  createHash('sha256').update(`${flags}/${pattern}`).digest('hex').slice(0, 20);

/** Every verdict computed so far, by `nameOf`. */
export function readVerdicts(): Map<string, Verdict> {
  return new Map(Object.entries(z.record(z.string(), verdict).parse(JSON.parse(readFileSync(verdictsFile, 'utf8')))));
}

/** The status of a verdict, as recheck names it. */
export const statusOf = (found: Verdict): 'safe' | 'unknown' | 'vulnerable' => (typeof found === 'string' ? found : 'vulnerable');
