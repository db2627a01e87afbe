import { describe, expect, test } from 'vitest';
import { ConfigError, parseConfig, telegramMode, zaloBotMode } from '../src/config.ts';

describe('the configuration', () => {
  test('needs nothing to be set', () => {
    expect(parseConfig({})).toMatchObject({
      CUTRI_HOST: '127.0.0.1',
      CUTRI_PORT: 8080,
      CUTRI_KNOWLEDGE: 'knowledge/viet-nam:knowledge/lao-cai',
    });
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

  test.each([
    ['', []],
    ['https://portal.example.vn', ['https://portal.example.vn']],
    [' https://a.example.vn/  https://b.example.vn:8443,', ['https://a.example.vn', 'https://b.example.vn:8443']],
  ])('sites that may frame the page: “%s”', (written, origins) => {
    expect(parseConfig({ CUTRI_WIDGET_ORIGINS: written }).CUTRI_WIDGET_ORIGINS).toEqual(origins);
  });

  test.each([
    '*',
    'portal.example.vn',
    'http://portal.example.vn',
    'https://portal.example.vn/bau-cu',
    "'self'",
    'https://*.vn; x',
  ])('what is no whole site with https may frame nothing: %s', (written) =>
    expect(() => parseConfig({ CUTRI_WIDGET_ORIGINS: written })).toThrow(/CUTRI_WIDGET_ORIGINS: /),
  );

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

  const account = {
    CUTRI_ZALO_OA_APP_ID: '1000000000000000001',
    CUTRI_ZALO_OA_APP_SECRET: 'app-secret',
    CUTRI_ZALO_OA_WEBHOOK_SECRET: 'oa-secret',
  };

  test('an Official Account that is set half is one mistake, which says what is missing', () => {
    expect(parseConfig(account)).toMatchObject({ ...account, CUTRI_ZALO_OA_BUTTONS: 'off' });
    expect(() => parseConfig({ CUTRI_ZALO_OA_APP_ID: account.CUTRI_ZALO_OA_APP_ID })).toThrow(
      /a problem:\n {2}- CUTRI_ZALO_OA_APP_SECRET, CUTRI_ZALO_OA_WEBHOOK_SECRET: missing, although CUTRI_ZALO_OA_APP_ID is set/,
    );
    expect(() => parseConfig({ CUTRI_ZALO_OA_ID: '2800000000000000001' })).toThrow(/_APP_ID, .*_APP_SECRET, .*: missing/);
  });

  test('a template needs its places, its price and, for a link, our address; places are written one way', () => {
    const id = { CUTRI_ZALO_OA_TEMPLATE_ID: '412345' };
    const rest = { CUTRI_ZALO_OA_TEMPLATE_PRICE: '120' };
    const places = (written: string) => ({ ...id, ...rest, CUTRI_ZALO_OA_TEMPLATE_PARAMETERS: written });
    expect(() => parseConfig(id)).toThrow(/_PARAMETERS, CUTRI_ZALO_OA_TEMPLATE_PRICE: missing/);
    expect(parseConfig(places('so=number:10,tieu_de=title:100'))).toMatchObject({ CUTRI_ZALO_OA_TEMPLATE_PRICE: 120 });
    expect(() => parseConfig(places('so=number:10,xem=link:200'))).toThrow(/CUTRI_PUBLIC_URL: missing/);
    expect(() => parseConfig({ ...places('xem=link:200'), ...publicUrl })).not.toThrow();
    for (const wrong of ['so=number', 'so=phone:10', 'so=number:0', 'so=number:10,', 'so=number:10, gio=time:9', '=number:10'])
      expect(() => parseConfig(places(wrong)), wrong).toThrow(/must be like so=number:10,tieu_de=title:100/);
  });

  test('a Zalo bot that is set half is a mistake; its updates come as Telegram’s do', () => {
    const token = { CUTRI_ZALO_BOT_TOKEN: '123456:abcdef' };
    const hook = { CUTRI_ZALO_BOT_WEBHOOK_SECRET: 'eight-or-more' };
    expect(() => parseConfig(hook)).toThrow(/CUTRI_ZALO_BOT_TOKEN: missing/);
    expect(() => parseConfig({ ...token, CUTRI_ZALO_BOT_MODE: 'webhook' })).toThrow(
      /2 problems:\n {2}- CUTRI_ZALO_BOT_WEBHOOK_SECRET: .*\n {2}- CUTRI_PUBLIC_URL: Zalo/,
    );
    expect(zaloBotMode(parseConfig(token))).toBe('polling');
    expect(zaloBotMode(parseConfig({ ...token, ...hook, ...publicUrl }))).toBe('webhook');
  });

  test('an address of Zalo’s is kept without a slash at its end, and keys are never repeated in a problem', () => {
    expect(parseConfig({ CUTRI_ZALO_OA_API_ROOT: 'http://127.0.0.1:1/' }).CUTRI_ZALO_OA_API_ROOT).toBe('http://127.0.0.1:1');
    const env = Object.fromEntries(
      ['OA_APP_ID', 'OA_APP_SECRET', 'OA_WEBHOOK_SECRET', 'OA_OLD_WEBHOOK_SECRET', 'BOT_TOKEN', 'BOT_WEBHOOK_SECRET'].map(
        (name) => [`CUTRI_ZALO_${name}`, 'ca nary'],
      ),
    );
    expect(() => parseConfig(env)).toThrow(/6 problems/);
    expect(() => parseConfig(env)).not.toThrow(/ca nary/);
  });

  test('rows of closed announcements are kept for ever, or for a year at least', () => {
    expect(parseConfig({}).CUTRI_ANNOUNCEMENTS_KEPT_DAYS).toBeUndefined();
    expect(parseConfig({ CUTRI_ANNOUNCEMENTS_KEPT_DAYS: '365' }).CUTRI_ANNOUNCEMENTS_KEPT_DAYS).toBe(365);
    expect(() => parseConfig({ CUTRI_ANNOUNCEMENTS_KEPT_DAYS: '30' })).toThrow(
      /CUTRI_ANNOUNCEMENTS_KEPT_DAYS: must be at least 365 \(see \.env\.example\)/,
    );
  });
});
