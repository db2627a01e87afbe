import { existsSync } from 'node:fs';
import dotenv from 'dotenv';
import { z } from 'zod';

/** One entry per environment variable. `.env.example` holds the same names, in the same order (`test/docs.test.ts`). */
export const settings = z.object({
  CUTRI_HOST: z.string().min(1).default('127.0.0.1').describe('address the web page listens on'),
  CUTRI_PORT: z.coerce.number().int().min(0).max(65535).default(8080).describe('port of the web page; 0 picks a free one'),
  CUTRI_PUBLIC_URL: z
    .url({ protocol: /^https?$/, abort: true, error: 'must be a web address, e.g. https://cutri.example.vn' })
    .refine((url) => new URL(url).pathname === '/', 'must be the address of the whole site, without a path')
    .transform((url) => new URL(url).origin)
    .optional()
    .describe('address people and platforms reach the service at, e.g. https://cutri.example.vn'),
  CUTRI_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0).describe('how many reverse proxies stand in front'),
  CUTRI_METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe('bearer token for /metrics; without one only this machine may read them'),
  CUTRI_KNOWLEDGE: z.string().min(1).default('knowledge').describe('folder of the knowledge pack'),
  CUTRI_DATA: z.string().min(1).default('data').describe('folder for what the service keeps (subscribers, inbox)'),
  CUTRI_TELEGRAM_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/u, 'must be a bot token as @BotFather gives it: digits, a colon, letters')
    .optional()
    .describe('token of the Telegram bot; without one the channel is off'),
  CUTRI_TELEGRAM_API_ROOT: z
    .url({ protocol: /^https?$/, error: 'must be a web address' })
    .default('https://api.telegram.org')
    .describe('where the Telegram Bot API is'),
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
  CUTRI_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('how much is logged'),
});

export type Config = z.infer<typeof settings>;

/** How Telegram's updates come: as set, else by webhook where everything for one is there. */
export function telegramMode(config: TelegramModeSettings): 'polling' | 'webhook' {
  const complete = config.CUTRI_TELEGRAM_WEBHOOK_SECRET !== undefined && config.CUTRI_PUBLIC_URL?.startsWith('https:') === true;
  return config.CUTRI_TELEGRAM_MODE ?? (complete ? 'webhook' : 'polling');
}

type TelegramModeSettings = Pick<Config, 'CUTRI_TELEGRAM_MODE' | 'CUTRI_TELEGRAM_WEBHOOK_SECRET' | 'CUTRI_PUBLIC_URL'>;

/** What each setting alone cannot tell. */
function contradictions(config: Config): string[] {
  if (config.CUTRI_TELEGRAM_MODE !== 'webhook') return [];
  return [
    ...(config.CUTRI_TELEGRAM_WEBHOOK_SECRET
      ? []
      : [
          'CUTRI_TELEGRAM_WEBHOOK_SECRET: a webhook without a secret would believe anybody; set one, or CUTRI_TELEGRAM_MODE=polling',
        ]),
    ...(config.CUTRI_PUBLIC_URL?.startsWith('https:')
      ? []
      : ['CUTRI_PUBLIC_URL: Telegram posts updates only to an https address; set it, or CUTRI_TELEGRAM_MODE=polling']),
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

/** Reads `.env` (if present) and the environment; empty variables count as not set. Throws `ConfigError` listing every problem at once. */
export function loadConfig(envFile = '.env'): Config {
  if (existsSync(envFile)) dotenv.config({ path: envFile, quiet: true });
  return parseConfig(process.env);
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
