import { describe, expect, test } from 'vitest';
import { ConfigError, parseConfig, telegramMode } from '../src/config.ts';

describe('the configuration', () => {
  test('needs nothing to be set', () => {
    expect(parseConfig({})).toMatchObject({ CUTRI_HOST: '127.0.0.1', CUTRI_PORT: 8080, CUTRI_KNOWLEDGE: 'knowledge' });
  });

  test('an empty variable counts as not set', () => {
    expect(parseConfig({ CUTRI_PORT: '' }).CUTRI_PORT).toBe(8080);
  });

  test('every problem is said at once, each with its setting', () => {
    const read = () => parseConfig({ CUTRI_PORT: 'eighty', CUTRI_LOG_LEVEL: 'loud', CUTRI_METRICS_TOKEN: 'short' });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/3 problems:\n {2}- CUTRI_PORT: .*\n {2}- CUTRI_METRICS_TOKEN: .*\n {2}- CUTRI_LOG_LEVEL: /);
  });

  const publicUrl = { CUTRI_PUBLIC_URL: 'https://cutri.example.vn' };
  const secret = { CUTRI_TELEGRAM_WEBHOOK_SECRET: 'x'.repeat(32) };

  test.each([
    ['nothing set', {}, 'polling'],
    ['a public address alone', publicUrl, 'polling'],
    ['a secret alone', secret, 'polling'],
    ['an address without TLS', { CUTRI_PUBLIC_URL: 'http://cutri.example.vn', ...secret }, 'polling'],
    ['an address and a secret', { ...publicUrl, ...secret }, 'webhook'],
    ['polling by choice', { ...publicUrl, ...secret, CUTRI_TELEGRAM_MODE: 'polling' }, 'polling'],
  ])('how updates of Telegram come: %s', (_, env, mode) => {
    expect(telegramMode(parseConfig(env))).toBe(mode);
  });

  test('a webhook that would believe anybody, or that nobody can reach, is a mistake', () => {
    expect(() => parseConfig({ CUTRI_TELEGRAM_MODE: 'webhook', ...publicUrl })).toThrow(
      /CUTRI_TELEGRAM_WEBHOOK_SECRET: .*secret/,
    );
    expect(() => parseConfig({ CUTRI_TELEGRAM_MODE: 'webhook', ...secret })).toThrow(/CUTRI_PUBLIC_URL: .*https/);
    expect(() => parseConfig({ CUTRI_TELEGRAM_WEBHOOK_SECRET: 'short' })).toThrow(/32 to 256/);
  });

  test('a problem never repeats what was set: it may be a token', () => {
    const env = Object.fromEntries(
      ['TOKEN', 'API_ROOT', 'PROXY', 'MODE', 'WEBHOOK_SECRET'].map((name) => [`CUTRI_TELEGRAM_${name}`, 'ca nary']),
    );
    expect(() => parseConfig(env)).toThrow(/5 problems/);
    expect(() => parseConfig(env)).not.toThrow(/ca nary/);
  });
});
