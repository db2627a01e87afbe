import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createBackoff } from '../../../src/channels/backoff.ts';
import type { RefreshAnswer, ZaloTokens } from '../../../src/channels/zalo-oa/oauth.ts';
import { createTokenKeeper } from '../../../src/channels/zalo-oa/tokens.ts';
import {
  createMemoryTokenStore,
  givenTokens,
  impatient,
  openZaloOa,
  type ZaloOaChannelOptions,
} from '../../fakes/zalo-oa-channel.ts';

const hourMs = 3_600_000;
let opened: Awaited<ReturnType<typeof openZaloOa>>;
afterEach(() => opened?.close());

async function open(options: ZaloOaChannelOptions = {}) {
  opened = await openZaloOa(options);
  return opened;
}

const refreshCalls = ({ double } = opened) => double.requests.filter(({ path }) => path === '/v4/oa/access_token').length;
const kinds = ({ events } = opened) => events.map(({ kind }) => kind).filter((kind) => kind !== 'called');
const sendAll = (count: number, { channel, newChat } = opened) => {
  const chats = Array.from({ length: count }, newChat);
  return Promise.all(chats.map((chat) => channel.send(chat, { text: 'Vâng.' })));
};
const sent = { kind: 'sent', messageId: expect.any(String) };

describe('the token pair of an Official Account', () => {
  it.each([
    ['expired, said in an envelope', () => opened.double.expireAccessTokens()],
    ['expired, said with HTTP 401', () => opened.double.expireAccessTokens('http-401')],
    ['replaced behind our back', () => opened.double.forgetAccessTokens()],
  ])('C-11: 50 parallel sends with a token that is %s take one renewal, and all go out', async (_, spoil) => {
    const { store, double } = await open();
    await sendAll(1);
    opened.pass(10 * 60_000);
    spoil();
    const outcomes = await sendAll(50);
    expect(outcomes).toEqual(Array.from({ length: 50 }, () => sent));
    expect([refreshCalls(), double.rotations(), store.saves]).toEqual([1, 1, 1]);
    expect(kinds()).toEqual(['tokens-renewed']);
  });

  it('C-11: is kept before anybody uses it', async () => {
    const { double, store, now } = await open();
    let release = () => {};
    const saving = new Promise<void>((resolve) => {
      release = resolve;
    });
    const save = store.save.bind(store);
    let asked = false;
    store.save = async (tokens) => {
      asked = true;
      await saving;
      await save(tokens);
    };
    double.expireAccessTokens();
    store.kept = { ...store.kept!, expiresAt: now().toISOString() };
    const sending = sendAll(20);
    await expect.poll(() => asked).toBe(true);
    const used = () => double.requests.filter(({ path }) => path !== '/v4/oa/access_token').length;
    expect(used()).toBe(0);
    release();
    expect(await sending).toEqual(Array.from({ length: 20 }, () => sent));
    expect(used()).toBe(20);
    expect(double.requests.at(-1)?.headers.access_token).toBe(store.kept?.accessToken);
  });

  it('is renewed an hour before it ends, so that no send meets an expired one', async () => {
    const { double, pass } = await open();
    await sendAll(1);
    pass(23 * hourMs);
    await sendAll(1);
    expect(double.rotations()).toBe(0);
    pass(hourMs + 1);
    await sendAll(1);
    expect(double.rotations()).toBe(1);
    expect(double.requests.filter(({ path }) => path.endsWith('/cs'))).toHaveLength(3);
  });

  it('sends that began with the old token go out with the new one', async () => {
    const { double, newChat, channel, pass } = await open();
    const chat = newChat();
    await channel.send(chat, { text: 'một' });
    pass(24 * hourMs + 1);
    // The renewal has taken place at Zalo and is not answered yet: the old token is dead, and nobody has another.
    const release = double.holdRefresh();
    const waiting = sendAll(10);
    await expect.poll(() => double.rotations()).toBe(1);
    release();
    expect(await waiting).toEqual(Array.from({ length: 10 }, () => sent));
    expect(refreshCalls()).toBe(1);
  });

  it('goes on with the old access token while renewing ahead of time does not work, and not in a loop', async () => {
    const { double, pass } = await open();
    await sendAll(1);
    pass(24 * hourMs + 1);
    double.scriptRefresh({ fault: 'bad-gateway' }, { status: 503 }, { fault: 'html' });
    expect(await sendAll(5)).toEqual(Array.from({ length: 5 }, () => sent));
    expect(refreshCalls()).toBe(1);
    pass(120_000);
    await sendAll(5);
    pass(120_000);
    await sendAll(5);
    pass(120_000);
    expect(await sendAll(5)).toEqual(Array.from({ length: 5 }, () => sent));
    expect([refreshCalls(), double.rotations()]).toEqual([4, 1]);
    expect(kinds()).toEqual(['renewal-unavailable', 'renewal-unavailable', 'renewal-unavailable', 'tokens-renewed']);
  });

  it.concurrent.for(['reset-after', 'reset-amid', 'hang', 'broken-json', 'endless', 'bomb', 'drip', 'odd-json'] as const)(
    'C-12: a renewal whose answer is lost (%s) ends in needing a person, with one more try and no loop',
    async (fault, { expect, onTestFinished }) => {
      const account = await openZaloOa({ settings: impatient });
      const { double, pass, store } = account;
      onTestFinished(account.close);
      await sendAll(1, account);
      const before = store.kept;
      double.expireAccessTokens();
      pass(6 * 60_000);
      double.scriptRefresh({ fault });
      expect(await sendAll(5, account)).toEqual(Array.from({ length: 5 }, () => ({ kind: 'unavailable' })));
      for (let minute = 0; minute < 30; minute += 1) {
        pass(60_001);
        expect(new Set((await sendAll(3, account)).map(({ kind }) => kind))).toEqual(new Set(['unauthorised']));
      }
      expect(refreshCalls(account)).toBe(2);
      expect(kinds(account)).toEqual(['renewal-unavailable', 'tokens-refused']);
      expect(store.kept).toEqual(before);
    },
  );

  it('needs a person once Zalo refuses the pair: says so once, asks no more, and takes over a new pair by itself', async () => {
    const { double, pass, store, events, now } = await open();
    await sendAll(1);
    double.expireAccessTokens();
    pass(6 * 60_000);
    double.scriptRefresh({ error: -14_002 });
    expect(await sendAll(20)).toEqual(Array.from({ length: 20 }, () => ({ kind: 'unauthorised' })));
    expect(events).toContainEqual({ kind: 'tokens-refused', code: -14_002 });
    pass(61_000);
    await sendAll(5);
    expect(refreshCalls()).toBe(1);
    store.kept = givenTokens(double, now());
    pass(61_000);
    // One send finds out that it works again, the others follow.
    expect(await sendAll(1)).toEqual([sent]);
    expect(await sendAll(5)).toEqual(Array.from({ length: 5 }, () => sent));
    expect(refreshCalls()).toBe(1);
  });

  it('without a pair nobody is written to, and Zalo is not asked', async () => {
    const { double, store } = await open();
    store.kept = undefined;
    expect(await sendAll(10)).toEqual(Array.from({ length: 10 }, () => ({ kind: 'unauthorised' })));
    expect(kinds()).toEqual(['tokens-missing']);
    expect(double.requests).toEqual([]);
  });

  it('C-12: a pair that cannot be kept is used by nobody, is not lost, and is kept as soon as the disk works', async () => {
    const { double, pass, store } = await open();
    await sendAll(1);
    double.expireAccessTokens();
    pass(6 * 60_000);
    store.failing = 2;
    const before = double.requests.length;
    expect(await sendAll(5)).toEqual(Array.from({ length: 5 }, () => ({ kind: 'unavailable' })));
    expect(double.requests.slice(before).filter(({ headers }) => headers.access_token === store.kept?.accessToken)).toHaveLength(
      5,
    );
    pass(61_000);
    await sendAll(5);
    pass(61_000);
    expect(await sendAll(5)).toEqual(Array.from({ length: 5 }, () => sent));
    expect([refreshCalls(), double.rotations(), store.saves]).toEqual([1, 1, 1]);
    expect(kinds()).toEqual(['tokens-not-kept', 'tokens-not-kept', 'tokens-renewed']);
  });

  it('C-12: a new token that is refused at once is not replaced again: never a loop of renewals', async () => {
    const { double, pass } = await open();
    await sendAll(1);
    pass(6 * 60_000);
    double.refuseAllTokens();
    for (let minute = 0; minute < 4; minute += 1) {
      expect(new Set((await sendAll(10)).map(({ kind }) => kind))).toEqual(new Set(['unauthorised']));
      pass(61_000);
    }
    expect(refreshCalls()).toBe(1);
  });

  it('a store that cannot be read is not taken for a missing pair', async () => {
    const { store, pass, double } = await open();
    const load = store.load;
    store.load = () => Promise.reject(new Error('EIO: planned'));
    expect(await sendAll(3)).toEqual(Array.from({ length: 3 }, () => ({ kind: 'unavailable' })));
    store.load = load;
    pass(61_000);
    expect(await sendAll(3)).toEqual(Array.from({ length: 3 }, () => sent));
    expect(double.rotations()).toBe(0);
    expect(kinds()).toEqual(['tokens-not-read']);
  });

  it('the watch renews it while nobody is written to, says how the account stands, and ends when told to', async () => {
    const { channel, double, pass, observed, store, now } = await open();
    pass(24 * hourMs + 1);
    const first = new AbortController();
    const watching = channel.watch(first.signal);
    await expect.poll(() => observed).toEqual(['sent']);
    first.abort();
    await watching;
    expect(double.rotations()).toBe(1);
    expect(Date.parse(store.kept?.expiresAt ?? '')).toBeGreaterThan(now().getTime() + 24 * hourMs);
    store.kept = undefined;
    const second = new AbortController();
    const again = opened.reopen().watch(second.signal);
    await expect.poll(() => observed).toEqual(['sent', 'unauthorised']);
    second.abort();
    await again;
  });

  it('shorter lives than documented are believed', async () => {
    const { double, store } = await open();
    double.nextLifetimeSeconds(3_600);
    store.kept = { ...store.kept!, expiresAt: '2026-03-01T08:00:31.000Z' };
    expect(await sendAll(1)).toEqual([sent]);
    expect(store.kept?.expiresAt).toBe('2026-03-01T09:00:30.000Z');
  });
});

