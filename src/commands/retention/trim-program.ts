import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { CommandIo } from '../io.ts';
import type { SentCommand } from '../subscribers/list-program.ts';
import { runAuditTrim, type TrimOptions, type TrimWork } from './trim.ts';

/** Adds `cutri audit trim` to `cutri audit`. `using` opens what is kept, or lets the running service do it, and is told the exit code. */
export function addTrimCommand(
  audit: Command,
  using: (run: (work: TrimWork) => Promise<number>, sent: SentCommand) => Promise<void>,
  { stdin }: Pick<CommandIo, 'stdin'>,
): void {
  audit
    .command('trim')
    .description('put the oldest entries into a file and take them out of the log; what stays is joined to a signed mark')
    .requiredOption('--before <date>', 'entries of before this day, at least a year ago, e.g. 2031-05-20')
    .requiredOption('--as <official>', 'your account, signed in here with `cutri official login`; an administrator')
    .option('--archive <file>', 'a new file for what is taken out, where the service may write')
    .option('--dry-run', 'only say how many')
    .option('--code <code>', 'what your authenticator shows; asked for where it is not given')
    .option('--json', 'answer with a JSON object')
    .action((typed: TrimOptions) => {
      // The service carries it out, in a folder of its own.
      const options = typed.archive === undefined ? typed : { ...typed, archive: resolve(typed.archive) };
      return using((work) => runAuditTrim(options, work), { argv: ['audit', 'trim', ...given(options)], stdin });
    });
}

const given = ({ before, as, archive, dryRun, code, json }: TrimOptions): string[] => [
  `--before=${before}`,
  `--as=${as}`,
  ...(archive === undefined ? [] : [`--archive=${archive}`]),
  ...(dryRun ? ['--dry-run'] : []),
  ...(code === undefined ? [] : [`--code=${code}`]),
  ...(json ? ['--json'] : []),
];
