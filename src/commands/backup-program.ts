import type { Command } from 'commander';
import type { CommandIo } from './io.ts';

/** What the commands ask of the stores; each throws an error whose message says what to do. */
export interface Keeping {
  backup(file: string): Promise<{
    madeAt: string;
    bytes: number;
    files: number;
    subscribers: number;
    announcements: number;
    held: Readonly<Record<'chats' | 'unanswered' | 'askers' | 'counts' | 'proposals' | 'versions' | 'texts' | 'tickets', number>>;
  }>;
  restore(
    file: string,
    force: boolean,
  ): Promise<{
    madeAt: string;
    subscribers: number;
    announcements: number;
    forgotten: number;
    left: number;
    disabled: readonly string[];
    calledOff: number;
    heeded: boolean;
  }>;
  /** Rows by table; `records` are unanswered questions, who waits for an answer, counts, proposals, versions of the pack and texts to begin with. */
  moveToPostgres(): Promise<Readonly<Record<string, number>>>;
}

const tableNames: Readonly<Record<string, string>> = {
  chats: 'chats (what conversations remember for hours)',
  records:
    'records (unanswered questions, who waits for an answer, counts, proposals, versions of the pack, texts to begin with)',
  tickets: 'tickets (sign-ins and unsaved notes of the console)',
};

const heldText = (held: Awaited<ReturnType<Keeping['backup']>>['held']): string =>
  `${held.chats} conversations, ${held.unanswered} unanswered questions (${held.askers} people wait for an answer), ${held.counts} days of counts, ` +
  `${held.proposals} proposals, ${held.versions} versions of the pack, ${held.texts} changed texts to begin with, ${held.tickets} sign-ins and unsaved notes of the console`;

/** Adds `cutri backup`, `cutri restore` and `cutri migrate`. `finish` is told the exit code. */
export function addBackupCommands(program: Command, keeping: Keeping, io: CommandIo, finish: (code: number) => void): void {
  program
    .command('backup')
    .description(
      'put everything the embedded store keeps into one new file, and check that it can be restored; the service may run',
    )
    .argument('<file>', 'a new file outside the data folder')
    .option('--json', 'print one JSON object')
    .action(async (file: string, options: { json?: boolean }) => {
      const made = await keeping.backup(file);
      io.out(
        options.json
          ? `${JSON.stringify(made)}\n`
          : `Backed up to ${file}: ${made.subscribers} subscribers, ${made.announcements} announcements, ${made.bytes} bytes, the state of ${made.madeAt}. Checked by opening it.\n` +
              `Also ${heldText(made.held)}.\n` +
              'Left out on purpose: settings and keys, Zalo’s tokens (zalo-oa-tokens*.json), the knowledge pack, the file that remembers how far sending had come. Sign-ins at the console end when it is restored.\n' +
              'It holds chats of people who may ask to be forgotten: keep it where only you can read it, and not for longer than you need it.\n',
      );
      finish(0);
    });

  program
    .command('restore')
    .description('put a backup in the place of the embedded store; stop the service first')
    .argument('<file>', 'made by cutri backup')
    .option('--force', 'take the place of what the data folder holds')
    .option('--json', 'print one JSON object')
    .action(async (file: string, options: { force?: boolean; json?: boolean }) => {
      const restored = await keeping.restore(file, options.force === true);
      if (options.json) io.out(`${JSON.stringify(restored)}\n`);
      else {
        const { madeAt, subscribers, announcements, forgotten, left, disabled, calledOff } = restored;
        io.out(
          `Restored the state of ${madeAt}: ${subscribers} subscribers, ${announcements} announcements.\n` +
            `${forgotten} people who had asked to be forgotten since then were left out.\n` +
            `${left} people who had left since then stay unsubscribed.\n` +
            `${disabled.length === 0 ? 'No official in it had been disabled since then.' : `Disabled since then, and disabled again: ${disabled.join(', ')}.`}\n` +
            `${calledOff} announcements that were approved or being sent then do not go out again by themselves: what was approved needs a new approval, what was being sent is stopped.\n`,
        );
      }
      if (!restored.heeded)
        io.err(
          'The list of people forgotten since the backup could not be read here: only those forgotten before it are left out.\n',
        );
      finish(0);
    });

  program
    .command('migrate')
    .description('move to another store')
    .command('lowdb-to-postgres')
    .description(
      'put everything the embedded store keeps into the empty database of DATABASE_URL, all or nothing; stop the service first',
    )
    .option('--json', 'print one JSON object')
    .action(async (options: { json?: boolean }) => {
      const moved = await keeping.moveToPostgres();
      if (options.json) io.out(`${JSON.stringify(moved)}\n`);
      else {
        for (const [table, rows] of Object.entries(moved)) io.out(`${String(rows).padStart(9)}  ${tableNames[table] ?? table}\n`);
        io.out(
          'Moved and counted. The service uses the database as long as DATABASE_URL is set. The files in the data folder are not used any more and would keep people who ask to be forgotten: delete them once you have seen that everything is there, all but zalo-oa-tokens*.json, which the service goes on using. The knowledge pack, settings and keys stay where they are.\n',
        );
      }
      finish(0);
    });
}
