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
  CUTRI_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('how much is logged'),
});

export type Config = z.infer<typeof settings>;

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
  if (parsed.success) return parsed.data;
  throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message} (see .env.example)`));
}
