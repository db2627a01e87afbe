import { createTelegram } from '../channels/telegram/telegram.ts';
import { telegramProfile, telegramWords } from '../channels/telegram/words.ts';
import { createZaloBot } from '../channels/zalo-bot/zalo-bot.ts';
import { createZaloOa } from '../channels/zalo-oa/zalo-oa.ts';
import type { OpenedChannels } from '../commands/channels-program.ts';
import { type Config, telegramMode, zaloBotMode } from '../config.ts';
import { announcementCommands, commandMenu } from '../conversations/words-menu.ts';
import type { Logger } from '../logger.ts';
import type { Channel, SendOutcome } from '../messaging/channel.ts';
import type { ChannelSetup } from '../messaging/channel-setup.ts';
import type { ChannelStatus, Observation } from '../messaging/channel-status.ts';
import type { ReadImage } from '../messaging/image.ts';
import { type ChatKey, channelOf, type OutgoingMessage } from '../messaging/message.ts';
import { type Metrics, noMetrics } from '../messaging/metrics.ts';
import type { FetchPicture, SentPicture } from '../messaging/sent-picture.ts';
import type { TemplateMessage, TemplateOutcome } from '../messaging/template.ts';
import { openZaloTokens } from '../stores/zalo-tokens.ts';
import { announces, namedPlatforms, type PlatformName } from './platforms.ts';

/** A platform the service is connected to. */
export interface Connection {
  channel: Channel;
  setup: ChannelSetup;
  /** What it does besides sending and receiving. Runs until `signal` aborts; never rejects. */
  watch(signal: AbortSignal): Promise<void>;
  /** Puts a message in the place of one sent before, where the platform can. */
  edit?(chat: ChatKey, messageId: string, message: OutgoingMessage): Promise<SendOutcome>;
  /** Fetches a picture that somebody sent, where it names them. */
  fetchPicture?: FetchPicture;
  /** Sends a template to who has been silent for too long, where the platform can and one is set. */
  template?(chat: ChatKey, template: TemplateMessage): Promise<TemplateOutcome>;
  /** Marks a conversation for people of the office, where the platform can; never rejects. */
  flag?(chat: ChatKey): Promise<void>;
  /** For a person who brings a first credential. */
  authorise?: Awaited<ReturnType<typeof openZaloOa>>['authorise'];
  close(): Promise<void>;
}

export interface Connections {
  on: Connection[];
  /** Those that are not configured, each with what is missing. */
  off: Pick<ChannelStatus, 'channel' | 'note'>[];
}

export interface ConnectionDeps {
  config: Config;
  /** Pictures to be sent. */
  readImage: ReadImage;
  now: () => Date;
  schedule: (afterMs: number, run: () => void) => () => void;
  logger: Logger;
  metrics: Pick<Metrics, 'platformError'>;
  /** How a platform stands when no message says so. */
  observed(channel: string, outcome: Observation): void;
  /** Who keeps Zalo's tokens: the running service, or a command beside it. */
  writer: 'service' | 'operator';
  /** What the bot answers about, as part of a sentence; default: elections. */
  answersAbout?: string | undefined;
}

const openers: Record<PlatformName, (deps: ConnectionDeps) => Connection | Promise<Connection>> = {
  telegram: openTelegram,
  'zalo-oa': openZaloOa,
  'zalo-bot': openZaloBot,
};

/** Makes every channel that is configured; nothing is sent yet. */
export async function openConnections(deps: ConnectionDeps): Promise<Connections> {
  const { config } = deps;
  const on: Connection[] = [];
  const off: Connections['off'] = [];
  for (const { name, setting } of namedPlatforms) {
    if (config[setting] === undefined) off.push({ channel: name, note: `${setting} is not set` });
    else on.push(await openers[name](deps));
  }
  return { on, off };
}

function openTelegram(deps: ConnectionDeps): Connection {
  const { config, readImage, now, schedule } = deps;
  const secret = config.CUTRI_TELEGRAM_WEBHOOK_SECRET;
  const publicUrl = config.CUTRI_PUBLIC_URL;
  const telegram = createTelegram({
    settings: {
      token: config.CUTRI_TELEGRAM_TOKEN!,
      apiRoot: config.CUTRI_TELEGRAM_API_ROOT,
      proxy: config.CUTRI_TELEGRAM_PROXY,
      receiving:
        telegramMode(config) === 'webhook' && secret && publicUrl ? { kind: 'webhook', secret, publicUrl } : { kind: 'polling' },
      commands: announces(config) ? commandMenu : commandMenu.filter(({ command }) => !announcementCommands.has(command)),
      profile: telegramProfile(deps.answersAbout),
      groupNotice: telegramWords.group,
    },
    readImage,
    now,
    schedule,
    report: reporter('telegram', deps),
    observed: (outcome) => deps.observed('telegram', outcome),
  });
  return {
    channel: telegram,
    setup: telegram.setup,
    watch: telegram.watch,
    edit: telegram.edit,
    fetchPicture: telegram.fetchPicture,
    close: async () => telegram.close(),
  };
}

