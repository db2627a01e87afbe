import type { Command } from 'commander';
import { codePieces } from './claims.ts';

/** Names of scripts that npm runs by itself, before or after another. */
const automatic = /^(?:pre|post)(?!pare$)|^prepare$/u;

/** Commands and scripts that a page names nowhere in a code span, as they are typed. */
export function unnamedCommands(markdown: string, program: Command, scripts: Record<string, string>): string[] {
  const pieces = codePieces(markdown);
  const wanted = [
    ...leaves(program).map((path) => `npx cutri ${path}`),
    ...Object.keys(scripts)
      .filter((name) => !automatic.test(name))
      .map((name) => (name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`)),
  ];
  const isNamed = (command: string) =>
    pieces.some(
      (piece) => piece === command || piece.startsWith(`${command} `) || piece.replace(' -s ', ' ').startsWith(`${command} `),
    );
  return wanted.filter((command) => !isNamed(command));
}

/** The commands that do something, without the groups they stand in. */
function leaves(command: Command): string[] {
  return command.commands.flatMap((child) =>
    child.commands.length === 0 ? [child.name()] : leaves(child).map((rest) => `${child.name()} ${rest}`),
  );
}

/** Rows of the table under "Where is it?": the question, and the files it leads to. */
export function leadsOf(markdown: string): { question: string; files: string[] }[] {
  const section = markdown.split(/^## /mu).find((part) => part.startsWith('Where is it?')) ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| question'))
    .map((line) => ({ question: line.split('|')[1]!.trim(), files: codePieces(line).filter((piece) => piece.includes('/')) }));
}