describe('the keeper of the pair, in every order of events', () => {
  it('never has two renewals under way, never gives one refresh token twice, never hands out what is not kept', () =>
    fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.constantFrom('current', 'instead'), { minLength: 1, maxLength: 12 }),
        fc.array(fc.constantFrom<RefreshAnswer['kind']>('renewed', 'refused', 'unavailable'), { maxLength: 3 }),
        fc.integer({ min: 0, max: 2 }),
        async (scheduler, calls, answers, failingSaves) => {
          const at = new Date('2026-03-01T08:00:00.000Z');
          const tokens = (number: number): ZaloTokens => ({
            accessToken: `access-${number}`,
            refreshToken: `refresh-${number}`,
            obtainedAt: new Date(at.getTime() - hourMs + number).toISOString(),
            expiresAt: new Date(at.getTime() + (number === 0 ? 1_000 : 90_000_000)).toISOString(),
          });
          const store = createMemoryTokenStore(tokens(0));
          store.failing = failingSaves;
          const given: string[] = [];
          let underWay = 0;
          let number = 0;
          const script = [...answers];
          const keeper = createTokenKeeper({
            store: {
              load: () => scheduler.schedule(Promise.resolve()).then(() => store.load()),
              save: (pair) => scheduler.schedule(Promise.resolve()).then(() => store.save(pair)),
            },
            async renew(refreshToken): Promise<RefreshAnswer> {
              underWay += 1;
              expect(underWay).toBe(1);
              await scheduler.schedule(Promise.resolve());
              underWay -= 1;
              const kind = script.shift() ?? 'renewed';
              if (kind === 'unavailable') return { kind };
              given.push(refreshToken);
              if (kind === 'refused') return { kind, code: -14_020 };
              number += 1;
              return { kind, tokens: tokens(number) };
            },
            now: () => at,
            backoff: createBackoff({ firstMs: 0, longestMs: 0, random: () => 0 }),
            report: () => undefined,
          });
          const results = Promise.all(
            calls.map(async (call) => {
              const result = call === 'current' ? await keeper.current() : await keeper.instead('access-0');
              if (result.kind === 'token') expect(result.token).toBe(store.kept?.accessToken);
              if (call === 'instead' && result.kind === 'token') expect(result.token).not.toBe('access-0');
            }),
          );
          await scheduler.waitFor(results);
          expect(new Set(given).size).toBe(given.length);
        },
      ),
      { numRuns: 300 },
    ));
});
