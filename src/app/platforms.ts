import { telegramMaxCaptionLength } from '../channels/telegram/photos.ts';
import { botPlanNote } from '../channels/zalo-bot/setup.ts';
import { oaMaxImageBytes } from '../channels/zalo-oa/pictures.ts';
import { type Config, telegramMode, zaloBotMode } from '../config.ts';

/** What the service has to know of a platform besides its `Channel`. */
export interface Platform {
  /** The setting without which it is off. */
  setting: keyof Config;
  /** Whether it is polled: then one process at a time receives everything. */
  isPolled(config: Config): boolean;
  /** How long after a person's last contact it takes messages for them, in milliseconds; absent: always. */
  windowMs?: number;
  /** It shows pictures, see `ChannelLimits`. */
  picture?(config: Config): { captionLength?: number; maxBytes?: number } | undefined;
  /** How bulk is sent where it is not the channel's own pace: messages a second, how many at once after a rest, sends under way at once. */
  bulk?(config: Config): { perSecond?: number; burst?: number; inFlight?: number };
  /** What has to be known of it while it is on. */
  note?: typeof botPlanNote;
}

/** Every platform there is, one entry each: whatever needs a list of channels makes it from this one. */
export const platforms = {
  telegram: {
    setting: 'CUTRI_TELEGRAM_TOKEN',
    isPolled: (config) => telegramMode(config) === 'polling',
    picture: () => ({ captionLength: telegramMaxCaptionLength }),
    bulk: (config) => ({ perSecond: config.CUTRI_TELEGRAM_PER_SECOND, burst: config.CUTRI_TELEGRAM_BURST }),
  },
  'zalo-oa': {
    setting: 'CUTRI_ZALO_OA_APP_ID',
    isPolled: () => false,
    windowMs: 7 * 24 * 3_600_000,
    picture: () => ({ maxBytes: oaMaxImageBytes }),
  },
  'zalo-bot': {
    setting: 'CUTRI_ZALO_BOT_TOKEN',
    isPolled: (config) => zaloBotMode(config) === 'polling',
    bulk: () => ({ inFlight: 2 }),
    note: botPlanNote,
  },
} as const satisfies Record<string, Platform>;

export type PlatformName = keyof typeof platforms;

/** Whether officials can send announcements: without their settings nothing promises any. */
export const announces = ({ CUTRI_ISSUER: issuer, CUTRI_APPROVAL_KEY: key }: Config): boolean =>
  issuer !== undefined && key !== undefined;

/** Platforms that show choices as a numbered list. */
export const numberedChannels: ReadonlySet<string> = new Set<PlatformName>(['zalo-oa', 'zalo-bot']);

/** The platforms as a list, each with its name, which is also the part of a chat key before the colon. */
export const namedPlatforms: readonly (Platform & { name: PlatformName })[] = Object.entries<Platform>(platforms).map(
  ([name, platform]) => ({ ...platform, name: name as PlatformName }),
);

/** Names of all channels: our own page, and every platform. */
export const channelNames: readonly string[] = ['web', ...namedPlatforms.map(({ name }) => name)];

/**
 * Channels of which one process at a time receives everything: an open page is connected to one, and a platform is polled by one. That process
 * answers, because it remembers the conversation: follow-up questions, an official's half-written announcement. Others help out when it is gone.
 */
export function homeChannelsOf(config: Config): ReadonlySet<string> {
  return new Set(['web', ...namedPlatforms.filter(({ isPolled }) => isPolled(config)).map(({ name }) => name)]);
}

/** Channel → what has to be known of it while it is on. */
export const channelNotes = () =>
  Object.fromEntries(namedPlatforms.flatMap(({ name, note }) => (note === undefined ? [] : [[name, note]])));
