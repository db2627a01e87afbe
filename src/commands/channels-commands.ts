import type { Command } from 'commander';
import { type ChannelSetups, type ChannelsOptions, runChannelsCheck, runChannelsWebhook } from './channels.ts';
import type { CommandIo } from './io.ts';

/** Adds `cutri channels …`. `open` makes the channels that are configured; `finish` is told the exit code. */
export function addChannelsCommands(
  program: Command,
  open: () => ChannelSetups & { close(): void },
  io: CommandIo,
  finish: (code: number) => void,
): void {
  const using = async (run: (setups: ChannelSetups) => Promise<number>): Promise<void> => {
    const opened = open();
    try {
      finish(await run(opened));
    } finally {
      opened.close();
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
