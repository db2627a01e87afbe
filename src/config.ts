import { existsSync } from 'node:fs';
import dotenv from 'dotenv';
import { z } from 'zod';

const webAddress = z
  .url({ protocol: /^https?$/, error: 'must be a web address' })
  .transform((url) => url.replace(/(?<!\/)\/+$/u, ''));
const hookSecret = z
  .string()
  .regex(/^[\w-]{8,256}$/u, 'must be 8 to 256 letters, digits, _ or -, e.g. from: openssl rand -hex 32');
const zaloKey = z.string().regex(/^\S{8,200}$/u, 'must be a key as the developer console shows it');
const zaloId = z.string().regex(/^\d{5,30}$/u, 'must be a number as the developer console shows it');
const whole = (least: number, most: number) => z.coerce.number().int().min(least, `must be at least ${least}`).max(most);
/** Name of a template's place, what stands in it, the most characters it takes. */
const places = z
  .string()
  .regex(
    /^(?:\w{1,64}=(?:number|title|time|until|issuer|link):[1-9]\d{0,3}(?:,(?=\w)|$)){1,20}$/u,
    'must be like so=number:10,tieu_de=title:100, without spaces; fields: number, title, time, until, issuer, link',
  );
/** Origins with spaces between them; `http:` would let anybody on the way put the frame elsewhere. */
const siteOrigins = z
  .string()
  .transform((written) => written.split(/[\s,]+/u).filter(Boolean))
  .refine((sites) => sites.every((site) => /^https:\/\/[a-z\d.-]+(?::\d{1,5})?\/?$/u.test(site)), {
    error: 'must be addresses of whole sites, in small letters and without a path, e.g. https://portal.example.vn',
  })
  .transform((sites) => sites.map((site) => site.replace(/\/$/u, '')));

