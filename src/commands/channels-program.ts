import type { Command } from 'commander';
import { type ChannelSetups, type ChannelsOptions, runChannelsCheck, runChannelsWebhook } from './channels.ts';
import type { CommandIo } from './io.ts';
import { runZaloAuthorise, type ZaloAuthorised } from './zalo.ts';

export interface OpenedChannels extends ChannelSetups {
  /** Channels to which a person brings a first credential, by name. */
  authorise: Readonly<Record<string, (credential: string) => Promise<ZaloAuthorised>>>;
  close(): Promise<void>;
}

/** Adds `cutri channels …`. `open` makes the channels that are configured; `finish` is told the exit code. */
export function addChannelsCommands(
  program: Command,
  open: () => Promise<OpenedChannels>,
  io: CommandIo,
  finish: (code: number) => void,
): void {
  const using = async (run: (opened: OpenedChannels) => Promise<number>): Promise<void> => {
    const opened = await open();
    try {
      finish(await run(opened));
    } finally {
      await opened.close();
    }
  };
  const channels = program.command('channels').description('the platforms people reach the service on');
  channels
    .command('check')
    .description(
      'ask every platform whether our credentials are accepted and updates reach us; one line a channel says what to fix',
    )
    .option('--json', 'print one JSON object per channel')
    .action((options: ChannelsOptions) => using((setups) => runChannelsCheck(options, setups, io)));
  channels
    .command('authorise')
    .description('give a channel its first credential, read from standard input; the service may be running')
    .argument('<channel>', 'zalo-oa')
    .action((name: string) =>
      using(async ({ authorise }) => {
        const give = authorise[name];
        if (give) return runZaloAuthorise(give, io);
        const names = Object.keys(authorise);
        io.err(
          `cutri channels authorise: ${name} is not configured or takes no credential this way${names.length > 0 ? ` (${names.join(', ')} does)` : '; zalo-oa does, once CUTRI_ZALO_OA_APP_ID is set'}.\n`,
        );
        return 1;
      }),
    );
  const webhook = channels.command('webhook').description('where platforms post what people write');
  for (const [action, description] of [
    ['set', 'tell the platform our address'],
    ['delete', 'tell the platform to post nowhere; polling works then'],
  ] as const) {
    webhook
      .command(action)
      .description(description)
      .argument('[channel...]', 'e.g. telegram; none: every channel that is configured')
      .option('--json', 'print one JSON object per channel')
      .action((names: string[], options: ChannelsOptions) =>
        using((setups) => runChannelsWebhook(action, names, options, setups, io)),
      );
  }
}
