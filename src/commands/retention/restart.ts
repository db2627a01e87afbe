import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { AuditRestarting } from '../../announcements/retention/audit-restarting.ts';
import { actorOf } from '../announce/announce.ts';
import { createAnswer } from '../announce/view.ts';
import type { CommandIo } from '../io.ts';
import type { SentCommand } from '../subscribers/list-program.ts';
import { writeArchive } from './archive.ts';
import { askedCode } from './trim.ts';
import { restartRefusalText, restartWords as words } from './words-restart.ts';

/** Options of `cutri audit restart`, as typed; `archive` as a whole path. */
export interface RestartOptions {
  archive: string;
  reason?: string;
  as: string;
  code?: string;
  json?: boolean;
}

export interface RestartWork {
  restarting: AuditRestarting;
  io: CommandIo;
}

/** A broken log goes into a file and another begins, once two persons have said so. @returns exit code: 1 where it was refused */
export async function runAuditRestart(options: RestartOptions, { restarting, io }: RestartWork): Promise<number> {
  const answer = createAnswer(options.json, io);
  const { archive: path, reason = '' } = options;
  const code = options.code ?? (await askedCode(io));
  const made = await restarting.restart(actorOf(options, io), { reason, code }, (entries) => writeArchive(path, entries));
  if (made.kind === 'refused') return answer.refused(made.refusal, restartRefusalText(made.refusal));
  if (made.kind === 'asked') return answer.done({ asked: true }, words.asked);
  return answer.done({ ...made.value, archive: path }, words.done(made.value, path));
}

/** Adds `cutri audit restart` to `cutri audit`. `using`: see `addTrimCommand`. */
export function addRestartCommand(
  audit: Command,
  using: (run: (work: RestartWork) => Promise<number>, sent: SentCommand) => Promise<void>,
  { stdin }: Pick<CommandIo, 'stdin'>,
): void {
  audit
    .command('restart')
    .description(
      'put a broken log into a file and begin another; an administrator asks, another person confirms with the same command',
    )
    .requiredOption('--archive <file>', 'a new file for the broken log, where the service may write')
    .requiredOption('--as <official>', 'your account, signed in here with `cutri official login`')
    .option('--reason <text>', 'why; needed from who asks')
    .option('--code <code>', 'what your authenticator shows; asked for where it is not given')
    .option('--json', 'answer with a JSON object')
    .action((typed: RestartOptions) => {
      // The service carries it out, in a folder of its own.
      const options = { ...typed, archive: resolve(typed.archive) };
      return using((work) => runAuditRestart(options, work), { argv: ['audit', 'restart', ...given(options)], stdin });
    });
}

const given = ({ archive, reason, as, code, json }: RestartOptions): string[] => [
  `--archive=${archive}`,
  `--as=${as}`,
  ...(reason === undefined ? [] : [`--reason=${reason}`]),
  ...(code === undefined ? [] : [`--code=${code}`]),
  ...(json ? ['--json'] : []),
];
