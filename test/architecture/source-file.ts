import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { type SyntaxFacts, syntaxFacts } from './literals.ts';

/** One import, `export … from` or `import()` of a file. */
export interface Import {
  /** As written: `./text.ts`, `zod`, `node:fs`. */
  specifier: string;
  /** Path from `src/` for a relative one. */
  target?: string;
  typeOnly: boolean;
  /** Names taken, where they are listed; `*` for everything. */
  names: string[];
}

export interface SourceFile extends SyntaxFacts {
  /** Path from `src/`, with `/`. */
  path: string;
  /** First folder of the path; empty for a file in `src/` itself. */
  folder: string;
  lines: number;
  /** The code with comments and the insides of strings and regular expressions blanked. */
  code: string;
  imports: Import[];
}

/** Every TypeScript file under `<root>/src`. */
export function sourceFiles(root: string): SourceFile[] {
  const src = join(root, 'src');
  const names = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => /\.[cm]?tsx?$/u.test(name));
  return names.sort().map((name) => sourceFile(name.split(sep).join('/'), readFileSync(join(src, name), 'utf8')));
}

function sourceFile(path: string, text: string): SourceFile {
  const { uncommented, code } = blanked(text);
  return {
    path,
    folder: path.includes('/') ? path.slice(0, path.indexOf('/')) : '',
    lines: text.trimEnd().split('\n').length,
    code,
    imports: importsOf(path, uncommented, code),
    ...syntaxFacts(path, text),
  };
}

const statement = /^[^\S\n]*(?:import|export)\b(?<clause>[^'"`;()=]*?)\bfrom\s*(?<quote>['"])(?<specifier>[^'"\n]+)\k<quote>/gmu;
const bare = /^[^\S\n]*import\s*(?<quote>['"])(?<specifier>[^'"\n]+)\k<quote>/gmu;
const dynamic = /\bimport\s*\(\s*(?<argument>(?<quote>['"`])(?<specifier>[^'"`$\n]+)\k<quote>|[^)]*)/gu;

function importsOf(path: string, uncommented: string, code: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: string, clause: string) => {
    const names = clause.includes('*')
      ? ['*']
      : clause
          .replace(/^\s*type\b/u, '')
          .split(/[\s,{}]+/u)
          .filter((name) => name !== '' && name !== 'type');
    const target = specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : undefined;
    const typeOnly =
      /^\s*type\b/u.test(clause) ||
      (/\{/u.test(clause) &&
        [...clause.matchAll(/[\w$]+(?:\s+as\s+[\w$]+)?(?=\s*[,}])/gu)].every((name) =>
          /type\s+$/u.test(clause.slice(0, name.index)),
        ));
    found.push({ specifier, typeOnly, names, ...(target === undefined ? {} : { target }) });
  };
  // Places are looked up in `code`, where strings are blank: an import written inside a string is not one.
  const isCode = (index: number, word: string) => code.startsWith(word, code.slice(index).search(/\S/u) + index);
  for (const match of uncommented.matchAll(statement)) {
    if (isCode(match.index, 'import') || isCode(match.index, 'export')) add(match.groups!.specifier!, match.groups!.clause!);
  }
  for (const match of uncommented.matchAll(bare)) if (isCode(match.index, 'import')) add(match.groups!.specifier!, '');
  for (const match of uncommented.matchAll(dynamic)) {
    if (isCode(match.index, 'import')) add(match.groups!.specifier ?? `(computed: ${match.groups!.argument})`, '*');
  }
  return found;
}

/** Blanks comments, and in a second copy strings, template texts and regular expressions too; lengths and lines stay. */
function blanked(text: string): { uncommented: string; code: string } {
  const chars = text.split('');
  const uncommented = text.split('');
  const code = text.split('');
  // What `${` inside a template returns to.
  const templates: number[] = [];
  let depth = 0;
  let last = '';
  const erase = (from: number, to: number, ...copies: string[][]) => {
    for (let i = from; i < to; i++) if (chars[i] !== '\n') for (const copy of copies) copy[i] = ' ';
  };
  const end = (from: number, stops: (at: number) => boolean) => {
    let at = from;
    while (at < chars.length && !stops(at)) at += chars[at] === '\\' ? 2 : 1;
    return at;
  };
  const template = (from: number) => {
    const to = end(from, (at) => chars[at] === '`' || (chars[at] === '$' && chars[at + 1] === '{'));
    erase(from, to, code);
    if (chars[to] === '$') {
      templates.push(depth++);
      return to + 2;
    }
    return to + 1;
  };
  for (let i = 0; i < chars.length; ) {
    const char = chars[i]!;
    const pair = char + (chars[i + 1] ?? '');
    let next = i + 1;
    if (pair === '//' || pair === '/*') {
      next =
        pair === '//' ? end(i, (at) => chars[at] === '\n') : end(i + 2, (at) => chars[at] === '*' && chars[at + 1] === '/') + 2;
      erase(i, next, uncommented, code);
    } else if (char === "'" || char === '"') {
      next = end(i + 1, (at) => chars[at] === char || chars[at] === '\n') + 1;
      erase(i + 1, next - 1, code);
      last = char;
    } else if (char === '`') {
      next = template(i + 1);
      last = char;
    } else if (char === '/' && startsRegex(last, code.slice(Math.max(0, i - 10), i).join(''))) {
      let inClass = false;
      const to = end(i + 1, (at) => {
        if (chars[at] === '[') inClass = true;
        if (chars[at] === ']') inClass = false;
        return (chars[at] === '/' && !inClass) || chars[at] === '\n';
      });
      erase(i + 1, to, code);
      next = to + 1;
      last = '/';
    } else if (char === '}' && templates.at(-1) === depth - 1) {
      depth = templates.pop()!;
      next = template(i + 1);
      last = '`';
    } else {
      if (char === '{') depth++;
      if (char === '}') depth--;
      if (/\S/u.test(char)) last = char;
    }
    i = next;
  }
  return { uncommented: uncommented.join(''), code: code.join('') };
}

/** Whether a slash begins a regular expression: not after a value. */
function startsRegex(last: string, before: string): boolean {
  return last === '' || '(,=:[!&|?{};+-*%~^<>'.includes(last) || /\b(?:return|typeof|case|in|of|yield|await)\s*$/u.test(before);
}
