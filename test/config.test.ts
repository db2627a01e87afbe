import { describe, expect, test } from 'vitest';
import { ConfigError, parseConfig } from '../src/config.ts';

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
});
