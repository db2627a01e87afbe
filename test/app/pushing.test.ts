import { expect, it } from 'vitest';
import { openPushing } from '../../src/app/pushing.ts';
import { parseConfig } from '../../src/config.ts';
import type { Logger } from '../../src/logger.ts';
import type { PushAddress } from '../../src/messaging/page-push.ts';
import { createRecordsMemory } from '../fakes/records-memory.ts';

const key = 'k'.repeat(32);
const announcing = { CUTRI_ISSUER: 'Ủy ban bầu cử tỉnh', CUTRI_APPROVAL_KEY: key, CUTRI_PUBLIC_URL: 'https://cutri.example.vn' };

function createStore() {
  const pushing = { addresses: createRecordsMemory<PushAddress>(), keys: createRecordsMemory<{ id: string; sealed: string }>() };
  const warned: string[] = [];
  const logger = { warn: (said: string) => void warned.push(said), error: () => undefined } as unknown as Logger;
  return {
    pushing,
    warned,
    /** As a service that starts with these settings. */
    start: (env: Record<string, string> = announcing) =>
      openPushing({
        config: parseConfig(env),
        store: { pushing, subscribers: { get: async () => undefined } as never },
        now: () => new Date(),
        schedule: () => () => undefined,
        retry: () => undefined,
        logger,
      }),
  };
}

const someBrowser: PushAddress = {
  ...{ id: 'web:an', chat: 'web:an', endpoint: 'https://fcm.googleapis.com/x' },
  keys: { p256dh: 'p', auth: 'a' },
};

it('G-19: the keys are made at the first start, stay the same, and cannot be read in what is kept', async () => {
  const { start, pushing } = createStore();
  const first = await start();
  expect(first?.publicKey).toMatch(/^[\w-]{87}$/u);
  expect((await start())?.publicKey).toBe(first?.publicKey);
  const kept = await pushing.keys.all();
  expect(kept).toHaveLength(1);
  expect(JSON.stringify(kept)).not.toContain(first?.publicKey);
  expect(JSON.stringify(kept)).not.toContain('privateKey');
});

it('G-19: the keys go over to a new approval key with the old one beside it', async () => {
  const { start, warned } = createStore();
  const first = await start();
  const renewed = { ...announcing, CUTRI_APPROVAL_KEY: 'n'.repeat(32) };
  expect((await start({ ...renewed, CUTRI_APPROVAL_KEY_OLD: key }))?.publicKey).toBe(first?.publicKey);
  expect((await start(renewed))?.publicKey).toBe(first?.publicKey);
  expect(warned).toEqual([]);
});

it('G-19: keys that cannot be read are made anew, aloud, and browsers that know the lost ones are let go of', async () => {
  const { start, warned, pushing } = createStore();
  const first = await start();
  await pushing.addresses.change('web:an', () => ({ next: someBrowser, result: undefined }));
  const second = await start({ ...announcing, CUTRI_APPROVAL_KEY: 'n'.repeat(32) });
  expect(second?.publicKey).not.toBe(first?.publicKey);
  expect(warned).toEqual([expect.stringContaining('new ones were made')]);
  expect(await pushing.addresses.all()).toEqual([]);
});

it('G-19: nothing is pushed, and no keys are made, where it is switched off, nothing is announced, or nobody is named to turn to', async () => {
  const { start, pushing } = createStore();
  const { CUTRI_PUBLIC_URL: _, ...local } = announcing;
  expect(await start({ ...announcing, CUTRI_WEB_PUSH: 'off' })).toBeUndefined();
  expect(await start({ CUTRI_PUBLIC_URL: announcing.CUTRI_PUBLIC_URL })).toBeUndefined();
  expect(await start(local)).toBeUndefined();
  expect(await pushing.keys.all()).toEqual([]);
  expect(await start({ ...local, CUTRI_SECURITY_CONTACT: 'mailto:bau-cu@example.vn' })).toBeDefined();
});
