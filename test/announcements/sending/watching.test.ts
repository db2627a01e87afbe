import { describe, expect, it } from 'vitest';
import { createBreaker } from '../../../src/announcements/sending/breaker.ts';
import { createInsisting } from '../../../src/announcements/sending/insisting.ts';
import type { ClaimedDelivery } from '../../../src/announcements/sending/outbox.ts';
import { createSendableWatch, inLanguage, type Sendable } from '../../../src/announcements/sending/sendables.ts';
import { createSpeed } from '../../../src/announcements/sending/speed.ts';
import { createStanding } from '../../../src/announcements/sending/standing.ts';
import type { Subscriber } from '../../../src/announcements/sending/subscribers.ts';
import { subscriber } from '../../contracts/subscribers.ts';
import { createTestClock } from '../../fakes/clock.ts';

const sendable = (announcement: string, changes: Partial<Sendable> = {}): Sendable => ({
  ...{ announcement, ranks: 10, audience: { kind: 'everyone' }, heldChannels: {}, message: { text: 'Đi bầu.' } },
  ...changes,
});

describe('the breaker of an announcement on a channel', () => {
  const observed = (outcome: Parameters<ReturnType<typeof createBreaker>['observe']>[0], times: number, next = 'pending') => {
    const breaker = createBreaker();
    for (let i = 0; i < times; i += 1) breaker.observe(outcome, next as 'pending');
    return breaker;
  };

  it('probes every ten seconds from the twentieth failure in a row', () => {
    expect(observed('unavailable', 19).advice()).toEqual({ kind: 'go' });
    expect(observed('unavailable', 20).advice()).toEqual({ kind: 'probe', waitMs: 10_000 });
  });

  it.each(['sent', 'unreachable', 'outside-window'] as const)('counts from the beginning after an answer: %s', (answer) => {
    const breaker = observed('unavailable', 19);
    breaker.observe(answer, 'sent');
    breaker.observe('unavailable', 'pending');
    expect(breaker.advice()).toEqual({ kind: 'go' });
  });

  it('counts no refusal of the pace, neither as a failure nor as an answer', () => {
    const breaker = observed('unavailable', 19);
    for (let i = 0; i < 300; i += 1) breaker.observe('rate-limited', 'failed');
    expect(breaker.advice()).toEqual({ kind: 'go' });
    breaker.observe('unavailable', 'pending');
    expect(breaker.advice().kind).toBe('probe');
  });

  it.each(['rejected', 'uncertain', 'unavailable'] as const)(
    'counts what is given up, not what is tried again: %s',
    (outcome) => {
      expect(observed(outcome, 11, 'pending').advice()).toEqual({ kind: 'go' });
      expect(observed(outcome, 10, 'failed').advice()).toEqual({ kind: 'go' });
      expect(observed(outcome, 11, 'failed').advice()).toEqual({ kind: 'hold', why: 'errors' });
    },
  );

  it('says why it holds, and forgets all of it when a person has looked', () => {
    const breaker = observed('rejected', 11, 'failed');
    for (let i = 0; i < 20; i += 1) breaker.observe('unavailable', 'pending');
    breaker.observe('unauthorised', 'pending');
    expect(breaker.advice()).toEqual({ kind: 'hold', why: 'unauthorised' });
    breaker.reset();
    expect(breaker.advice()).toEqual({ kind: 'go' });
  });
});

describe('how fast a lane sends', () => {
  const limits = { perSecond: 25, inFlight: 8 };

  it('is its pace until the platform has answered, and at least one', () => {
    const speed = createSpeed(limits);
    expect([speed.within(1_000), speed.within(15_000), speed.within(10)]).toEqual([25, 375, 1]);
  });

  it('is what the platform answers where that is slower, by an average in which the latest weighs a fifth', () => {
    const speed = createSpeed(limits);
    for (let i = 0; i < 100; i += 1) speed.observe(1_000);
    expect(speed.within(10_000)).toBe(80);
    speed.observe(6_000);
    expect(speed.within(10_000)).toBe(40);
    for (let i = 0; i < 100; i += 1) speed.observe(10);
    expect(speed.within(10_000)).toBe(250);
  });

  it('believes no answer that took less than nothing or more than a minute: the clock was set meanwhile', () => {
    const [back, ahead] = [createSpeed(limits), createSpeed(limits)];
    back.observe(-3_600_000);
    expect(back.within(1_000)).toBe(25);
    ahead.observe(7 * 3_600_000);
    expect(ahead.within(60_000)).toBe(40);
  });
});

