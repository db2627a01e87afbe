#!/usr/bin/env node
import './node-guard.ts';
import { realpathSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { roles } from './announcements/people/officials.ts';
import { buildName } from './app/build.ts';
import { openChannelsForOperator } from './app/connections.ts';
import { createDoctor } from './app/doctor.ts';
import { type Host, onHost } from './app/host.ts';
import { createKeeping } from './app/keeping.ts';
import {
  createImporter,
  loadPack,
  openKnowledge,
  shippedCountry,
  shippedNews,
  shippedStack,
  stationImporter,
} from './app/knowledge.ts';
import { startFailure } from './app/start-failure.ts';
import type { Work as AnnounceWork } from './commands/announce/announce.ts';
import { addAnnounceCommands } from './commands/announce/subcommands.ts';
import { addAskCommand, addChatCommand } from './commands/ask.ts';
import type { AuditWork } from './commands/audit.ts';
import { addAuditCommands } from './commands/audit-program.ts';
import { addBackupCommands } from './commands/backup-program.ts';
import { addChannelsCommands } from './commands/channels-program.ts';
import { addCheckCommand } from './commands/check.ts';
import { readAttachment } from './commands/control/attachments.ts';
import { addDelegationCommands } from './commands/delegating/delegation-program.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addVietnameseHelp } from './commands/help/vietnamese.ts';
import { addImportCommands } from './commands/import-program.ts';
import { addInboxCommands } from './commands/inbox-program.ts';
import type { CommandIo } from './commands/io.ts';
import { addNewProvinceCommand } from './commands/new-province.ts';
import { addOfficialCommands } from './commands/official-program.ts';
import { addQrCommand } from './commands/poster/qr-program.ts';
import { createProgressBar } from './commands/progress-bar.ts';
import { readArchive } from './commands/retention/archive.ts';
import { addRestartCommand } from './commands/retention/restart.ts';
import { addTrimCommand } from './commands/retention/trim-program.ts';
import { addSearchCommand } from './commands/search.ts';
import { addSubscribersCommands, type SentCommand } from './commands/subscribers/list-program.ts';
import { terminalHere } from './commands/terminal.ts';
import { type Config, loadConfig } from './config.ts';
import { createLogger } from './logger.ts';

const here = terminalHere();
const terminal: CommandIo = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  stdin: process.stdin,
  interactive: process.stderr.isTTY === true,
  attachment: readAttachment,
  ...(here === undefined ? {} : { terminal: here }),
};

function wholeNumber(value: string): number {
  if (!/^[1-9]\d{0,8}$/u.test(value)) throw new InvalidArgumentError('give a whole number from 1 on.');
  return Number(value);
}

const roleOption = () => new Option('--role <role...>', 'what the account may do').choices([...roles]).makeOptionMandatory();

const channelsOf = (config: Config) => openChannelsForOperator(config, createLogger(config.CUTRI_LOG_LEVEL));

const noOffice =
  'Announcements are off: set CUTRI_ISSUER (the body that speaks) and CUTRI_APPROVAL_KEY (from: openssl rand -hex 32) in .env, for the service and for this command.';

const knowledgeOption = () =>
  new Option('--knowledge <dirs>', 'folder of the knowledge pack, or several with ":" between them: a country’s, a province’s')
    .env('CUTRI_KNOWLEDGE')
    .default(shippedStack, 'the packs that come with cutri');

export interface ProgramDeps {
  io?: CommandIo;
  /** What the running service hands to commands it carries out; without it they find their own. */
  host?: Host;
  finish?: (code: number) => void;
}

