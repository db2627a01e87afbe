import type { Command } from 'commander';
import {
  type DelegateOptions,
  type DelegatingWork,
  type RevokeOptions,
  runDelegate,
  runDelegations,
  runRevokeDelegation,
} from './delegations.ts';

/** Opens what the commands work with, or lets the running service do it, and is told the exit code. */
type UsingDelegating = (run: (work: DelegatingWork) => Promise<number>) => Promise<void>;

/** Adds to `cutri official` what lets another official approve in one's name. */
export function addDelegationCommands(official: Command, using: UsingDelegating): void {
  official
    .command('delegate')
    .description('let another official approve in your name, for 30 days at most')
    .requiredOption('--to <id>', 'the account that approves in your name; another person than you')
    .requiredOption('--from <time>', 'from when on, e.g. "08:00 01/12/2031"; now: at once')
    .requiredOption('--until <time>', 'until when, e.g. "17:00 10/12/2031"')
    .option('--reason <text>', 'why, for the record')
    .requiredOption('--as <official>', 'your account, signed in here with `cutri official login`')
    .option('--code <code>', 'of your authenticator app; asked for where it is left out')
    .option('--json', 'answer with a JSON object')
    .action((options: DelegateOptions) => using((work) => runDelegate(options, work)));
  official
    .command('delegations')
    .description('who approves in whose name, now and later')
    .option('--all', 'those that are over, revoked or void as well')
    .option('--json', 'print one JSON object a delegation')
    .action((options: { all?: boolean; json?: boolean }) => using((work) => runDelegations(options, work)));
  official
    .command('revoke-delegation')
    .description('at once: nothing is approved by it any more, and what was and has not gone out counts no more')
    .argument('<delegation>', 'as `delegations` lists it, e.g. minh-1')
    .requiredOption('--as <official>', 'your account, one of the two or an administrator’s, signed in here')
    .option('--json', 'answer with a JSON object')
    .action((id: string, options: RevokeOptions) => using((work) => runRevokeDelegation(id, options, work)));
}
