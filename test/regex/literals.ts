import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';

/** A regular expression as it is written. */
export interface RegexLiteral {
  /** Path from the repository. */
  file: string;
  pattern: string;
  flags: string;
}

const root = join(import.meta.dirname, '../..');

/** Every source file, by its path from the repository. */
export function sources(): { file: string; text: string }[] {
  const names = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/u.test(name));
  return names.sort().map((name) => ({ file: `src/${name}`, text: readFileSync(join(root, 'src', name), 'utf8') }));
}

/** Every regular expression literal of `src/`. */
export const regexLiterals = (): RegexLiteral[] => sources().flatMap(({ file, text }) => literalsOf(file, text));

/** Throws where the text is no TypeScript. */
export function literalsOf(file: string, text: string): RegexLiteral[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]!.message}`);
  const found: RegexLiteral[] = [];
  new Visitor({
    Literal(node) {
      if ('regex' in node && node.regex) found.push({ file, pattern: node.regex.pattern, flags: node.regex.flags });
    },
  }).visit(program);
  return found;
}

/** One line for a message, and for `reviewed.ts`. */
export const written = ({ file, pattern, flags }: RegexLiteral): string => `${file}: /${pattern}/${flags}`;
