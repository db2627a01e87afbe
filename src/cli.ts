#!/usr/bin/env node
import './node-guard.ts';
import { Command, InvalidArgumentError, Option } from 'commander';
import { openDialogue, packageFolder } from './app.ts';
import { firstContact } from './chat/wording-talk.ts';
import { runAsk, runChat } from './commands/ask.ts';
import type { CommandIo } from './commands/io.ts';

const terminal: CommandIo = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  stdin: process.stdin,
  interactive: process.stderr.isTTY === true,
};

function instant(value: string): Date {
  const at = new Date(value);
  if (Number.isNaN(at.getTime()))
    throw new InvalidArgumentError('give an ISO 8601 date or instant, e.g. 2026-03-15 or 2026-03-15T08:00:00+07:00.');
  return at;
}

const knowledgeOption = () =>
  new Option('--knowledge <dir>', 'folder of the knowledge pack')
    .env('CUTRI_KNOWLEDGE')
    .default(packageFolder('knowledge'), 'the pack that comes with cutri');
const nowOption = () => new Option('--now <iso>', 'answer as of this instant instead of the clock').argParser(instant);
const clock = (now?: Date) => () => now ?? new Date();

/** Every command with its options; `test/docs.test.ts` checks the documents against it. */
export function createProgram(io: CommandIo = terminal): Command {
  const program = new Command('cutri')
    .description('Answers voters’ election questions from sourced documents, and carries officials’ announcements.')
    .showHelpAfterError('(cutri --help lists the commands)');
  const finish = (code: number): void => {
    process.exitCode = code;
  };

  program
    .command('ask')
    .description('answer one question, or many from standard input')
    .argument('[question]', 'the question, as a voter would type it')
    .addOption(knowledgeOption())
    .addOption(nowOption())
    .option('--json', 'print one JSON object per reply')
    .option('--stdin', 'read one JSON object {"id","text","chat"?} per line')
    .action(async (question: string | undefined, options: { json?: boolean; stdin?: boolean; knowledge: string; now?: Date }) => {
      finish(
        await runAsk(
          question,
          { json: options.json, stdin: options.stdin, now: clock(options.now) },
          await openDialogue(options.knowledge),
          io,
        ),
      );
    });

  program
    .command('chat')
    .description('a conversation in the terminal')
    .addOption(knowledgeOption())
    .addOption(nowOption())
    .action(async (options: { knowledge: string; now?: Date }) => {
      finish(await runChat({ now: clock(options.now) }, await openDialogue(options.knowledge), firstContact, io));
    });

  return program;
}