/** One entry per environment variable. `.env.example` holds the same names, in the same order (`test/docs.test.ts`). */
export const settings = z.object({
  CUTRI_HOST: z.string().min(1).default('127.0.0.1').describe('address the web page listens on'),
  CUTRI_PORT: whole(0, 65535).default(8080).describe('port of the web page; 0 picks a free one'),
  CUTRI_PUBLIC_URL: z
    .url({ protocol: /^https?$/, abort: true, error: 'must be a web address, e.g. https://cutri.example.vn' })
    .refine((url) => new URL(url).pathname === '/', 'must be the address of the whole site, without a path')
    .transform((url) => new URL(url).origin)
    .optional()
    .describe('address people and platforms reach the service at, e.g. https://cutri.example.vn'),
  CUTRI_TRUSTED_PROXIES: whole(0, 5).default(0).describe('how many reverse proxies stand in front'),
  CUTRI_WIDGET_ORIGINS: siteOrigins
    .default([])
    .describe('sites that may show the page in a frame, e.g. https://portal.example.vn; several with a space between them'),
  CUTRI_METRICS_TOKEN: z.string().min(16).optional().describe('bearer token for /metrics; without one only this machine reads'),
  CUTRI_SECURITY_CONTACT: z
    .url({ protocol: /^(?:https|mailto)$/, error: 'must be mailto:… or https://…' })
    .optional()
    .describe('whom people tell who found a hole, for /.well-known/security.txt: mailto:… or https://…'),
  CUTRI_KNOWLEDGE: z
    .string()
    .min(1)
    .default('knowledge/viet-nam:knowledge/lao-cai')
    .describe('folder of the knowledge pack, or several with ":" between them, the lowest first'),
  CUTRI_INDEX: z.string().min(1).optional().describe('file that keeps the index of a large pack; it may be removed at any time'),
  CUTRI_ANSWER_THREADS: whole(0, 16).default(2).describe('threads that answer; 0: none'),
  CUTRI_DATA: z.string().min(1).default('data').describe('folder for what the service keeps (subscribers, inbox)'),
  CUTRI_EPOCH_FILE: z.string().optional().describe('file that remembers how far the store had come; unset: beside what is kept'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\/\S+$/u, 'must be the address of a PostgreSQL database: postgres://user:password@host:5432/name')
    .optional()
    .describe('PostgreSQL database that any number of processes share; without one everything is kept in the data folder'),
  CUTRI_ISSUER: z
    .string()
    .min(3)
    .max(120)
    .optional()
    .describe('the body that announcements speak for, e.g. Ủy ban bầu cử of a province; without it there are none'),
  CUTRI_APPROVAL_KEY: z
    .string()
    .min(32, 'must have 32 characters or more, e.g. from: openssl rand -hex 32')
    .optional()
    .describe('key that seals approvals, 32 characters or more; keep it apart from the data folder'),
  CUTRI_APPROVAL_KEY_OLD: z.string().min(32).optional().describe('the key before it, for one start after it was replaced'),
  CUTRI_CONSOLE: z.enum(['off', 'on']).default('on').describe('the officials’ console at /quan-tri, where announcements are'),
  CUTRI_UNANSWERED: z.enum(['off', 'on']).default('on').describe('whether unanswered questions are kept, without who asked'),
  CUTRI_WEB_PUSH: z.enum(['off', 'on']).default('on').describe('announcements to browsers whose page is closed, who agree'),
  CUTRI_CANARY: whole(0, 10_000).default(100).describe('how many people an announcement reaches first'),
  CUTRI_HOLD_SECONDS: whole(0, 3_600).default(120).describe('how long the others wait after them, so that somebody can say stop'),
  CUTRI_SENDS_IN_FLIGHT: whole(1, 100)
    .default(64)
    .describe('announcements waiting for a platform’s answer at once, a channel, at most; as many as its answers take'),
  CUTRI_ANNOUNCEMENTS_KEPT_DAYS: whole(365, 36_500).optional().describe('days after which closed ones keep totals; unset: never'),
  CUTRI_TELEGRAM_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/u, 'must be a bot token as @BotFather gives it: digits, a colon, letters')
    .optional()
    .describe('token of the Telegram bot; without one the channel is off'),
  CUTRI_TELEGRAM_API_ROOT: webAddress.default('https://api.telegram.org').describe('where the Telegram Bot API is'),
  CUTRI_TELEGRAM_PROXY: z
    .url({ protocol: /^https?$/, error: 'must be the address of an HTTP proxy, e.g. http://127.0.0.1:3128' })
    .optional()
    .describe('HTTP proxy for everything sent to Telegram, e.g. http://127.0.0.1:3128'),
  CUTRI_TELEGRAM_MODE: z
    .enum(['polling', 'webhook'])
    .optional()
    .describe('how updates come: polling or webhook; unset: webhook where there is an https public URL and a secret'),
  CUTRI_TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{32,256}$/u, 'must be 32 to 256 letters, digits, _ or -, e.g. from: openssl rand -hex 32')
    .optional()
    .describe('what Telegram proves itself with at the webhook, 32 characters or more'),
  CUTRI_TELEGRAM_PER_SECOND: z.coerce
    .number()
    .min(1)
    .max(1_000)
    .default(29.98)
    .describe('announcements a second on Telegram; it allows about 30'),
  CUTRI_TELEGRAM_BURST: whole(1, 100).default(1).describe('of them at once after a quiet time'),
  CUTRI_ZALO_OA_APP_ID: zaloId.optional().describe('id of the app in Zalo’s console; without it the Official Account is off'),
  CUTRI_ZALO_OA_APP_SECRET: zaloKey.optional().describe('secret key of that app'),
  CUTRI_ZALO_OA_WEBHOOK_SECRET: zaloKey.optional().describe('OA secret key, of the app’s webhook page'),
  CUTRI_ZALO_OA_OLD_WEBHOOK_SECRET: zaloKey.optional().describe('the key before it, taken for three hours after the start'),
  CUTRI_ZALO_OA_ID: zaloId.optional().describe('id of the Official Account; needed only where the app serves several'),
  CUTRI_ZALO_OA_BUTTONS: z
    .enum(['off', 'plain', 'media'])
    .default('off')
    .describe('choices as a numbered menu (off) or as buttons, in one of the two layouts described'),
  CUTRI_ZALO_OA_PROOF: z.enum(['off', 'on']).default('off').describe('on where the app wants proof of its secret every time'),
  CUTRI_ZALO_OA_PER_MINUTE: whole(1, 4_000)
    .default(90)
    .describe('messages a minute when an announcement goes out; the package sets the limit'),
  CUTRI_ZALO_OA_TEMPLATE_ID: zaloId.optional().describe('approved template for who was silent for 7 days; unset: they wait'),
  CUTRI_ZALO_OA_TEMPLATE_PARAMETERS: places.optional().describe('what stands in it: name=field:longest, several with commas'),
  CUTRI_ZALO_OA_TEMPLATE_PRICE: whole(0, 100_000).optional().describe('what one such message costs, đồng, for the estimate'),
  CUTRI_QUIET_MINUTES: whole(0, 1_440).default(120).describe('silence after an official’s message'),
  CUTRI_ZALO_OA_API_ROOT: webAddress.default('https://openapi.zalo.me').describe('where the Official Account API is'),
  CUTRI_ZALO_OA_OAUTH_ROOT: webAddress.default('https://oauth.zaloapp.com').describe('where its tokens are renewed'),
  CUTRI_ZALO_BOT_TOKEN: z
    .string()
    .regex(/^\d+:\S+$/u, 'must be a bot token as Zalo Bot Creator gives it: digits, a colon, letters')
    .optional()
    .describe('token of the bot on Zalo’s Bot Platform (50 people at most); without one the channel is off'),
  CUTRI_ZALO_BOT_MODE: z
    .enum(['polling', 'webhook'])
    .optional()
    .describe('how updates come: polling or webhook; unset: webhook where there is an https public URL and a secret'),
  CUTRI_ZALO_BOT_WEBHOOK_SECRET: hookSecret.optional().describe('what Zalo proves itself with at the bot’s webhook'),
  CUTRI_ZALO_BOT_API_ROOT: webAddress.default('https://bot-api.zaloplatforms.com').describe('where the Bot Platform’s API is'),
  CUTRI_BUILD: z.string().max(64).optional().describe('which build this is, for /healthz; unset: the commit of its folder'),
  CUTRI_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('how much is logged'),
});

