import { join } from 'node:path';
import { type RegexLiteral, sources } from './literals.ts';

const root = join(import.meta.dirname, '../..');

/** Which file of `src/` the innermost call outside this one came from. */
function caller(): string | undefined {
  const frame = (new Error('where').stack ?? '').split('\n').find((line) => !line.includes('built.ts') && /\.ts[:?]/u.test(line));
  return /(src\/[\w/-]+\.ts)/u.exec(frame ?? '')?.[1];
}

/** The expressions these files of `src/` put together from parts while they are loaded: each file must not have been loaded before. */
export async function builtExpressions(files: readonly string[]): Promise<RegexLiteral[]> {
  const built = new Map<string, RegexLiteral>();
  const plain = globalThis.RegExp;
  globalThis.RegExp = new Proxy(plain, {
    construct(target, given, asked) {
      const made = Reflect.construct(target, given, asked) as RegExp;
      const file = caller();
      if (file !== undefined) built.set(`${file} ${made}`, { file, pattern: made.source, flags: made.flags });
      return made;
    },
  });
  try {
    for (const file of files) await import(join(root, file));
  } finally {
    globalThis.RegExp = plain;
  }
  return [...built.values()];
}

/** Files that put expressions together. */
export const filesThatBuild = (): string[] =>
  sources()
    .filter(({ text }) => /\bRegExp\(/u.test(text))
    .map(({ file }) => file);
