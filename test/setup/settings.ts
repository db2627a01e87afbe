import type { ViteUserConfig } from 'vitest/config';

/** What vitest is told for every run. No limit is there to measure anything: a machine ten times slower than ours stays within it. */
export const settings = {
  // All cores: vitest leaves one free, which is half of a machine with two.
  maxWorkers: '100%',
  testTimeout: 300_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 120_000 }, requireAssertions: true },
  setupFiles: ['test/setup/every-file.ts'],
  globalSetup: ['test/setup/every-run.ts'],
} satisfies ViteUserConfig['test'];

/** Tests with a browser, with cutri in processes or threads of its own, or that wait for connections that are dead. */
export const processTests = [
  'test/journeys/**/*.test.ts',
  'test/bypass/*.test.ts',
  'test/crash/*.test.ts',
  'test/conversations/inbox/crash.test.ts',
  'test/channels/telegram/canary.test.ts',
  'test/channels/zalo-kill.test.ts',
  'test/secrets/service.test.ts',
  'test/stores/trimming.test.ts',
  'test/stores/row-trimming.test.ts',
  'test/stores/postgres/pool.test.ts',
  'test/channels/black-hole.test.ts',
  'test/app/answering/threads.test.ts',
  'test/app/pack/trial.test.ts',
  'test/stores/embedded/lock.test.ts',
  'test/stores/embedded/data-folder.test.ts',
  'test/build-script.test.ts',
  'test/docs/add-a-channel.test.ts',
];