async function openZaloOa(deps: ConnectionDeps) {
  const { config, now, writer } = deps;
  // `parseConfig` refuses an account of which only a part is set.
  const appSecret = config.CUTRI_ZALO_OA_APP_SECRET!;
  const tokens = await openZaloTokens({ folder: config.CUTRI_DATA, appSecret, writer });
  const zalo = createZaloOa({
    settings: {
      app: { id: config.CUTRI_ZALO_OA_APP_ID!, secret: appSecret },
      webhookSecret: config.CUTRI_ZALO_OA_WEBHOOK_SECRET!,
      oldWebhookSecret: config.CUTRI_ZALO_OA_OLD_WEBHOOK_SECRET,
      oaId: config.CUTRI_ZALO_OA_ID,
      apiRoot: config.CUTRI_ZALO_OA_API_ROOT,
      oauthRoot: config.CUTRI_ZALO_OA_OAUTH_ROOT,
      publicUrl: config.CUTRI_PUBLIC_URL,
      buttons: config.CUTRI_ZALO_OA_BUTTONS,
      proof: config.CUTRI_ZALO_OA_PROOF === 'on',
      perMinute: config.CUTRI_ZALO_OA_PER_MINUTE,
    },
    store: tokens,
    readImage: deps.readImage,
    now,
    report: reporter('zalo-oa', deps),
    observed: (outcome) => deps.observed('zalo-oa', outcome),
  });
  return {
    channel: zalo,
    setup: zalo.setup,
    watch: zalo.watch,
    authorise: zalo.authorise,
    flag: zalo.flag,
    ...(config.CUTRI_ZALO_OA_TEMPLATE_ID === undefined ? {} : { template: zalo.sendTemplate }),
    close: () => tokens.close(),
  };
}

function openZaloBot(deps: ConnectionDeps): Connection {
  const { config, now, schedule } = deps;
  const secret = config.CUTRI_ZALO_BOT_WEBHOOK_SECRET;
  const publicUrl = config.CUTRI_PUBLIC_URL;
  const zalo = createZaloBot({
    settings: {
      token: config.CUTRI_ZALO_BOT_TOKEN!,
      root: config.CUTRI_ZALO_BOT_API_ROOT,
      receiving:
        zaloBotMode(config) === 'webhook' && secret && publicUrl ? { kind: 'webhook', secret, publicUrl } : { kind: 'polling' },
    },
    now,
    schedule,
    report: reporter('zalo-bot', deps),
    observed: (outcome) => deps.observed('zalo-bot', outcome),
  });
  return { channel: zalo, setup: zalo.setup, watch: zalo.watch, close: async () => undefined };
}

const levels: Record<string, 'debug' | 'info' | 'error'> = {
  called: 'debug',
  'event-ignored': 'debug',
  'update-ignored': 'debug',
  // Anybody can cause it.
  'webhook-refused': 'debug',
  'group-left': 'info',
  'tokens-renewed': 'info',
  'signature-reading': 'info',
  'needs-person': 'error',
  'tokens-missing': 'error',
  'tokens-refused': 'error',
  'tokens-not-kept': 'error',
  'people-limit': 'error',
  'quota-exhausted': 'error',
  'template-refused': 'error',
  watch: 'error',
};
const counted = /^(?:webhook-refused|poll-failed|quota-exhausted|tokens-.*|renewal-unavailable)$/u;

function reporter(channel: string, { logger, metrics }: ConnectionDeps): (event: { kind: string }) => void {
  return ({ kind, ...event }) => {
    if (counted.test(kind) && kind !== 'tokens-renewed') metrics.platformError(channel, kind);
    const { error: err, ...rest } = event as { error?: unknown };
    logger[levels[kind] ?? 'warn']({ ...rest, ...(err === undefined ? {} : { err }) }, `${channel}: ${kind}`);
  };
}

/** The channels as a command beside the service needs them: asked and told things, never sending. */
export async function openChannelsForOperator(config: Config, logger: Logger): Promise<OpenedChannels> {
  const { on, off } = await openConnections({
    config,
    readImage: async () => undefined,
    now: () => new Date(),
    schedule: () => () => undefined,
    logger,
    metrics: noMetrics,
    observed: () => undefined,
    writer: 'operator',
  });
  return {
    setups: on.map(({ setup }) => setup),
    off,
    authorise: Object.fromEntries(on.flatMap(({ channel, authorise }) => (authorise ? [[channel.name, authorise]] : []))),
    close: async () => void (await Promise.all(on.map(({ close }) => close()))),
  };
}

/** Fetches pictures that people sent, each from where its chat is. */
export const pictureFetcher =
  (connections: readonly Connection[]) =>
  async (chat: ChatKey, ...asked: Parameters<FetchPicture>): Promise<SentPicture> =>
    (await connections.find(({ channel }) => channel.name === channelOf(chat))?.fetchPicture?.(...asked)) ?? { kind: 'gone' };
