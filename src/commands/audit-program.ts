import type { Command } from 'commander';
import { type AuditWork, runAuditExport, runAuditList, runAuditVerify } from './audit.ts';

/** Adds `cutri audit …`. `using` opens what is kept, or lets the running service do it, and is told the exit code. */
export function addAuditCommands(
  program: Command,
  using: (run: (work: AuditWork) => Promise<number>) => Promise<void>,
  count: (typed: string) => number,
): void {
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
    .option('--json', 'print one JSON object')
    .action((options: { head?: string; against?: string[]; json?: boolean }) => using((work) => runAuditVerify(options, work)));
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
}
