import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Command } from 'commander';
import type { CommandIo } from '../io.ts';
import { type ImportListOptions, largestList, runImportList } from './importing.ts';
import { runShowKept } from './showing.ts';
import { intakeWords } from './words-list.ts';
import type { SubscribersWork } from './work.ts';

/** What is carried out elsewhere: by this command line, with this on its standard input. */
export interface SentCommand {
  argv: readonly string[];
  stdin: NodeJS.ReadableStream;
}

/** Opens what the commands work with, or lets the running service do it, and is told the exit code. */
export type UsingList = (run: (work: SubscribersWork) => Promise<number>, sent?: SentCommand) => Promise<void>;

/** Code points of a piece; as JSON it stays within a line of the control socket. */
const pieces = /[\s\S]{1,50000}/gu;

/** Adds `cutri subscribers …`. `io`, `finish`: for what is wrong before anything is opened. */
export function addSubscribersCommands(
  program: Command,
  using: UsingList,
  io: Pick<CommandIo, 'err'>,
  finish: (code: number) => void,
): void {
  const subscribers = program
    .command('subscribers')
    .description('who gets announcements: people who agreed elsewhere, and what is kept of one');
  subscribers
    .command('import')
    .description('subscribe people who agreed on paper or elsewhere; whoever left or was erased stays out')
    .argument('<file>', 'CSV with the columns chat, consented, proof and, if needed, communes, topics; -: standard input')
    .option('--as <official>', 'your account, signed in here with `cutri official login`; an administrator')
    .option('--dry-run', 'only count')
    .option('--skip-wrong', 'take over the other rows where some are wrong')
    .option('--json', 'answer with a JSON object')
    .action(async (path: string, options: ImportListOptions) => {
      const run = (work: SubscribersWork) => runImportList(options, work);
      if (path === '-') return using(run);
      const read = await readFileText(path);
      if ('problem' in read) {
        io.err(`${read.problem}\n`);
        return finish(1);
      }
      return using(run, {
        argv: ['subscribers', 'import', '-', ...optionsOf(options)],
        stdin: Readable.from(read.text.match(pieces) ?? []),
      });
    });
  subscribers
    .command('show')
    .description(
      'everything that is kept of one chat, for a person who asks in writing; the audit log tells that somebody looked',
    )
    .argument('<chat>', 'e.g. telegram:123')
    .requiredOption('--as <official>', 'your account, signed in here with `cutri official login`; an administrator or auditor')
    .option('--json', 'answer with a JSON object')
    .action((chat: string, options: { as: string; json?: boolean }) => using((work) => runShowKept(chat, options, work)));
}

const optionsOf = ({ as, dryRun, skipWrong, json }: ImportListOptions): string[] => [
  ...(as === undefined ? [] : [`--as=${as}`]),
  ...(dryRun ? ['--dry-run'] : []),
  ...(skipWrong ? ['--skip-wrong'] : []),
  ...(json ? ['--json'] : []),
];

/** The file is read by whoever types, not by the service, which may not see it. */
async function readFileText(path: string): Promise<{ text: string } | { problem: string }> {
  try {
    const file = await open(path, 'r');
    try {
      if ((await file.stat()).size > largestList) return { problem: intakeWords.tooLarge(largestList) };
      return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.readFile()) };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof TypeError) return { problem: intakeWords.notText };
    return { problem: intakeWords.noFile(path, error instanceof Error && 'code' in error ? String(error.code) : '?') };
  }
}
