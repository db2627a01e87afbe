import type { ChannelSetup, SetupFinding } from '../messaging/channel-setup.ts';
import type { ChannelStatus } from '../messaging/channel-status.ts';
import type { CommandIo } from './io.ts';

/** What an operator can ask of the channels. */
export interface ChannelSetups {
  /** Those that are configured. */
  setups: readonly ChannelSetup[];
  /** Those that are not, each with what is missing. */
  off: readonly Pick<ChannelStatus, 'channel' | 'note'>[];
}

export interface ChannelsOptions {
  json?: boolean | undefined;
}

interface Line extends SetupFinding {
  channel: string;
}

/** `cutri channels check`: asks every platform whether our credentials are accepted and updates reach us. 1 where something is to be fixed. */
export async function runChannelsCheck(options: ChannelsOptions, { setups, off }: ChannelSetups, io: CommandIo): Promise<number> {
  const asked = await Promise.all(
    setups.map(async (setup): Promise<Line> => ({ channel: setup.channel, ...(await setup.check()) })),
  );
  const missing = off.map(({ channel, note }): Line => ({ channel, kind: 'off', line: note ?? 'not configured' }));
  return print([...asked, ...missing], options, io);
}

/** `cutri channels webhook set|delete [channel…]`: of the channels named, or of all that are configured. Names a channel twice only once. */
export async function runChannelsWebhook(
  action: 'set' | 'delete',
  channels: readonly string[],
  options: ChannelsOptions,
  { setups, off }: ChannelSetups,
  io: CommandIo,
): Promise<number> {
  const problems = channels.flatMap((name) => {
    if (setups.some(({ channel }) => channel === name)) return [];
    const missing = off.find(({ channel }) => channel === name);
    if (missing) return [`${name} is off: ${missing.note ?? 'not configured'}`];
    return [`there is no channel ${name}; there are ${[...setups, ...off].map(({ channel }) => channel).join(', ')}`];
  });
  if (problems.length > 0) {
    for (const problem of problems) io.err(`cutri channels webhook ${action}: ${problem}. Nothing was changed.\n`);
    return 1;
  }
  const meant = setups.filter(({ channel }) => channels.length === 0 || channels.includes(channel));
  if (meant.length === 0) {
    io.err(`cutri channels webhook ${action}: no channel is configured; cutri channels check says what is missing.\n`);
    return 1;
  }
  const lines = await Promise.all(
    meant.map(async (setup): Promise<Line> => {
      const finding = action === 'set' ? await setup.setWebhook() : await setup.deleteWebhook();
      return { channel: setup.channel, ...finding };
    }),
  );
  return print(lines, options, io);
}

const words: Record<SetupFinding['kind'], string> = { fine: 'ok', off: 'off', broken: 'FIX' };

/** The exit code: 1 where something is to be fixed. */
function print(lines: readonly Line[], { json }: ChannelsOptions, io: CommandIo): number {
  const width = Math.max(...lines.map(({ channel }) => channel.length));
  for (const { channel, kind, line } of lines) {
    if (json) io.out(`${JSON.stringify({ channel, kind, line })}\n`);
    else io.out(`${channel.padEnd(width)}  ${words[kind].padEnd(3)}  ${line}\n`);
  }
  return lines.some(({ kind }) => kind === 'broken') ? 1 : 0;
}
