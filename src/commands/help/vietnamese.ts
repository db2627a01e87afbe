import type { Command } from 'commander';
import { commandHelp } from './words.ts';

/** Says in Vietnamese what the commands of officials do: above the help of each, and of a group below it for each of its commands. */
export function addVietnameseHelp(command: Command, path: readonly string[] = []): void {
  const said = commandHelp[path.join(' ')];
  if (said !== undefined) command.addHelpText('before', `${said}\n`);
  const lines = command.commands.flatMap((one) => {
    addVietnameseHelp(one, [...path, one.name()]);
    const text = commandHelp[[...path, one.name()].join(' ')];
    return text === undefined || path.length === 0 ? [] : [`  ${one.name()}: ${text}`];
  });
  if (lines.length > 0) command.addHelpText('after', `\n${lines.join('\n')}`);
}
