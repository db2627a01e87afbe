import type { Command } from 'commander';
import type { InboxLog } from '../conversations/inbox/log.ts';
import { type InboxListOptions, runInboxList, runInboxReplay } from './inbox.ts';
import type { CommandIo } from './io.ts';

/** Adds `cutri inbox …`. `using` opens what is kept, or lets the running service do it, and is told the exit code. */
export function addInboxCommands(
  program: Command,
  using: (run: (kept: { inbox: InboxLog }, io: CommandIo) => Promise<number>) => Promise<void>,
): void {
  const inbox = program.command('inbox').description('messages that could not be answered (dead letters)');
  inbox
    .command('list')
    .description('list them, oldest first; never says who wrote one')
    .option('--json', 'print one JSON object per message')
    .option('--text', 'also print what the person wrote')
    .action((options: InboxListOptions) => using(({ inbox: log }, io) => runInboxList(options, log, io)));
  inbox
    .command('replay')
    .description('let them be handled again')
    .argument('[key...]', 'as `cutri inbox list` names them; none: all')
    .action((keys: string[]) => using(({ inbox: log }, io) => runInboxReplay(keys, log, io)));
}