export type Config = z.infer<typeof settings>;

/** How Telegram's updates come: as set, else by webhook where everything for one is there. */
export function telegramMode(config: Config): 'polling' | 'webhook' {
  return config.CUTRI_TELEGRAM_MODE ?? usualMode(config, config.CUTRI_TELEGRAM_WEBHOOK_SECRET);
}

/** The same of Zalo's Bot Platform. */
export function zaloBotMode(config: Config): 'polling' | 'webhook' {
  return config.CUTRI_ZALO_BOT_MODE ?? usualMode(config, config.CUTRI_ZALO_BOT_WEBHOOK_SECRET);
}

function usualMode({ CUTRI_PUBLIC_URL: url }: Config, secret: string | undefined): 'polling' | 'webhook' {
  return secret !== undefined && url?.startsWith('https:') === true ? 'webhook' : 'polling';
}

/** What each setting alone cannot tell. */
function contradictions(config: Config): string[] {
  return [
    ...unprovenWebhook(config, 'CUTRI_TELEGRAM', 'Telegram'),
    ...unprovenWebhook(config, 'CUTRI_ZALO_BOT', 'Zalo'),
    ...halfSet(config, 'CUTRI_ZALO_OA', ['APP_ID', 'APP_SECRET', 'WEBHOOK_SECRET'], ['OLD_WEBHOOK_SECRET', 'ID']),
    ...halfSet(config, 'CUTRI_ZALO_OA_TEMPLATE', ['ID', 'PARAMETERS', 'PRICE'], []),
    ...(/=link:/u.test(config.CUTRI_ZALO_OA_TEMPLATE_PARAMETERS ?? '') && config.CUTRI_PUBLIC_URL === undefined
      ? ['CUTRI_PUBLIC_URL: missing, although CUTRI_ZALO_OA_TEMPLATE_PARAMETERS has a link']
      : []),
    ...halfSet(config, 'CUTRI_ZALO_BOT', ['TOKEN'], ['MODE', 'WEBHOOK_SECRET']),
    ...halfSet(config, 'CUTRI', ['ISSUER', 'APPROVAL_KEY'], ['APPROVAL_KEY_OLD']),
  ];
}

