import type { Command, Option } from 'commander';
import type { Role } from '../announcements/people/officials.ts';
import {
  type ManagingWork,
  runOfficialAccept,
  runOfficialAdd,
  runOfficialBreakGlass,
  runOfficialEnrol,
  runOfficialInvite,
  runOfficialLink,
  runOfficialList,
  runOfficialLogin,
  runOfficialLogout,
  runOfficialSwitch,
} from './official.ts';

/** Opens what the commands work with, or lets the running service do it, and is told the exit code. */
export type UsingManaging = (run: (work: ManagingWork) => Promise<number>) => Promise<void>;

const collected = (typed: string, before: string[] = []): string[] => [...before, typed];

/** Adds `cutri official …`, which it gives back. `roleOption`: takes roles, checked. */
export function addOfficialCommands(program: Command, using: UsingManaging, roleOption: () => Option): Command {
  const official = program.command('official').description('who may write, approve and look after announcements');
  const change = (name: string, description: string): Command =>
    official
      .command(name)
      .description(description)
      .argument('<id>', 'the account, e.g. lan')
      .option('--by <admin>', 'an administrator who agrees; may be repeated', collected)
      .option(
        '--code <code>',
        'of that administrator’s authenticator app, in the same order; asked for where it is left out',
        collected,
      )
      .option('--json', 'answer with a JSON object');

  official
    .command('list')
    .description('every account, without anything secret')
    .option('--json', 'print one JSON object an account')
    .action((options: { json?: boolean }) => using((work) => runOfficialList(options, work)));
  official
    .command('login')
    .description('prove who you are: for half an hour `announce --as` takes this account, at this terminal only')
    .argument('<id>', 'your account')
    .option('--code <code>', 'of your authenticator app; asked for where it is left out')
    .option('--json', 'answer with a JSON object')
    .action((id: string, options: { code?: string; json?: boolean }) => using((work) => runOfficialLogin(id, options, work)));
  official
    .command('logout')
    .description('nobody is signed in at this terminal any more')
    .option('--json', 'answer with a JSON object')
    .action((options: { json?: boolean }) => using((work) => runOfficialLogout(options, work)));
  change('add', 'add an account; gives a one-time link or code, by which its owner sets up the authenticator')
    .requiredOption('--person <person>', 'whose it is, the same for all accounts of one person, e.g. a staff number')
    .requiredOption('--name <name>', 'as others see it')
    .addOption(roleOption())
    .option(
      '--commune <commune>',
      'with --role commune: the one commune whose polling stations the account may change, by name with its type, or code',
    )
    .action((id: string, options: Parameters<typeof runOfficialAdd>[1] & { role?: Role[]; commune?: string }) =>
      using((work) => runOfficialAdd(id, options, work)),
    );
  official
    .command('accept')
    .description('set up your own authenticator at your own terminal, with the link or code you were given')
    .argument('<id>', 'your account')
    .option('--invitation <invitation>', 'the link or code; asked for where it is left out')
    .option('--code <code>', 'that the new authenticator shows; asked for where it is left out')
    .option('--json', 'answer with a JSON object')
    .action((id: string, options: Parameters<typeof runOfficialAccept>[1]) =>
      using((work) => runOfficialAccept(id, options, work)),
    );
  for (const [name, description] of [
    ['disable', 'at once: nothing they do or approved counts any more'],
    ['enable', 'open a disabled account again'],
  ] as const)
    change(name, description).action((id: string, options: Parameters<typeof runOfficialSwitch>[2]) =>
      using((work) => runOfficialSwitch(name, id, options, work)),
    );
  change('enrol', 'a one-time link or code for a new authenticator; the old one is worth nothing any more').action(
    (id: string, options: Parameters<typeof runOfficialEnrol>[1]) => using((work) => runOfficialEnrol(id, options, work)),
  );
  official
    .command('break-glass')
    .description('a link or code for a new authenticator of the only administrator, without a code; every official is told')
    .argument('<id>', 'the account of that administrator')
    .requiredOption('--reason <reason>', 'why, for the audit log')
    .option('--json', 'answer with a JSON object')
    .action((id: string, options: { reason: string; json?: boolean }) =>
      using((work) => runOfficialBreakGlass(id, options, work)),
    );
  change(
    'invite',
    'a one-time link to the console, or a code where it is off, for a new password and authenticator; valid for 24 hours',
  ).action((id: string, options: Parameters<typeof runOfficialInvite>[1]) =>
    using((work) => runOfficialInvite(id, options, work)),
  );
  change(
    'link',
    'a one-time code that links the account with a chat: Telegram to work from, Zalo or the web page to be told',
  ).action((id: string, options: Parameters<typeof runOfficialLink>[1]) => using((work) => runOfficialLink(id, options, work)));
  return official;
}
