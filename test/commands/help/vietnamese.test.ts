import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../../src/cli.ts';
import { commandHelp } from '../../../src/commands/help/words.ts';

const ofOfficials = ['announce', 'official', 'audit', 'subscribers'];

/** Every command below one, by the words it is called with. */
const below = (command: Command, path: string): [string, Command][] => [
  [path, command],
  ...command.commands.flatMap((one) => below(one, `${path} ${one.name()}`)),
];
const commands = createProgram()
  .commands.filter((command) => ofOfficials.includes(command.name()))
  .flatMap((command) => below(command, command.name()));

/** What `--help` prints. */
function helpOf(command: Command): string {
  let said = '';
  command.configureOutput({ writeOut: (text) => (said += text) });
  command.outputHelp();
  return said;
}

describe('the help of what officials use', () => {
  it.each(commands)('%s says in Vietnamese what it does, above the English', (path, command) => {
    expect(commandHelp[path]).toBeDefined();
    expect(helpOf(command).startsWith(`${commandHelp[path]}\n`)).toBe(true);
  });

  it('a group says of each of its commands what it does', () => {
    const [, announce] = commands.find(([path]) => path === 'announce')!;
    const help = helpOf(announce);
    expect(help).toContain(`  draft: ${commandHelp['announce draft']}`);
    expect(help).toContain(`  emergency: ${commandHelp['announce emergency']}`);
  });

  it('speaks of no command that is not there', () => {
    expect(Object.keys(commandHelp).filter((path) => !commands.some(([name]) => name === path))).toEqual([]);
  });
});
