import type { Command } from 'commander';
import type { CommandIo } from './io.ts';

/** One thing looked at. `bad` makes the command fail, `warn` does not. */
export interface Examined {
  what: string;
  state: 'good' | 'warn' | 'bad';
  /** What was seen and, where it is not good, what to do. */
  text: string;
}

/** Whether the service answers at its own address. */
export type LookAlive = () => Promise<Examined>;

/** Adds `cutri doctor`. `look` examines everything; `finish` is told the exit code. */
export function addDoctorCommand(
  program: Command,
  deps: { look(options: { backups?: string }): Promise<Examined[]>; alive: LookAlive },
  io: CommandIo,
  finish: (code: number) => void,
): void {
  program
    .command('doctor')
    .description('look at everything the service needs, one line each; changes nothing')
    .option('--alive', 'only whether the service answers at its own address')
    .option('--backups <folder>', 'where backups are put: says how old the newest is')
    .option('--json', 'print one JSON object a line')
    .action(async (options: { alive?: boolean; backups?: string; json?: boolean }) => {
      const findings = options.alive ? [await deps.alive()] : await deps.look(options);
      for (const finding of findings) io.out(options.json ? `${JSON.stringify(finding)}\n` : lineOf(finding));
      finish(findings.some(({ state }) => state === 'bad') ? 1 : 0);
    });
}

const lineOf = ({ what, state, text }: Examined): string =>
  `${{ good: 'ok  ', warn: 'look', bad: 'BAD ' }[state]}  ${what}: ${text}\n`;