function unprovenWebhook(config: Config, prefix: 'CUTRI_TELEGRAM' | 'CUTRI_ZALO_BOT', platform: string): string[] {
  if (config[`${prefix}_MODE`] !== 'webhook') return [];
  return [
    ...(config[`${prefix}_WEBHOOK_SECRET`]
      ? []
      : [`${prefix}_WEBHOOK_SECRET: a webhook without a secret would believe anybody; set one, or ${prefix}_MODE=polling`]),
    ...(config.CUTRI_PUBLIC_URL?.startsWith('https:')
      ? []
      : [`CUTRI_PUBLIC_URL: ${platform} posts updates only to an https address; set it, or ${prefix}_MODE=polling`]),
  ];
}

/** A channel of which something is set needs everything it cannot work without. */
function halfSet(config: Config, prefix: string, needed: readonly string[], others: readonly string[]): string[] {
  const names = (endings: readonly string[], given: boolean) =>
    endings.map((ending) => `${prefix}_${ending}`).filter((name) => (config[name as keyof Config] !== undefined) === given);
  const [present, missing] = [names([...needed, ...others], true), names(needed, false)];
  return present.length === 0 || missing.length === 0
    ? []
    : [
        `${missing.join(', ')}: missing, although ${present.join(', ')} ${present.length === 1 ? 'is' : 'are'} set; set all or none`,
      ];
}

/** Every problem with the configuration in one message. */
export class ConfigError extends Error {
  constructor(problems: string[]) {
    super(
      `The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.map((p) => `  - ${p}`).join('\n')}`,
    );
    this.name = 'ConfigError';
  }
}

const machineSettings = '/etc/cutri.env';
/**
 * The file that settings are read from: the one `given` (`--env-file`), or else the one named by `CUTRI_ENV_FILE`, or else the first there is of
 * `.env` and `/etc/cutri.env`; `undefined` where there is none. What the environment says itself goes before what the file says.
 */
export function settingsFile(given?: string): string | undefined {
  return given ?? (process.env.CUTRI_ENV_FILE || ['.env', machineSettings].find((path) => existsSync(path)));
}

/** Reads the settings file and the environment; empty variables count as not set. Throws `ConfigError` listing every problem at once. */
export function loadConfig(given?: string): Config {
  const path = settingsFile(given);
  if (path !== undefined) readSettings(path);
  return parseConfig(process.env);
}

function readSettings(path: string): void {
  const { error } = dotenv.config({ path, quiet: true });
  if (!error) return;
  const { code = error.name } = error as NodeJS.ErrnoException;
  // A service manager reads the file as root and hands its content over.
  const handedOver = Object.keys(settings.shape).some((name) => process.env[name]);
  if (code === 'EACCES' && path === machineSettings && handedOver) return;
  throw new ConfigError([
    `${path}: the settings cannot be read (${code}); run this as the service's user or as root, or name another file with --env-file or CUTRI_ENV_FILE`,
  ]);
}

export function parseConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.keys(settings.shape).flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  const parsed = settings.safeParse(given);
  if (parsed.success) {
    const problems = contradictions(parsed.data);
    if (problems.length > 0) throw new ConfigError(problems);
    return parsed.data;
  }
  throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message} (see .env.example)`));
}