/** Every command with its options; `test/docs.test.ts` checks the documents against it. */
export function createProgram({ io = terminal, host, finish = endWith }: ProgramDeps = {}): Command {
  const program = new Command('cutri')
    .description('Answers voters’ election questions from sourced documents, and carries officials’ announcements.')
    .version(buildName(undefined))
    .option('--env-file <file>', 'file with the settings, instead of CUTRI_ENV_FILE, .env or /etc/cutri.env')
    .showHelpAfterError('(cutri --help lists the commands)');
  if (host) program.exitOverride().configureOutput({ writeOut: io.out, writeErr: io.err });
  const envFile = () => program.opts<{ envFile?: string }>().envFile;
  const load = () => loadConfig(envFile());
  const onStore = async (run: (host: Host, io: CommandIo) => Promise<number>, sent?: SentCommand): Promise<void> => {
    if (host) return finish(await run(host, io));
    const config = load();
    const logger = createLogger(config.CUTRI_LOG_LEVEL === 'info' ? 'warn' : config.CUTRI_LOG_LEVEL);
    const given = sent ? { ...io, stdin: sent.stdin } : io;
    finish(await onHost((own) => run(own, given), { argv: sent?.argv ?? process.argv.slice(2), io: given, config, logger }));
  };

  const open = (stack: string) => openKnowledge(stack, { progress: createProgressBar('Indexing', io, 2_000).show });
  const talking = { open: async (stack: string) => (await open(stack)).openDialogue(), knowledgeOption, io, finish };
  addAskCommand(program, talking);
  addSearchCommand(program, { open: async (stack) => (await open(stack)).base, knowledgeOption, wholeNumber, io, finish });
  addChatCommand(program, talking);
  addCheckCommand(program, { load: loadPack, knowledgeOption, io, finish });
  addQrCommand(program, {
    load: async (stack) => (await loadPack(stack)).pack,
    knowledgeOption,
    io,
    now: () => new Date(),
    finish,
  });
  addNewProvinceCommand(program, { country: shippedCountry, load: async (folder) => (await loadPack(folder)).pack, io, finish });
  addChannelsCommands(program, () => channelsOf(load()), io, finish);
  addDoctorCommand(program, createDoctor(load, envFile), io, finish);
  addBackupCommands(program, createKeeping(load), io, finish);
  addInboxCommands(program, (run) => onStore(({ store }) => run(store, io)));
  const withoutOffice = () => {
    io.err(`${noOffice}\n`);
    return 1;
  };
  const onDesk = (run: (work: AnnounceWork) => Promise<number>, sent?: SentCommand) =>
    onStore(async ({ desk }, given) => {
      const opened = await desk();
      return opened ? run({ desk: opened, io: given }) : withoutOffice();
    }, sent);
  addAnnounceCommands(program, (run) => onDesk(run), wholeNumber);
  addSubscribersCommands(program, onDesk, io, finish);
  const onManaging = (
    run: (work: Pick<Host, 'communes'> & { managing: NonNullable<Host['managing']>; io: CommandIo }) => Promise<number>,
  ) => onStore(async ({ managing, communes }) => (managing ? run({ managing, communes, io }) : withoutOffice()));
  const official = addOfficialCommands(program, onManaging, roleOption);
  addDelegationCommands(official, (run) => onManaging((work) => run({ ...work, now: () => new Date() })));
  const onLog = (run: (work: AuditWork) => Promise<number>, sent?: SentCommand) =>
    onStore(({ store, ...log }, given) => run({ ...log, audit: store.audit, readArchive, io: given }), sent);
  const onTrimming: Parameters<typeof addTrimCommand>[1] = (run, sent) =>
    onStore(async ({ trimming }, given) => (trimming ? run({ trimming, io: given }) : withoutOffice()), sent);
  const audit = addAuditCommands(program, onLog, wholeNumber, io);
  addTrimCommand(audit, onTrimming, io);
  const onRestarting: Parameters<typeof addRestartCommand>[1] = (run, sent) =>
    onStore(async ({ restarting }, given) => (restarting ? run({ restarting, io: given }) : withoutOffice()), sent);
  addRestartCommand(audit, onRestarting, io);

  addImportCommands(program, {
    articles: createImporter,
    stations: stationImporter,
    news: shippedNews,
    knowledgeOption,
    io,
    finish,
  });

  addVietnameseHelp(program);
  return program;
}

function endWith(code: number): void {
  process.exitCode = code;
}

/** Carries out a command line inside the service. Never rejects for a mistake in it. Answers the exit code. */
export async function runInService(argv: readonly string[], io: CommandIo, host: Host): Promise<number> {
  let code = 0;
  const finish = (given: number): void => {
    code = given;
  };
  try {
    await createProgram({ io, host, finish }).parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    throw error;
  }
  return code;
}

if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) {
  try {
    await createProgram().parseAsync();
  } catch (error) {
    const sentence = startFailure(error);
    if (sentence === undefined) throw error;
    process.stderr.write(`${sentence}\n`);
    process.exitCode = 1;
  }
}
