import { afterEach, describe, expect, it } from 'vitest';
import { impatient, openZaloOa, type ZaloOaChannelOptions } from '../../fakes/zalo-oa-channel.ts';

const dayMs = 24 * 3_600_000;
let opened: Awaited<ReturnType<typeof openZaloOa>>;
afterEach(() => opened?.close());

async function open(options: ZaloOaChannelOptions = {}) {
  opened = await openZaloOa(options);
  return opened;
}

const publicUrl = 'https://cutri.example.vn';
const refreshCalls = () => opened.double.requests.filter(({ path }) => path === '/v4/oa/access_token').length;

describe('what an operator asks of an Official Account', () => {
  it('is in order with tokens Zalo takes: the account, its package and the address to enter are said', async () => {
    const { channel } = await open({ settings: { publicUrl } });
    expect(await channel.setup.check()).toEqual({
      kind: 'fine',
      line: `the tokens of “OA thử nghiệm” are accepted, package Tăng trưởng; ${publicUrl}/webhooks/zalo/oa has to stand as the webhook in the developer console`,
    });
  });

  it('asking never renews the pair: the running service may be about to', async () => {
    const { channel, double, store } = await open();
    const before = store.kept;
    double.expireAccessTokens();
    expect(await channel.setup.check()).toMatchObject({ kind: 'broken', line: expect.stringContaining('authorise zalo-oa') });
    opened.pass(2 * dayMs);
    expect(await channel.setup.check()).toMatchObject({ kind: 'fine', line: expect.stringContaining('the service renews it') });
    opened.pass(90 * dayMs);
    expect(await channel.setup.check()).toMatchObject({ kind: 'broken', line: expect.stringContaining('three months') });
    expect([refreshCalls(), store.kept]).toEqual([0, before]);
  });

  it('says what is missing without a pair, and what cannot be read', async () => {
    const { channel, store } = await open();
    store.kept = undefined;
    expect((await channel.setup.check()).line).toContain('there is no token pair for this app: cutri channels authorise zalo-oa');
    store.load = () => Promise.reject(new Error('zalo-oa-tokens.json is damaged'));
    expect((await channel.setup.check()).line).toContain('zalo-oa-tokens.json is damaged');
  });

  it.each([
    ['a call without the proof the app requires', { proof: true }, /CUTRI_ZALO_OA_PROOF \(-242\)/],
    [
      'a platform out of reach',
      { settings: { apiRoot: 'http://zalo.invalid' } },
      /cannot be reached \(\w+\).*CUTRI_ZALO_OA_API_ROOT/,
    ],
  ])('%s is said, with what to do and no token', async (_, options, line) => {
    const { channel, double } = await open(options);
    const found = await channel.setup.check();
    expect(found).toMatchObject({ kind: 'broken', line: expect.stringMatching(line) });
    for (const secret of double.secrets()) expect(found.line).not.toContain(secret);
  });

  it('for the webhook Zalo has no call: what to enter by hand is said', async () => {
    const { channel } = await open({ settings: { publicUrl } });
    expect(await channel.setup.setWebhook()).toMatchObject({
      kind: 'off',
      line: expect.stringContaining(`${publicUrl}/webhooks/zalo/oa`),
    });
    expect(await channel.setup.deleteWebhook()).toMatchObject({
      kind: 'off',
      line: expect.stringContaining('developer console'),
    });
    expect((await opened.reopen().setup.setWebhook()).line).toContain('/webhooks/zalo/oa');
    expect(opened.double.requests).toEqual([]);
  });
});

describe('the first token pair', () => {
  it('is got with a refresh token a person copied, kept, and used by the running service', async () => {
    const { channel, double, store, newChat } = await open();
    store.kept = undefined;
    expect((await channel.send(newChat(), { text: 'Vâng.' })).kind).toBe('unauthorised');
    const copied = double.issue();
    expect(await channel.authorise(copied.refreshToken)).toEqual({ kind: 'authorised', account: 'OA thử nghiệm' });
    expect(store.kept).toMatchObject({ refreshToken: expect.not.stringContaining(copied.refreshToken) });
    opened.pass(61_000);
    expect((await channel.send(newChat(), { text: 'Vâng.' })).kind).toBe('sent');
    expect(double.rotations()).toBe(1);
  });

  it('is refused for a token used before; the pair there is stays', async () => {
    const { channel, double, store } = await open();
    const before = store.kept;
    const copied = double.issue();
    await channel.authorise(copied.refreshToken);
    store.kept = before;
    expect(await channel.authorise(copied.refreshToken)).toEqual({ kind: 'refused', code: -14_020 });
    expect(store.kept).toBe(before);
  });

  it('is not asked for where nothing could be kept: the token is not spent', async () => {
    const { channel, double, store } = await open();
    store.prepare = () => Promise.reject(new Error('the folder is gone'));
    expect(await channel.authorise(double.issue().refreshToken)).toEqual({ kind: 'cannot-keep', why: 'the folder is gone' });
    expect(double.requests).toEqual([]);
  });

  it('that cannot be kept is no success', async () => {
    const { channel, double, store } = await open();
    store.failing = 1;
    expect(await channel.authorise(double.issue().refreshToken)).toEqual({ kind: 'not-kept', why: 'ENOSPC: planned' });
  });

  it.concurrent.for(['reset', 'hang', 'html', 'broken-json'] as const)(
    'is not got from a platform that fails (%s)',
    async (fault, { expect, onTestFinished }) => {
      const { channel, double, close } = await openZaloOa({ settings: impatient });
      onTestFinished(close);
      double.scriptRefresh({ fault });
      expect(await channel.authorise(double.issue().refreshToken)).toEqual({ kind: 'unavailable' });
    },
  );

  it('is kept even where the account cannot be asked for its name', async () => {
    const { channel, double, store } = await open({ settings: { apiRoot: 'http://zalo.invalid' } });
    store.kept = undefined;
    expect(await channel.authorise(double.issue().refreshToken)).toEqual({ kind: 'authorised', account: undefined });
    expect(store.kept).toBeDefined();
  });
});
