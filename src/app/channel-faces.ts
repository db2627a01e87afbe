import { telegramParts } from '../channels/telegram/parts.ts';
import { webParts } from '../channels/web/parts.ts';
import { botParts } from '../channels/zalo-bot/parts.ts';
import { oaParts } from '../channels/zalo-oa/parts.ts';
import type { Config } from '../config.ts';
import type { ChannelFace } from '../console/views/channel-face.ts';
import type { Channel } from '../messaging/channel.ts';
import { namedPlatforms } from './platforms.ts';

/** Channels as officials see them before anything is sent: what is shown of a message is made by the code that sends it. */
export function channelFaces(
  config: Config,
  channels: Iterable<Pick<Channel, 'name' | 'maxTextLength' | 'sendsPerSecond'>>,
): ChannelFace[] {
  const parts: Readonly<Record<string, ChannelFace['parts']>> = {
    telegram: telegramParts,
    web: webParts,
    'zalo-bot': botParts,
    'zalo-oa': (message) => oaParts(message, { hasButtons: config.CUTRI_ZALO_OA_BUTTONS !== 'off' }),
  };
  return [...channels].flatMap(({ name, maxTextLength, sendsPerSecond }) => {
    const made = parts[name];
    const bulk = namedPlatforms.find((platform) => platform.name === name)?.bulk?.(config)?.perSecond;
    return made ? [{ name, maxTextLength, perSecond: bulk ?? sendsPerSecond, parts: made }] : [];
  });
}
