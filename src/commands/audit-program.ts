import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type AuditWork, runAuditExport, runAuditList, runAuditVerify, type VerifyOptions } from './audit.ts';
import type { CommandIo } from './io.ts';

/** Adds `cutri audit …`. `using` opens what is kept, or lets the running service do it, and is told the exit code. Answers `audit`. */
export function addAuditCommands(
  program: Command,
  using: (
    run: (work: AuditWork) => Promise<number>,
    sent?: { argv: readonly string[]; stdin: NodeJS.ReadableStream },
  ) => Promise<void>,
  count: (typed: string) => number,
  { stdin }: Pick<CommandIo, 'stdin'>,
): Command {
  const audit = program
    .command('audit')
    .description('what officials did and tried; every entry holds the hash of the one before');
  audit
    .command('verify')
    .description('check the whole chain')
    .option(
      '--against <head...>',
      'heads noted at earlier checks: also proves that the end was not cut off, nor all of it replaced',
    )
    .option('--head <hash>', 'the same, one head')
    .option('--archive <file...>', 'what `cutri audit trim` took out: also that it is exactly that, and heads from that time')
    .option('--json', 'print one JSON object')
    .action((typed: VerifyOptions) => {
      // The service carries it out, in a folder of its own.
      const options = typed.archive ? { ...typed, archive: typed.archive.map((file) => resolve(file)) } : typed;
      return using((work) => runAuditVerify(options, work), { argv: ['audit', 'verify', ...given(options)], stdin });
    });
  audit
    .command('list')
    .description('the latest entries')
    .option('--last <count>', 'how many (default 50)', count)
    .option('--json', 'print one JSON object per entry')
    .action((options: { last?: number; json?: boolean }) => using((work) => runAuditList(options, work)));
  audit
    .command('export')
    .description('everything, one JSON object a line, e.g. for an auditor')
    .action(() => using(runAuditExport));
  return audit;
}

const given = ({ head, against = [], archive = [], json }: VerifyOptions): string[] => [
  ...(head === undefined ? [] : [`--head=${head}`]),
  ...(against.length === 0 ? [] : ['--against', ...against]),
  ...(archive.length === 0 ? [] : ['--archive', ...archive]),
  ...(json ? ['--json'] : []),
];
