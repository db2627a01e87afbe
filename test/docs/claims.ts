import { existsSync, globSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Command } from 'commander';

/** The code spans and the lines of code blocks of a Markdown text. */
export function codePieces(markdown: string): string[] {
  const blocks = [...markdown.matchAll(/^(?<fence>```|~~~)[^\n]*\n(?<code>[\s\S]*?)^\k<fence>/gmu)].flatMap(({ groups }) =>
    groups!.code!.split('\n'),
  );
  const indented = markdown.replace(/^(```|~~~)[\s\S]*?^\1/gmu, '').split('\n');
  const lines = indented.filter((line) => /^ {4}\S/u.test(line));
  const spans = [...indented.join('\n').matchAll(/(?<!`)(?<ticks>`+)(?!`)(?<code>[^\n]+?)(?<!`)\k<ticks>(?!`)/gu)].map(
    ({ groups }) => groups!.code!,
  );
  return [...blocks, ...lines, ...spans].map((piece) => piece.trim()).filter((piece) => piece !== '');
}

/** What a command line may be checked against. */
export interface Known {
  program: Command;
  scripts: Record<string, string>;
  /** Names `npx` finds. */
  bins: readonly string[];
}

/** Options of npm that documents speak of without the command. */
const npmOptions = ['--omit', '--ignore-scripts'];

/** Says what is wrong with the commands a text names. */
export function brokenCommands(markdown: string, known: Known): string[] {
  return codePieces(markdown).flatMap((piece) => {
    if (/^--[a-z]/u.test(piece)) {
      const option = optionName(piece);
      return [...npmOptions, ...optionsOf(everyCommand(known.program))].includes(option)
        ? []
        : [`${piece}: no command has this option`];
    }
    return piece.split(/\s*(?:&&|\|\||;|(?<!\\)\|)\s*/u).flatMap((line) => brokenLine(line, known));
  });
}

function brokenLine(line: string, known: Known): string[] {
  const words =
    line
      .replace(/^[$>]\s+/u, '')
      .replace(/\s#\s.*$/u, '')
      .match(/"[^"]*"|'[^']*'|\S+/gu) ?? [];
  while (/^[A-Z_]+=/u.test(words[0] ?? '')) words.shift();
  const [tool, ...rest] = words;
  if (tool === 'cutri') return brokenCall(rest, known.program, line);
  if (tool === 'npx') {
    const args = rest.filter((word, index) => !(index < 2 && /^(?:-y|--no-install|--no)$/u.test(word)));
    if (args[0] === 'cutri') return brokenCall(args.slice(1), known.program, line);
    return args[0] === undefined || known.bins.includes(args[0]) ? [] : [`${line}: npx finds no "${args[0]}"`];
  }
  if (tool !== 'npm') return [];
  const verb = rest[0] ?? '';
  if (verb === 'start' || verb === 'test') return verb in known.scripts ? [] : [`${line}: there is no script "${verb}"`];
  if (verb !== 'run') return [];
  const args = rest.slice(1).filter((word) => !/^(?:-s|--silent)$/u.test(word));
  const script = args[0] ?? '';
  if (script !== '' && !(script in known.scripts)) return [`${line}: there is no script "${script}"`];
  return script === 'cutri' ? brokenCall(args.slice(args.indexOf('--') + 1 || args.length), known.program, line) : [];
}

/** Follows the words of a call through the commands and their subcommands, then looks up its long options. */
function brokenCall(words: readonly string[], program: Command, line: string): string[] {
  const path = [program];
  for (const word of words) {
    const here = path.at(-1)!;
    if (here.commands.length === 0 || word.startsWith('-')) break;
    // `…`, `FILE` and `[command]` stand for something.
    if (/[^a-z-]/u.test(word)) break;
    const next = here.commands.find((command) => command.name() === word);
    if (!next) return [`${line}: there is no command "${[...path.slice(1).map((command) => command.name()), word].join(' ')}"`];
    path.push(next);
  }
  const options = optionsOf(path);
  return words
    .filter((word) => /^\[?--[a-z]/u.test(word) && !options.includes(optionName(word)))
    .map((word) => `${line}: ${path.at(-1)!.name()} has no option ${word}`);
}

const optionName = (word: string) => /--[a-z-]+/u.exec(word)![0];
const everyCommand = (command: Command): Command[] => [command, ...command.commands.flatMap(everyCommand)];
const optionsOf = (commands: readonly Command[]) => [
  '--help',
  ...commands.flatMap((command) => command.options.map(({ long }) => long ?? '')),
];

/** Says which links and repository paths of a text lead nowhere. */
export function brokenPaths(markdown: string, file: string, root: string): string[] {
  const links = [...markdown.matchAll(/\]\((?<target>[^()\s]+)\)/gu)]
    .map(({ groups }) => groups!.target!)
    .filter((target) => !/^(?:[a-z]+:|#)/u.test(target));
  const brokenLinks = links.filter((link) => !existsSync(join(root, dirname(file), decodeURI(link.split('#', 1)[0]!))));
  const brokenSpans = codePieces(markdown).filter((piece) => {
    const path = repositoryPath(piece, root);
    return (
      path !== undefined && (/[*{]/u.test(path) ? globSync(path, { cwd: root }).length === 0 : !existsSync(join(root, path)))
    );
  });
  return [...brokenLinks.map((link) => `link to ${link}`), ...brokenSpans.map((piece) => `path ${piece}`)];
}

/** What is made at run time or by a person: not in the repository, and rightly so. */
const madeLater = /^(?:data|node_modules|coverage)(?:\/|$)|^\.env$/u;

/** The path a code span means: from the root, or as the documents shorten it from `src/`; `dist/x.js` is built from `src/x.ts`. */
function repositoryPath(piece: string, root: string): string | undefined {
  if (!/^\.?[\w@-][\w@.*{},/-]*$/u.test(piece) || madeLater.test(piece) || /NNNN|DIR|FILE/u.test(piece)) return undefined;
  const built = piece.replace(/^(?:\.\/)?dist\/(?<path>.+)\.js$/u, 'src/$<path>.ts');
  const [first = ''] = built.split('/');
  if (!built.includes('/'))
    return /^(?:[A-Z]+|\.env\.example|package(?:-lock)?|tsconfig|biome)(?:\.[a-z]+)+$/u.test(built) ? built : undefined;
  if (readdirSync(root).includes(first)) return built;
  return readdirSync(join(root, 'src')).includes(first) && /\.ts$|\/$|\*/u.test(built) ? join('src', built) : undefined;
}

/** The documents whose claims are checked, as paths from the root. */
export function documents(root: string): string[] {
  return globSync(['*.md', 'docs/**/*.md', 'knowledge/**/README.md', 'bench/**/*.md', 'test/**/README.md'], { cwd: root })
    .map((path) => relative('.', path))
    .sort();
}