describe('what may be sent on a channel', () => {
  function watching() {
    const clock = createTestClock();
    const state = { read: 0, all: [sendable('a'), sendable('b', { heldChannels: { telegram: 'errors' } })] };
    const read = async () => {
      state.read += 1;
      return state.all;
    };
    const watch = createSendableWatch({ channel: 'telegram', read, nowMs: () => clock.now().getTime() });
    const open = async () => [...(await watch.current()).keys()];
    return { clock, state, watch, open };
  }

  it('is what is not held back on it, read again after a quarter of a second', async () => {
    const { clock, state, open } = watching();
    expect(await open()).toEqual(['a']);
    state.all = [];
    clock.pass(249);
    expect([await open(), state.read]).toEqual([['a'], 1]);
    clock.pass(1);
    expect([await open(), state.read]).toEqual([[], 2]);
  });

  it('is read once for all who ask at the same moment', async () => {
    const { state, open } = watching();
    expect(await Promise.all([open(), open(), open()])).toEqual([['a'], ['a'], ['a']]);
    expect(state.read).toBe(1);
  });

  it('is read again at once where the clock was set back, or what is known counts no more', async () => {
    const { clock, state, watch, open } = watching();
    await open();
    clock.jump(-1);
    await open();
    expect(state.read).toBe(2);
    watch.reread();
    await open();
    expect(state.read).toBe(3);
  });

  it('is closed at once, until it is read again', async () => {
    const { clock, watch, open } = watching();
    await open();
    watch.close('a');
    expect(await open()).toEqual([]);
    clock.pass(250);
    expect(await open()).toEqual(['a']);
  });
});

describe('a delivery that is about to go', () => {
  const delivery = (changes: Partial<ClaimedDelivery> = {}): ClaimedDelivery =>
    ({ announcement: 'a', chat: 'telegram:1', rank: 3, attempts: 0, uncertain: 0, ...changes }) as ClaimedDelivery;
  function standing(held: Sendable, person: Subscriber | undefined, signal = new AbortController().signal) {
    const watch = { current: async () => new Map([['a', held]]), close: () => undefined, reread: () => undefined };
    const insist = async <Result>(_: string, run: () => Promise<Result>) => run();
    return createStanding({ watch, subscription: async () => person, insist, signal });
  }
  const here = subscriber('telegram:1', { topics: ['reform'], communes: ['02671'] });

  it.each<[Sendable['audience'], Subscriber | undefined, boolean]>([
    [{ kind: 'everyone' }, here, true],
    [{ kind: 'everyone' }, undefined, false],
    [{ kind: 'topics', topics: ['reform'] }, here, true],
    [{ kind: 'topics', topics: ['milestones'] }, here, false],
    [{ kind: 'topics', topics: ['reform'] }, undefined, false],
    [{ kind: 'communes', communes: ['02671'] }, here, true],
    [{ kind: 'communes', communes: ['02680'] }, here, false],
    [{ kind: 'communes-and-topics', communes: ['02671'], topics: ['reform'] }, here, true],
    [{ kind: 'communes-and-topics', communes: ['02671'], topics: ['milestones'] }, here, false],
    [{ kind: 'reached', by: 'b', rest: false }, here, true],
    [{ kind: 'reached', by: 'b', rest: false }, undefined, false],
    [{ kind: 'officials' }, undefined, true],
    [undefined, here, false],
  ])('for %j to %j goes: %s', async (audience, person, goes) => {
    const held = sendable('a', { audience });
    expect(await standing(held, person)(delivery())).toBe(goes ? held : 'left');
  });

  it('is closed where its announcement is, beyond the ranks that are open, and where the lane is to end', async () => {
    const stands = standing(sendable('a', { ranks: 4 }), here);
    expect(await stands(delivery({ announcement: 'b' }))).toBe('closed');
    expect(await stands(delivery({ rank: 4 }))).toBe('closed');
    expect(await stands(delivery({ rank: 3 }))).toMatchObject({ announcement: 'a' });
    expect(await standing(sendable('a'), here, AbortSignal.abort())(delivery())).toBe('closed');
  });

  it('goes in the language of its person, with the text for who has not got the first announcement', async () => {
    const hmn = { message: { text: 'Mus xaiv.' }, alone: { text: 'Mus xaiv, ib leeg.' } };
    const held = sendable('a', { alone: { text: 'Đi bầu, đủ.' }, translated: { hmn } });
    expect(await standing(held, { ...here, language: 'hmn' })(delivery())).toMatchObject(hmn);
    expect(await standing(held, { ...here, language: 'en' })(delivery())).toBe(held);
    const { alone: _, ...message } = hmn;
    expect(inLanguage({ ...held, translated: { hmn: message } }, 'hmn')).not.toHaveProperty('alone');
    expect(inLanguage(held, 'hmn')).not.toHaveProperty('template');
  });
});

describe('what has happened', () => {
  function insisting(failures: number) {
    const stop = new AbortController();
    const log: (string | number)[] = [];
    const insist = createInsisting({
      signal: stop.signal,
      sleep: async (ms) => void log.push(ms),
      failed: (what, error) => log.push(`${what}: ${(error as Error).message}`),
    });
    let tries = 0;
    const run = async () => {
      tries += 1;
      if (tries <= failures) throw new Error(`no ${tries}`);
      return 'written';
    };
    return { insist: () => insist('writing', run), log, stop };
  }

  it('is written again every second until it is, and each failure is heard of', async () => {
    const { insist, log } = insisting(2);
    expect(await insist()).toBe('written');
    expect(log).toEqual(['writing: no 1', 1_000, 'writing: no 2', 1_000]);
  });

  it('is tried once where the lane is to end', async () => {
    const { insist, log, stop } = insisting(9);
    stop.abort();
    expect(await insist()).toBeUndefined();
    expect(log).toEqual(['writing: no 1']);
  });
});
